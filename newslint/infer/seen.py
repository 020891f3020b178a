"""What stands at one place of the front matter, over many posts."""

from collections import Counter
from typing import Any

from msgspec import Struct, field

from newslint.schema import KeyPath


class Seen(Struct):
    """The values seen at one place; `add` takes note of one more.

    `types` counts them by their JSON type, `strings` by their text. `items` has seen the entries
    of all lists that stood here, `properties` the values of each key of all mappings.
    """

    types: Counter[str] = field(default_factory=Counter)
    strings: Counter[str] = field(default_factory=Counter)
    items: "Seen | None" = None
    properties: "dict[str, Seen]" = field(default_factory=dict)

    @property
    def total(self) -> int:
        """How many values there were."""
        return self.types.total()

    def add(self, value: Any) -> None:
        """Take note of a value as front matter holds it."""
        kind = _TYPES[type(value)]
        self.types[kind] += 1
        if kind == "string":
            self.strings[value] += 1
        elif kind == "array":
            self._add_items(value)
        elif kind == "object":
            self._add_properties(value)

    def at(self, path: KeyPath) -> "Seen":
        """Return what was seen further down; nothing where nothing was."""
        seen = self
        for step in path:
            below = seen.items if isinstance(step, int) else seen.properties.get(step)
            seen = below or Seen()
        return seen

    def _add_items(self, values: list[Any]) -> None:
        if values:
            self.items = self.items or Seen()
            for value in values:
                self.items.add(value)

    def _add_properties(self, values: dict[str, Any]) -> None:
        for key, value in values.items():
            if key not in self.properties:
                self.properties[key] = Seen()
            self.properties[key].add(value)


_TYPES = {
    type(None): "null",
    bool: "boolean",
    int: "integer",
    float: "number",
    str: "string",
    list: "array",
    dict: "object",
}
