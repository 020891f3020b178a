"""The HTML of a document as one text, and the way back to where each character stands."""

from bisect import bisect_right
from collections.abc import Sequence
from functools import partial
from itertools import accumulate

from msgspec import Struct

from newslint.html.values import REPLACEMENT, decode
from newslint.literal import Literal, Syntax
from newslint.text import Span


class Stream(Struct, frozen=True, eq=False):
    """Pieces of `content`, joined. Offsets count characters of the joined text unless said so.

    `text` has the structure, `original` the words: they differ where the caller masked something.
    `starts` is where each piece begins, `shifts` how much further on it stands in `content`.
    """

    text: str
    original: str
    content: str
    starts: tuple[int, ...]
    shifts: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Return where the characters `[start, end)` stand in the content, gaps included."""
        piece = bisect_right(self.starts, start)
        if start < end and (piece == len(self.starts) or end <= self.starts[piece]):
            shift = self.shifts[piece - 1]
            return Span(start + shift, end + shift)
        stop = self.after(end)
        return Span(self._place(start) if start < end else stop, stop)

    def after(self, end: int) -> int:
        """Return the place in the content right behind the character before `end`."""
        return self._place(end - 1) + 1

    def _place(self, offset: int) -> int:
        return offset + self.shifts[bisect_right(self.starts, offset) - 1]

    def literal(self, start: int, end: int, syntax: Syntax) -> Literal:
        """Return the string that the characters `[start, end)` write.

        Where it crosses a gap between two pieces, the gap is part of `written` but not of the
        value, and an edit of the characters on both sides takes it with them.
        """
        span = self.span(start, end)
        joined = self.original[start:end]
        written = self.content[span.start : span.end]
        if len(span) != end - start:
            syntax = Syntax(
                syntax.name, partial(self._offsets, start, joined, syntax), syntax.encode
            )
        return Literal(decode(joined), span, written, syntax)

    def _offsets(self, start: int, joined: str, syntax: Syntax, written: str) -> Sequence[int]:
        first = self._place(start)
        *offsets, _ = syntax.offsets(joined)
        return [*(self._place(start + offset) - first for offset in offsets), len(written)]


def join(content: str, pieces: Sequence[Span], original: str) -> Stream:
    """Return the pieces of `content` as one stream, its words taken from `original`."""
    starts = tuple(accumulate(map(len, pieces), initial=0))[: len(pieces)]
    text = _joined(content, pieces)
    return Stream(
        text,
        text if original is content else _joined(original, pieces),
        original,
        starts,
        tuple(piece.start - start for piece, start in zip(pieces, starts, strict=True)),
    )


def _joined(content: str, pieces: Sequence[Span]) -> str:
    text = "".join([content[piece.start : piece.end] for piece in pieces])
    return text.replace("\0", REPLACEMENT)
