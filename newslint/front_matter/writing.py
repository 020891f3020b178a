"""How to write a string into front matter: in which quotes, and with the smallest edit."""

from collections.abc import Iterable

from msgspec import Struct

from newslint.diagnostic import Edit
from newslint.front_matter.fences import Format
from newslint.front_matter.nodes import Mapping, Scalar, Style, walk
from newslint.front_matter.quoting import (
    JSON_STRING,
    LINE_BREAK,
    TOML_BASIC,
    YAML_DOUBLE,
    YAML_SINGLE,
    may_be_plain,
)
from newslint.regex import regex
from newslint.text import Spans

_DOUBLE = {Format.YAML: YAML_DOUBLE, Format.TOML: TOML_BASIC}
_LONGEST = 100  # characters of an anchor and the space behind it
_ANCHOR = regex(r"(?<!\S)&(\S+)[ \t]+\Z")
_BARE_TOML_KEY = regex(r"[A-Za-z0-9_-]+\Z")


def quoted(text: str, kind: Format, *, single: bool) -> str:
    """Return `text` as a string literal on one line, if `single` in YAML's single quotes.

    Text that single quotes cannot hold gets double ones. Raises `ValueError` for a lone
    surrogate, which only JSON can write.
    """
    if single and kind is Format.YAML:
        try:
            return f"'{YAML_SINGLE.encode(text)}'"
        except ValueError:
            pass
    return f'"{_DOUBLE.get(kind, JSON_STRING).encode(text)}"'


class Habits(Struct, frozen=True, eq=False):
    """How a block is written, as far as a new string in it must know; made once a block.

    `prefers_single`: some value stands in single quotes. `in_flow`: where brackets or braces stand
    around. `keys` are the identities of the scalars that are keys, `glued` of the empty values that
    stand right behind their key, with or without a colon; `unmarked` are those of them whose key
    has a `?` before it or goes over several lines, so that no colon can follow.
    """

    prefers_single: bool
    in_flow: Spans
    keys: frozenset[int]
    glued: frozenset[int]
    unmarked: frozenset[int]

    @classmethod
    def of(cls, content: str, root: Mapping) -> "Habits":
        """Return the habits of the block whose tree is `root` in the file `content`."""
        nodes = [node for _, node in walk(root)]
        entries = [
            entry
            for node in nodes
            if isinstance(node, Mapping) and not node.aliased
            for entry in node.entries
        ]
        glued = [entry for entry in entries if entry.key.span.end == entry.value.span.start]
        return cls(
            any(isinstance(node, Scalar) and node.style is Style.SINGLE for node in nodes),
            Spans.merged(
                node.span
                for node in nodes
                if not isinstance(node, Scalar)
                and not node.aliased
                and content.startswith(("[", "{"), node.span.start)
            ),
            frozenset(id(entry.key) for entry in entries),
            frozenset(id(entry.value) for entry in glued),
            frozenset(
                id(entry.value)
                for entry in glued
                if LINE_BREAK.search(entry.key.written)
                or content[: entry.key.span.start].rstrip(" \t").endswith("?")
            ),
        )


def rewriting(content: str, kind: Format, habits: Habits, scalar: Scalar, text: str) -> Edit:
    """Return the smallest edit that makes `scalar`, a value or key of the block, say `text`.

    Raises `ValueError` for a value that aliases repeat.
    """
    before = max(0, scalar.span.start - _LONGEST)
    anchor = _ANCHOR.search(content, before, scalar.span.start) if kind is Format.YAML else None
    if anchor and f"*{anchor[1]}" in content:
        raise ValueError(f"aliases say this value, too: *{anchor[1]}")
    literal = scalar.literal
    if literal is not None and scalar.style is not Style.PLAIN:
        try:
            return Edit(literal.span, literal.syntax.encode(text))
        except ValueError:
            pass
    written = quoted(text, kind, single=habits.prefers_single)
    if scalar.style is not Style.PLAIN:
        return Edit(scalar.span, written)
    if kind is Format.TOML and id(scalar) in habits.keys and _BARE_TOML_KEY.match(text):
        return Edit(scalar.span, text)
    if kind is Format.YAML:
        if may_be_plain(text, in_flow=habits.in_flow.covers(scalar.span.start)):
            written = text
        written = _after_indicator(content, habits, scalar) + written
    return Edit(scalar.span, written)


def in_place(scalar: Scalar, changes: Iterable[Edit]) -> tuple[Edit, ...]:
    """Return the edits that change parts of a quoted value, none where its quotes cannot hold them.

    Raises `ValueError` for a value of which no part can be changed.
    """
    literal = scalar.literal
    if literal is None:
        raise ValueError(f"{scalar.written!r} cannot be changed in part")
    if scalar.style is Style.PLAIN:
        return ()  # without quotes, what comes together may need them
    try:
        return tuple(literal.edit(edit.span.start, edit.span.end, edit.text) for edit in changes)
    except ValueError:
        return ()


def _after_indicator(content: str, habits: Habits, scalar: Scalar) -> str:
    """Return what must stand before a value where nothing is written.

    Raises `ValueError` where nothing marks it as a value, and nothing can.
    """
    if id(scalar) in habits.unmarked:
        raise ValueError("this key has no value, and no colon for one")
    before = content[scalar.span.start - 1 : scalar.span.start]
    if len(scalar.span) > 0 or before.isspace():
        return ""
    return ": " if id(scalar) in habits.glued else " "
