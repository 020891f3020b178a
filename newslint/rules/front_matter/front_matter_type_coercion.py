"""The rule front-matter-type-coercion."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.front_matter import Format, Style
from newslint.rule import Rule
from newslint.schema import Schema


@dataclass(frozen=True)
class FrontMatterTypeCoercion(Rule):
    """Text that some YAML parsers read as a number, a truth value or a time is in quotes.

    ## Why

    `no` is text to Hexo and `false` to Jekyll; `0123` is 83 to one parser, 123 to another and
    text to a third; `12:30` is 45,000 seconds. Where the schema wants text, only quotes say so to
    all of them.

    ## What to do

    Put the value in quotes, as the fix does.
    """

    fixes = Applicability.SAFE
    schema: Schema | None = None

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every plain YAML scalar that is text to the schema and something else to others."""
        front_matter = document.front_matter
        if self.schema is None or front_matter is None or front_matter.format is not Format.YAML:
            return
        for path, scalar in front_matter.scalars():
            if scalar.style is not Style.PLAIN or not isinstance(scalar.value, str):
                continue
            other = _other_reading(scalar.value)
            if other is None:
                continue
            what, value = other
            if not self.schema.allows_at(front_matter.data, path, value):
                message = f"`{scalar.value}` is {what} to some YAML parsers; put it in quotes"
                edit = Edit(scalar.span, front_matter.quoted(scalar.value))
                yield Problem(scalar.span, message, Fix.safe("Put the value in quotes", edit))


_TRUE = frozenset(("y", "Y", "yes", "Yes", "YES", "on", "On", "ON"))
_FALSE = frozenset(("n", "N", "no", "No", "NO", "off", "Off", "OFF"))
_OCTAL = re.compile(r"[-+]?0[0-7_]+")
_NUMBER = re.compile(r"[-+]?(?:0[0-9]+|[0-9]+(?:_[0-9_]+)+|0b[01_]+)(?:\.[0-9_]*)?")
_SEXAGESIMAL = re.compile(r"[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?")


def _other_reading(text: str) -> tuple[str, bool | int] | None:
    """Return what YAML 1.1 makes of a text of YAML 1.2: what that is, and such a value."""
    if text in _TRUE:
        return "`true`", True
    if text in _FALSE:
        return "`false`", False
    if _OCTAL.fullmatch(text):
        return f"the octal number {int(text.replace('_', ''), 8)}", 0
    if _SEXAGESIMAL.fullmatch(text):
        return "a time in seconds", 0
    return ("a number", 0) if _NUMBER.fullmatch(text) else None
