"""Patterns of paths in the notation of `.gitignore`."""

import re
import warnings
from collections.abc import Iterable, Sequence
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from newslint.regex import regex

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec
    from pathspec.patterns.gitignore.spec import GitIgnoreSpecPattern


class Lines(Struct, frozen=True):
    """The lines of a `.gitignore`, made ready to be asked about many paths."""

    patterns: "GitIgnoreSpec"
    about: tuple[re.Pattern[str], ...]
    """Of these one finds something in each path that a pattern is about; few paths are."""

    @classmethod
    def of(cls, lines: Iterable[str]) -> "Lines":
        """Return what these lines say; what is no pattern is left out."""
        made = patterns(lines)
        return cls(made, _about([each.regex for each in made.patterns if each.regex]))

    def say(self, name: str) -> bool | None:
        """Whether a path is meant; None where no pattern is about it.

        The path is one below their folder, with `/` between names and behind a folder's.
        """
        for each in self.about:
            if each.search(name):
                return self.patterns.check_file(name).include
        return None


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


_FEW = 4  # that are asked as fast one by one
_ANYWHERE = "^(?:.+/)?"
_MARKED_SLASH = regex(r"\(\?P<\w+>/\)(\|\$\))?\Z")


def _about(expressions: Sequence[re.Pattern[str]]) -> tuple[re.Pattern[str], ...]:
    """Return fewer expressions, of which one finds something wherever one of these does."""
    # By a group's name pathspec knows how a path was found, and no two groups may have the same.
    plain = [_MARKED_SLASH.sub(r"/\1", each.pattern) for each in expressions]
    if len(plain) <= _FEW or any("(?P<" in each for each in plain):
        return tuple(expressions)
    # A name in any folder is looked for in each folder once for all such names.
    names = [each.removeprefix(_ANYWHERE) for each in plain if each.startswith(_ANYWHERE)]
    others = [each for each in plain if not each.startswith(_ANYWHERE)]
    joined = "|".join([f"{_ANYWHERE}(?:{'|'.join(names)})", *others] if names else others)
    with warnings.catch_warnings(action="ignore"):
        return (re.compile(joined),)
