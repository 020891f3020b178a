"""The rule title-suffix."""

import re
from collections.abc import Iterator

from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.front_matter import FrontMatter, Scalar, Style
from newslint.rule import Rule
from newslint.text import Span


class TitleSuffix(Rule, frozen=True):
    """A title does not end in the name of the site.

    ## Why

    Scrapers take the title of the browser's tab, `Pier reopens - Harbour News`. Themes add the
    name once more, lists repeat it in every line, and search results cut off the headline for it.

    ## What to do

    Take the name away. Where the names are configured, the fix does so. Otherwise the rule goes
    by the post's own `author`, `source`, `site` and `publisher`, and only `--unsafe` takes them
    away: a headline may well end in a name.

    ## Options

    - `suffixes`: names that titles end in, such as `Harbour News`, without what stands before
      them: `-`, `–`, `—`, `|`, `_`, `·` or `:`.
    - `keys`: the keys that hold a title, in whatever case.
    """

    fixes = Applicability.SAFE
    suffixes: tuple[str, ...] = ()
    keys: tuple[str, ...] = ("title",)

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every end of a title that is the name of a site."""
        front_matter = document.front_matter
        if front_matter is None:
            return
        names = self.suffixes or _own_names(front_matter)
        if not any(names):
            return
        for _, text, scalar in document.texts_named(*self.keys):
            if found := _suffix(text, names):
                edit = _without(front_matter, scalar, found)
                fix = self._fix(edit, found[0].strip()) if edit else None
                whose = "the site's name" if self.suffixes else "a name that another key has"
                message = f"The title ends in {whose}: `{found[0].strip()}`"
                yield Problem(_place(scalar, found), message, fix)

    def _fix(self, edit: Edit, suffix: str) -> Fix:
        title = f"Take away `{suffix}`"
        return Fix.safe(title, edit) if self.suffixes else Fix.unsafe(title, edit)


def _own_names(front_matter: FrontMatter) -> tuple[str, ...]:
    values = (front_matter.data.get(key) for key in ("author", "source", "site", "publisher"))
    return tuple(value.strip() for value in values if isinstance(value, str))


def _suffix(title: str, names: tuple[str, ...]) -> re.Match[str] | None:
    """Return what to take from the end of a title; something stays."""
    names_end = title.casefold().rstrip()
    if not any(name and names_end.endswith(name.casefold()) for name in names):
        return None
    either = "|".join(re.escape(name) for name in names if name)
    # A bar needs no spaces around it; a hyphen without them is part of a word.
    separator = r"(?:\s++[-–—:·_|｜]++\s++|\s*+[|｜]\s*+)"
    return re.search(rf"(?<=[^\s|｜])(?:{separator}(?:{either}))+\s*\Z", title, re.IGNORECASE)


def _without(front_matter: FrontMatter, scalar: Scalar, found: re.Match[str]) -> Edit | None:
    try:
        edit = front_matter.rewrite(scalar, found.string[: found.start()])
    except ValueError:
        return None
    literal = scalar.literal
    if literal is None or scalar.style is Style.PLAIN:
        return edit
    return literal.edit(*found.span())


def _place(scalar: Scalar, found: re.Match[str]) -> Span:
    literal = scalar.literal
    return literal.edit(*found.span()).span if literal else scalar.span
