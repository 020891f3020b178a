"""What a schema consists of: itself and the schemas that it leads to."""

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jsonschema_rs import Resolved
    from jsonschema_rs import Resolver as Found


class Resolver:
    """Finds the references in a whole schema; what it takes for that is loaded for the first."""

    def __init__(self, contents: Mapping[str, Any]) -> None:
        self._contents = contents

    def lookup(self, reference: str) -> "Resolved":
        """Return what a reference leads to, and what finds the references there."""
        return self._found.lookup(reference)

    @cached_property
    def _found(self) -> "Found":
        from jsonschema_rs import Registry

        base = self._contents.get("$id", "")
        return Registry([(base, dict(self._contents))]).resolver(base)


Part = tuple[Mapping[str, Any], "Resolver | Found"]
"""A schema and what finds the references in it."""


def root(contents: Mapping[str, Any]) -> Part:
    """Return a whole schema as a part."""
    return contents, Resolver(contents)


def parts(schema: Any, resolver: "Resolver | Found", through: Collection[str]) -> Iterator[Part]:
    """Yield a schema and all that it leads to, by `$ref` and by the keywords `through`.

    Each is yielded once; `true` and `false`, which say nothing about keys, are left out.
    """
    seen: list[Mapping[str, Any]] = []
    waiting: list[tuple[Any, Resolver | Found]] = [(schema, resolver)]
    while waiting:
        part, resolver = waiting.pop()
        if not isinstance(part, Mapping) or part in seen:
            continue
        seen.append(part)
        yield part, resolver
        waiting += [(each, resolver) for keyword in through for each in part.get(keyword, ())]
        if "$ref" in part:
            target = resolver.lookup(part["$ref"])
            waiting.append((target.contents, target.resolver))
