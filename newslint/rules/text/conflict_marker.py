"""The rule conflict-marker."""

import re
from collections.abc import Iterator

from newslint.diagnostic import Problem, Severity
from newslint.document import Document
from newslint.regex import regex
from newslint.rule import Rule
from newslint.text import Span


class ConflictMarker(Rule, frozen=True):
    """No merge conflict is left standing.

    ## Why

    Where two people change the same lines, Git writes both versions into the file, between
    `<<<<<<<` and `>>>>>>>`, and asks somebody to choose. Committed as it is, the page shows both,
    and the marks; in the front matter it stops the build.

    ## What to do

    Keep one of the two versions, or what is right of both, and delete the lines with the marks.
    Articles about Git show them in code, where they are not reported.
    """

    severity: Severity = Severity.ERROR

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every conflict: its first mark, and up to which line it reaches."""
        content = document.text.content
        if "<<<<<<<" not in content:
            return
        opened: Span | None = None
        for mark in _MARK.finditer(content):
            if document.code.covers(mark.start()):
                continue
            if mark[0].startswith("<"):
                if opened:
                    yield Problem(opened, "Merge conflict left in the text")
                opened = Span(*mark.span())
            elif opened:
                line = document.text.position(mark.start()).line
                yield Problem(opened, f"Merge conflict left in the text, up to line {line}")
                opened = None
        if opened:
            yield Problem(opened, "Merge conflict left in the text")


_MARK = regex(r"^(?:<{7}|>{7})(?: [^\r\n]*+)?(?=\r?$)", re.MULTILINE)
