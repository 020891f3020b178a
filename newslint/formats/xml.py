"""XML as reports need it: tags with attributes, and text that every parser takes."""

import re
from functools import lru_cache
from xml.sax import saxutils

from newslint.regex import regex


def tag(name: str, /, **attributes: object) -> str:
    """Return a start tag without its `>`."""
    pairs = (f" {key}={_quoted(str(attributes[key]))}" for key in attributes)
    return f"<{name}{''.join(pairs)}"


def escaped(text: str) -> str:
    """Return text as it is written between tags."""
    return _harmless(saxutils.escape(_writable(text)))


@lru_cache(1024)
def _quoted(text: str) -> str:
    return _harmless(saxutils.quoteattr(_writable(text)))


def _writable(text: str) -> str:
    """Return the text without what XML 1.0 cannot express or discourages (section 2.2)."""
    return text if text.isprintable() else _UNWRITABLE.sub("\ufffd", text)


def _harmless(written: str) -> str:
    """Return what is written with references for what turns the direction of writing.

    It would make a report read as it is not.
    """
    return written if written.isprintable() else _STEERING.sub(_reference, written)


def _reference(match: re.Match[str]) -> str:
    return f"&#x{ord(match[0]):X};"


_STEERING = regex("[\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
_UNWRITABLE = regex("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
