"""The rule front-matter-position."""

import re
from collections.abc import Iterator

from newslint.diagnostic import Applicability, Edit, Fix, Problem, Severity
from newslint.document import Document
from newslint.regex import regex
from newslint.rule import Rule
from newslint.text import Span


class FrontMatterPosition(Rule, frozen=True):
    """Front matter is the first thing in the file.

    ## Why

    A blank line before the first `---` is enough: Jekyll and Eleventy then see no front matter at
    all, and Jekyll copies the file as it is. Hugo and Hexo skip the line and hide the mistake.

    ## What to do

    Delete what stands before the fence. The fix deletes white space; where text stands before the
    front matter, decide where the text belongs.
    """

    fixes = Applicability.SAFE
    severity: Severity = Severity.ERROR

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield what stands before front matter."""
        if front_matter := document.front_matter:
            if leading := front_matter.leading:
                fix = Fix.safe("Delete what stands before it", Edit(leading))
                fence = document.text[front_matter.fences[0]]
                yield Problem(leading, f"White space stands before the opening `{fence}`", fix)
        elif (late := _late(document)) and not document.code.covers(late.start):
            message = "Front matter must be the first thing in the file; text stands before it"
            yield Problem(late, message)


_SEARCHED = 2000  # characters; what comes later is an example in the text
_BLOCK = regex(
    r"""
    \n (?P<fence> -{3} | \+{3} ) [ \t]*+ \r?\n
    (?P<keys> (?: (?: [\w-]++ [ \t]*+ [:=] | [ \t]++ \S | -[ ] | \# ) [^\n]*+ \n )++ )
    (?P=fence) [ \t]*+ \r?\n
    """,
    re.VERBOSE,
)
_KEY = regex(r"^(?:title|layout|date)[ \t]*+[:=]", re.MULTILINE)


def _late(document: Document) -> Span | None:
    """Return the fence that opens what looks like front matter and has text before it."""
    for block in _BLOCK.finditer(document.text.content, 0, _SEARCHED):
        if _KEY.search(block["keys"]):
            return Span(*block.span("fence"))
    return None
