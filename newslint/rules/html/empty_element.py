"""The rule empty-element."""

import re
from collections.abc import Iterator, Sequence

from newslint.blocks import with_its_line
from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.html import Element
from newslint.regex import regex
from newslint.rule import Rule
from newslint.text import Span


class EmptyElement(Rule, frozen=True):
    """Elements that hold nothing and do nothing are left over from an editor.

    ## Why

    Empty paragraphs, and those with nothing but `&nbsp;`, are how visual editors make room. They
    come along when a page is copied, leave holes in the site's own design, and are read out as
    blanks. A `<span>` without attributes does nothing at all.

    ## What to do

    Delete the element, or take the tags away and keep the words: `--unsafe` does. It is not safe,
    because a stylesheet may count elements or leave room around them.

    Elements with an `id`, `class`, `data-…`, `role` or `aria-…` are left alone, because a script
    or a style may look for them, and so are those that a template writes into, cells of tables,
    frames and icons.
    """

    fixes = Applicability.UNSAFE

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every inert element with nothing in it, and every wrapper that does nothing."""
        content = document.text.content
        found = [
            (element, inner)
            for element in document.elements_named(*_INERT)
            if (inner := element.inner) is not None
        ]
        divisions = _divisions([element for element, _ in found if element.name == "div"])
        for element, inner in found:
            is_blank = _BLANK.fullmatch(content, inner.start, inner.end)
            if not (is_blank or _is_wrapper(content, element, inner, divisions)):
                continue
            whole = element.whole
            if whole is None or document.templates.overlapping(whole):
                continue
            shown = f"`<{element.name}>`"
            if is_blank:
                if _says_nothing(element):
                    fix = Fix.unsafe("Remove it", Edit(with_its_line(content, whole)))
                    yield Problem(element.span, f"{shown} is empty", fix)
            else:
                edits = (Edit(with_its_line(content, edit.span)) for edit in element.unwrapping)
                fix = Fix.unsafe("Keep what it holds without it", *edits)
                yield Problem(element.span, f"{shown} without attributes does nothing", fix)


_INERT = ("p", "span", "div", "b", "strong", "i", "em", "u", "font")
_BLANK = regex(r"(?:\s|&nbsp;|&#160;|&#[xX]0*+[aA]0;|\u200b|<br\s*+/?>)*+")
_DRESS = frozenset({"style", "align", "dir", "lang", "color", "face", "size"})
# These draw or make room without any content.
_DRAWS = regex(r"url\(|clear|height|width|border|background|display|content|padding", re.IGNORECASE)


def _says_nothing(element: Element) -> bool:
    """Whether neither a reader nor a script can miss it."""
    if any(attribute.name not in _DRESS for attribute in element.attributes):
        return False
    style = element.get("style")
    return not style or (element.name != "div" and not _DRAWS.search(style))


_SPACE = regex(r"\s*+")


def _divisions(found: Sequence[Element]) -> dict[int, Span]:
    """Return each `div` by where it begins; none if all of them say something."""
    if all(division.attributes for division in found):
        return {}
    return {whole.start: whole for division in found if (whole := division.whole)}


def _is_wrapper(content: str, element: Element, inner: Span, divisions: dict[int, Span]) -> bool:
    """Whether an element says nothing of what it holds: a `span`, or a `div` around another."""
    if element.attributes:
        return False
    if element.name == "div":
        space = _SPACE.match(content, inner.start, inner.end)
        held = divisions.get(space.end()) if space else None
        return held is not None and bool(_SPACE.fullmatch(content, held.end, inner.end))
    return element.name == "span"
