"""Every case of every suite: as the standard has it, or a known difference with its reason."""

from pathlib import Path

import pytest

from tests.conformance.suite import Examined, Suite
from tests.conformance.suites import SUITES

# Cases, and of these the ones that newslint cannot meet.
SIZES = {
    "html5lib-tokenizer": (7026, 0),
    "commonmark": (655, 0),
    "yaml-test-suite": (406, 120),
    "json-schema-2020-12": (2225, 0),
    "url": (891, 134),
}


@pytest.fixture(scope="module", params=SUITES, ids=lambda suite: suite.name)
def suite(request: pytest.FixtureRequest) -> Suite:
    """Return each of the suites."""
    found: Suite = request.param
    return found


@pytest.fixture(scope="module")
def examined(suite: Suite, suites: Path) -> Examined:
    """Return what came of its cases."""
    if not (suites / suite.name).exists():
        pytest.skip(f"{suite.name} is not among the suites")
    return suite.examined(suites)


def test_as_many_cases_are_tried_as_the_suite_has(suite: Suite, examined: Examined) -> None:
    names = [outcome.case for outcome in examined.outcomes]

    assert (len(names), sum(examined.outside.values())) == SIZES[suite.name]
    assert len(set(names)) == len(names)


def test_newslint_says_what_the_suite_says(examined: Examined) -> None:
    assert examined.unexplained == {}


def test_no_difference_is_accepted_without_need(examined: Examined) -> None:
    assert examined.needless == frozenset()


def test_every_case_agrees_differs_or_is_outside(examined: Examined) -> None:
    told = examined.agreeing + sum(examined.reasons.values()) + sum(examined.outside.values())

    assert told == len(examined.outcomes)
