"""How to add an entry to front matter so that it looks like the others."""

import json
from collections.abc import Sequence as List
from typing import TYPE_CHECKING, Any

from newslint.diagnostic import Edit
from newslint.front_matter import nodes
from newslint.front_matter.fences import Format
from newslint.front_matter.nodes import Entry, Mapping, Node, Scalar
from newslint.front_matter.quoting import may_be_plain
from newslint.front_matter.writing import quoted
from newslint.text import Span

if TYPE_CHECKING:
    from newslint.front_matter.block import FrontMatter

Value = str | int | float | bool | List[Any]
"""What can be added: a scalar, or a list of scalars."""


def insertion(
    front_matter: "FrontMatter", root: Mapping, name: str, value: Value, *, single: bool
) -> Edit:
    """Return the edit that adds `name` with `value` as the last entry under `root`.

    `single` is whether the block's strings have single quotes. In TOML the entry comes before the
    first table. Raises `ValueError` for a value that is neither a scalar nor a list of scalars, and
    in YAML for a root in braces.
    """
    content, kind, block = front_matter.content_of_file, front_matter.format, front_matter.content
    if kind in {Format.JSON, Format.HEXO_JSON}:
        key = json.dumps(name, ensure_ascii=False)
        if root.entries:
            return _behind_last(content, block, root, key, value)
        return _alone(front_matter, root, f"{key}: {_inline(value, kind, single=False)}")
    if root.span and content.startswith("{", root.span.start):
        raise ValueError("the front matter is written in braces")
    newline = "\r\n" if "\r\n" in content[: block.end] else "\n"
    at = block.end
    if kind is Format.TOML:
        key = name if name.replace("-", "").replace("_", "").isalnum() else json.dumps(name)
        at = next((_line_start(content, e) for e in root.entries if _is_table(content, e)), at)
        lines = [f"{key} = {_inline(value, kind, single=single)}"]
    else:
        key = name if may_be_plain(name, in_flow=False) else quoted(name, kind, single=single)
        lines = _yaml(content, root, key, value, single=single)
        if root.entries:
            indent = _indent(content, root.entries[0])
            lines = [line if line.startswith(indent) else f"{indent}{line}" for line in lines]
    return Edit(Span(at, at), "".join(f"{line}{newline}" for line in lines))


def _yaml(content: str, root: Mapping, key: str, value: Value, *, single: bool) -> list[str]:
    if not isinstance(value, list | tuple):
        return [f"{key}: {_inline(value, Format.YAML, single=single)}"]
    dash = _list_style(content, root)
    if not dash or not value:
        return [f"{key}: {_inline(value, Format.YAML, single=single)}"]
    return [f"{key}:", *(f"{dash}{_scalar(item, Format.YAML, single=single)}" for item in value)]


def _list_style(content: str, root: Mapping) -> str:
    """Return what stands before the items of the block's lists, empty if they are in brackets."""
    for entry in root.entries:
        if isinstance(entry.value, nodes.Sequence) and entry.value.items:
            if content.startswith("[", entry.value.span.start):
                return ""
            start = entry.value.items[0].span.start
            return content[content.rfind("\n", 0, start) + 1 : start]
    return "  - "


def _indent(content: str, first: Entry) -> str:
    """Return the blanks before the first entry, which stand before all."""
    line = content[content.rfind("\n", 0, first.key.span.start) + 1 : first.key.span.start]
    return line[: len(line) - len(line.lstrip(" "))]


def _alone(front_matter: "FrontMatter", root: Mapping, entry: str) -> Edit:
    """Return the edit that writes the only entry of a block in JSON."""
    content, start = front_matter.content_of_file, front_matter.content.start
    if content.startswith("{", root.span.start):
        return Edit(Span(root.span.start + 1, root.span.start + 1), entry)
    newline = "\r\n" if content[:start].endswith("\r\n") else "\n"
    if front_matter.format is Format.JSON:
        entry = f"{{{entry}}}"
    return Edit(Span(start, start), f"{entry}{newline}")


def _behind_last(content: str, block: Span, root: Mapping, key: str, value: Value) -> Edit:
    written = f"{key}: {_inline(value, Format.JSON, single=False)}"
    last = root.entries[-1]
    start = last.key.span.start
    before = content[content.rfind("\n", 0, start) + 1 : start]
    indent = before if not before.strip() else " "
    newline = "\r\n" if "\r\n" in content[: block.end] else "\n"
    end = last.value.span.end
    return Edit(Span(end, end), f",{newline if not before.strip() else ''}{indent}{written}")


def _inline(value: Value, kind: Format, *, single: bool) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(_scalar(item, kind, single=single) for item in value)}]"
    return _scalar(value, kind, single=single)


def _scalar(value: Any, kind: Format, *, single: bool) -> str:
    if isinstance(value, str):
        if kind is Format.YAML and may_be_plain(value, in_flow=True):
            return value
        return quoted(value, kind, single=single)
    if isinstance(value, bool | int | float):
        return json.dumps(value, allow_nan=False)
    raise ValueError(f"{value!r} cannot be written on one line")


def _is_table(content: str, entry: Entry) -> bool:
    """Whether an entry of TOML is written under a header of its own."""
    value: Node = entry.value
    line = content[_line_start(content, entry) : entry.key.span.start]
    return not isinstance(value, Scalar) and line.lstrip(" \t").startswith("[")


def _line_start(content: str, entry: Entry) -> int:
    return content.rfind("\n", 0, min(entry.key.span.start, entry.value.span.start)) + 1
