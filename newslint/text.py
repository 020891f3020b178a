"""Where something is: spans, positions and the text they point into."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate, count
from operator import add

from msgspec import Struct

MASK = "\ue000"
"""What stands for each character of a template token in masked text: a private-use character.

It is a letter to no syntax and a delimiter to none: `<a MASK href=x>` keeps its `href`.
"""


class Span(Struct, frozen=True, order=True, array_like=True, gc=False):
    """A half-open range `[start, end)`, in characters of the decoded text, 0-based."""

    start: int
    end: int

    def __len__(self) -> int:
        return self.end - self.start

    def __contains__(self, other: "Span") -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share a character; two empty spans share none."""
        return self.start < other.end and other.start < self.end

    def shifted(self, by: int) -> "Span":
        """Return the same range, `by` characters further on."""
        return Span(self.start + by, self.end + by)


class Spans(Struct, frozen=True, dict=True):
    """Spans in order that do not overlap, and quick to ask."""

    spans: tuple[Span, ...] = ()

    @classmethod
    def merged(cls, spans: Iterable[Span]) -> "Spans":
        """Return the same characters as spans that neither touch nor overlap."""
        result: list[Span] = []
        for span in sorted(spans):
            if result and span.start <= result[-1].end:
                result[-1] = Span(result[-1].start, max(result[-1].end, span.end))
            else:
                result.append(span)
        return cls(tuple(result))

    def __iter__(self) -> Iterator[Span]:
        return iter(self.spans)

    @cached_property
    def _starts(self) -> list[int]:
        return [span.start for span in self.spans]

    def covers(self, offset: int) -> bool:
        """Whether the character at this offset lies in one of them."""
        before = bisect_right(self._starts, offset)
        return before > 0 and offset < self.spans[before - 1].end

    def overlapping(self, span: Span) -> tuple[Span, ...]:
        """Return those that share a character with `span`, or have it inside if it is empty."""
        if not self.spans:
            return ()
        first = bisect_right(self._starts, span.start)
        if first > 0 and self.spans[first - 1].end > span.start:
            first -= 1
        last = bisect_left(self._starts, span.end)
        found = self.spans[first:last]
        return found if span else tuple(each for each in found if each.start < span.start)


class Position(Struct, frozen=True, order=True, array_like=True, gc=False):
    """A place for people: line and column, both 1-based, the column in characters."""

    line: int
    column: int


class Text(Struct, frozen=True, dict=True):
    r"""The decoded text of a file, without its BOM. Lines end at `\n` and only there."""

    content: str

    def __len__(self) -> int:
        return len(self.content)

    def __getitem__(self, span: Span) -> str:
        return self.content[span.start : span.end]

    @cached_property
    def _line_starts(self) -> list[int]:
        *lengths, _ = map(len, self.content.split("\n"))
        return [0, *map(add, accumulate(lengths), count(1))]

    @property
    def line_count(self) -> int:
        r"""How many lines there are; a final `\n` opens one more, empty, line."""
        return len(self._line_starts)

    def position(self, offset: int) -> Position:
        """Return the place of a character offset; `len(text)` is a place, too.

        Raises `IndexError` for an offset outside the text.
        """
        if not 0 <= offset <= len(self.content):
            raise IndexError(f"offset {offset} is outside a text of {len(self.content)} characters")
        line = bisect_right(self._line_starts, offset)
        return Position(line, offset - self._line_starts[line - 1] + 1)

    def offset(self, position: Position) -> int:
        """Return the character offset of a place, the inverse of `position`.

        Raises `IndexError` for a place outside the text.
        """
        if not 1 <= position.line <= self.line_count:
            raise IndexError(f"there is no line {position.line}")
        start = self._line_starts[position.line - 1]
        offset = start + position.column - 1
        if not start <= offset <= self._line_end(position.line):
            raise IndexError(f"line {position.line} has no column {position.column}")
        return offset

    def line(self, number: int) -> Span:
        r"""Return the span of a line (1-based) without its `\n` or `\r\n`.

        Raises `IndexError` where there is no such line.
        """
        if not 1 <= number <= self.line_count:
            raise IndexError(f"there is no line {number}")
        end = self._line_end(number)
        start = self._line_starts[number - 1]
        if end > start and self.content[end - 1] == "\r":
            end -= 1
        return Span(start, end)

    def _line_end(self, number: int) -> int:
        if number == self.line_count:
            return len(self.content)
        return self._line_starts[number] - 1

    @cached_property
    def newline(self) -> str:
        r"""What inserted lines end with: what the first line ends with, `\n` if there is one."""
        first = self.content.find("\n")
        return "\r\n" if first > 0 and self.content[first - 1] == "\r" else "\n"
