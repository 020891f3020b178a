"""What jsonschema found, with nothing left unset."""

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from newslint.schema.violation import KeyPath

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError


class Finding(Struct, frozen=True):
    """One keyword of a schema and the value that it rejects.

    `keyword` is empty where the schema is `false`, and allows nothing at all. `depth` counts the
    steps of `path` from the choice (`anyOf`, `oneOf`) that this is a branch of, or from the root;
    `branches` are what a choice found in each of its own. `description` is the nearest one written
    for this very place.
    """

    keyword: str
    expected: Any
    value: Any
    schema: Mapping[str, Any]
    path: KeyPath
    depth: int
    description: str
    branches: tuple[tuple["Finding", ...], ...]


def finding(error: "ValidationError", around: str = "") -> Finding:
    """Return what an error of jsonschema says; `around` describes the choice it is a branch of."""
    schema = error.schema if isinstance(error.schema, Mapping) else {}
    depth = len(error.relative_path)
    description = str(schema.get("description", "" if depth else around))
    branches = defaultdict(list)
    for position, each in enumerate(error.context or ()):
        # A branch that is `false` has one error, and that knows no path.
        branch = each.relative_schema_path[0] if each.relative_schema_path else f"false {position}"
        branches[branch].append(finding(each, description))
    return Finding(
        keyword=str(error.validator or ""),
        expected=error.validator_value,
        value=error.instance,
        schema=schema,
        path=tuple(error.absolute_path),
        depth=depth,
        description=description,
        branches=tuple(map(tuple, branches.values())),
    )
