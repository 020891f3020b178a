"""The rule front-matter-syntax."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from newslint.diagnostic import Applicability, Edit, Fix, Problem, Severity, apply
from newslint.document import Document
from newslint.front_matter import Format, FrontMatter
from newslint.regex import regex
from newslint.rule import Rule
from newslint.text import Span, Text


class FrontMatterSyntax(Rule, frozen=True):
    """Front matter follows the rules of its format: YAML, TOML or JSON.

    ## Why

    One quote too few, and the generator stops, or builds the post without any of its values.

    ## What to do

    Look at the place that is named; the cause is often a few characters before it. A YAML value
    that holds `: ` or begins with `@`, `*`, `%` needs quotes, as does one that holds a quote of
    the kind it begins with. `--unsafe` puts such a value in quotes, a space after `title:`, and
    spaces where tabs indent, if that is all that is wrong there.
    """

    fixes = Applicability.UNSAFE
    severity: Severity = Severity.ERROR

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every place where the front matter cannot be read."""
        front_matter = document.front_matter
        if front_matter is None:
            return
        for fault in front_matter.faults:
            repairs = _repairs(document, front_matter, fault.span)
            fix = next((fix for fix in repairs if _heals(document, fix, fault.span)), None)
            yield Problem(fault.span, fault.message, fix)


_INDENT = regex(r"^ *+\t[ \t]*+", re.MULTILINE)
_GLUED_KEY = regex(r"[\w-]++:(?=[^\s/])")
_BEFORE_VALUE = regex(r" *+(?:(?:- ++)++(?:[\w.-]++:[ \t]++)?|[\w.-]++:[ \t]++)(?!- )")
_ESCAPED_QUOTE = regex(r"\\([\"'])")


def _repairs(document: Document, front_matter: FrontMatter, fault: Span) -> Iterator[Fix]:
    """Yield what may put YAML right at a fault."""
    if front_matter.format is not Format.YAML:
        return
    text, block = document.text, front_matter.content
    if text[fault].startswith("\t"):
        indents = _INDENT.finditer(text.content, block.start, block.end)
        edits = [Edit(Span(*each.span()), each[0].replace("\t", "  ")) for each in indents]
        yield Fix.unsafe("Indent with spaces", *edits)
    line = text.line(text.position(fault.start).line)
    if glued := _GLUED_KEY.match(text.content, line.start, line.end):
        yield Fix.unsafe(
            f"Put a space after `{glued[0]}`", Edit(Span(glued.end(), glued.end()), " ")
        )
    before = _BEFORE_VALUE.match(text.content, line.start, line.end)
    value = text[Span(before.end(), line.end)].rstrip(" \t") if before else ""
    if before and value and value[0] not in "#|>[{" and " #" not in value:
        span = Span(before.end(), before.end() + len(value))
        edit = Edit(span, front_matter.quoted(_without_quotes(value)))
        yield Fix.unsafe("Put the whole value in quotes", edit)


def _without_quotes(value: str) -> str:
    """Return what a value was to say whose quotes are wrong."""
    quote = value[0]
    if quote not in "\"'":
        return value
    if value.count(quote) == 1:
        return value[1:]
    if not value.endswith(quote):
        return value
    inner = value[1:-1]
    return inner.replace("''", "'") if quote == "'" else _ESCAPED_QUOTE.sub(r"\1", inner)


def _heals(document: Document, fix: Fix, fault: Span) -> bool:
    """Whether nothing is wrong after a fix, unless with a key further down."""
    after = replace(document, text=Text(apply(document.text.content, fix.edits)))
    if after.front_matter is None:
        return False
    line = document.text.position(fault.start).line
    for other in after.front_matter.faults:
        place = after.text.position(other.span.start).line
        if place <= line or after.text[after.text.line(place)].startswith((" ", "\t", "-")):
            return False
    return True
