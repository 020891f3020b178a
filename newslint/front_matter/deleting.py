"""How to take an entry out of front matter and leave the rest as it was typed."""

import re

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


def deletion(content: str, kind: Format, root: Mapping, entry: Entry) -> Edit:
    """Return the edit that takes `entry` out of the tree under `root`.

    Raises `ValueError` where the entry is not in the tree, or where TOML writes it in several
    places with other entries between, for one whose parts aliases repeat, and in YAML for one that
    shares its line with another, is all that an anchor or tag of the whole block stands for, or
    keeps an indented comment apart from a block scalar.
    """
    if kind is Format.YAML:
        for anchor in _ANCHOR.finditer(content, entry.key.span.end, _end(entry)):
            if f"*{anchor[1]}" in content:
                raise ValueError(f"aliases say what {entry.name!r} holds: *{anchor[1]}")
    for _, mapping in walk(root):
        if isinstance(mapping, Mapping) and any(entry is other for other in mapping.entries):
            break
    else:
        raise ValueError(f"{entry.name!r} is no entry of this front matter")
    braced = content.startswith("{", mapping.span.start)
    if braced or kind in {Format.JSON, Format.HEXO_JSON}:
        return _from_braces(content, mapping, entry)
    if kind is Format.TOML:
        return _statements(content, root, entry)
    return _lines(content, root, mapping, entry)


def _from_braces(content: str, mapping: Mapping, entry: Entry) -> Edit:
    place = next(at for at, other in enumerate(mapping.entries) if other is entry)
    start, end = _start(content, entry), _end(entry)
    if place + 1 < len(mapping.entries):
        return Edit(Span(start, _start(content, mapping.entries[place + 1])))
    if place > 0:
        return Edit(Span(_end(mapping.entries[place - 1]), end))
    comma = _COMMA.match(content, end)
    return Edit(Span(start, comma.end() if comma else end))


def _lines(content: str, root: Mapping, mapping: Mapping, entry: Entry) -> Edit:
    """Delete the lines of an entry in YAML's block style."""
    end = _end(entry)
    if len(mapping.entries) == 1 and mapping is not root:
        # An only entry leaves an empty mapping, not nothing, which would be null.
        return Edit(Span(mapping.span.start, end), "{}")
    start = _start(content, entry)
    line = _line_start(content, start)
    is_alone = mapping is root and len(mapping.entries) == 1
    is_behind = content[line:start].strip() or (is_alone and _OF_BLOCK.search(content, 0, line))
    if not is_behind:
        span = Span(line, _next_line(content, end))
        if any(other.key.span in span for other in mapping.entries if other is not entry):
            raise ValueError(f"another entry stands on the line of {entry.name!r}")
        if _INDENTED_COMMENT.match(content, span.end) and _is_behind_block(content, root, line):
            raise ValueError(f"the comment behind {entry.name!r} would be text of what is before")
        return Edit(span)
    if mapping is root:
        raise ValueError(f"{entry.name!r} stands behind what is about the whole block")
    # The first entry of a list item shares its line with the dash.
    space = _SPACE.match(content, _next_line(content, end))
    return Edit(Span(start, space.end() if space else end))


def _is_behind_block(content: str, root: Mapping, line: int) -> bool:
    """Whether the last value before a line is a block scalar, to which indented lines belong."""
    before = [node for _, node in walk(root) if isinstance(node, Scalar) and node.span.end <= line]
    return bool(before) and content.startswith(("|", ">"), before[-1].span.start)


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
