"""The tree of a front matter block: the same for YAML, TOML and JSON."""

from enum import Enum, auto
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from newslint.front_matter.scalars import Value
from newslint.literal import Literal, Syntax
from newslint.text import Span

MAX_DEPTH = 100
"""How many collections may stand inside each other; deeper nesting is a fault."""

Path = tuple[str | int, ...]
"""Keys of mappings and 0-based places in sequences, from the root on."""


class Style(Enum):
    """How a scalar is written."""

    PLAIN = auto()
    SINGLE = auto()
    DOUBLE = auto()
    LITERAL = auto()
    FOLDED = auto()
    MULTILINE = auto()
    ALIAS = auto()


class Scalar(Struct, frozen=True):
    """A value that holds no others, or a key.

    `span` covers the value as written, with its quotes and its YAML tag, but not an anchor; it is
    empty where nothing is written (`key:`). `written` is what stands there, of an
    alias what it repeats. A key's `value` is
    always a string. `syntax` says how strings are written here, `None` where no part of the value
    can be changed in place: block scalars, values over several lines or with a tag, aliases.
    """

    value: Value
    span: Span
    style: Style
    written: str
    syntax: Syntax | None

    @property
    def literal(self) -> Literal | None:
        """The written characters without quotes, ready for edits of a part of them.

        What is no string (`12`, `true`) counts as the characters that write it.
        """
        if self.syntax is None:
            return None
        if self.style is Style.PLAIN:
            return Literal(self.written, self.span, self.written, self.syntax)
        inner = Span(self.span.start + 1, self.span.end - 1)
        return Literal(str(self.value), inner, self.written[1:-1], self.syntax)


class Sequence(Struct, frozen=True):
    """A list.

    An `aliased` one is written elsewhere: its span is that of the `*alias`, its items stand where
    the anchor is.
    """

    items: tuple["Node", ...]
    span: Span
    aliased: bool = False


class Entry(Struct, frozen=True):
    """A key and its value."""

    key: Scalar
    value: "Node"

    @property
    def name(self) -> str:
        """The key as a string."""
        return str(self.key.value)


class Mapping(Struct, frozen=True):
    """Entries in the order they are written, those with the same key included.

    `aliased` says the same as for a `Sequence`.
    """

    entries: tuple[Entry, ...]
    span: Span
    aliased: bool = False


Node = Scalar | Sequence | Mapping


class SyntaxFault(Struct, frozen=True):
    """Why a block cannot be read: where, and what is wrong in the writer's words."""

    span: Span
    message: str


class UnreadableError(Exception):
    """A block of front matter breaks the rules of its format."""

    def __init__(self, start: int, end: int, message: str) -> None:
        super().__init__(message)
        self.fault = SyntaxFault(Span(start, end), message)


def too_deep(at: int) -> UnreadableError:
    """Return the fault of a value at character `at` that nests too deeply."""
    return UnreadableError(at, at + 1, f"Values nest more than {MAX_DEPTH} levels deep")


def walk(node: Node, path: Path = ()) -> list[tuple[Path, Node]]:
    """Return `node` and everything written inside it with its path, in written order.

    What an alias stands for is written elsewhere.
    """
    found = [(path, node)]
    _walk_inside(node, path, found)
    return found


def _walk_inside(node: Node, path: Path, found: list[tuple[Path, Node]]) -> None:
    if isinstance(node, Scalar) or node.aliased:
        return
    inside: list[tuple[str | int, Node]]
    if isinstance(node, Sequence):
        inside = list(enumerate(node.items))
    else:
        inside = [(entry.name, entry.value) for entry in node.entries]
    for step, child in inside:
        place = (*path, step)
        found.append((place, child))
        if not isinstance(child, Scalar):
            _walk_inside(child, place, found)


def plain(node: Node) -> Any:
    """Return the value as Python's own types; of entries with the same key the last counts.

    What aliases share stays shared.
    """
    return _plain(node, {})


def _plain(node: Node, done: dict[int, Any]) -> Any:
    if isinstance(node, Scalar):
        return node.value
    known = id(node.items if isinstance(node, Sequence) else node.entries)
    if known in done:
        return done[known]
    value: Any
    if isinstance(node, Sequence):
        value = [
            item.value if isinstance(item, Scalar) else _plain(item, done) for item in node.items
        ]
    else:
        value = {entry.name: _plain(entry.value, done) for entry in node.entries}
    # The empty tuple is one object for all empty collections, lists and mappings alike.
    if value:
        done[known] = value
    return value


def at_alias(node: Node, span: Span) -> Node:
    """Return `node` as the alias in `span` says it again."""
    if isinstance(node, Scalar):
        return replace(node, span=span, style=Style.ALIAS, syntax=None)
    return replace(node, span=span, aliased=True)
