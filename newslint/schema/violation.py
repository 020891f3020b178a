"""What a schema objects to: a place in the front matter and a sentence about it."""

from enum import Enum

from msgspec import Struct

KeyPath = tuple[str | int, ...]
"""The way to a value from the root of the front matter: keys, and 0-based positions in lists."""


class SchemaError(Exception):
    """A broken schema; the message says in which file, at which JSON pointer, and what is wrong."""


class Place(Enum):
    """What a violation's path points at."""

    VALUE = "value"
    """The value there is wrong."""
    KEY = "key"
    """The key there, the path's last step, does not belong."""
    MISSING = "missing"
    """The key there, the path's last step, should exist and does not."""


class Violation(Struct, frozen=True):
    """One thing that a schema does not allow.

    `path` leads there; `keyword` is JSON Schema's (`type`, `required` …), empty where none applies.
    """

    path: KeyPath
    place: Place
    keyword: str
    message: str
