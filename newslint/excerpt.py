"""The part of a line that shows what a diagnostic is about."""

from msgspec import Struct

from newslint.regex import regex
from newslint.text import Span, Text

AROUND = 96
"""The most characters that are kept on either side; a terminal shows no more."""
MOST_MARKED = 64
"""The most characters of the place itself that are kept."""
_BLANKS = regex(r"[ \t]*")


class Excerpt(Struct, frozen=True, array_like=True, gc=False):
    """What is marked in a line, and what stands on both sides of it, in characters.

    Of a span of several lines, it is the part in the first. What is `cut` is shorter here than in
    the text: what stands before, what is marked, what stands after.
    """

    before: str
    marked: str
    after: str
    cut: tuple[bool, bool, bool] = (False, False, False)

    @classmethod
    def of(cls, text: Text, span: Span) -> "Excerpt":
        """Return what is around a span, however long its line is."""
        content, line = text.content, text.line(text.position(span.start).line)
        start = min(span.start, line.end)
        end = max(start, min(span.end, line.end))
        # What is marked begins where something can be seen.
        blanks = _BLANKS.match(content, start, min(end, start + AROUND))
        if blanks and blanks.end() < end:
            start = blanks.end()
        first, last = max(line.start, start - AROUND), min(line.end, end + AROUND)
        stop = min(end, start + MOST_MARKED)
        return cls(
            content[first:start],
            content[start:stop],
            content[end:last],
            (first > line.start, stop < end, last < line.end),
        )
