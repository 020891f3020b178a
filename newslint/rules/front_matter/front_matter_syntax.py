"""The rule front-matter-syntax."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newslint.diagnostic import Applicability, Edit, Fix, Problem, Severity
from newslint.document import Document
from newslint.front_matter import Format, FrontMatter
from newslint.rule import Rule
from newslint.text import Span


@dataclass(frozen=True)
class FrontMatterSyntax(Rule):
    """Front matter follows the rules of its format: YAML, TOML or JSON.

    ## Why

    One quote too few, and the generator stops, or builds the post without any of its values.

    ## What to do

    Look at the place that is named; the cause is often a few characters before it. A value that
    holds `: ` or begins with `@`, `*`, `%` needs quotes. `--unsafe` puts quotes around a value
    with a `: ` in it.
    """

    fixes = Applicability.UNSAFE
    severity: Severity = Severity.ERROR

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every place where the front matter cannot be read."""
        front_matter = document.front_matter
        if front_matter is None:
            return
        for fault in front_matter.faults:
            yield Problem(fault.span, fault.message, _quoted(document, front_matter, fault.span))


_HOLDS_COLON = re.compile(
    r"[ -]*[\w-]+:[ \t]+(?P<value>[^\s\"'#&*!|>\[{%@`][^\r\n]*?:[ \t][^\r\n#]*[^\s#])[ \t]*"
)


def _quoted(document: Document, front_matter: FrontMatter, fault: Span) -> Fix | None:
    """Return what quotes the value of the fault's line if a `: ` in it is the cause."""
    line = document.text.line(document.text.position(fault.start).line)
    written = _HOLDS_COLON.fullmatch(document.text[line])
    if front_matter.format is not Format.YAML or written is None:
        return None
    span = Span(*written.span("value")).shifted(line.start)
    return Fix.unsafe("Put the value in quotes", Edit(span, front_matter.quoted(written["value"])))
