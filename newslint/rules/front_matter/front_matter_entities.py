"""The rule front-matter-entities."""

import re
from collections.abc import Iterable, Iterator

from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.front_matter import FrontMatter, Path, Scalar, Style
from newslint.regex import regex
from newslint.rule import Rule
from newslint.text import Span


class FrontMatterEntities(Rule, frozen=True):
    """Titles and other plain text say `&`, not `&amp;`.

    ## Why

    Front matter is no HTML. Most themes write the characters of a title as HTML themselves, so
    `Q&amp;A` is what readers then see, and in feeds, search results and link previews, too.

    ## What to do

    Write the characters themselves. The fix does, also where they were written twice over
    (`&amp;quot;`). `&lt;` and `&gt;` take `--unsafe`: a theme that does not write `<` as HTML would
    make a tag of it. Text that holds HTML tags is left alone.

    ## Options

    - `keys`: the keys that hold plain text, or lists of it.
    """

    fixes = Applicability.SAFE
    keys: tuple[str, ...] = (
        *("title", "subtitle", "description", "excerpt", "summary", "author", "authors"),
        *("category", "categories", "tags", "keywords"),
    )

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every plain text that has character references."""
        front_matter = document.front_matter
        if front_matter is None or "&" not in front_matter.written:
            return
        for path, scalar in front_matter.scalars():
            if _is_text(path, self.keys) and (found := _references(scalar)):
                named = ", ".join(dict.fromkeys(f"`{match[0]}`" for match, _ in found))
                message = f"HTML code in plain text: {named}"
                yield Problem(scalar.span, message, _fix(front_matter, scalar, found))


def _is_text(path: Path, keys: tuple[str, ...]) -> bool:
    """Whether one of the keys leads here, by way of lists and of an author's `name` only."""
    return path[0] in keys and all(isinstance(step, int) or step == "name" for step in path[1:])


# Written twice over, the `&` of a reference is `&amp;` itself.
_REFERENCE = regex(
    r"&(?P<again>(?:amp;)*)"
    r"(?P<name>\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*+);"
)
_TAG = regex(r"<[/!]?[A-Za-z]")
_UNPRINTABLE = regex("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffd]")


def _references(scalar: Scalar) -> list[tuple[re.Match[str], str]]:
    """Return the character references in a value, and the characters that they stand for."""
    if not isinstance(scalar.value, str) or scalar.style is Style.ALIAS:
        return []
    if "&" not in scalar.value or _TAG.search(scalar.value):
        return []
    return [
        (match, text)
        for match in _REFERENCE.finditer(scalar.value)
        if (text := _decoded(match)) and not _UNPRINTABLE.search(text)
    ]


def _decoded(reference: re.Match[str]) -> str | None:
    # Loaded late: two thousand names, and most files have no reference.
    from html import unescape
    from html.entities import html5

    name = f"{reference['name']};"
    known = unescape(f"&{name}") if name.startswith("#") else html5.get(name)
    if known is None and reference["again"]:
        return f"&{name}"
    return known


def _fix(
    front_matter: FrontMatter, scalar: Scalar, found: Iterable[tuple[re.Match[str], str]]
) -> Fix | None:
    changes = [Edit(Span(*match.span()), text) for match, text in found]
    try:
        edits = front_matter.edits(scalar, changes)
    except ValueError:
        return None
    title = "Write the characters themselves"
    would_open_tags = any(edit.text in {"<", ">"} for edit in changes)
    return Fix.unsafe(title, *edits) if would_open_tags else Fix.safe(title, *edits)
