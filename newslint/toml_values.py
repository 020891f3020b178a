"""The values of TOML, read in time that grows with the length of the text."""

import re
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
    if text.count(".") >= MOST_PARTS and (long := _LONG_KEY.match(text)):
        raise TooDeepError(long.start("key"))
    try:
        return tomllib.loads(text, parse_float=parse_float)
    except RecursionError:
        raise TooDeepError(0) from None
    except tomllib.TOMLDecodeError:
        raise
    except ValueError:
        raise ValueError("a number in it has thousands of digits") from None


# `tomllib` needs quadratic time for a key of very many parts. In strings and comments stands none.
_PART = r"""(?: [\w-]++ | "[^"\n]*+" | '[^'\n]*+' )"""
_KEY = rf"(?: {_PART} [ \t]*+ \. [ \t]*+ ){{{MOST_PARTS}}}"
_STRING = r'''
    """ (?: [^"\\] | \\. | "(?!"") )*+ (?: """ | \Z )
  | " (?: [^"\\\n] | \\. )*+ "?
'''
_LITERAL_STRING = r"""
    ''' (?: [^'] | '(?!'') )*+ (?: ''' | \Z )
  | ' [^'\n]*+ '?
"""
_LONG_KEY = regex(
    rf"""
    (?: (?! {_KEY} ) (?: {_STRING} | {_LITERAL_STRING} | \# [^\n]*+ | [\w-]++ | [^"'\#\w-]++ ) )*+
    (?P<key> {_KEY} )
    """,
    re.VERBOSE | re.DOTALL,
)
