"""Whether a schema is one: it follows its metaschema and all its references lead somewhere."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from newslint.schema.explain import Explainer
from newslint.schema.finding import finding
from newslint.schema.judges import quick, thorough
from newslint.schema.reading import DRAFT, links, pointer
from newslint.schema.violation import SchemaError
from newslint.schema.words import FORMATS, quoted

if TYPE_CHECKING:
    from jsonschema_rs import ValidationError


def check(contents: Mapping[str, Any], file: Path) -> None:
    """Raise `SchemaError` for a schema that cannot be used; `file` is where it was read."""
    # Loaded late: a run without schemas need not pay for it.
    from jsonschema_rs import ValidationError, ValidationErrorKind

    try:
        quick(contents)
    except ValidationError as error:
        if isinstance(error.kind, ValidationErrorKind.Referencing):
            raise _dead_end(contents, file, error.message) from error
        raise _broken(contents, file, error.instance_path, error) from error
    except ValueError as error:
        raise SchemaError(f"{file}: holds text or a number that JSON cannot hold") from error
    if not quick(_ANNOTATIONS).is_valid(contents):
        raise SchemaError(f"{file}: {_first_complaint(_ANNOTATIONS, contents)}")


_NAMES = {"type": "array", "items": {"type": "string"}}
_ANNOTATIONS = {
    "type": ["object", "boolean"],
    "properties": {
        "x-newslint-order": _NAMES,
        "properties": {
            "additionalProperties": {
                "type": ["object", "boolean"],
                "properties": {
                    "deprecated": {"type": "boolean"},
                    "x-newslint-replacement": {"type": "string"},
                    "x-newslint-aliases": _NAMES,
                },
            },
        },
        "allOf": {"items": {"$ref": "#"}},
        "$defs": {"additionalProperties": {"$ref": "#"}},
        "definitions": {"additionalProperties": {"$ref": "#"}},
    },
}
"""What the annotations in a schema must be like, a schema of its own."""


def _dead_end(contents: Mapping[str, Any], file: Path, reason: str) -> SchemaError:
    """Find the reference that jsonschema-rs means: it says what is missing, not for whom."""
    if (draft := contents.get("$schema")) and f"'{draft}'" in reason:
        return SchemaError(f"{file}: /$schema: {quoted(draft)} is unknown; newslint knows {DRAFT}")
    for link in links(contents, "$ref"):
        target = link.written.rpartition("#")[2]
        if f"'{target}'" in reason:
            return SchemaError(f"{file}: {link.pointer}: {quoted(link.written)} leads nowhere")
    return SchemaError(f"{file}: {reason}")


def _broken(
    contents: Mapping[str, Any], file: Path, path: Sequence[str | int], error: "ValidationError"
) -> SchemaError:
    """Find the words for what the metaschema does not allow at `path`."""
    match path:
        case [str(definitions), str(url), *rest] if url.startswith("file:"):
            neighbour = Path(unquote(urlsplit(url).path))
            return _broken(contents[definitions][url], neighbour, rest, error)
    metaschema = {"$ref": contents.get("$schema", DRAFT)}
    if complaint := _first_complaint(metaschema, contents):
        return SchemaError(f"{file}: {complaint}")
    # The metaschema only notes formats, which are asserted here: a `pattern` must be one.
    must_be = FORMATS.get(str(error.kind.value), "something else")
    return SchemaError(f"{file}: {pointer(tuple(path))}: must be {must_be}")


def _first_complaint(metaschema: Mapping[str, Any], contents: Mapping[str, Any]) -> str:
    """Return where and why a schema does not follow its metaschema; empty if it does."""
    explainer = Explainer(contents, (), lambda _: ())
    for error in thorough(metaschema).iter_errors(contents):
        for violation in explainer.explained(finding(error)):
            return f"{pointer(violation.path)}: {violation.message}"
    return ""
