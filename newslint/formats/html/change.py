"""What a fix takes away and puts in, as far as the line around its problem shows it."""

from collections.abc import Iterator
from enum import Enum

from msgspec import Struct

from newslint.diagnostic import Fix
from newslint.excerpt import Excerpt
from newslint.report import Located
from newslint.text import Span


class Kind(Enum):
    """What becomes of a part of the line."""

    KEPT = "kept"
    GONE = "gone"
    NEW = "new"


class Part(Struct, frozen=True):
    """A part of the line, before or after the change; what is not known of it is a `CUT`."""

    kind: Kind
    text: str


CUT = "…"
"""What stands for characters that the report does not have."""

_CONTEXT = 48
"""The most characters that are shown before the first edit and after the last."""


def change(each: Located, fix: Fix) -> list[Part]:
    """Return the line before and after the fix, in one: parts in order, none of them empty.

    An edit outside of what the excerpt holds is there all the same, with a `CUT` before it.
    """
    edits = sorted(fix.edits)
    if not edits:
        return []
    known = _known(each, edits[-1].span.end)
    done = min(edits[0].span.start, max(known[0].start, edits[0].span.start - _CONTEXT))
    parts: list[Part] = []
    if known[0].start < done or each.excerpt.cut[0]:
        parts.append(Part(Kind.KEPT, CUT))
    for edit in edits:
        parts += (Part(Kind.KEPT, text) for text in _texts(known, Span(done, edit.span.start)))
        parts += (Part(Kind.GONE, text) for text in _texts(known, edit.span))
        parts += [Part(Kind.NEW, edit.text)] if edit.text else []
        done = edit.span.end
    end = max(done, min(known[-1].end, done + _CONTEXT))
    parts += (Part(Kind.KEPT, text) for text in _texts(known, Span(done, end)))
    if end < known[-1].end or not _reaches_end(each.excerpt):
        parts.append(Part(Kind.KEPT, CUT))
    return _without_repeated_cuts(parts)


class _Known(Struct, frozen=True):
    """Characters that the excerpt holds, and where they begin in the text."""

    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def _known(each: Located, upto: int) -> list[_Known]:
    """Return what the excerpt holds: one stretch, or two where the middle of the place is cut.

    A line that is whole ends in a line break, which counts where an edit goes `upto` there.
    """
    said, excerpt = each.said, each.excerpt
    start = said.span.start - len(excerpt.before)
    known = [_Known(start, excerpt.before + excerpt.marked)]
    if excerpt.cut[1] and excerpt.after:
        known.append(_Known(said.span.end, excerpt.after))
    else:
        known = [_Known(start, known[0].text + excerpt.after)]
    if _reaches_end(excerpt) and upto > known[-1].end:
        known[-1] = _Known(known[-1].start, f"{known[-1].text}\n")
    return known


def _reaches_end(excerpt: Excerpt) -> bool:
    """Whether the end of the line is in the excerpt."""
    return not excerpt.cut[2] and (bool(excerpt.after) or not excerpt.cut[1])


def _texts(known: list[_Known], span: Span) -> Iterator[str]:
    """Yield what stands in a span, with a `CUT` where that is not known."""
    done = span.start
    for stretch in known:
        start, end = max(done, stretch.start), min(span.end, stretch.end)
        if start >= end:
            continue
        if done < start:
            yield CUT
        yield stretch.text[start - stretch.start : end - stretch.start]
        done = end
    if done < span.end:
        yield CUT


def _without_repeated_cuts(parts: list[Part]) -> list[Part]:
    kept: list[Part] = []
    for part in parts:
        if not (kept and part.text == CUT and part == kept[-1]):
            kept.append(part)
    return kept
