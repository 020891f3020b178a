"""YAML front matter: libyaml's events, turned into the tree in one pass.

Scalars mean what the core schema of YAML 1.2 says (see `scalars`). Merge keys (`<<`) are YAML 1.1
and stay ordinary keys. A site's own tags (`!name`) are faults: js-yaml and PyYAML refuse them, and
what is left of a title such as `!Wow` is nothing.
"""

import re
from collections.abc import Iterable

import yaml
from msgspec.structs import replace

from newslint.front_matter.nodes import (
    MAX_DEPTH,
    Entry,
    Mapping,
    Node,
    Scalar,
    Sequence,
    Style,
    UnreadableError,
    at_alias,
    too_deep,
)
from newslint.front_matter.quoting import LINE_BREAK, YAML_DOUBLE, YAML_PLAIN, YAML_SINGLE
from newslint.front_matter.scalars import Value, resolve, resolve_tagged
from newslint.literal import Syntax
from newslint.regex import regex
from newslint.text import Span

# libyaml where PyYAML was built with it, else PyYAML's own parser: slower, the same events.
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)

# Aliases may say at most so many characters again: enough for any article, too few for a block
# of one kilobyte to stand for gigabytes.
_MOST_REPEATED = 100_000

_FORMS: dict[str, tuple[Style, Syntax | None]] = {
    "": (Style.PLAIN, YAML_PLAIN),
    "'": (Style.SINGLE, YAML_SINGLE),
    '"': (Style.DOUBLE, YAML_DOUBLE),
    "|": (Style.LITERAL, None),
    ">": (Style.FOLDED, None),
}
_AFTER_NAME = tuple(":?%@`")  # ends the name of an anchor in libyaml, and nowhere else
_GAP = r"(?:\s++|\#[^\n]*+)*+"
_ANCHOR = regex(rf"(?:&\S*+{_GAP})?+")
_ANCHOR_AND_TAG = regex(rf"(?:[&!]\S*+{_GAP})*+")

_CollectionStart = yaml.MappingStartEvent | yaml.SequenceStartEvent
_CollectionEnd = yaml.MappingEndEvent | yaml.SequenceEndEvent


def read_yaml(block: str, offset: int) -> Node | None:
    """Return the tree of `block`, whose first character is number `offset` of the file.

    `None` is an empty block. Raises `UnreadableError` where it is no YAML, holds more than one
    document or nests too deeply.
    """
    text = block.lstrip("\ufeff")
    offset += len(block) - len(text)
    try:
        return _Builder(text, offset).build(iter(_LOADER(text).get_event, None))
    except (yaml.reader.ReaderError, UnicodeEncodeError):
        from newslint.front_matter.yaml_faults import explained_control_character

        raise explained_control_character(text, offset) from None
    except yaml.MarkedYAMLError as error:
        from newslint.front_matter.yaml_faults import explained

        raise explained(error, text, offset) from None


