"""The verdict on front matter, against the official JSON Schema test suite for draft 2020-12."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from msgspec import Struct

from newslint.schema import Schema
from newslint.schema.judges import quick
from tests.conformance.suite import Outcome, Suite

_REMOTES = "http://localhost:1234/"


class Case(Struct, frozen=True):
    """A schema, data, and whether the suite calls it valid.

    The name is the file's, the place of the schema in that, and the place of the data in that.
    """

    name: str
    file: str
    schema: dict[str, Any]
    data: Any
    valid: bool

    @property
    def is_usable(self) -> bool:
        """Whether newslint takes the schema at all; it fetches none from elsewhere."""
        try:
            quick(self.schema)
        except ValueError:
            return False
        return True


def cases(suites: Path) -> Iterator[Case]:
    """Yield all cases, the schemas that they refer to among their definitions."""
    suite = suites / "json-schema-2020-12"
    tests = suite / "tests" / "draft2020-12"
    remotes = dict(_remotes(suite / "remotes"))
    for path in sorted(tests.rglob("*.json")):
        name = path.relative_to(tests).with_suffix("").as_posix()
        for place, group in enumerate(json.loads(path.read_text(encoding="utf-8"))):
            schema = _whole(group["schema"], remotes)
            for number, test in enumerate(group["tests"]):
                case = f"{name}/{place}/{number}"
                yield Case(case, path.name, schema, test["data"], test["valid"])


def examine(suites: Path) -> Iterator[Outcome]:
    """Yield what came of each case: newslint's verdict is whether it has a complaint."""
    for case in cases(suites):
        if not case.is_usable:
            yield Outcome(case.name, "the schema is refused")
            continue
        complaints = Schema("suite", case.schema).violations(case.data)
        if case.valid is bool(complaints):
            verdict = "invalid" if complaints else "valid"
            yield Outcome(case.name, f"{case.data!r} is {verdict} by {case.schema!r}")
        else:
            yield Outcome(case.name)


def _remotes(folder: Path) -> Iterator[tuple[str, Any]]:
    """Yield the suite's remote schemas, each known by where it is, whatever its `$id`."""
    for draft in ("draft2019-09", "draft2020-12"):
        for path in sorted((folder / draft).rglob("*.json")):
            url = _REMOTES + path.relative_to(folder).as_posix()
            yield url, json.loads(path.read_text(encoding="utf-8")) | {"$id": url}


def _whole(schema: Any, remotes: dict[str, Any]) -> dict[str, Any]:
    """Return a schema as newslint can use it: a mapping, with all that it refers to."""
    if isinstance(schema, bool):
        return {"allOf": [schema]}
    whole: dict[str, Any] = schema
    if _REMOTES not in json.dumps(schema):
        return whole
    return whole | {"$defs": whole.get("$defs", {}) | remotes}


SUITE = Suite(
    name="json-schema-2020-12",
    promise="Front matter is valid where its schema allows it, formats included",
    how="the JSON Schema test suite for draft 2020-12, with its optional parts and formats",
    examine=examine,
)
