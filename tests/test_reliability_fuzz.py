"""What is fuzzed, by inputs made by chance: a short run that needs no atheris."""

import pytest

from tests.reliability.fuzz import examine_by_chance
from tests.reliability.fuzz.mutation import inputs
from tests.reliability.fuzz.target import Target
from tests.reliability.fuzz.targets import TARGETS
from tests.reliability.fuzz.trials import Trials

AMOUNT = 25


def test_no_input_made_by_chance_breaks_a_promise() -> None:
    account = examine_by_chance(AMOUNT)

    assert account.failures == ()
    assert all(account.figures[f"inputs tried: {name}"] == AMOUNT for name in TARGETS)


@pytest.mark.parametrize("target", TARGETS.values(), ids=TARGETS.keys())
def test_the_same_number_makes_the_same_inputs(target: Target) -> None:
    made = list(inputs(target, 30, 1))

    assert made == list(inputs(target, 30, 1))
    assert made != list(inputs(target, 30, 2))


def raising(data: bytes) -> None:
    if b"x" in data:
        raise ValueError(f"{len(data)} bytes")


def test_of_a_broken_promise_the_shortest_input_is_kept() -> None:
    trials = Trials(Target("any", "no x", raising, (), ()))

    for data in (b"a", b"axa", b"x", b"xx"):
        trials.give(data)

    assert [finding.data for finding in trials.findings.values()] == [b"x"]
    assert trials.count == 4


def slow(data: bytes) -> None:
    for _ in range(len(data) // 2):
        data.count(b"??")


def quick(data: bytes) -> None:
    for _ in range(100):
        data.count(b"??")


def test_time_that_grows_faster_than_its_input_is_a_finding() -> None:
    trials = Trials(Target("any", "linear time", slow, (), ()))

    trials.lengthen(b"abc")

    (finding,) = trials.findings.values()
    assert "more than linear time" in finding.told


def test_time_that_grows_like_its_input_is_none() -> None:
    trials = Trials(Target("any", "linear time", quick, (), ()))

    trials.lengthen(b"abc")

    assert trials.findings == {}
