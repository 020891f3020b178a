"""What a schema consists of: itself and the schemas that it leads to."""

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from jsonschema_rs import Resolver

Part = tuple[Mapping[str, Any], "Resolver"]
"""A schema and what finds the references in it."""


def root(contents: Mapping[str, Any]) -> Part:
    """Return a whole schema as a part."""
    from jsonschema_rs import Registry

    base = contents.get("$id", "")
    return contents, Registry([(base, dict(contents))]).resolver(base)


def parts(schema: Any, resolver: "Resolver", through: Collection[str]) -> Iterator[Part]:
    """Yield a schema and all that it leads to, by `$ref` and by the keywords `through`.

    Each is yielded once; `true` and `false`, which say nothing about keys, are left out.
    """
    seen: list[Mapping[str, Any]] = []
    waiting = [(schema, resolver)]
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
