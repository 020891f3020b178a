"""The quick judge and the thorough one against each other, over the official test suite."""

import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from newslint.schema import KeyPath, Schema
from newslint.schema.finding import Finding, finding
from newslint.schema.judges import quick, thorough
from newslint.schema.parts import root
from newslint.schema.tracing import Tracer

SUITES = Path(
    os.environ.get("NEWSLINT_SUITES", Path(__file__).parents[1] / ".." / "shared" / "suites")
)
SUITE = SUITES / "json-schema-2020-12"
REMOTES = "http://localhost:1234/"

pytestmark = pytest.mark.skipif(not SUITE.is_dir(), reason="the JSON Schema tests are not here")

DIFFERENCES = {
    "dependencies-compatibility.json": "jsonschema drops `dependencies`, older than the draft",
    "ecmascript-regex.json": "patterns of keys are `re` to jsonschema, ECMA-262 to jsonschema-rs",
    "patternProperties.json": "likewise",
    "vocabulary.json": "jsonschema knows no vocabularies",
}

REASONS = {
    "prefixItems.json": "of `false`, jsonschema loses the place",
    "propertyNames.json": "of `false`, jsonschema-rs does not say which key",
    "ref.json": "jsonschema-rs does not say where it stands, by empty keys and by `$id` in `$id`",
    "refRemote.json": "likewise",
    "unevaluatedProperties.json": "jsonschema-rs evaluates nothing where a choice fails",
    "vocabulary.json": "jsonschema knows no vocabularies",
}


@dataclass(frozen=True, slots=True)
class Case:
    file: str
    schema: dict[str, Any]
    data: Any
    valid: bool


def cases() -> Iterator[Case]:
    """Yield the cases whose schemas can be used without fetching anything."""
    for path in sorted((SUITE / "tests").rglob("*.json")):
        for group in json.loads(path.read_text(encoding="utf-8")):
            schema = group["schema"]
            schema = {"allOf": [schema]} if isinstance(schema, bool) else with_remotes(schema)
            if is_usable(schema):
                for test in group["tests"]:
                    yield Case(path.name, schema, test["data"], test["valid"])


def with_remotes(schema: dict[str, Any]) -> dict[str, Any]:
    """Return the schema with the suite's remote schemas among its definitions, if it uses any."""
    if REMOTES not in json.dumps(schema):
        return schema
    definitions = schema.get("$defs", {}) | dict(remotes())
    return schema | {"$defs": definitions}


def remotes() -> Iterator[tuple[str, dict[str, Any]]]:
    folder = SUITE / "remotes"
    for path in sorted((folder / "draft2020-12").rglob("*.json")):
        url = REMOTES + path.relative_to(folder).as_posix()
        yield url, {"$id": url} | json.loads(path.read_text(encoding="utf-8"))


def is_usable(schema: dict[str, Any]) -> bool:
    try:
        quick(schema)
    except ValueError:
        return False
    return True


def verdict(case: Case) -> bool | None:
    """Return jsonschema's verdict, None where Python cannot read a pattern of the schema."""
    try:
        return next(thorough(case.schema).iter_errors(case.data), None) is None
    except re.error:
        return None


def test_judges_agree_but_for_known_differences() -> None:
    differing = {
        case.file for case in cases() if quick(case.schema).is_valid(case.data) is not verdict(case)
    }

    assert differing == DIFFERENCES.keys()


def test_the_quick_judge_says_what_the_suite_says() -> None:
    differing = {
        case.file for case in cases() if quick(case.schema).is_valid(case.data) is not case.valid
    }

    # The suite's default is that formats are notes; here they are asserted.
    assert differing == {"format.json"}


def test_what_the_quick_judge_rejects_is_reported() -> None:
    wrong = [
        case
        for case in cases()
        if bool(Schema("suite", case.schema).violations(case.data))
        is quick(case.schema).is_valid(case.data)
    ]

    assert not wrong


def test_judges_give_the_same_reasons_but_for_known_differences() -> None:
    differing = {
        case.file
        for case in cases()
        if verdict(case) is False
        and reasons(traced(case))
        != reasons(map(finding, thorough(case.schema).iter_errors(case.data)))
    }

    assert differing == REASONS.keys()


def traced(case: Case) -> Iterator[Finding]:
    errors = quick(case.schema).iter_errors(case.data)
    return Tracer(root(case.schema), case.data).findings(errors)


def reasons(findings: Iterable[Finding]) -> set[tuple[str, KeyPath, str]]:
    return {(each.keyword, each.path, repr(each.value)) for each in findings}


def test_nearly_all_of_the_suite_is_judged() -> None:
    assert sum(1 for _ in cases()) > 2_200
