"""JSON Schemas, ours and the user's: what front matter must be like, and what to say if it is not.

The only place that knows jsonschema and jsonschema-rs.
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newslint.schema.checking import check
from newslint.schema.explain import Explainer
from newslint.schema.finding import finding
from newslint.schema.judges import quick, thorough
from newslint.schema.reading import contents_of
from newslint.schema.trial import would_do
from newslint.schema.violation import KeyPath, Place, SchemaError, Violation
from newslint.schema.words import closest, quoted, sentence

if TYPE_CHECKING:
    import jsonschema_rs
    from jsonschema.protocols import Validator
    from jsonschema_rs import Resolver

__all__ = ["KeyPath", "Place", "Schema", "SchemaError", "Violation"]


@dataclass(frozen=True, eq=False)
class Schema:
    """A valid JSON Schema for front matter, and the name that people know it by.

    Draft 2020-12 unless `$schema` names an older one; `format` is asserted, also our own
    `language`. `contents` are taken to be valid: `read` is for those that may not be.
    """

    name: str
    contents: Mapping[str, Any] = field(repr=False)

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
        return () if valid else tuple(sorted(self._found(data), key=_in_order))

    def allows_at(self, data: Mapping[str, Any], path: KeyPath, value: Any) -> bool:
        """Return whether nothing would be wrong at `path` if `value` stood there.

        What is wrong elsewhere does not count. Raises `LookupError` where the path leads nowhere.
        """
        return would_do(self._quick, data, path, value)

    def _found(self, data: Mapping[str, Any]) -> set[Violation]:
        explainer = Explainer(data, self.properties, lambda path: self._strays(data, path))
        try:
            errors = self._thorough.iter_errors(data)
            found = {each for error in errors for each in explainer.explained(finding(error))}
        except (ValueError, ArithmeticError, RecursionError, re.error):
            # jsonschema cannot write integers of 4,301 digits nor read `\p{L}` in a key's pattern.
            return set(self._plainly(data))
        return {each for each in found if not self._is_echo(each)} or found

    def _is_echo(self, violation: Violation) -> bool:
        """Whether a known key is called unknown, as is the standard's way with other mistakes.

        Where a part of a schema rejects the front matter, `unevaluatedProperties` forbids all
        that only this part names: one mistake would be reported as many.
        """
        is_stray = violation.keyword == "unevaluatedProperties" and len(violation.path) == 1
        return is_stray and violation.path[0] in self.properties

    def _plainly(self, data: Mapping[str, Any]) -> Iterator[Violation]:
        """Yield what jsonschema-rs can tell by itself: where, and by which keyword."""
        try:
            for error in self._quick.iter_errors(data):
                path = tuple(error.instance_path)
                message = sentence(path, "does not follow the schema")
                yield Violation(path, Place.VALUE, error.kind.name, message)
        except ValueError:
            yield Violation((), Place.VALUE, "", sentence((), "holds what cannot be checked"))

    def _strays(self, data: Mapping[str, Any], path: KeyPath) -> Collection[str]:
        """Return the keys that `unevaluatedProperties` forbids; jsonschema does not tell them."""
        from jsonschema_rs import ValidationErrorKind  # noqa: PLC0415 - loaded by now

        try:
            errors = list(self._quick.iter_errors(data))
        except ValueError:
            return ()
        return {
            key
            for error in errors
            if isinstance(error.kind, ValidationErrorKind.UnevaluatedProperties)
            and tuple(error.instance_path) == path
            for key in error.kind.unexpected
        }

    @cached_property
    def _quick(self) -> "jsonschema_rs.Validator":
        return quick(self.contents)

    @cached_property
    def _thorough(self) -> "Validator":
        return thorough(self.contents)

    @cached_property
    def _parts(self) -> list[Mapping[str, Any]]:
        """The schema and all that front matter must follow with it: `$ref` and `allOf`."""
        from jsonschema_rs import Registry  # noqa: PLC0415 - a run without schemas need not pay

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


def _in_order(violation: Violation) -> tuple[list[str], str]:
    return [
        f"{step:09}" if isinstance(step, int) else step for step in violation.path
    ], violation.message
