"""The document that a frame holds in its `srcdoc` attribute."""

from collections.abc import Iterator

from newslint.html.elements import Element
from newslint.html.markup import lex
from newslint.text import Span

# Each level costs another look at what is left, and nobody frames a frame so often.
_LEVELS = 8


def framed(srcdoc: str, levels: int = _LEVELS) -> Iterator[Element]:
    """Yield the elements of a document in a `srcdoc`, and of those in its own frames.

    Their spans count characters of the decoded value. Takes time linear in its length.
    """
    for element in lex(srcdoc, [Span(0, len(srcdoc))]).elements:
        yield element
        if element.name == "iframe" and levels > 1:
            yield from framed(element.get("srcdoc"), levels - 1)
