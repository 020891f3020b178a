"""Values as TOML writes them."""

import json
from collections.abc import Mapping
from typing import Any


def toml(value: Any) -> str:
    """Return a value as TOML writes it on one line: text, numbers, truth, lists, tables."""
    if isinstance(value, Mapping):
        entries = ", ".join(f"{_key(name)} = {toml(each)}" for name, each in value.items())
        return f"{{ {entries} }}" if entries else "{}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(toml, value))}]"
    # Text as JSON writes it is text of TOML, but for one character that TOML wants escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")


def _key(name: str) -> str:
    bare = name.isascii() and name.replace("-", "").replace("_", "").isalnum()
    return name if bare else toml(name)
