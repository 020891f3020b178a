"""The rule encoding."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newslint.diagnostic import Problem, Severity
from newslint.document import Document
from newslint.rule import Rule
from newslint.text import Span


@dataclass(frozen=True)
class Encoding(Rule):
    """A file is UTF-8 throughout, without NUL characters, and its lines end one way.

    ## Why

    Site generators read UTF-8. A byte from another encoding becomes `�` on the page, or stops
    the build; NUL characters cut files off in some tools; mixed line endings show up as changes
    of every line.

    ## What to do

    Save the file as UTF-8, with one kind of line endings. newslint writes nothing over a file
    that it could not read whole.
    """

    in_code = True
    severity: Severity = Severity.ERROR

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield where bytes are not UTF-8, the first NUL, and the first odd line ending."""
        for span in document.undecodable:
            noun = "Byte is" if len(span) == 1 else f"{len(span)} bytes are"
            yield Problem(span, f"{noun} not UTF-8")
        content = document.text.content
        nul = content.find("\0")
        if nul >= 0:
            count = content.count("\0")
            noun = "A NUL character" if count == 1 else f"The first of {count} NUL characters"
            yield Problem(Span(nul, nul + 1), noun)
        yield from _mixed_line_endings(document)


_BARE = re.compile(r"(?<!\r)\n")


def _mixed_line_endings(document: Document) -> Iterator[Problem]:
    content = document.text.content
    with_return = content.count("\r\n")
    bare = content.count("\n") - with_return
    if not with_return or not bare:
        return
    if with_return <= bare:
        start = content.index("\r\n")
        told = f"{with_return} of {with_return + bare} lines end in CRLF, the others in LF"
        yield Problem(Span(start, start + 2), told)
    elif odd := _BARE.search(content):
        told = f"{bare} of {with_return + bare} lines end in LF, the others in CRLF"
        yield Problem(Span(*odd.span()), told)
