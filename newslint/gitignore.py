"""Patterns of paths in the notation of `.gitignore`."""

import re
import warnings
from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


def patterns(lines: Iterable[str]) -> "GitIgnoreSpec":
    """Return the patterns in these lines; what is none is left out, as Git does."""
    lines = tuple(lines)
    try:
        return _compiled(lines)
    except _WRONG:
        return _compiled(line for line in lines if is_pattern(line))


def is_pattern(line: str) -> bool:
    """Whether a line is a pattern, a comment or blank."""
    try:
        _compiled((line,))
    except _WRONG:
        return False
    return True


# What pathspec raises for a lone `!`, and for a range such as `[z-a]`, of which it knows nothing.
_WRONG = (ValueError, re.error)


def _compiled(lines: Iterable[str]) -> "GitIgnoreSpec":
    from pathspec import GitIgnoreSpec  # many a run has no patterns

    with warnings.catch_warnings(action="ignore"):  # `[[a]` may mean something else one day
        return GitIgnoreSpec.from_lines(lines)
