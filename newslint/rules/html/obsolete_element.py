"""The rule obsolete-element."""

from collections.abc import Iterator

from newslint.blocks import with_its_line
from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.html import Element
from newslint.rule import Rule
from newslint.text import Span


class ObsoleteElement(Rule, frozen=True):
    """`<font>`, `<center>` and their like have left HTML; stylesheets do their work.

    ## Why

    These elements say how text looks and not what it is. They come from pages and editors of the
    nineties, override the site's design where browsers still know them, and are ignored where
    they do not. The HTML standard tells authors not to use them (section 16.2).

    ## What to do

    `--unsafe` takes the tags away and keeps what stands between them, or writes the element that
    says the same today: `<s>` for `<strike>`, `<code>` for `<tt>`, `<abbr>` for `<acronym>`,
    `<ul>` for `<dir>`. If the look is meant, give the element a class and style that.
    """

    fixes = Applicability.UNSAFE

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every element that authors must not use."""
        for element in document.elements_named(*_RENAMED):
            instead = _RENAMED[element.name]
            message = f"`<{element.name}>` is obsolete: use `<{instead}>`"
            yield Problem(element.span, message, _renaming(document, element, instead))
        for element in document.elements_named(*_UNWRAPPED):
            message = f"`<{element.name}>` is obsolete: {_UNWRAPPED[element.name]}"
            yield Problem(element.span, message, _unwrapping(document, element))


_RENAMED = {"acronym": "abbr", "dir": "ul", "strike": "s", "tt": "code"}
_STYLE = "style the text with a class"
_UNWRAPPED = {
    "basefont": "the stylesheet sets the font",
    "big": _STYLE,
    "blink": "text does not blink any more",
    "center": "centre it with a class",
    "font": _STYLE,
    "listing": "use `<pre>` and `<code>`",
    "marquee": "text does not move any more",
    "multicol": "the stylesheet sets columns",
    "nobr": "`white-space: nowrap` in a class keeps words together",
    "plaintext": "use `<pre>` and `<code>`",
    "spacer": "the stylesheet makes room",
    "xmp": "use `<pre>` and `<code>`",
}
_SHOWN_AS_TYPED = ("listing", "plaintext", "xmp")
_WITHOUT_CONTENT = ("basefont",)


def _renaming(document: Document, element: Element, name: str) -> Fix | None:
    if element.end is None:
        return None
    places = [
        Span(start, start + len(element.name))
        for start in (element.span.start + len("<"), element.end.start + len("</"))
    ]
    if any(document.text[place].lower() != element.name for place in places):
        return None
    return Fix.unsafe(f"Write `<{name}>`", *(Edit(place, name) for place in places))


def _unwrapping(document: Document, element: Element) -> Fix | None:
    if element.name in _SHOWN_AS_TYPED:
        return None
    if element.name in _WITHOUT_CONTENT:
        return Fix.unsafe("Remove it", Edit(element.span))
    if not element.unwrapping:
        return None
    edits = (Edit(with_its_line(document.text.content, edit.span)) for edit in element.unwrapping)
    return Fix.unsafe("Keep what it holds without it", *edits)
