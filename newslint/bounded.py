"""Regular expressions of strangers: those that may take for ever are refused."""

import re
from collections.abc import Iterator

from newslint.regex import regex


class UnboundedError(ValueError):
    """A regular expression that may take for ever."""


def bounded(pattern: str) -> re.Pattern[str]:
    r"""Return a regular expression of a stranger, ready to be asked.

    Raises `re.error` where it is none, `UnboundedError` where it repeats something that can repeat
    or choose within: there are then more ways to read a text than can be tried. What says where
    each round ends, such as the dot in `(?:[a-z0-9-]+\.)*`, leaves but one. One with comments
    (`(?x)`) is refused, too.

    This bounds the ways, not the steps: those may grow by a power of the length of a URL.
    """
    compiled = re.compile(pattern)
    if _VERBOSE.search(pattern):
        raise UnboundedError("comments in a pattern (`(?x)`) may hide what takes for ever")
    # However marked, rounds that are repeated as a whole can be shared out in many ways.
    if any(_repeats_choices(_MARKED_ROUNDS.sub(".*", pattern))):
        raise UnboundedError("a repetition within a repetition may take for ever")
    return compiled


_VERBOSE = regex(r"\(\?[a-zA-Z]*x")
_AGAIN = r"(?:[*+]|\{\d+,\})"
_LETTERS = rf"\[(?:a-z|A-Z|0-9|-)+\]{_AGAIN}"
_MARK = r"(?:\\\.|[_/&])"
_MARKED_ROUNDS = regex(rf"\(\?:(?:{_LETTERS}{_MARK}|{_MARK}{_LETTERS})\){_AGAIN}")
_TOKEN = regex(
    r"""
    \\. | \[ \^? \]? (?: \\. | [^\]\\] )* \]
    | (?P<open> \( (?: \?[^()]*?[:=!>] )? )
    | (?P<close> \) ) (?P<again> [*+] | \{ (?! 0?,?[01]\} ) \d*,?\d* \} )?
    | (?P<choice> \| | [*+?] | \{\d*,?\d*\} ) | .
    """,
    re.VERBOSE | re.DOTALL,
)


def _repeats_choices(pattern: str) -> Iterator[bool]:
    """Yield for every group whether it is repeated and has several ways to match."""
    around: list[bool] = []
    has_choice = False
    for token in _TOKEN.finditer(pattern):
        if token["open"]:
            around.append(has_choice)
            has_choice = False
        elif token["close"] and around:
            yield has_choice and token["again"] is not None
            had_choice = around.pop()
            has_choice = has_choice or had_choice or token["again"] is not None
        elif token["choice"]:
            has_choice = True
