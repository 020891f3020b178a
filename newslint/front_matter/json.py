"""JSON front matter: the standard library judges it, a scanner says where everything stands."""

import json
import re

from newslint.front_matter.nodes import (
    MAX_DEPTH,
    Entry,
    Mapping,
    Node,
    Scalar,
    Sequence,
    Style,
    UnreadableError,
    too_deep,
)
from newslint.front_matter.quoting import JSON_BARE, JSON_STRING
from newslint.front_matter.scalars import Value, integer
from newslint.regex import regex
from newslint.text import Span

_SPACE = regex(r"[ \t\r\n]*+")
_STRING = regex(r'"[^"\\]*+(?:\\.[^"\\]*+)*+"')
_BARE = regex(r"[^\s,\]}]++")
_CONSTANTS = {"true": True, "false": False, "null": None}
_SURROGATE = regex("[\ud800-\udfff]")

_TRAILING_COMMA = "Illegal trailing comma"
_MESSAGES = {
    "Expecting ',' delimiter": "A comma is missing before this",
    "Expecting ':' delimiter": "A `:` is missing before this",
    "Expecting value": "A value is missing here; text needs double quotes",
    _TRAILING_COMMA: "After the last entry or item stands no comma",
    "Extra data": "Nothing may follow the end of the data",
    "Expecting property name enclosed in double quotes": "A key needs double quotes",
    "Invalid control character at": (
        "A line break or tab inside a string is written `\\n` or `\\t` in JSON"
    ),
    "Invalid \\escape": "This backslash means nothing in JSON; write `\\\\` for a backslash",
    "Invalid \\uXXXX escape": "After `\\u` stand four hexadecimal digits",
    "Unterminated string starting at": 'The quote `"` that opens here is never closed',
}


def read_json(block: str, offset: int) -> Node:
    """Return the tree of `block`, whose first character is number `offset` of the file.

    Raises `UnreadableError` where it is no JSON (RFC 8259) or nests too deeply.
    """
    try:
        json.loads(block, parse_int=float)
    except json.JSONDecodeError as error:
        raise _explained(error, offset) from None
    except RecursionError:
        raise too_deep(offset) from None
    return _Scanner(block, offset).root()


def _explained(error: json.JSONDecodeError, offset: int) -> UnreadableError:
    problem = error.msg
    # Python 3.13 and later name the comma, earlier ones the bracket after it.
    bracket = error.doc[error.pos : error.pos + 1] in {"]", "}"}
    after_comma = bracket and error.doc[: error.pos].rstrip().endswith(",")
    if after_comma or problem.startswith(_TRAILING_COMMA):
        problem = _TRAILING_COMMA
    message = _MESSAGES.get(problem, f"This is no JSON: {problem}")
    start = max(min(error.pos, len(error.doc) - 1), 0)
    newline = error.doc.find("\n", start)
    end = len(error.doc) if newline == -1 else newline
    return UnreadableError(start + offset, max(end, start + 1) + offset, message)


class _Scanner:
    """Reads JSON that is known to be valid, but for `NaN` and its like."""

    def __init__(self, text: str, offset: int) -> None:
        self._text = text
        self._offset = offset
        self._at = 0

    def root(self) -> Node:
        self._skip_space()
        return self._value(0)

    def _skip_space(self) -> None:
        match = _SPACE.match(self._text, self._at)
        self._at = match.end() if match else self._at

    def _value(self, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise too_deep(self._at + self._offset)
        character = self._text[self._at]
        if character == "{":
            return self._object(depth)
        if character == "[":
            return self._array(depth)
        return self._string() if character == '"' else self._bare()

    def _object(self, depth: int) -> Mapping:
        start = self._at
        entries = []
        while self._goes_on("}"):
            key = self._string()
            self._skip_space()
            self._at += 1  # the colon
            self._skip_space()
            entries.append(Entry(key, self._value(depth + 1)))
            self._skip_space()
        return Mapping(tuple(entries), self._span(start))

    def _array(self, depth: int) -> Sequence:
        start = self._at
        items = []
        while self._goes_on("]"):
            items.append(self._value(depth + 1))
            self._skip_space()
        return Sequence(tuple(items), self._span(start))

    def _goes_on(self, closing: str) -> bool:
        """Step over the opening bracket, the comma or an only closing bracket."""
        opened = self._text[self._at] in "[{,"
        self._at += 1
        if opened:
            self._skip_space()
            if self._text[self._at] == closing:
                self._at += 1
                return False
        return opened

    def _string(self) -> Scalar:
        written = self._token(_STRING)
        span = self._span(self._at - len(written))
        value: str = json.loads(written) if "\\" in written else written[1:-1]
        if _SURROGATE.search(value):
            raise UnreadableError(span.start, span.end, "A `\\u` escape here is half a character")
        return Scalar(value, span, Style.DOUBLE, written, JSON_STRING)

    def _bare(self) -> Scalar:
        written = self._token(_BARE)
        span = self._span(self._at - len(written))
        if written in {"NaN", "Infinity", "-Infinity"}:
            raise UnreadableError(span.start, span.end, f"`{written}` is no JSON number")
        return Scalar(_meant(written), span, Style.PLAIN, written, JSON_BARE)

    def _token(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._text, self._at)
        written = match[0] if match else ""
        self._at += len(written)
        return written

    def _span(self, start: int) -> Span:
        return Span(start + self._offset, self._at + self._offset)


def _meant(written: str) -> Value:
    if written in _CONSTANTS:
        return _CONSTANTS[written]
    if written.lstrip("-").isdigit():
        return integer(written)
    return float(written)
