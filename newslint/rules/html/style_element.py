"""The rule style-element."""

from collections.abc import Iterator

from newslint import removal
from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.html import Element
from newslint.rule import Rule
from newslint.text import Span, Spans


class StyleElement(Rule, frozen=True):
    """An article brings no stylesheet of its own: no `<style>`, no `<link rel=stylesheet>`.

    ## Why

    What stands in it holds for the whole page: a rule for `p` or `table` that comes along with a
    pasted article changes the site's own headline, menu and footer. A linked stylesheet is loaded
    from another site, which learns of every reader and can change the looks at any time.

    ## What to do

    Move the rules that are meant into the site's stylesheet, and delete the element. Only
    `--unsafe` does: the rules may hide something.

    Layouts and their parts, which say something of the whole page (`<head>`, or without front
    matter `<title>` or `<meta>`), stylesheets whose address a template writes, and the styles of
    drawings (`<svg>`) are left alone.
    """

    fixes = Applicability.UNSAFE

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every stylesheet in the body of an article."""
        sheets = [*document.elements_named("style"), *_linked(document)]
        if not sheets or _is_layout(document):
            return
        drawings = Spans.merged(
            drawing.whole for drawing in document.elements_named("svg") if drawing.whole
        )
        for element in sheets:
            if drawings.covers(element.span.start):
                continue
            whole = element.span if element.name == "link" else element.whole
            fix = None
            if whole:
                fix = Fix.unsafe(f"Remove the `<{element.name}>`", _removal(document, whole))
            told = "loads" if element.name == "link" else "brings"
            yield Problem(element.span, f"The article {told} a stylesheet of its own", fix)


def _linked(document: Document) -> Iterator[Element]:
    for element in document.elements_named("link"):
        is_sheet = "stylesheet" in element.get("rel").lower().split()
        if is_sheet and not document.templates.overlapping(element.span):
            yield element


def _is_layout(document: Document) -> bool:
    names = ["html", "head"]
    if document.is_html and document.front_matter is None:
        names += ["title", "meta"]
    return any(True for _ in document.elements_named(*names))


def _removal(document: Document, whole: Span) -> Edit:
    """Return the edit that removes an element, with its lines where that joins no paragraphs.

    In a block of HTML an empty line would end the block; between two paragraphs it keeps them
    apart.
    """
    text = document.text
    lines = removal.own_lines(text.content, whole)
    if lines is None:
        return Edit(whole)
    first = text.position(lines.start).line
    above = text.line(first - 1) if first > 1 else Span(0, 0)
    if text[above].strip() and not document.html.covers(lines.start - 1):
        return Edit(whole)
    if lines.end == len(text) and not text.content.endswith("\n"):
        return Edit(Span(above.end, lines.end))
    return Edit(lines)
