"""The HTML of a document as one text, and the way back to where each character stands."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import partial
from itertools import accumulate

from msgspec import Struct

from newslint.html.values import REPLACEMENT, decode
from newslint.literal import Literal, Syntax
from newslint.text import Span, Spans


class Stream(Struct, frozen=True, eq=False):
    """Pieces of `content`, joined. Offsets count characters of the joined text unless said so.

    `text` has the structure, `original` the words: they differ where the caller masked something.
    `starts` is where each piece begins, `shifts` how much further on it stands in `content`, and
    `limits` where it ends there. `written` are the tags that Markdown writes between the pieces:
    in `content` they are nothing, at the place of what makes Markdown write them.
    """

    text: str
    original: str
    content: str
    starts: tuple[int, ...]
    shifts: tuple[int, ...]
    limits: tuple[int, ...]
    written: Spans = Spans()

    def span(self, start: int, end: int) -> Span:
        """Return where the characters `[start, end)` stand in the content, gaps included."""
        piece = bisect_right(self.starts, start) - 1
        shift = self.shifts[piece]
        if start < end and end + shift <= self.limits[piece]:
            return Span(start + shift, end + shift)
        stop = self.after(end)
        return Span(self.place(start) if start < end else stop, stop)

    def after(self, end: int) -> int:
        """Return the place in the content right behind the character before `end`."""
        piece = bisect_right(self.starts, end - 1) - 1
        return min(end + self.shifts[piece], self.limits[piece])

    def place(self, offset: int) -> int:
        """Return the place in the content of the character at `offset`."""
        piece = bisect_right(self.starts, offset) - 1
        return min(offset + self.shifts[piece], self.limits[piece])

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
        first = self.place(start)
        *offsets, _ = syntax.offsets(joined)
        return [*(self.place(start + offset) - first for offset in offsets), len(written)]


def join(
    content: str, pieces: Sequence[Span], original: str, written: Sequence[tuple[int, str]] = ()
) -> Stream:
    """Return the pieces of `content` as one stream, its words taken from `original`.

    `written` are tags that stand between the pieces and not in the content, each with its place,
    in order.
    """
    tags: Sequence[str] = ()
    if written:
        pieces, tags = zip(*_merged(pieces, written), strict=True)
    parts = _parts(content, pieces, tags)
    starts = tuple(accumulate(map(len, parts), initial=0))[: len(pieces)]
    text = _joined(parts)
    return Stream(
        text,
        text if original is content else _joined(_parts(original, pieces, tags)),
        original,
        starts,
        tuple([piece.start - start for piece, start in zip(pieces, starts, strict=True)]),
        tuple([piece.end for piece in pieces]),
        Spans(tuple(_tagged(starts, tags))) if tags else _NOTHING,
    )


_NOTHING = Spans()


def _merged(
    pieces: Sequence[Span], written: Sequence[tuple[int, str]]
) -> Iterator[tuple[Span, str]]:
    """Yield the pieces without tags, and the tags at their empty places, in order."""
    done = 0
    for piece in pieces:
        start = piece.start
        while done < len(written) and (place := written[done][0]) < piece.end:
            if start < place:
                yield Span(start, place), ""
                start = place
            yield Span(place, place), written[done][1]
            done += 1
        if start < piece.end:
            yield Span(start, piece.end), ""
    for place, tags in written[done:]:
        yield Span(place, place), tags


def _parts(content: str, pieces: Sequence[Span], tags: Sequence[str]) -> list[str]:
    parts = [content[piece.start : piece.end] for piece in pieces]
    return [part or tag for part, tag in zip(parts, tags, strict=True)] if tags else parts


def _joined(parts: Sequence[str]) -> str:
    return "".join(parts).replace("\0", REPLACEMENT)


def _tagged(starts: Sequence[int], tags: Sequence[str]) -> Iterator[Span]:
    for start, tag in zip(starts, tags, strict=True):
        if tag:
            yield Span(start, start + len(tag))
