"""How Markdown writes a URL: escapes and character references, read and written."""

import re

from newslint.literal import Syntax
from newslint.regex import regex

# CommonMark 2.4 and 2.5: a backslash before ASCII punctuation, and references that end with `;`.
_ESCAPE = regex(
    r"\\([!-/:-@\[-`{-~])|&(?:\#[0-9]{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});"
)


def unescape(written: str) -> str:
    """Return what a Markdown string says, its escapes and references decoded."""
    if "\\" not in written and "&" not in written:
        return written
    return _ESCAPE.sub(_meaning, written)


def _meaning(escape: re.Match[str]) -> str:
    if escape[1]:
        return escape[1]
    # Loaded late: their table takes a millisecond, and many files have no reference.
    from html import unescape as decoded
    from html.entities import html5

    reference = escape[0]
    if reference[1] == "#" or reference[1:] in html5:
        return decoded(reference)
    return reference


def _offsets(written: str) -> list[int]:
    offsets: list[int] = []
    done = 0
    for match in _ESCAPE.finditer(written):
        offsets += range(done, match.start())
        meaning = _meaning(match)
        if meaning == match[0]:
            offsets += range(match.start(), match.end())
        else:
            offsets += [match.start()] * len(meaning)
        done = match.end()
    return [*offsets, *range(done, len(written) + 1)]


_UNSAFE_IN_DESTINATION = regex(r"[\x00-\x20\x7f]")


def _encode_destination(text: str) -> str:
    return re.sub(r"([\\()<>&])", _escape, _percent_encoded(text))


def _encode_angle_destination(text: str) -> str:
    return re.sub(r"([\\<>&])", _escape, _percent_encoded(text))


def _encode_bare_url(text: str) -> str:
    encoded = _percent_encoded(text)
    if match := re.search(r"[<>\"'\\`|^{}]", encoded):
        raise ValueError(f"a bare URL cannot hold {match[0]}")
    return encoded


def _percent_encoded(text: str) -> str:
    return _UNSAFE_IN_DESTINATION.sub(lambda match: f"%{ord(match[0]):02X}", text)


def _escape(match: re.Match[str]) -> str:
    # An ampersand is only an ampersand where no reference can be read from it.
    if match[0] == "&":
        reference = _ESCAPE.match(match.string, match.start())
        return "&amp;" if reference and _meaning(reference) != reference[0] else "&"
    return f"\\{match[0]}"


DESTINATION = Syntax("Markdown link destination", _offsets, _encode_destination)
ANGLE_DESTINATION = Syntax("Markdown link destination in <>", _offsets, _encode_angle_destination)
BARE_URL = Syntax("bare URL", _offsets, _encode_bare_url)
