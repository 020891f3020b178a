"""The rule front-matter-position."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newslint.diagnostic import Applicability, Edit, Fix, Problem, Severity
from newslint.document import Document
from newslint.rule import Rule
from newslint.text import Span


@dataclass(frozen=True)
class FrontMatterPosition(Rule):
    """Front matter is the first thing in the file.

    ## Why

    A blank line before the first `---` is enough: Jekyll and others then see no front matter at
    all, and copy the file as it is. Some parsers strip the blank line and hide the mistake.

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
        elif (late := _LATE.search(document.text.content, 0, _SEARCHED)) and not (
            document.code.covers(late.start("fence"))
        ):
            message = "Front matter must be the first thing in the file; text stands before it"
            yield Problem(Span(*late.span("fence")), message)


_SEARCHED = 2000  # characters; what comes later is an example in the text
_LATE = re.compile(
    r"""
    \n (?P<fence> -{3} ) [ \t]*+ \r?\n
    (?= (?: [\w-]++ : [^\n]*+ \n | [ ]+ [^\n]*+ \n )*+ -{3} [ \t]*+ \r?\n )
    (?: [^\n]*+ \n ){0,20}? (?: title | layout | date ) :
    """,
    re.VERBOSE,
)
