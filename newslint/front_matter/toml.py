"""TOML front matter: the standard library judges it, a scanner says where everything stands.

Dates and times are strings here, as they are written: what a date means is no matter of the
format. A table written in pieces (`a.b = 1`, `[a.c]`) is one mapping whose span reaches from its
first piece to its last.
"""

import re
import tomllib

from msgspec import Struct, field

from newslint import toml_values
from newslint.front_matter.nodes import (
    MAX_DEPTH,
    Entry,
    Mapping,
    Node,
    Scalar,
    Sequence,
    Style,
    too_deep,
)
from newslint.front_matter.quoting import TOML_BARE, TOML_BASIC, TOML_LITERAL
from newslint.front_matter.toml_faults import explained
from newslint.regex import regex
from newslint.text import Span

# White space, line breaks and comments, as they may stand between statements and array items.
_GAP = regex(r"(?:[ \t\r\n]++|\#[^\n]*+)*+")
_BLANKS = regex(r"[ \t]*+")
_KEY = regex(r"""[A-Za-z0-9_-]++|"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+'""")
_STRING = regex(
    r'"""(?:[^"\\]|\\.|"{1,2}+(?!"))*+"{3,5}+'
    r"|'''(?:[^']|'{1,2}+(?!'))*+'{3,5}+"
    r'|"(?:[^"\\\n]|\\.)*+"'
    r"|'[^'\n]*+'",
    re.DOTALL,
)
_BARE = regex(r"\d{4}-\d\d-\d\d\ \d\d:[\d:.Zz+-]++|[^\s,\]}#]++")


def read_toml(block: str, offset: int) -> Node:
    """Return the tree of `block`, whose first character is number `offset` of the file.

    Raises `UnreadableError` where it is no TOML 1.0 or nests too deeply.
    """
    try:
        toml_values.loads(block, parse_float=str)
    except toml_values.TooDeepError as error:
        raise too_deep(error.at + offset) from None
    except ValueError as error:
        raise explained(error, block, offset) from None
    return _Scanner(block, offset).document()


class _Table(Struct):
    """A table while it is read: its entries and how far it reaches."""

    start: int
    end: int
    entries: dict[str, tuple[Scalar, "Node | _Table | _Tables"]] = field(default_factory=dict)

    def inner(self, key: Scalar) -> "_Table":
        """Return the table under `key`, of an array of tables its last one."""
        held = self.entries.setdefault(str(key.value), (key, _Table(key.span.start, 0)))[1]
        if isinstance(held, _Tables):
            return held.tables[-1]
        if not isinstance(held, _Table):
            raise TypeError("tomllib lets no table extend a value")
        return held

    def frozen(self) -> Mapping:
        entries = [
            Entry(key, value.frozen() if isinstance(value, _Table | _Tables) else value)
            for key, value in self.entries.values()
        ]
        return Mapping(tuple(entries), Span(self.start, self.end))


class _Tables(Struct):
    """An array of tables while it is read."""

    tables: list[_Table] = field(default_factory=list)

    def frozen(self) -> Sequence:
        span = Span(self.tables[0].start, max(table.end for table in self.tables))
        return Sequence(tuple(table.frozen() for table in self.tables), span)


