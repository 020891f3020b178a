"""A glance at front matter: whether it is plainly such as a schema asks for.

Under most keys stand a text, a truth value or a list of texts, of which most schemas want little
more than the type. To see that takes no judge: to load one takes longer than to look at a post.
"""

import re
from collections.abc import Mapping
from typing import Any

from newslint.regex import regex
from newslint.schema.reading import DRAFT

_Shape = tuple[str, frozenset[str]]  # the kind of a value, and those of a list's items


class Glance(dict[tuple[str, _Shape], bool]):
    """Whether a valid schema plainly allows a shape of values under a key; worked out when asked.

    It knows the everyday keywords only: where a schema has others, it allows nothing.
    """

    def __init__(self, contents: Mapping[str, Any]) -> None:
        self._properties = contents.get("properties", {})
        self._required = frozenset(contents.get("required", ()))
        self._definitions = {
            f"#/$defs/{name}": definition
            for name, definition in contents.get("$defs", {}).items()
            if name.isidentifier()  # else it is written otherwise in a reference
        }
        listed = [_LISTED.fullmatch(each) for each in contents.get("patternProperties", ())]
        self._by_pattern = frozenset(
            key for found in listed if found for key in found[1].split("|")
        )
        self._can_tell = (
            contents.keys() <= _AT_ROOT
            and contents.get("type", "object") == "object"
            and contents.get("$schema", DRAFT) == DRAFT
            and all(listed)
        )

    def suffices(self, data: Any) -> bool:
        """Whether front matter is plainly valid; if not, it takes a judge to tell."""
        if not (self._can_tell and isinstance(data, dict) and self._required <= data.keys()):
            return False
        if not self._by_pattern.isdisjoint(data):
            return False
        return all(
            self[key, _shape(value)] for key, value in data.items() if key in self._properties
        )

    def __missing__(self, asked: tuple[str, _Shape]) -> bool:
        key, (kind, items) = asked
        is_plain = kind != _OTHER and _OTHER not in items
        self[asked] = is_plain and self._allows(self._properties[key], kind, items)
        return self[asked]

    def _allows(self, schema: Any, kind: str, items: frozenset[str], level: int = 0) -> bool:
        """Whether a subschema, so many others above it, plainly allows values of a shape."""
        return (
            isinstance(schema, dict)
            and level < _LEVELS
            and all(self._says(*each, kind, items, level + 1) for each in schema.items())
        )

    def _says(self, keyword: str, said: Any, kind: str, items: frozenset[str], level: int) -> bool:
        match keyword:
            case "type":
                return kind in (said if isinstance(said, list) else (said,))
            case "minLength":
                return bool(said <= 1)  # a text that is empty has no such kind
            case "items":
                return all(self._allows(said, each, frozenset(), level) for each in items)
            case "anyOf":
                return any(self._allows(each, kind, items, level) for each in said)
            case "$ref":
                return self._allows(self._definitions.get(said), kind, items, level)
            case _:
                return keyword in _SILENT or keyword.startswith("x-newslint-")


_LEVELS = 6
_SILENT = frozenset(
    (
        *("$comment", "title", "description", "default", "examples"),
        *("deprecated", "readOnly", "writeOnly"),
    )
)
_AT_ROOT = _SILENT | {
    *("$schema", "$id", "$defs", "x-newslint-order"),
    *("type", "required", "properties", "patternProperties"),
}
# Keys one by one, in a pattern that says the same to everybody.
_LISTED = regex(r"\^\((\w+(?:\|\w+)*)\)\$", re.ASCII)

_KINDS = {str: "string", bool: "boolean", int: "number", type(None): "null"}
_OTHER = ""


def _shape(value: Any) -> _Shape:
    if isinstance(value, list):
        return "array", frozenset(map(_kind, value))
    return _kind(value), frozenset()


def _kind(value: Any) -> str:
    """Return the JSON type of a plain value; texts that are empty are not."""
    return _KINDS.get(type(value), _OTHER) if value != "" else _OTHER
