"""What jsonschema-rs found, traced back to the words of the schema."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from jsonschema_rs import ReferencingError, ValidationErrorKind
from msgspec import Struct

from newslint.schema.finding import Finding
from newslint.schema.judges import quick
from newslint.schema.parts import Part
from newslint.schema.violation import KeyPath

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError


class Tracer(Struct, frozen=True):
    """Finds what errors are about: in `whole`, a schema, and in `data`, which it rejects."""

    whole: Part
    data: Any

    def findings(
        self, errors: Iterable["ValidationError"], above: int = 0, around: str = ""
    ) -> Iterator[Finding]:
        """Yield what each error says.

        Those of a branch lie `above` steps below the root, in a choice described by `around`.
        """
        for error in errors:
            if isinstance(error.kind, ValidationErrorKind.PropertyNames):
                key = error.kind.error
                yield self._finding(key, tuple(error.instance_path), key.instance, above, around)
            elif not isinstance(error.kind, _NOTES):
                path = _path(error)
                value = self.data
                for step in path:
                    value = value[step]
                yield self._finding(error, path, value, above, around)

    def _finding(
        self, error: "ValidationError", path: KeyPath, value: Any, above: int, around: str
    ) -> Finding:
        keyword, expected, schema = self._said(error)
        depth = len(path) - above
        description = str(schema.get("description", "" if depth else around))
        branches = error.kind.context if isinstance(error.kind, _CHOICES) else ()
        return Finding(
            keyword=keyword,
            expected=expected,
            value=value,
            schema=schema,
            path=path,
            depth=depth,
            description=description,
            branches=tuple(
                tuple(self.findings(branch, len(path), description)) for branch in branches
            ),
        )

    def _said(self, error: "ValidationError") -> tuple[str, Any, Mapping[str, Any]]:
        """Return the keyword, what it expects, and the schema that it stands in."""
        if isinstance(error.kind, ValidationErrorKind.FalseSchema):
            if _is_about_rest(error):
                return str(error.schema_path[-1]), False, {}
            if error.evaluation_path[-2:-1] in _OF_ONE_KEY:
                return "not", {}, {"not": {}}
            return "", False, {}
        try:
            schema = {**self._schema(error), **self._beside(error.evaluation_path)}
        except (ReferencingError, LookupError, TypeError):
            # Only the judge itself follows the `id` of draft 4, and its paths lack empty keys.
            return "", None, {}
        keyword = str(error.schema_path[-1])
        if isinstance(error.kind, ValidationErrorKind.Contains) and self._is_none(schema, error):
            keyword = "contains"
        return keyword, schema.get(keyword), schema

    def _schema(self, error: "ValidationError") -> Mapping[str, Any]:
        contents, resolver = self.whole
        location = error.absolute_keyword_location
        if location is not None and not location.startswith(f"{contents.get('$id')}#"):
            found: Any = resolver.lookup(location.rpartition("#")[0]).contents
        else:
            found = contents
        for step in error.schema_path[:-1]:
            found = found[step]
        return found if isinstance(found, Mapping) else {}

    def _is_none(self, schema: Mapping[str, Any], error: "ValidationError") -> bool:
        """Whether a list has no entry of the kind that it must have: the error says not how few."""
        contents = self.whole[0]
        definitions = {key: contents[key] for key in ("$defs", "definitions") if key in contents}
        try:
            judge = quick({"contains": schema["contains"], **definitions})
        except ValueError:
            return False
        return schema.get("minContains") != 0 and not judge.is_valid(error.instance)

    def _beside(self, way: Sequence[str | int]) -> Mapping[str, Any]:
        """Return what is written beside the references on the way to a keyword.

        A description beside `$ref` is about this place; the one behind it is about all such places.
        """
        part: Any
        part, resolver = self.whole
        beside: dict[str, Any] = {}
        for step in way if "$ref" in way else ():
            if isinstance(part, Mapping):
                if isinstance(part.get("$id"), str):
                    resolver = resolver.lookup(part["$id"]).resolver
                if step == "$ref" and isinstance(reference := part[step], str):
                    written = {key: part[key] for key in _WORDS if key in part}
                    beside = written | beside
                    target = resolver.lookup(reference)
                    part, resolver = target.contents, target.resolver
                    continue
                if step in _DYNAMIC:
                    return {}
                if step in _INWARDS:
                    beside = {}
            part = part[step]
        return beside


_CHOICES = (ValidationErrorKind.AnyOf, ValidationErrorKind.OneOfNotValid)
# What older drafts assert of encodings is a note since draft 2019-09.
_NOTES = (ValidationErrorKind.ContentEncoding, ValidationErrorKind.ContentMediaType)
_WORDS = ("description", "examples")
_OF_ONE_KEY = (["properties"], ["patternProperties"])
_DYNAMIC = frozenset(("$dynamicRef", "$recursiveRef"))
_INWARDS = frozenset(
    (
        *("properties", "patternProperties", "additionalProperties", "unevaluatedProperties"),
        *("items", "prefixItems", "additionalItems", "unevaluatedItems"),
    )
)


def _path(error: "ValidationError") -> KeyPath:
    """Return the path to the value; to the whole list for an entry that is one too many."""
    path = tuple(error.instance_path)
    return path[:-1] if _is_about_rest(error) else path


def _is_about_rest(error: "ValidationError") -> bool:
    """Whether `"items": false` allows no more entries than there are forms for."""
    is_false = isinstance(error.kind, ValidationErrorKind.FalseSchema)
    is_entry = isinstance((error.instance_path or [""])[-1], int)
    return is_false and is_entry and error.schema_path[-1] == "items"
