"""JSON that every parser takes: I-JSON (RFC 7493), in which there is no half a character."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

from newslint.formats import json
from newslint.regex import regex


def dumps(value: Any) -> str:
    """Return JSON with U+FFFD for lone surrogates, such as a file's name may have in it.

    Programs in Go, Rust or Ruby refuse a whole report for one of them.
    """
    written = json.dumps(value)
    return _ESCAPES.sub(_whole, written) if r"\ud" in written else written


def array(values: Iterable[Any]) -> Iterator[str]:
    """Yield an array as its values come, each on a line of its own."""
    before = "[\n"
    for value in values:
        yield f"{before}{dumps(value)}"
        before = ",\n"
    yield "[]" if before == "[\n" else "\n]"


# Characters beyond the first plane are written as they are, so an escaped surrogate is a lone one.
_ESCAPES = regex(r"\\(?:u(?P<lone>d[89a-f][0-9a-f]{2})|.)")


def _whole(match: re.Match[str]) -> str:
    return "\ufffd" if match["lone"] else match[0]
