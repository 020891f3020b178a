"""Patterns of paths in the notation of `.gitignore`."""

import re
import warnings
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern


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
        return GitIgnoreSpec.from_lines(lines, _bounded_pattern(), backend="simple")


@cache
def _bounded_pattern() -> "type[GitIgnoreSpecPattern]":
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern

    class Bounded(GitIgnoreSpecPattern):
        """A pattern in which stars take no longer than a name is long."""

        @classmethod
        def pattern_to_regex(cls, pattern: str) -> tuple[str | None, bool | None]:  # type: ignore[override] # also for bytes
            expression, includes = super().pattern_to_regex(pattern)
            return expression and _deciding(expression), includes

    return Bounded


_STAR = "[^/]*"


def _deciding(expression: str) -> str:
    """Return an expression that means the same and tries each star once.

    What stands between two stars may be taken where it first fits: the second star takes all that
    another place would have left for the first.
    """
    first, *others = expression.split(_STAR)
    if not others:
        return expression
    *between, last = others
    decided = [f"(?>{_STAR}?{part})" if "(" not in part else _STAR + part for part in between]
    return "".join((first, *decided, _STAR, last))
