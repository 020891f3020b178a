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
    metaschema = thorough({"$ref": contents.get("$schema", DRAFT)})
    explainer = Explainer(contents, (), lambda _: ())
    for each in metaschema.iter_errors(contents):
        for violation in explainer.explained(finding(each)):
            return SchemaError(f"{file}: {pointer(violation.path)}: {violation.message}")
    # The metaschema only notes formats, which are asserted here: a `pattern` must be one.
    must_be = FORMATS.get(str(error.kind.value), "something else")
    return SchemaError(f"{file}: {pointer(tuple(path))}: must be {must_be}")
