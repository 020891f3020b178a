"""The quick judge and the thorough one against each other, over the JSON Schema test suite."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from newslint.schema import KeyPath
from newslint.schema.finding import Finding, finding
from newslint.schema.glance import Glance
from newslint.schema.judges import quick, thorough
from newslint.schema.parts import root
from newslint.schema.tracing import Tracer
from tests.conformance import json_schema
from tests.conformance.json_schema import Case

DIFFERENCES = {
    "dependencies-compatibility.json": "jsonschema drops `dependencies`, older than the draft",
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


@pytest.fixture(scope="module", name="cases")
def _cases(suites: Path) -> list[Case]:
    found = list(json_schema.cases(suites))
    if not found:
        pytest.skip("the JSON Schema tests are not here")
    return found


def verdict(case: Case) -> bool | None:
    """Return jsonschema's verdict, None where Python cannot read a pattern of the schema."""
    try:
        return next(thorough(case.schema).iter_errors(case.data), None) is None
    except re.error:
        return None


def test_judges_agree_but_for_known_differences(cases: list[Case]) -> None:
    differing = {
        case.file for case in cases if quick(case.schema).is_valid(case.data) is not verdict(case)
    }

    assert differing == DIFFERENCES.keys()


def test_a_glance_suffices_for_what_is_valid_only(cases: list[Case]) -> None:
    wrapped = [(case, Glance(case.schema), case.data) for case in cases]
    wrapped += [
        (case, Glance({"properties": {"key": case.schema}}), {"key": case.data}) for case in cases
    ]

    hasty = {
        case.file
        for case, glance, data in wrapped
        if glance.suffices(data) and verdict(case) is False
    }

    assert hasty == set()


def test_judges_give_the_same_reasons_but_for_known_differences(cases: list[Case]) -> None:
    differing = {
        case.file
        for case in cases
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
