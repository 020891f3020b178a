"""The rule front-matter-type-coercion."""

from collections.abc import Iterator
from functools import reduce

from newslint.diagnostic import Applicability, Fix, Problem
from newslint.document import Document
from newslint.front_matter import Format, FrontMatter, Scalar, Style
from newslint.regex import regex
from newslint.rule import Rule
from newslint.schema import Schema


class FrontMatterTypeCoercion(Rule, frozen=True):
    """Text that some YAML parsers read as a number or a truth value is in quotes.

    ## Why

    `no` is text to Hexo and `false` to Jekyll; `0123` is 83 to one parser, 123 to another and
    text to a third; `12:30` is 750 to some. Where the schema wants text, only quotes say so to
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
        readings = {
            path: (scalar, reading)
            for path, scalar in front_matter.scalars()
            if scalar.style is Style.PLAIN and scalar.value == scalar.written
            if (reading := _reading(scalar.written))
        }
        if not readings or front_matter.duplicates:
            return  # of duplicates, it is not known which counts
        as_text = {path: scalar.written for path, (scalar, _) in readings.items()}
        as_other = {path: value for path, (_, (_, value)) in readings.items()}
        data = front_matter.data
        only_as_text = self.schema.accepted(data, as_text) - self.schema.accepted(data, as_other)
        for path, (scalar, (words, _)) in readings.items():
            if path in only_as_text:
                message = f"`{scalar.written}` is {words} to some YAML parsers; put it in quotes"
                yield Problem(scalar.span, message, _quoted(front_matter, scalar))


_TRUTH = {
    **dict.fromkeys(("y", "Y", "yes", "Yes", "YES", "on", "On", "ON"), True),
    **dict.fromkeys(("n", "N", "no", "No", "NO", "off", "Off", "OFF"), False),
}
_OCTAL = regex(r"0[0-7_]*[0-7]")
_SEXAGESIMAL = regex(r"[0-9]+(?::[0-5]?[0-9])+")
_NUMBER = regex(r"[-+]?(?:0b[01_]+|[0-9][0-9_]*(?::[0-5]?[0-9])*(?:\.[0-9_]*)?)")
_LONGEST = 40  # characters; what is longer is no number to anybody


def _reading(text: str) -> tuple[str, bool | int] | None:
    """Return what YAML 1.1 makes of a text of YAML 1.2, in words and as a value."""
    truth = _TRUTH.get(text)
    if truth is not None:
        return f"`{str(truth).lower()}`", truth
    if len(text) > _LONGEST or not _NUMBER.fullmatch(text):
        return None
    if _OCTAL.fullmatch(text):
        number = int(text, base=8)
    elif _SEXAGESIMAL.fullmatch(text):
        number = reduce(lambda whole, digits: 60 * whole + int(digits), text.split(":"), 0)
    else:
        return "a number", 0
    return f"the number {number}", number


def _quoted(front_matter: FrontMatter, scalar: Scalar) -> Fix | None:
    try:
        edit = front_matter.rewrite(scalar, scalar.written)
    except ValueError:
        return None
    return Fix.safe("Put the value in quotes", edit)