class _Scanner:
    """Reads TOML that is known to be valid."""

    def __init__(self, text: str, offset: int) -> None:
        self._text = text
        self._offset = offset
        self._at = 0

    def document(self) -> Mapping:
        self._skip(_GAP)
        root = _Table(self._at + self._offset, self._at + self._offset)
        tables = [root]
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                tables = [root, *self._header(root)]
            else:
                self._key_value(tables, 0)
            self._skip(_GAP)
        return root.frozen()

    def _header(self, root: _Table) -> list[_Table]:
        """Read `[a.b]` or `[[a.b]]` and return the tables on the way to the one it opens."""
        start = self._at
        brackets = 2 if self._text.startswith("[[", start) else 1
        self._at += brackets
        keys = self._keys()
        self._at += brackets
        tables = [root]
        for key in keys[:-1]:
            tables.append(tables[-1].inner(key))
        last = keys[-1]
        if brackets == 1:
            tables.append(tables[-1].inner(last))
        else:
            held = tables[-1].entries.setdefault(str(last.value), (last, _Tables()))[1]
            if not isinstance(held, _Tables):
                raise TypeError("tomllib lets no array of tables extend a value")
            held.tables.append(_Table(start + self._offset, 0))
            tables.append(held.tables[-1])
        self._reach(tables, start)
        return tables[1:]

    def _key_value(self, tables: list[_Table], depth: int) -> None:
        keys = self._keys()
        self._at += 1  # the equals sign
        self._skip(_BLANKS)
        value = self._value(depth + 1)
        around = list(tables)
        for key in keys[:-1]:
            around.append(around[-1].inner(key))
        around[-1].entries[str(keys[-1].value)] = (keys[-1], value)
        self._reach(around, keys[0].span.start - self._offset)

    def _reach(self, tables: list[_Table], start: int) -> None:
        """Let all `tables` hold what stands from `start` to here."""
        for table in tables:
            table.start = min(table.start, start + self._offset)
            table.end = self._at + self._offset

    def _keys(self) -> list[Scalar]:
        """Read a dotted key and the blanks around it."""
        keys = []
        while True:
            self._skip(_BLANKS)
            written = self._token(_KEY)
            keys.append(_key(written, self._span(self._at - len(written))))
            self._skip(_BLANKS)
            if self._text[self._at] != ".":
                return keys
            self._at += 1

    def _value(self, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise too_deep(self._at + self._offset)
        character = self._text[self._at]
        if character == "[":
            return self._array(depth)
        if character == "{":
            return self._inline_table(depth)
        written = self._token(_STRING if character in "\"'" else _BARE)
        return _scalar(written, self._span(self._at - len(written)))

    def _array(self, depth: int) -> Sequence:
        start = self._at
        items = []
        self._at += 1
        self._skip(_GAP)
        while self._text[self._at] != "]":
            items.append(self._value(depth + 1))
            self._skip_comma()
        self._at += 1
        return Sequence(tuple(items), self._span(start))

    def _inline_table(self, depth: int) -> Mapping:
        start = self._at
        table = _Table(start + self._offset, 0)
        self._at += 1
        self._skip(_GAP)
        while self._text[self._at] != "}":
            self._key_value([table], depth)
            self._skip_comma()
        self._at += 1
        table.end = self._at + self._offset
        return table.frozen()

    def _skip_comma(self) -> None:
        self._skip(_GAP)
        if self._text[self._at] == ",":
            self._at += 1
            self._skip(_GAP)

    def _skip(self, pattern: re.Pattern[str]) -> None:
        self._token(pattern)

    def _token(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self._text, self._at)
        written = match[0] if match else ""
        self._at += len(written)
        return written

    def _span(self, start: int) -> Span:
        return Span(start + self._offset, self._at + self._offset)


def _key(written: str, span: Span) -> Scalar:
    if written[0] in "\"'":
        return _scalar(written, span)
    return Scalar(written, span, Style.PLAIN, written, TOML_BARE)


def _scalar(written: str, span: Span) -> Scalar:
    if written.startswith(('"""', "'''")):
        return Scalar(_decoded(written), span, Style.MULTILINE, written, None)
    if written[0] == "'":
        return Scalar(written[1:-1], span, Style.SINGLE, written, TOML_LITERAL)
    if written[0] == '"':
        value = _decoded(written) if "\\" in written else written[1:-1]
        return Scalar(value, span, Style.DOUBLE, written, TOML_BASIC)
    return Scalar(_decoded(written), span, Style.PLAIN, written, TOML_BARE)


def _decoded(written: str) -> str | float | bool:
    """Return the value of one TOML scalar, of a date its characters."""
    value = tomllib.loads(f"value = {written}")["value"]
    return value if isinstance(value, str | int | float) else written
