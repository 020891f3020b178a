"""The part of a line that shows where a problem is, as it fits into a terminal."""

from msgspec import Struct

from newslint.excerpt import AROUND, MOST_MARKED, Excerpt
from newslint.formats.terminal import beginning, ending, visible, width

_CUT = "…"
_CUT_CELLS = 1


class Snippet(Struct, frozen=True):
    """What to show of a line, and which part of it to mark.

    `indent` and `length` are in cells of a terminal; at least one cell is marked.
    """

    line: str
    indent: int
    length: int


def snippet(excerpt: Excerpt) -> Snippet:
    """Return what shows the excerpt in about a hundred cells."""
    cut_before, cut_marked, cut_after = excerpt.cut
    marked = visible(excerpt.marked)
    shown = beginning(marked, MOST_MARKED)
    after = visible(excerpt.after)
    if len(shown) < len(marked) or cut_marked:
        # What comes behind it in the line is not what comes next.
        shown, after, cut_after = shown + _CUT, "", False
    length = width(shown)
    room = AROUND - length
    before = visible(excerpt.before)
    left = ending(before, max(room // 2, room - width(after)))
    indent = width(left)
    right = beginning(after, room - indent)
    if len(left) < len(before) or cut_before:
        left, indent = _CUT + left, indent + _CUT_CELLS
    if len(right) < len(after) or cut_after:
        right += _CUT
    return Snippet(left + f"{shown}{right}".rstrip(), indent, max(1, length))
