"""What a terminal may be shown, and how many cells of a line that takes."""

import re
from functools import lru_cache
from unicodedata import category, east_asian_width

from newslint.regex import regex


def visible(text: str) -> str:
    """Return the text on one line, with a visible substitute for whatever steers a terminal.

    These are control characters, escape sequences among them; what turns the direction of
    writing; what ends a line; and lone surrogates, which no encoding can write.
    """
    return text if text.isprintable() else _STEERING.sub(_substitute, text)


def width(text: str) -> int:
    """Return how many cells a text of visible characters takes."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def beginning(text: str, cells: int) -> str:
    """Return as much of the beginning of a text as fits in so many cells."""
    if text.isascii():
        return text[: max(0, cells)]
    for position, character in enumerate(text):
        cells -= _cells(character)
        if cells < 0:
            return text[:position]
    return text


def ending(text: str, cells: int) -> str:
    """Return as much of the end of a text as fits in so many cells."""
    if text.isascii():
        return text[max(0, len(text) - max(0, cells)) :]
    return beginning(text[::-1], cells)[::-1]


# The Arabic letter mark, the marks, embeddings, overrides and isolates of direction (UAX #9), the
# line and paragraph separators, the byte order mark, surrogates.
_STEERING = regex(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]"
)
_TAB = "    "


def _substitute(match: re.Match[str]) -> str:
    character = match[0]
    code = ord(character)
    if character == "\t":
        return _TAB
    if code < ord(" "):
        return chr(0x2400 + code)
    return "\u2421" if code == ord("\x7f") else f"<U+{code:04X}>"


@lru_cache(4096)
def _cells(character: str) -> int:
    if category(character) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if east_asian_width(character) in {"W", "F"} else 1
