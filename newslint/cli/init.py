"""`newslint init`: a first configuration, from what the site looks like."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path, PurePath
from typing import NoReturn

import click

from newslint import files, writing
from newslint.cli.output import FAILURE, complain
from newslint.config import ConfigError, Configs
from newslint.document import Document
from newslint.formats.summary import counted
from newslint.formats.terminal import visible
from newslint.site import Guess, Site, guess, look
from newslint.site.configuration import configuration
from newslint.site.hooks import Place, github, gitlab, pre_commit


@click.command()
@click.argument(
    "folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default=Path()
)
@click.option("--pre-commit", "on_commit", is_flag=True, help="Check each commit, too.")
@click.option("--github", "on_github", is_flag=True, help="Check on GitHub, too.")
@click.option("--gitlab", "on_gitlab", is_flag=True, help="Check on GitLab, too.")
@click.option("--dry-run", is_flag=True, help="Write nothing; print what would be written.")
def init(*, folder: Path, on_commit: bool, on_github: bool, on_gitlab: bool, dry_run: bool) -> None:
    """Write a first newslint.toml for the site in FOLDER (default: this folder).

    It looks at the site and says what it saw: what builds it, where its posts are and how they are
    written. A file that is there already is never overwritten.
    """
    asked = ((on_commit, pre_commit), (on_github, github), (on_gitlab, gitlab))
    places = [place(version("newslint")) for wanted, place in asked if wanted]
    configured = _configured(folder)
    if configured and not places and not dry_run:
        _fail(f"{configured} is there already, and nothing is overwritten; `--dry-run` shows what"
              " would be written")  # fmt: skip
    site = _site(folder)
    for line in _told(site):
        click.echo(visible(line), err=dry_run)
    if dry_run:
        _print(configuration(site), places)
        return
    if configured:
        click.echo(f"\n{configured} is there already and stays as it is.")
    else:
        click.echo("")
        _write(folder / _CONFIGURATION, configuration(site))
    for place in places:
        if (folder / place.path).exists():
            click.echo(f"{place.path} is there already. Add to it:\n\n{place.addition}")
        else:
            _write(folder / place.path, place.content)
    for line in _next_steps(folder, site, on_commit=on_commit):
        click.echo(line)


_CONFIGURATION = "newslint.toml"


def _configured(folder: Path) -> str:
    """Return the configuration that the folder has itself, empty where it has none."""
    place = Path(os.path.abspath(folder))  # noqa: PTH100 - `Path.absolute` leaves `..` in place
    try:
        found = Configs().of(place / "post.md").file
    except ConfigError as error:
        _fail(str(error))
    return found.name if found and found.parent == place else ""


def _fail(told: str) -> NoReturn:
    complain(told)
    sys.exit(FAILURE)


_MOST_READ = 2000  # files, which is enough to learn what they have in common
# Jekyll and its kin read these as Markdown, too.
_OTHER_ENDINGS = frozenset((".mkdown", ".mkdn", ".mdwn", ".mdtext", ".livemd"))


def _site(folder: Path) -> Site:
    guessed = guess(folder)
    place = Path(os.path.abspath(folder))  # noqa: PTH100 - `Path.absolute` leaves `..` in place
    found = files.find(place, wanted=_is_post, excluded=_is_no_content(place, guessed))
    paths = sorted(file.path for file in found.files)
    endings = sorted({path.suffix.lower() for path in paths} & _OTHER_ENDINGS)
    sample = paths[:: len(paths) // _MOST_READ + 1]
    return look(place, guessed, _documents(place, sample), len(paths), tuple(endings))


def _is_post(path: Path) -> bool:
    return path.suffix.lower() in files.SUFFIXES | _OTHER_ENDINGS


def _is_no_content(place: Path, guessed: Guess) -> Callable[[Path], bool]:
    generator = guessed.generator
    names = (*generator.output, *generator.parts) if generator else ()
    left_out = {place / name for name in names}
    return left_out.__contains__


def _documents(place: Path, paths: Iterable[Path]) -> Iterator[tuple[PurePath, Document]]:
    """Yield the files that can be read, by their paths in the site."""
    for path in paths:
        try:
            content = files.read(path)
        except OSError:
            continue  # `newslint check` says so
        yield path.relative_to(place), Document.parse(path, content)


def _told(site: Site) -> Iterator[str]:
    """Yield what was seen, a line for each matter."""
    posts, own = site.posts, site.identity
    some = f", {posts.files:,} of them read" if posts.files < site.total else ""
    rows = [
        ("built by", _builder(site)),
        ("files", f"{site.total:,} of Markdown and HTML{some}"),
        ("where", _most({name or ".": each.files for name, each in posts.folders.items()})),
        ("front matter", _most({name or "none": n for name, n in posts.formats.items()})),
        ("dates", f"{_most(posts.dates)}{_odd(posts.odd_dates)}" if posts.dates else ""),
        ("languages", _most(posts.languages) or own.language),
        ("own host", f"{own.host} (`{own.url_key}` in {own.file})" if own.host else ""),
        ("its name", f"{own.name} (in {own.file})" if own.name else ""),
    ]
    width = max(len(what) for what, _ in rows)
    yield from (f"{what:{width}}  {told}" for what, told in rows if told)


def _builder(site: Site) -> str:
    if site.generator is None:
        return "nothing that newslint knows"
    return f"{site.generator.name} ({', '.join(site.guess.reasons)})"


_MOST_NAMED = 5


def _most(counts: Mapping[str, int]) -> str:
    """Return what there is most of, each with its number."""
    ordered = sorted(counts.items(), key=lambda each: (-each[1], each[0]))
    named = ", ".join(f"{name} ({count:,})" for name, count in ordered[:_MOST_NAMED])
    others = len(ordered) - _MOST_NAMED
    return f"{named} and {counted(others, 'other')}" if others > 0 else named


def _odd(count: int) -> str:
    return f"; {counted(count, 'date')} not as ISO 8601 says" if count else ""


def _print(text: str, places: Sequence[Place]) -> None:
    if not places:
        click.echo(text, nl=False)
        return
    for path, content in ((_CONFIGURATION, text), *((each.path, each.content) for each in places)):
        click.echo(f"# --- {path}\n{content}")


def _write(file: Path, content: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        writing.create(file, content.encode())
    except OSError as error:
        _fail(f"{file}: {error.strerror or error}")
    click.echo(f"Wrote {visible(str(file))}")


def _next_steps(folder: Path, site: Site, *, on_commit: bool) -> Iterator[str]:
    where = "" if folder == Path() else f" {folder}"
    if on_commit:
        yield "Next: pre-commit install"
    yield f"Next: newslint check{where}" if site.total else "Next: write a post, and newslint check"
