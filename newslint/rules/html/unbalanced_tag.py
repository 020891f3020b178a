"""The rule unbalanced-tag."""

from collections.abc import Iterator

from newslint.diagnostic import Problem
from newslint.document import Document
from newslint.html import Element
from newslint.html.categories import ELEMENTS, RAW_TEXT, VOID
from newslint.html.markup import Unclosed
from newslint.rule import Rule
from newslint.text import MASK, Span


class UnbalancedTag(Rule, frozen=True):
    """Every start tag has its end tag, every end tag its start tag, and no two elements cross.

    ## Why

    A browser repairs broken HTML in its own way: a `<b>` that nobody closes makes the rest of the
    page bold, a `</div>` too many ends the column that the article stands in, and behind a
    `<script>` that was meant as a word nothing is shown at all. Words such as `<name>`, written as
    they are in Markdown, are taken for tags and vanish.

    ## What to do

    Add the tag that is missing, or delete the one that is left over. Of two elements that cross,
    end the inner one first. A word in angle brackets is written `` `<name>` `` or `&lt;name>`.

    Tags that the standard lets go unwritten, such as `</li>` and `</p>`, are not missed. What
    begins in one branch of a template and ends in another is left alone, and so are components
    that close themselves: `<Gallery />`.
    """

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every tag without its partner."""
        markup = document.markup
        for unclosed in markup.unclosed:
            element = unclosed.element
            if MASK not in element.name and not _closes_itself(document, element):
                yield Problem(element.span, _lacking(document, unclosed))
        for span in markup.stray_ends:
            name = _name(document, span)
            # That of an image, as XHTML wants it, changes nothing; `</br>` makes a line break.
            if name.lower() in _WITHOUT_END or MASK in document.masked[span.start : span.end]:
                continue
            yield Problem(span, f"`</{name}>` ends nothing: no `<{name}>` is open here")


_WITHOUT_END = VOID - {"br"}


def _closes_itself(document: Document, element: Element) -> bool:
    if not element.self_closing:
        return False
    return document.is_mdx or element.name not in ELEMENTS


def _lacking(  # noqa: PLR0911 - one a kind of damage
    document: Document, unclosed: Unclosed
) -> str:
    element = unclosed.element
    start = f"`<{_name(document, element.span)}>`"
    end = f"`</{_name(document, element.span)}>`"
    if unclosed.late_end:
        between = unclosed.ended_by or unclosed.late_end
        line = _line(document, unclosed.late_end)
        if unclosed.ended_by is None:
            return f"{start} crosses another element: its {end} in line {line} stands inside that"
        return (
            f"{start} already ends at {_place(document, between)}, before its {end} in line {line}"
        )
    if element.name in RAW_TEXT:
        return f"{start} has no {end}: nothing behind it is shown on the page"
    if element.name not in ELEMENTS and not element.attributes and "-" not in element.name:
        return (
            f"{start} is read as a tag and not shown: write `&lt;{start[2:-2]}>`, "
            "or put it in backticks"
        )
    if element.self_closing:
        return f"`/>` closes nothing in HTML: {start} has no {end}"
    if unclosed.ended_by is None:
        return f"{start} has no {end}"
    return f"{start} has no {end} before {_place(document, unclosed.ended_by)}"


def _name(document: Document, span: Span) -> str:
    """Return the name in a tag as it is written."""
    return document.text[span].strip("</>").replace("/", " ").split()[0]


def _place(document: Document, ending: Span) -> str:
    """Return how to call what ends an element: a tag, or the end of a block of Markdown."""
    if not ending:
        return f"its block of Markdown ends in line {_last_line(document, ending.start)}"
    line = _line(document, ending)
    slash = "/" if document.text.content[ending.start + 1] == "/" else ""
    return f"`<{slash}{_name(document, ending)}>` in line {line}"


def _line(document: Document, span: Span) -> int:
    return document.text.position(span.start).line


def _last_line(document: Document, end: int) -> int:
    """Return the last line before a place that is not blank."""
    content = document.text.content
    while end and content[end - 1].isspace():
        end -= 1
    return document.text.position(end).line
