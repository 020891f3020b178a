"""What jsonschema-rs found, with nothing left unsaid."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from jsonschema_rs import ValidationErrorKind
from msgspec import Struct

from newslint.schema.reading import pointer
from newslint.schema.violation import KeyPath

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError

    from newslint.schema.parts import Part


class Finding(Struct, frozen=True):
    """One keyword of a schema and the value that it rejects.

    `keyword` is empty where the schema is `false`, and allows nothing at all. `depth` counts the
    steps of `path` from the choice (`anyOf`, `oneOf`) that this is a branch of, or from the root;
    `branches` are what a choice found in each of its own. `description` is the nearest one written
    for this very place. `strays` are the keys that `unevaluatedProperties` forbids. With
    `is_about_key`, the value is a key of the group at `path`.
    """

    keyword: str
    expected: Any
    value: Any
    schema: Mapping[str, Any]
    path: KeyPath
    depth: int
    description: str
    branches: tuple[tuple["Finding", ...], ...] = ()
    strays: Collection[str] = ()
    is_about_key: bool = False


class Finder(Struct, frozen=True):
    """Turns the errors of one schema, a `whole`, about `data` into findings."""

    whole: "Part"
    data: Any

    def findings(
        self, errors: Iterable["ValidationError"], above: int = 0, around: str = ""
    ) -> Iterator[Finding]:
        """Yield what the errors say.

        For branches, `above` is the length of the path to their choice, `around` describes it.
        """
        for error in errors:
            kind = error.kind
            if isinstance(kind, ValidationErrorKind.PropertyNames):
                path = tuple(error.instance_path)
                key = kind.error.instance
                yield self._finding(kind.error, path, key, above, around, is_about_key=True)
            elif not isinstance(kind, _NOTES):
                path = _path(error)
                yield self._finding(error, path, _at(self.data, path), above, around)

    def _finding(
        self,
        error: "ValidationError",
        path: KeyPath,
        value: Any,
        above: int,
        around: str,
        *,
        is_about_key: bool = False,
    ) -> Finding:
        keyword, expected, schema = self._said(error)
        depth = len(path) - above
        description = str(schema.get("description", "" if depth else around))
        kind = error.kind
        branches: tuple[tuple[Finding, ...], ...] = ()
        if isinstance(kind, ValidationErrorKind.AnyOf | ValidationErrorKind.OneOfNotValid):
            branches = tuple(
                tuple(self.findings(branch, len(path), description)) for branch in kind.context
            )
        strays: Collection[str] = ()
        if isinstance(kind, ValidationErrorKind.UnevaluatedProperties):
            strays = kind.unexpected
        return Finding(
            keyword,
            expected,
            value,
            schema,
            path,
            depth,
            description,
            branches,
            strays,
            is_about_key,
        )

    def _said(self, error: "ValidationError") -> tuple[str, Any, Mapping[str, Any]]:
        """Return the keyword, what it expects, and the schema that it stands in."""
        contents, resolver = self.whole
        location = error.absolute_keyword_location or f"#{pointer(error.schema_path)}"
        above, _, keyword = location.rpartition("/")
        schema = resolver.lookup(above).contents
        if not isinstance(error.kind, ValidationErrorKind.FalseSchema):
            beside = _beside(self.whole, error.evaluation_path)
            return keyword, schema.get(keyword), {**schema, **beside}
        if keyword in _FOR_THE_REST:
            return keyword, False, schema
        if error.schema_path[-2:-1] in _FOR_ONE_KEY:
            return "not", {}, {"not": {}}
        return "", None, {}


def _path(error: "ValidationError") -> KeyPath:
    """Return where the value is; entries that are too many are the fault of the whole list."""
    path = tuple(error.instance_path)
    return path
