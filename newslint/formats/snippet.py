"""The part of a line that shows where a problem is."""

from msgspec import Struct

from newslint.formats.terminal import beginning, ending, visible, width
from newslint.text import Span, Text

_WIDTH = 96
_MOST_MARKED = 64
_CUT = "…"


class Snippet(Struct, frozen=True):
    """What to show of a line, and which part of it to mark.

    `indent` and `length` are in cells of a terminal; at least one cell is marked.
    """

    line: str
    indent: int
    length: int


def snippet(text: Text, span: Span) -> Snippet:
    """Return the part of a line that shows the span, of several lines the first.

    It has about a hundred cells, however long the line is, and takes as long as these need.
    """
    line = text.line(text.position(span.start).line)
    start = min(span.start, line.end)
    end = max(start, min(span.end, line.end))
    marked = visible(text[Span(start, min(end, start + _MOST_MARKED))])
    shown = beginning(marked, _MOST_MARKED)
    if len(shown) < len(marked) or end - start > _MOST_MARKED:
        shown += _CUT
        end = line.end
    room = _WIDTH - width(shown)
    before = visible(text[Span(max(line.start, start - _WIDTH), start)])
    after = visible(text[Span(end, min(line.end, end + _WIDTH))])
    left = ending(before, max(room // 2, room - width(after)))
    right = beginning(after, room - width(left))
    if len(left) < len(before) or start - _WIDTH > line.start:
        left = _CUT + left
    if len(right) < len(after) or end + _WIDTH < line.end:
        right += _CUT
    return Snippet(f"{left}{shown}{right}".rstrip(), width(left), max(1, width(shown)))
