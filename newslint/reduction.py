"""The least of something that still shows what all of it does.

Delta debugging, after Zeller and Hildebrandt, "Simplifying and Isolating Failure-Inducing Input"
(2002): what can go, goes, in ever smaller pieces.
"""

import math
import time
from collections.abc import Callable, Sequence
from typing import TypeVar

Part = TypeVar("Part")


def fewest(
    parts: Sequence[Part], shows: Callable[[Sequence[Part]], bool], until: float = math.inf
) -> Sequence[Part]:
    """Return some of the parts, in their order, that show it: without any one, they do not.

    All parts together are taken to show it. From `until` on, in seconds as `time.monotonic` counts
    them, what is left is returned as it is.
    """
    kept = list(parts)
    size = len(kept)
    while kept:
        before = len(kept)
        start = 0
        while start < len(kept):
            if time.monotonic() > until:
                return kept
            rest = [*kept[:start], *kept[start + size :]]
            if shows(rest):
                kept = rest
            else:
                start += size
        if size == 1 and len(kept) == before:
            break
        size = max(1, min(size, len(kept)) // 2)
    return kept


def shortest(text: str, shows: Callable[[str], bool], until: float = math.inf) -> str:
    """Return what is left of a text, which shows it: lines go first, and then characters."""

    def together(parts: Sequence[str]) -> bool:
        return shows("".join(parts))

    lines = fewest(text.splitlines(keepends=True), together, until)
    return "".join(fewest("".join(lines), together, until))
