"""YAML as nearly every post has it: keys with values on one line, and lists of such values.

Whatever is not plainly of this kind is left to the parser. The tree is the parser's own: a test
holds the two together.
"""

import re

from newslint.front_matter.nodes import Entry, Mapping, Scalar, Sequence, Style
from newslint.front_matter.quoting import YAML_DOUBLE, YAML_PLAIN, YAML_SINGLE
from newslint.front_matter.scalars import FIRST_CHARACTERS, resolve
from newslint.regex import regex
from newslint.text import Span

_QUOTED = r"""(?:'[^'\r\n]*+'|"[^"\\\r\n]*+")"""
_FIRST = r"""[^\s?:,\[\]{}#&*!|>'"%@`-]"""
_ON_LINE = rf"(?:{_QUOTED}|{_FIRST}(?:[^\s:]++|:(?=\S)| ++(?=[^\s#:]))*+)"
_IN_BRACKETS = rf"(?:{_QUOTED}|{_FIRST}(?:[^\s:#,\[\]{{}}]++| ++(?=[^\s:#,\[\]{{}}]))*+)"
_END = r" *+(?:\r?\n|\Z)"
_NOTHING = r"(?:(?: *+|#[^\r\n]*+)\r?\n)*+"
_ENTRY = regex(
    r"(?P<key>[A-Za-z_][A-Za-z0-9_-]{0,99}+):"
    rf"(?: ++(?:(?P<value>{_ON_LINE})|(?P<brackets>\[[^\r\n]*\])){_END}"
    rf"|{_END}(?:(?=(?P<indent> *+)-)(?P<lines>(?:(?P=indent)- ++{_ON_LINE}{_END})++))?+)"
    rf"{_NOTHING}"
)
_ITEM = regex(r"- ++(.*\S)")
_BRACKETS = regex(rf"\[ *+(?:{_IN_BRACKETS} *+(?:, *+{_IN_BRACKETS} *+)*+)?+\]")
_IN_BRACKETS_ALONE = regex(_IN_BRACKETS)
_BEFORE = regex(_NOTHING)


def read_flat_yaml(text: str, offset: int) -> Mapping | None:
    """Return the tree of a block, whose first character is number `offset` of the file.

    `None` says no more than that it takes a parser to read it.
    """
    if not text.replace("\r\n", "").replace("\n", "").isprintable():
        # YAML allows some of the other characters, and takes some for line breaks.
        return None
    entries: list[Entry] = []
    before = _BEFORE.match(text)
    at = before.end() if before else 0
    while found := _ENTRY.match(text, at):
        if found["brackets"] and not _BRACKETS.fullmatch(found["brackets"]):
            return None
        entries.append(_entry(found, offset))
        at = found.end()
    if not entries or at < len(text):
        return None
    return Mapping(tuple(entries), Span(entries[0].key.span.start, entries[-1].value.span.end))


def _entry(found: re.Match[str], offset: int) -> Entry:
    name, value, brackets, indent, lines = found.groups()
    start = found.start() + offset
    end = start + len(name)
    key = Scalar(name, Span(start, end), _PLAIN, name, YAML_PLAIN)
    if value is not None:
        return Entry(key, _scalar(value, found.start("value") + offset))
    if lines is not None:
        return Entry(key, _listed(lines, len(indent), found.start("lines") + offset))
    if brackets is not None:
        return Entry(key, _bracketed(brackets, found.start("brackets") + offset))
    return Entry(key, Scalar(None, Span(end + 1, end + 1), _PLAIN, "", YAML_PLAIN))


def _listed(lines: str, indent: int, start: int) -> Sequence:
    items = [_scalar(item[1], start + item.start(1)) for item in _ITEM.finditer(lines)]
    return Sequence(tuple(items), Span(start + indent, items[-1].span.end))


def _bracketed(written: str, start: int) -> Sequence:
    items = [
        _scalar(item[0], start + item.start()) for item in _IN_BRACKETS_ALONE.finditer(written, 1)
    ]
    return Sequence(tuple(items), Span(start, start + len(written)))


_PLAIN = Style.PLAIN
_QUOTES = {"'": (Style.SINGLE, YAML_SINGLE), '"': (Style.DOUBLE, YAML_DOUBLE)}


def _scalar(written: str, start: int) -> Scalar:
    span = Span(start, start + len(written))
    first = written[0]
    if first in _QUOTES:
        style, syntax = _QUOTES[first]
        return Scalar(written[1:-1], span, style, written, syntax)
    value = resolve(written) if first in FIRST_CHARACTERS else written
    return Scalar(value, span, _PLAIN, written, YAML_PLAIN)
