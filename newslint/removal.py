"""Taking something off a page: the lines it stands on, and what Markdown makes of the rest."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from newslint.regex import regex
from newslint.text import Span

_LONGEST = 500  # characters to each side; what stands beyond them is not looked at


def own_lines(content: str, whole: Span) -> Span | None:
    """Return the lines of what is removed, line feed included; None if anything else stands there.

    In a block of HTML within Markdown they have to go with it: an empty line would end the block.
    """
    first, last = max(0, whole.start - _LONGEST), whole.end + _LONGEST
    start = content.rfind("\n", first, whole.start) + 1
    end = content.find("\n", whole.end, last) + 1
    if (first and not start) or (last < len(content) and not end):
        return None
    end = end or len(content)
    if content[start : whole.start].strip() or content[whole.end : end].strip():
        return None
    return Span(start, end)


def is_inside_block(blocks: Sequence[Span], whole: Span, line: int) -> bool:
    """Whether it stands in one of these blocks of HTML that began before `line`, its own.

    `line` is the offset at which the line begins.
    """
    place = bisect_left(blocks, line, key=attrgetter("start"))
    return place > 0 and whole.end <= blocks[place - 1].end


def is_all_removable(rest: str) -> bool:
    """Whether the rest of a line is nothing but images, scripts and frames, which may go, too."""
    return _COUNTERS.fullmatch(rest) is not None


_OTHERS = r"(?:\s|</?(?:p|noscript|div)\b[^<>]*+>|</(?:script|iframe)>)*+"
_COUNTERS = regex(rf"{_OTHERS}(?:<(?:img|script|iframe)\b[^<>]*+>{_OTHERS})++", re.IGNORECASE)


def words_before(before: str) -> str:
    """Return what a line begins with, without marks that could begin a list or a heading."""
    return before.strip(" \t>*+-.)0123456789|:=_#~`")


def begins_definition(words: str) -> bool:
    """Whether a line that begins with these words may be the definition of a link."""
    return re.match(r"\[(?!\^)[^\]]*+\]:", words) is not None
