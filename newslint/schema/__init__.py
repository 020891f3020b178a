"""JSON Schemas, ours and the user's: what front matter must be like, and what to say if it is not.

The only place that knows jsonschema and jsonschema-rs.
"""

import copy
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from newslint.schema.judges import quick
from newslint.schema.reading import contents_of
from newslint.schema.violation import KeyPath, Place, SchemaError, Violation
from newslint.schema.words import closest, quoted

if TYPE_CHECKING:
    import jsonschema_rs
    from jsonschema_rs import Resolver

    from newslint.schema.reasons import Reasons

__all__ = ["KeyPath", "Place", "Schema", "SchemaError", "Violation"]


class Schema(Struct, frozen=True, eq=False, dict=True):
    """A valid JSON Schema for front matter, and the name that people know it by.

    Draft 2020-12 unless `$schema` names an older one; `format` is asserted, also our own
    `language`. `contents` are taken to be valid: `read` is for those that may not be.
    """

    name: str
    contents: Mapping[str, Any]

    @classmethod
    def bundled(cls, name: str) -> "Schema":
        """Return a schema that comes with newslint, such as `article`; each time the same one.

        Raises `SchemaError` where there is none of that name.
        """
        return _bundled(name)

    @classmethod
    def read(cls, path: Path) -> "Schema":
        """Return the schema in a user's JSON file, with the local files that it refers to.

        Raises `SchemaError` where one cannot be read, is not JSON or no schema, and for a
        reference that leads nowhere or to the network.
        """
        from newslint.schema.checking import check

        contents = contents_of(path)
        check(contents, path)
        return cls(path.name.removesuffix(".json").removesuffix(".schema"), contents)

    @cached_property
    def required(self) -> frozenset[str]:
        """The keys that front matter must have in any case."""
        return frozenset(key for part in self._parts for key in part.get("required", ()))

    @cached_property
    def properties(self) -> frozenset[str]:
        """The keys that the schema knows by name."""
        return frozenset(key for part in self._parts for key in part.get("properties", ()))

    def violations(self, data: Mapping[str, Any]) -> tuple[Violation, ...]:
        """Return what the schema does not allow in front matter, in the order of the paths.

        Only what both judges reject is reported: jsonschema-rs says quickly that data is valid,
        and where it does not, jsonschema's word is final. Data is what YAML, TOML and JSON can
        hold, with strings for keys.
        """
        try:
            valid = self._quick.is_valid(data)
        except ValueError:
            # A lone surrogate, or nesting deeper than jsonschema-rs compares.
            valid = False
        return () if valid else self._reasons.violations(data)

    def accepted(self, data: Mapping[str, Any], values: Mapping[KeyPath, Any]) -> set[KeyPath]:
        """Return at which of the paths nothing would be wrong if all these values stood there.

        What is wrong elsewhere does not count. Raises `LookupError` where a path leads nowhere.
        """
        changed = copy.deepcopy(dict(data))
        for (*way, last), value in values.items():
            holder: Any = changed
            for step in way:
                holder = holder[step]
            holder[last] = value
        return values.keys() - {violation.path for violation in self.violations(changed)}

    @cached_property
    def _quick(self) -> "jsonschema_rs.Validator":
        return quick(self.contents)

    @cached_property
    def _reasons(self) -> "Reasons":
        # Valid front matter, the common case, pays neither for jsonschema nor for the words.
        from newslint.schema.reasons import Reasons

        return Reasons(self.contents, self._quick, self.properties)

    @cached_property
    def _parts(self) -> list[Mapping[str, Any]]:
        """The schema and all that front matter must follow with it: `$ref` and `allOf`."""
        from jsonschema_rs import Registry

        base = self.contents.get("$id", "")
        parts: list[Mapping[str, Any]] = []
        waiting: list[tuple[Any, Resolver]] = [
            (self.contents, Registry([(base, dict(self.contents))]).resolver(base))
        ]
        while waiting:
            part, resolver = waiting.pop()
            if not isinstance(part, Mapping) or part in parts:
                continue
            parts.append(part)
            waiting += [(each, resolver) for each in part.get("allOf", ())]
            if "$ref" in part:
                target = resolver.lookup(part["$ref"])
                waiting.append((target.contents, target.resolver))
        return parts

    def __reduce__(self) -> tuple[type["Schema"], tuple[str, Mapping[str, Any]]]:
        # Compiled judges stay behind when a schema goes to another process.
        return Schema, (self.name, self.contents)


_SUFFIX = ".schema.json"


@cache
def _bundled(name: str) -> Schema:
    files = {file.name.removesuffix(_SUFFIX): file for file in _folder().glob(f"*{_SUFFIX}")}
    if name not in files:
        meant = closest(name, files)
        guess = f"; did you mean {quoted(meant)}?" if meant else ""
        raise SchemaError(f"newslint has no schema {quoted(name)}{guess}")
    return Schema(name, contents_of(files[name]))


def _folder() -> Path:
    """Return where our schemas are: in the package of a wheel, beside it in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "schemas"
    return installed if installed.is_dir() else package.parent / "schemas"
