"""What a site looks like: what builds it, where its posts are, and how they are written."""

from collections.abc import Iterable
from pathlib import Path, PurePath

from msgspec import Struct

from newslint.document import Document
from newslint.site.generators import Generator, Guess, guess
from newslint.site.identity import Identity, identity
from newslint.site.posts import Folder, Posts, seen

__all__ = ["Folder", "Generator", "Guess", "Identity", "Posts", "Site", "guess", "look"]


class Site(Struct, frozen=True):
    """A site: what builds it, what it calls itself, and what its posts have in common."""

    guess: Guess
    identity: Identity
    posts: Posts
    total: int
    """How many files there are; `posts` may have been learnt from a part of them."""
    there: frozenset[str] = frozenset()
    """Those of the generator's output and parts that there are."""
    endings: tuple[str, ...] = ()
    """Endings of posts that newslint reads only if it is told to, such as `.mkdn`."""

    @property
    def generator(self) -> Generator | None:
        """What builds the site; None where nothing tells."""
        return self.guess.generator

    @property
    def home(self) -> str:
        """Where the posts are, as a path from the site's folder; empty for everywhere."""
        usual = self.generator.posts if self.generator else ()
        folders = self.posts.folders
        named = [name for name in usual if any(_within(each, name) for each in folders)]
        if named:
            return named[0]
        most = max(folders, key=lambda name: folders[name].articles, default="")
        articles = sum(folder.articles for folder in folders.values())
        is_home = most.isprintable() and 2 * folders[most].articles > articles if most else False
        return most if is_home else ""


def look(
    folder: Path,
    guessed: Guess,
    documents: Iterable[tuple[PurePath, Document]],
    total: int,
    endings: tuple[str, ...] = (),
) -> Site:
    """Return the site in a folder, given a part of its files by their paths in it."""
    generator = guessed.generator
    known = (*generator.output, *generator.parts) if generator else ()
    return Site(
        guessed,
        identity(folder, generator.settings if generator else ()),
        seen(documents),
        total,
        frozenset(name for name in known if (folder / name).exists()),
        endings,
    )


def _within(folder: str, name: str) -> bool:
    return folder == name or folder.startswith(f"{name}/")
