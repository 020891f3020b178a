"""The rule empty-element."""

import re
from collections.abc import Iterator

from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.html import Element
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
        for element in document.elements_named(*_INERT):
            inner, whole = element.inner, element.whole
            if inner is None or whole is None or document.templates.overlapping(whole):
                continue
            shown = f"`<{element.name}>`"
            if _BLANK.fullmatch(document.text[inner]):
                if _says_nothing(element):
                    fix = Fix.unsafe("Remove it", Edit(_with_its_line(document, whole)))
                    yield Problem(element.span, f"{shown} is empty", fix)
            elif not element.attributes and _is_wrapper(document, element, inner):
                edits = (Edit(_with_its_line(document, edit.span)) for edit in element.unwrapping)
                fix = Fix.unsafe("Keep what it holds without it", *edits)
                yield Problem(element.span, f"{shown} without attributes does nothing", fix)


_INERT = ("p", "span", "div", "b", "strong", "i", "em", "u", "font")
_BLANK = re.compile(r"(?:\s|&nbsp;|&#160;|&#[xX]0*+[aA]0;|\u200b|<br\s*+/?>)*+")
_DRESS = frozenset({"style", "align", "dir", "lang", "color", "face", "size"})
# These draw or make room without any content.
_DRAWS = re.compile(
    r"url\(|clear|height|width|border|background|display|content|padding", re.IGNORECASE
)


def _says_nothing(element: Element) -> bool:
    """Whether neither a reader nor a script can miss it."""
    if any(attribute.name not in _DRESS for attribute in element.attributes):
        return False
    style = element.get("style")
    return not style or (element.name != "div" and not _DRAWS.search(style))


def _is_wrapper(document: Document, element: Element, inner: Span) -> bool:
    if element.name == "span":
        return True
    if element.name != "div":
        return False
    held = document.text[inner].strip()
    start = inner.start + document.text[inner].index(held)
    return any(
        other.span.start == start and other.whole == Span(start, start + len(held))
        for other in document.elements_named("div")
    )


def _with_its_line(document: Document, span: Span) -> Span:
    """Return the span, with its line where nothing else stands there.

    A blank line left behind would end the HTML block in Markdown.
    """
    content = document.text.content
    start = content.rfind("\n", 0, span.start) + 1
    end = content.find("\n", span.end) + 1
    if not end or content[start : span.start].strip() or content[span.end : end].strip():
        return span
    return Span(start, end)
