"""The rule encoding."""

from collections.abc import Iterator

from newslint.diagnostic import Problem, Severity
from newslint.document import Document
from newslint.regex import regex
from newslint.rule import Rule
from newslint.text import Span


class Encoding(Rule, frozen=True):
    """A file is UTF-8 throughout, without NUL characters, and its lines end one way.

    ## Why

    Site generators read UTF-8. A byte from another encoding becomes `�` on the page, or stops
    the build; NUL characters cut files off in some tools; mixed line endings show up as changes
    of every line.

    ## What to do

    Save the file as UTF-8, with one kind of line endings. newslint writes nothing over a file
    that it could not read whole. Where many bytes are not UTF-8, the file as a whole is in
    another encoding, such as GBK or Windows-1252, and only the first of them is reported.
    """

    in_code = True
    severity: Severity = Severity.ERROR

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield where bytes are not UTF-8, the first NUL, and the first odd line ending."""
        yield from _undecodable(document)
        content = document.text.content
        if "\0" in document.unseen:
            nul = content.index("\0")
            count = content.count("\0")
            noun = "NUL character" if count == 1 else f"The first of {count} NUL characters"
            yield Problem(Span(nul, nul + 1), noun)
        yield from _mixed_line_endings(content)


_MOST_PLACES = 10
_BARE = regex(r"(?<!\r)\n")


def _undecodable(document: Document) -> Iterator[Problem]:
    places = document.undecodable
    if len(places) > _MOST_PLACES:
        told = f"The file is not UTF-8: this is the first of {len(places)} places"
        yield Problem(places[0], told)
        return
    for span in places:
        noun = "Byte is" if len(span) == 1 else f"{len(span)} bytes are"
        yield Problem(span, f"{noun} not UTF-8")


def _mixed_line_endings(content: str) -> Iterator[Problem]:
    windows = content.count("\r\n") if "\r" in content else 0
    if not windows:
        return
    unix = content.count("\n") - windows
    if not unix:
        return
    if windows <= unix:
        start = content.index("\r\n")
        told = f"{_lines(windows)} in CRLF (Windows), the others in LF (Unix)"
        yield Problem(Span(start, start + 2), told)
    elif odd := _BARE.search(content):
        told = f"{_lines(unix)} in LF (Unix), the others in CRLF (Windows)"
        yield Problem(Span(*odd.span()), told)


def _lines(count: int) -> str:
    return "1 line ends" if count == 1 else f"{count} lines end"
