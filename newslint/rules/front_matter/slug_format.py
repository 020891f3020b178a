"""The rule slug-format."""

import re
from collections.abc import Iterator
from unicodedata import category, normalize
from urllib.parse import unquote

from newslint.diagnostic import Problem
from newslint.document import Document
from newslint.rule import Rule


class SlugFormat(Rule, frozen=True):
    """A slug is in lower case, its words joined by single hyphens: `pier-reopens`.

    ## Why

    The slug is part of the address. Capitals make two addresses of one page on some servers; a
    space becomes `%20`, and other characters break links that people copy from a chat.

    ## What to do

    Write the slug as the message says. Where the post is online already, add a redirect from the
    address that it had: newslint does not change addresses.

    Of a path the last part counts, of a `permalink` without its ending. What the site generator
    completes, such as `/:year/:title/`, and a server's own files, such as `/_redirects`, are left
    alone.

    ## Options

    - `keys`: the keys that hold slugs, in whatever case.
    - `allow-unicode`: whether letters other than `a` to `z` may stand there.
    """

    keys: tuple[str, ...] = ("slug", "permalink")
    allow_unicode: bool = True

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every slug that is written otherwise."""
        for key, text, scalar in document.texts_named(*self.keys):
            slug = _last_part(text)
            if key.casefold() != "slug":
                slug = re.sub(r"\.[a-z]+\Z", "", slug)
            if not slug or ":" in slug or slug[0] in "._":
                continue
            better = self._kebab_case(slug)
            if better != slug:
                yield Problem(scalar.span, _message(slug, better))

    def _kebab_case(self, slug: str) -> str:
        """Return the slug with nothing but its words; empty if it has none."""
        words = re.sub("['’]", "", unquote(slug).lower())
        if not self.allow_unicode:
            # The letter below an accent stays.
            words = "".join(each for each in normalize("NFKD", words) if category(each) != "Mn")
        kept = "".join(each if self._is_allowed(each) else "-" for each in words)
        return re.sub("--+", "-", kept).strip("-")

    def _is_allowed(self, character: str) -> bool:
        if character.isascii():
            return character.isalnum()
        # Letters, the marks on them, and digits.
        return self.allow_unicode and category(character)[0] in "LMN"


def _last_part(path: str) -> str:
    return path.rstrip("/").rpartition("/")[2]


def _message(slug: str, better: str) -> str:
    if not better:
        return f"The slug `{slug}` has no letter or digit that may stand there"
    return f"Write the slug `{slug}` as `{better}`: in lower case, words joined by hyphens"
