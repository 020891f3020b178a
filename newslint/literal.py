"""A string as some syntax writes it, and how to change it where it stands.

A URL in `href="/?a=1&amp;b=2"` says `/?a=1&b=2`. Whoever wants to take `&b=2` away must know that
it is written `&amp;b=2`, and must leave the rest as it was typed. HTML attributes, Markdown
destinations and the scalars of YAML, TOML and JSON are all literals in this sense.
"""

from collections.abc import Callable, Sequence

from msgspec import Struct

from newslint.diagnostic import Edit
from newslint.text import Span


class Syntax(Struct, frozen=True):
    """How one kind of place writes strings.

    `offsets` takes the written characters (without delimiters) and returns, for each character
    of the decoded value, where it begins in them, and one last entry: their length.
    `encode` writes a string so that it can stand there; it raises `ValueError` if it cannot.
    """

    name: str
    offsets: Callable[[str], Sequence[int]]
    encode: Callable[[str], str]


class Literal(Struct, frozen=True):
    """A decoded `value` and the span of the characters that write it, without delimiters.

    `written` is what stands in that span.
    """

    value: str
    span: Span
    written: str
    syntax: Syntax

    def edit(self, start: int, end: int, text: str = "") -> Edit:
        """Return the edit that replaces the decoded characters `[start, end)` by `text`.

        What stays keeps its own spelling. Raises `ValueError` if the place cannot hold `text`.
        """
        if self.written == self.value:
            written = Span(start, end)
        else:
            offsets = self.syntax.offsets(self.written)
            written = Span(offsets[start], offsets[end])
        return Edit(written.shifted(self.span.start), self.syntax.encode(text) if text else "")


def verbatim(written: str) -> Sequence[int]:
    """Return the offsets of a syntax that writes every character as itself."""
    return range(len(written) + 1)


def _as_is(text: str) -> str:
    return text


VERBATIM = Syntax("verbatim", verbatim, _as_is)
