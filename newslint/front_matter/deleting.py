"""How to take an entry out of front matter and leave the rest as it was typed."""

import re

from msgspec import Struct

from newslint.diagnostic import Edit
from newslint.front_matter.fences import Format
from newslint.front_matter.nodes import Entry, Mapping, Scalar, walk
from newslint.regex import regex
from newslint.text import Span

_SPACE = regex(r"\s*+")
_ANCHOR = regex(r"(?<!\S)&([^\s,\]}]+)")
# An anchor or a tag of what comes below it and below comments.
_OF_BLOCK = regex(r"^(?:---)?+[ \t]*+[&!][^\n]*+\n(?:[ \t\r]*+(?:\#[^\n]*+)?+\n)*+\Z", re.MULTILINE)
_INDENTED_COMMENT = regex(r"[ \t]++\#")
_COMMA = regex(r"\s*+,")


class Place(Struct, frozen=True):
    """Where an entry stands: in which mapping, as which of its entries, 0-based."""

    mapping: Mapping
    number: int

    @property
    def before(self) -> Entry | None:
        """The entry before it."""
        return self.mapping.entries[self.number - 1] if self.number else None

    @property
    def after(self) -> Entry | None:
        """The entry behind it."""
        following = self.number + 1
        return self.mapping.entries[following] if following < len(self.mapping.entries) else None


def places(root: Mapping) -> dict[int, Place]:
    """Return where each entry of a tree stands, by the identity of the entry."""
    return {
        id(entry): Place(node, number)
        for _, node in walk(root)
        if isinstance(node, Mapping)
        for number, entry in enumerate(node.entries)
    }


def deletion(content: str, kind: Format, root: Mapping, place: Place) -> Edit:
    """Return the edit that takes the entry at a place out of the tree under `root`.

    Raises `ValueError` where TOML writes the entry in several places with other entries between,
    for one whose parts aliases repeat, and in YAML for one that shares its line with another, is
    all that an anchor or tag of the whole block stands for, or keeps an indented comment apart
    from a block scalar.
    """
    entry = place.mapping.entries[place.number]
    if kind is Format.YAML:
        for anchor in _ANCHOR.finditer(content, entry.key.span.end, _end(entry)):
            if f"*{anchor[1]}" in content:
                raise ValueError(f"aliases say what {entry.name!r} holds: *{anchor[1]}")
    braced = content.startswith("{", place.mapping.span.start)
    if braced or kind in {Format.JSON, Format.HEXO_JSON}:
        return _from_braces(content, place, entry)
    if kind is Format.TOML:
        return _statements(content, root, entry)
    return _lines(content, root, place, entry)


def _from_braces(content: str, place: Place, entry: Entry) -> Edit:
    start, end = _start(content, entry), _end(entry)
    if place.after:
        return Edit(Span(start, _start(content, place.after)))
    if place.before:
        return Edit(Span(_end(place.before), end))
    comma = _COMMA.match(content, end)
    return Edit(Span(start, comma.end() if comma else end))


def _lines(content: str, root: Mapping, place: Place, entry: Entry) -> Edit:
    """Delete the lines of an entry in YAML's block style."""
    mapping, end = place.mapping, _end(entry)
    if len(mapping.entries) == 1 and mapping is not root:
        # An only entry leaves an empty mapping, not nothing, which would be null.
        return Edit(Span(mapping.span.start, end), "{}")
    start = _start(content, entry)
    line = _line_start(content, start)
    is_alone = mapping is root and len(mapping.entries) == 1
    is_behind = content[line:start].strip() or (is_alone and _OF_BLOCK.search(content, 0, line))
    if not is_behind:
        span = Span(line, _next_line(content, end))
        if any(other and other.key.span in span for other in (place.before, place.after)):
            raise ValueError(f"another entry stands on the line of {entry.name!r}")
        if _INDENTED_COMMENT.match(content, span.end) and _ends_in_block(content, place.before):
            raise ValueError(f"the comment behind {entry.name!r} would be text of what is before")
        return Edit(span)
    if mapping is root:
        raise ValueError(f"{entry.name!r} stands behind what is about the whole block")
    # The first entry of a list item shares its line with the dash.
    space = _SPACE.match(content, _next_line(content, end))
    return Edit(Span(start, space.end() if space else end))


def _ends_in_block(content: str, entry: Entry | None) -> bool:
    """Whether an entry ends in a block scalar, to which indented lines behind it belong."""
    return entry is not None and content.startswith(("|", ">"), walk(entry.value)[-1][1].span.start)


def _statements(content: str, root: Mapping, entry: Entry) -> Edit:
    """Delete the statements and headers that write an entry of a TOML table."""
    start = min(entry.key.span.start, entry.value.span.start)
    span = Span(_line_start(content, start), _next_line(content, _end(entry)))
    own = {id(node) for _, node in walk(entry.value)}
    for _, node in walk(root):
        is_leaf = isinstance(node, Scalar) or not (
            node.entries if isinstance(node, Mapping) else node.items
        )
        if is_leaf and id(node) not in own and node.span in span:
            raise ValueError(f"other entries stand between the parts of {entry.name!r}")
    return Edit(span)


def _start(content: str, entry: Entry) -> int:
    """Return where an entry begins: at its key, or at the `?` that YAML allows before it."""
    start = entry.key.span.start
    line = _line_start(content, start)
    before = content[line:start].rstrip(" \t")
    if before.endswith("?") and before[-2:-1] in {"", " ", "\t", "{", ","}:
        return line + len(before) - 1
    return start


def _end(entry: Entry) -> int:
    return max(entry.key.span.end, entry.value.span.end)


def _line_start(content: str, at: int) -> int:
    return content.rfind("\n", 0, at) + 1


def _next_line(content: str, at: int) -> int:
    newline = content.find("\n", at)
    return len(content) if newline == -1 else newline + 1