class _Builder:
    """Turns events into nodes; `open` are the collections around the present place."""

    def __init__(self, text: str, offset: int) -> None:
        self._text = text
        self._offset = offset
        self._open: list[tuple[_CollectionStart, list[Node]]] = []
        self._anchors: dict[str, Node | None] = {}
        self._anchored: set[int] = set()  # the identities of the nodes above
        self._documents = 0

    def build(self, events: Iterable[yaml.Event]) -> Node | None:
        root: list[Node] = []
        nodes = root
        for event in events:
            if isinstance(event, yaml.ScalarEvent):
                nodes.append(self._scalar(event))
            elif isinstance(event, _CollectionStart):
                self._enter(event, nodes)
                nodes = []
            elif isinstance(event, _CollectionEnd):
                start, outer = self._open.pop()
                outer.append(self._collection(start, nodes, _extent(event)[1]))
                nodes = outer
            elif isinstance(event, yaml.AliasEvent):
                nodes.append(self._alias(event))
            elif isinstance(event, yaml.DocumentStartEvent):
                self._document(event)
        if not root:
            return None
        self._check_repetition(root[0])
        return root[0]

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        start, end = _extent(event)
        value: str = event.value
        meant: Value = value
        if event.anchor is not None:
            start = self._after(_ANCHOR, start, end)
        written = inner = self._text[start:end]
        style, syntax = _FORMS[event.style or ""]
        if style is Style.PLAIN:
            meant = resolve(value)
        elif syntax is not None:
            inner = written[1:-1]
        else:
            written = _without_blank_lines(written)
            end = start + len(written)
        if inner != value and syntax is not None and LINE_BREAK.search(inner):
            style, syntax = Style.MULTILINE, None
        if event.tag is not None:
            self._check_tag(event, event.tag)
            meant, syntax = resolve_tagged(value, event.tag, meant), None
        offset = self._offset
        node = Scalar(meant, Span(start + offset, end + offset), style, written, syntax)
        if event.anchor is not None:
            self._declare(event, event.anchor)
            self._anchors[event.anchor] = node
            self._anchored.add(id(node))
        return node

    def _enter(self, event: _CollectionStart, nodes: list[Node]) -> None:
        if len(self._open) == MAX_DEPTH:
            raise too_deep(_extent(event)[0] + self._offset)
        if event.anchor is not None:
            self._declare(event, event.anchor)
        if event.tag is not None:
            self._check_tag(event, event.tag)
        self._open.append((event, nodes))

    def _collection(self, event: _CollectionStart, nodes: list[Node], end: int) -> Node:
        start = _extent(event)[0]
        if event.anchor is not None or event.tag is not None:
            start = self._after(_ANCHOR_AND_TAG, start, end)
        if not event.flow_style:
            # The event ends where the next token begins, beyond blank lines and comments.
            end = nodes[-1].span.end - self._offset
        span = Span(start + self._offset, end + self._offset)
        node: Node
        if isinstance(event, yaml.SequenceStartEvent):
            node = Sequence(tuple(nodes), span)
        else:
            pairs = zip(nodes[::2], nodes[1::2], strict=True)
            entries = [Entry(_key(key), self._placed(value, key)) for key, value in pairs]
            node = Mapping(tuple(entries), span)
        if event.anchor is not None:
            self._anchors[event.anchor] = node
            self._anchored.add(id(node))
        return node

    def _placed(self, value: Node, key: Node) -> Node:
        """Return a value; one without so much as a colon stands behind its key.

        To libyaml it stands where the next token begins.
        """
        at = value.span.start - self._offset
        if len(value.span) or not self._text[at - 1 : at].isspace():
            return value
        if self._text[key.span.end - self._offset : at].lstrip().startswith(":"):
            return value
        if id(value) in self._anchored:
            return value
        return replace(value, span=Span(key.span.end, key.span.end))

    def _alias(self, event: yaml.AliasEvent) -> Node:
        start, end = _extent(event)
        if event.anchor not in self._anchors:
            message = f"`*{event.anchor}` refers to no anchor; put the value in quotes"
            raise self._unreadable(event, message)
        node = self._anchors[event.anchor]
        if node is None:
            raise self._unreadable(event, f"`*{event.anchor}` stands inside what it refers to")
        return at_alias(node, Span(start + self._offset, end + self._offset))

    def _declare(self, event: yaml.NodeEvent, anchor: str) -> None:
        if anchor in self._anchors:
            raise self._unreadable(event, f"The anchor `&{anchor}` is given twice")
        start = self._text.find(f"&{anchor}", _extent(event)[0])
        if self._text.startswith(_AFTER_NAME, start + 1 + len(anchor)):
            message = "Parsers disagree where the name of this anchor ends; put the text in quotes"
            raise self._unreadable(event, message)
        self._anchors[anchor] = None

    def _check_tag(self, event: yaml.NodeEvent, tag: str) -> None:
        if tag.startswith("!") and tag != "!":
            message = f"`{tag}` is a tag that parsers do not know; text with `!` needs quotes"
            first = _extent(event)[0]
            start = max(first, self._text.find(tag, first)) + self._offset
            raise UnreadableError(start, start + len(tag), message)

    def _document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            raise self._unreadable(event, "A second YAML document begins here")
        if event.version or event.tags:
            raise self._unreadable(event, "YAML directives (`%`) have no place in front matter")

    def _check_repetition(self, root: Node) -> None:
        """Refuse aliases that say again too much or nest too deeply."""
        if not self._anchors:
            return
        left = len(self._text) + _MOST_REPEATED
        pending = [(root, 0)]
        while pending:
            node, depth = pending.pop()
            inner = _inside(node)
            left -= 1 + (len(str(node.value)) if isinstance(node, Scalar) else len(inner))
            if left < 0 or depth > MAX_DEPTH:
                start = root.span.start
                raise UnreadableError(
                    start, start + 1, "Aliases (`*`) repeat or nest too much here"
                )
            pending += [(child, depth + 1) for child in inner]

    def _after(self, pattern: re.Pattern[str], start: int, end: int) -> int:
        match = pattern.match(self._text, start, end)
        return match.end() if match else start

    def _unreadable(self, event: yaml.Event, message: str) -> UnreadableError:
        start, end = _extent(event)
        newline = self._text.find("\n", start, end)
        end = end if newline == -1 else newline
        return UnreadableError(start + self._offset, end + self._offset, message)


def _extent(event: yaml.Event) -> tuple[int, int]:
    """Return where an event begins and ends; parsed events, unlike made ones, have marks."""
    return event.start_mark.index, event.end_mark.index  # type: ignore[union-attr]


def _without_blank_lines(written: str) -> str:
    """Return a block scalar without the lines after its last character."""
    last = len(written.rstrip(" \t\r\n"))
    end = written.find("\n", last)
    return written if end == -1 else written[:end].removesuffix("\r")


def _key(node: Node) -> Scalar:
    """Return a key as what it must be: one string."""
    if not isinstance(node, Scalar):
        message = "A key must be text; what begins with `{` or `[` needs quotes"
        raise UnreadableError(node.span.start, node.span.end, message)
    if isinstance(node.value, str):
        return node
    tag = _ANCHOR_AND_TAG.match(node.written)
    text = node.written[tag.end() if tag else 0 :].strip("'\"")
    return replace(node, value=text)


def _inside(node: Node) -> list[Node]:
    """Return the values `node` holds, those an alias stands for included."""
    if isinstance(node, Scalar):
        return []
    if isinstance(node, Sequence):
        return list(node.items)
    return [entry.value for entry in node.entries]
