"""JSON Schemas, ours and the user's: what front matter must be like, and what to say if it is not.

The only place that knows jsonschema and jsonschema-rs.
"""

from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from newslint.schema.glance import Glance
from newslint.schema.judges import fits, quick
from newslint.schema.parts import Part, parts, root
from newslint.schema.reading import contents_of
from newslint.schema.violation import KeyPath, Place, SchemaError, Violation
from newslint.schema.words import closest, quoted

if TYPE_CHECKING:
    import jsonschema_rs

    from newslint.schema.reasons import Reasons

__all__ = ["KeyPath", "Place", "Schema", "SchemaError", "Violation", "bundled"]


class Schema(Struct, frozen=True, eq=False, dict=True):
    """A valid JSON Schema for front matter, and the name that people know it by.

    Draft 2020-12 unless `$schema` names an older one; `format` is asserted, also our own
    `language`. `contents` are taken to be valid: `read` is for those that may not be.

    Annotations, which the standard lets a schema carry, tell rules more than what is valid. At a
    property, `deprecated` marks a key that is no longer used, `x-newslint-replacement` names the
    key to use instead, and `x-newslint-aliases` lists other names for the key, each of them meant
    to become it; `default` is what the key is when it is absent. At the root, `x-newslint-order`
    lists keys in the order they are best written in.
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
        return frozenset(key for part, _ in self._parts for key in part.get("required", ()))

    @cached_property
    def properties(self) -> frozenset[str]:
        """The keys that the schema knows by name."""
        return frozenset(self._named)

    def knows(self, key: str) -> bool:
        """Whether the schema says something of a key, by name or by `patternProperties`."""
        return key in self.properties or any(
            fits("pattern", pattern, key)
            for part, _ in self._parts
            for pattern in part.get("patternProperties", ())
        )

    @cached_property
    def kinds(self) -> Mapping[str, frozenset[str]]:
        """The JSON types that a known key may have, by key; none where the schema names none."""
        kinds = {}
        for key, each in self._named.items():
            found: set[str] = set()
            for said, resolver in each:
                for part, _ in parts(said, resolver, through=("allOf", "anyOf", "oneOf")):
                    types = part.get("type", ())
                    found |= {types} if isinstance(types, str) else {*types}
            kinds[key] = frozenset(found)
        return kinds

    @cached_property
    def aliases(self) -> Mapping[str, str]:
        """The key that is meant by each other name, as `x-newslint-aliases` says."""
        listed = self._annotations("x-newslint-aliases")
        return {alias: key for key, names in listed.items() for alias in names}

    @cached_property
    def deprecated(self) -> Mapping[str, str | None]:
        """The keys that are `deprecated`, each with the key that takes its place, if any."""
        successors = self._annotations("x-newslint-replacement")
        marked = self._annotations("deprecated")
        return {key: successors.get(key) for key, deprecated in marked.items() if deprecated}

    @cached_property
    def defaults(self) -> Mapping[str, Any]:
        """What a key is when it is absent, by key, as `default` says."""
        return self._annotations("default")

    @cached_property
    def choices(self) -> Mapping[str, tuple[Any, ...]]:
        """The values that a key may have, by key, where `enum` or `const` lists them."""
        constants = {key: (value,) for key, value in self._annotations("const").items()}
        return constants | {key: tuple(each) for key, each in self._annotations("enum").items()}

    @cached_property
    def order(self) -> tuple[str, ...]:
        """The order that `x-newslint-order` gives the keys, empty where it gives none."""
        orders = (part.get("x-newslint-order", ()) for part, _ in self._parts)
        return next((tuple(order) for order in orders if order), ())

    def violations(self, data: Mapping[str, Any]) -> tuple[Violation, ...]:
        """Return what the schema does not allow in front matter, in the order of the paths.

        Where a glance does not suffice, jsonschema-rs judges, and where that cannot read the data,
        jsonschema: lone surrogates, NaN, deep nesting. Data is what YAML, TOML and JSON can hold,
        with strings for keys.
        """
        if self._glance.suffices(data):
            return ()
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
        import copy  # for fixes only

        changed = copy.deepcopy(dict(data))
        for (*way, last), value in values.items():
            holder: Any = changed
            for step in way:
                holder = holder[step]
            holder[last] = value
        return values.keys() - {violation.path for violation in self.violations(changed)}

    @cached_property
    def _glance(self) -> Glance:
        return Glance(self.contents)

    @cached_property
    def _quick(self) -> "jsonschema_rs.Validator":
        return quick(self.contents)

    @cached_property
    def _reasons(self) -> "Reasons":
        # Valid front matter, the common case, does not pay for the words.
        from newslint.schema.reasons import Reasons

        return Reasons(self.contents, self._quick, self.properties)

    @cached_property
    def _parts(self) -> tuple[Part, ...]:
        """The schema and all that front matter must follow with it: `$ref` and `allOf`."""
        return tuple(parts(*root(self.contents), through=("allOf",)))

    @cached_property
    def _named(self) -> Mapping[str, list[Part]]:
        """What the schema says of each key that it knows by name."""
        named: dict[str, list[Part]] = {}
        for part, resolver in self._parts:
            for key, said in part.get("properties", {}).items():
                named.setdefault(key, []).append((said, resolver))
        return named

    def _annotations(self, name: str) -> dict[str, Any]:
        """Return what stands under an annotation, by the key whose own schema has it."""
        return {
            key: said[name]
            for key, each in self._named.items()
            for said, _ in each
            if isinstance(said, Mapping) and name in said
        }

    def __reduce__(self) -> tuple[type["Schema"], tuple[str, Mapping[str, Any]]]:
        # Compiled judges stay behind when a schema goes to another process.
        return Schema, (self.name, self.contents)


_SUFFIX = ".schema.json"
# They describe other files of newslint's than front matter.
_OTHERS = frozenset(("baseline", "fixes", "newslint", "report", "tracking"))


def bundled() -> dict[str, Path]:
    """Return the schemas of front matter that come with newslint: their names and files."""
    found = (file for file in _folder().iterdir() if file.name.endswith(_SUFFIX))
    files = {file.name.removesuffix(_SUFFIX): file for file in found}
    return {name: files[name] for name in sorted(files.keys() - _OTHERS)}


@cache
def _bundled(name: str) -> Schema:
    files = bundled()
    if name not in files:
        meant = closest(name, files)
        guess = f"; did you mean {quoted(meant)}?" if meant else ""
        raise SchemaError(f"newslint has no schema {quoted(name)}{guess}")
    # Ours refer to no other file, of which a test makes sure.
    return Schema(name, msgspec.json.decode(files[name].read_bytes()))


def _folder() -> Path:
    """Return where our schemas are: in the package of a wheel, beside it in a checkout."""
    package = Path(__file__).parents[1]
    installed = package / "schemas"
    return installed if installed.is_dir() else package.parent / "schemas"
