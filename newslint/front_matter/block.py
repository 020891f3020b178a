"""Front matter as rules see it: values, where each was written, and how to change it there."""

import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from newslint.diagnostic import Edit, apply
from newslint.front_matter.fences import Format
from newslint.front_matter.nodes import (
    Entry,
    Mapping,
    Node,
    Path,
    Scalar,
    Sequence,
    SyntaxFault,
    plain,
    walk,
)
from newslint.regex import regex
from newslint.text import Span

if TYPE_CHECKING:
    from newslint.front_matter.deleting import Place
    from newslint.front_matter.inserting import Value
    from newslint.front_matter.writing import Habits


class Duplicate(Struct, frozen=True):
    """Two entries of one mapping with the same key; `again` is the later one."""

    path: Path
    first: Entry
    again: Entry


class FrontMatter(Struct, frozen=True, dict=True):
    """The block at the top of a file. All spans are in characters of the file's text.

    `span` reaches from the opening fence to the end of the closing one, without its line break;
    `leading` is the white space before it. The braces of a JSON object are its fences.

    `content` is what stands between the fences, and `body_start` the first character after the
    closing fence's line. A block that is never closed ends where its lines stop looking like
    keys: there, at `content.end`, a closing fence can be inserted and the body begins.

    `root` is `None` where there is nothing to read: in an unclosed block, in JavaScript
    (`---js`), or for the reason that `faults` gives. `templated` says that values hold template
    tokens that the format does not allow.
    """

    content_of_file: str
    format: Format
    span: Span
    leading: Span
    fences: tuple[Span, Span | None]
    content: Span
    body_start: int
    root: Mapping | None
    faults: tuple[SyntaxFault, ...] = ()
    templated: bool = False

    @property
    def written(self) -> str:
        """What stands between the fences, as it is written."""
        return self.content_of_file[self.content.start : self.content.end]

    @property
    def closed(self) -> bool:
        """Whether there is a closing fence."""
        return self.fences[1] is not None

    @cached_property
    def data(self) -> dict[str, Any]:
        """The values as Python's own types; of duplicate keys the last counts."""
        return {} if self.root is None else dict(plain(self.root))

    @cached_property
    def duplicates(self) -> tuple[Duplicate, ...]:
        """The entries whose key their mapping has already, in written order."""
        return tuple(self._duplicates())

    def _duplicates(self) -> Iterator[Duplicate]:
        for path, node in self._nodes:
            if not isinstance(node, Mapping) or node.aliased:
                continue
            if len({entry.key.value for entry in node.entries}) == len(node.entries):
                continue
            seen: dict[str, Entry] = {}
            for entry in node.entries:
                first = seen.setdefault(entry.name, entry)
                if first is not entry:
                    yield Duplicate((*path, entry.name), first, entry)

    def node(self, path: Path) -> Node:
        """Return what is written at `path`. Raises `KeyError` where there is nothing."""
        if self.root is None:
            raise KeyError(path)
        node: Node = self.root
        for step in path:
            if isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
                node = node.items[step]
            else:
                node = _entry(node, step, path).value
        return node

    def entry(self, path: Path) -> Entry:
        """Return the entry that `path` leads to. Raises `KeyError` where there is none."""
        if not path:
            raise KeyError(path)
        return _entry(self.node(path[:-1]), path[-1], path)

    def key_span(self, path: Path) -> Span:
        """Return where the key at the end of `path` is written, quotes included.

        Raises `KeyError` where there is none.
        """
        return self.entry(path).key.span

    def value_span(self, path: Path) -> Span:
        """Return where the value at `path` is written. Raises `KeyError` where there is none."""
        return self.node(path).span

    def scalars(self) -> Iterator[tuple[Path, Scalar]]:
        """Yield every value that holds no others, in written order.

        An alias is yielded if it stands for a scalar; what it repeats of a list or mapping is not.
        """
        return iter(self._scalars)

    @cached_property
    def _scalars(self) -> tuple[tuple[Path, Scalar], ...]:
        return tuple((path, node) for path, node in self._nodes if isinstance(node, Scalar))

    @cached_property
    def _nodes(self) -> tuple[tuple[Path, Node], ...]:
        return () if self.root is None else tuple(walk(self.root))

    def quoted(self, text: str) -> str:
        """Return `text` as a string literal of this format, on one line.

        In YAML it has single quotes if a value of this block has, and if they can hold the text.
        Raises `ValueError` for a lone surrogate in YAML and TOML.
        """
        from newslint.front_matter import writing

        single = self.root is not None and self._habits.prefers_single
        return writing.quoted(text, self.format, single=single)

    def rewrite(self, scalar: Scalar, text: str) -> Edit:
        """Return the edit that makes `scalar`, a value or key of this block, say the string `text`.

        Quotes stay if they can hold the text. A plain scalar stays plain if YAML 1.1 and 1.2 read
        the text as a string then. Raises `ValueError` for what `quoted` cannot write, for a value
        that aliases repeat, and where the block could not be read.
        """
        from newslint.front_matter import writing

        return writing.rewriting(self.content_of_file, self.format, self._habits, scalar, text)

    def edits(self, scalar: Scalar, changes: Iterable[Edit]) -> tuple[Edit, ...]:
        """Return the edits of the file that make these changes of a value's text.

        The changes are by characters of the value. What stays keeps its spelling if it can. Raises
        `ValueError` where a part of the value cannot be changed, or as `rewrite` does.
        """
        from newslint.front_matter import writing

        changes = tuple(changes)
        whole = self.rewrite(scalar, apply(str(scalar.value), changes))
        return writing.in_place(scalar, changes) or (whole,)

    def deletion(self, entry: Entry) -> Edit:
        """Return the edit that removes `entry`: its lines, or in braces it and its comma.

        Comments above it stay. An only entry of a nested YAML mapping leaves `{}`. Raises
        `ValueError` where `entry` is not in this block, where TOML writes it in several places,
        and where aliases repeat what it holds.
        """
        from newslint.front_matter import deleting

        root = self._read()
        place = self._places.get(id(entry))
        if place is None:
            raise ValueError(f"{entry.name!r} is no entry of this front matter")
        return deleting.deletion(self.content_of_file, self.format, root, place)

    def insertion(self, name: str, value: "Value") -> Edit:
        """Return the edit that adds a top-level entry, written as the others are.

        Raises `ValueError` for a value that is neither a scalar nor a list of scalars, and where
        the block cannot take it or could not be read.
        """
        from newslint.front_matter import inserting

        return inserting.insertion(
            self, self._read(), name, value, single=self._habits.prefers_single
        )

    @cached_property
    def _places(self) -> "dict[int, Place]":
        from newslint.front_matter.deleting import places

        return places(self._read())

    @cached_property
    def _habits(self) -> "Habits":
        from newslint.front_matter.writing import Habits

        return Habits.of(self.content_of_file, self._read())

    def _read(self) -> Mapping:
        """Return the tree by which edits go. Raises `ValueError` where none can be made."""
        if self.root is None:
            raise ValueError("this front matter could not be read")
        if self._is_hardly_written:
            raise ValueError("this front matter is written as hardly anybody writes it")
        return self.root

    @cached_property
    def _is_hardly_written(self) -> bool:
        return self.format is Format.YAML and _HARDLY_WRITTEN.search(self.written) is not None


# A `?` with its key on the next line, a `|` or `>` below its key, and lines that end as those of an
# old Macintosh did.
_HARDLY_WRITTEN = regex(r"^[ \t-]*+\?[ \t]*+\r?$|^[ \t]*+[|>]|\r(?!\n)", re.MULTILINE)


def _entry(node: Node, key: str | int, path: Path) -> Entry:
    if isinstance(node, Mapping):
        for entry in reversed(node.entries):
            if entry.name == key:
                return entry
    raise KeyError(path)
