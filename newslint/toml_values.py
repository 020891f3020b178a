"""The values of TOML, read in time that grows with the length of the text."""

import tomllib
from collections.abc import Callable
from typing import Any

from newslint.regex import regex

MOST_PARTS = 100
"""The most parts that a dotted key may have."""


class TooDeepError(ValueError):
    """A text of TOML nests so deeply that nobody can have meant it: `at` which character."""

    def __init__(self, at: int) -> None:
        super().__init__(f"its keys or values nest more than {MOST_PARTS} levels deep")
        self.at = at


def loads(text: str, parse_float: Callable[[str], Any] = float) -> dict[str, Any]:
    """Return what a text of TOML 1.0 says.

    Raises `ValueError`, which is a `tomllib.TOMLDecodeError` where it is none, and a `TooDeepError`
    where nobody can have meant it.
    """
    if long_key := _LONG_KEY.search(text):
        raise TooDeepError(long_key.start())
    try:
        return tomllib.loads(text, parse_float=parse_float)
    except RecursionError:
        raise TooDeepError(0) from None
    except tomllib.TOMLDecodeError:
        raise
    except ValueError:
        raise ValueError("a number in it has thousands of digits") from None


# `tomllib` needs quadratic time for a key of very many parts.
_LONG_KEY = regex(
    rf"""(?<![\w-])(?:(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){{{MOST_PARTS}}}"""
)
