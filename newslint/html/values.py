"""Attribute values: what they say and how they are written; and what text says.

An edit must leave an unquoted value with at least one character, and nothing behind a bare `&`
that makes a reference of it, as `t;` does behind `&l`.
"""

import re
import sys
from collections.abc import Callable, Mapping, Sequence
from functools import cache

from newslint.literal import Syntax
from newslint.regex import regex

# HTML standard, sections 13.2.5.72 to 13.2.5.80. In an attribute, a name without `;` that is
# followed by `=` or an alphanumeric is no reference: `?a=1&copy=2` is a URL and means what it says.
# Line ends are those of section 13.2.3.5, "Preprocessing the input stream".
_REWRITTEN = regex(
    r"""
      &\#[xX] (?P<hexadecimal> [0-9A-Fa-f]++ ) ;?
    | &\#     (?P<decimal> [0-9]++ ) ;?
    | &       (?P<name> [A-Za-z0-9]++ (?: ; | (?!=) ) )
    | \r\n?
    """,
    re.VERBOSE,
)
REPLACEMENT = "\ufffd"
"""What a browser takes for a character that cannot be."""

# What the numeric references 0x80 to 0x9F mean: section 13.2.5.80.
_C1 = dict(enumerate("€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ", start=0x80))
_SURROGATES = range(0xD800, 0xE000)


def decode(written: str) -> str:
    r"""Return what an attribute value says: its references decoded, its line ends made `\n`."""
    if "&" in written or "\r" in written:
        return _REWRITTEN.sub(_meaning, written)
    return written


def unescape(written: str) -> str:
    """Return what text says, its references decoded, as `html.unescape` does."""
    if "&" not in written:
        return written
    from html import unescape as decoded  # likewise

    return decoded(written)


def offsets(written: str) -> Sequence[int]:
    """Return where each decoded character begins, and the length of `written` at the end.

    A reference that says two characters is the beginning of both.
    """
    starts: list[int] = []
    done = 0
    for match in _REWRITTEN.finditer(written):
        starts += range(done, match.start())
        meaning = _meaning(match)
        if meaning == match[0]:  # a name that no reference has: it stands for itself
            starts += range(*match.span())
        else:
            starts += [match.start()] * len(meaning)
        done = match.end()
    starts += range(done, len(written) + 1)
    return starts


def _meaning(match: re.Match[str]) -> str:
    written = match[0]
    match match.lastgroup:
        case "name":
            return _named().get(match["name"], written)
        case "hexadecimal":
            return _character(match["hexadecimal"], 16)
        case "decimal":
            return _character(match["decimal"], 10)
        case _:
            return "\n"


@cache
def _named() -> Mapping[str, str]:
    # It takes a millisecond to load, and many files name no reference.
    from html.entities import html5

    return html5


def _character(digits: str, base: int) -> str:
    digits = digits.lstrip("0")
    if not 0 < len(digits) <= len("1114111"):
        return REPLACEMENT
    code = int(digits, base)
    if code in _C1:
        return _C1[code]
    return REPLACEMENT if code in _SURROGATES or code > sys.maxunicode else chr(code)


def _encoder(escapes: dict[str, str]) -> Callable[[str], str]:
    # A line break as such could end the paragraph or the quotation of Markdown around the tag.
    table = str.maketrans(escapes | {"&": "&amp;", "\n": "&#10;", "\r": "&#13;"})

    def encode(text: str) -> str:
        if "\0" in text:
            raise ValueError("no HTML attribute can say a NUL")
        return text.translate(table)

    return encode


DOUBLE_QUOTED = Syntax("HTML, double-quoted", offsets, _encoder({'"': "&quot;"}))
SINGLE_QUOTED = Syntax("HTML, single-quoted", offsets, _encoder({"'": "&#39;"}))
UNQUOTED = Syntax(
    "HTML, unquoted", offsets, _encoder({mark: f"&#{ord(mark)};" for mark in "\t\f \"'<=>`"})
)
