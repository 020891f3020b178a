"""Reduction: what is left shows the same, and nothing of it is needless."""

import time
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as some

from newslint.reduction import fewest, shortest


@given(some.sets(some.integers(0, 40)), some.integers(41, 60))
def test_only_what_is_needed_is_left(needed: set[int], size: int) -> None:
    left = fewest(range(size), lambda those: needed <= set(those))

    assert list(left) == sorted(needed)


@given(some.lists(some.integers(0, 9), max_size=30), some.integers(0, 60))
def test_without_any_one_of_what_is_left_nothing_is_shown(parts: list[int], wanted: int) -> None:
    def shows(those: Sequence[int]) -> bool:
        return sum(those) >= min(wanted, sum(parts))

    left = list(fewest(parts, shows))

    assert shows(left)
    assert not any(shows([*left[:place], *left[place + 1 :]]) for place in range(len(left)))


def test_a_text_is_reduced_by_lines_and_then_by_characters() -> None:
    text = "Words.\n" * 300 + "The <b>pier</b> is open.\n" + "Words.\n" * 300

    assert shortest(text, lambda less: "<b>" in less) == "<b>"


def test_what_is_left_when_time_is_up_shows_it_all_the_same() -> None:
    tried = 0

    def shows(less: str) -> bool:
        nonlocal tried
        tried += 1
        time.sleep(0.01)
        return "<b>" in less

    left = shortest("Words.\n" * 300 + "<b>", shows, time.monotonic() + 0.05)

    assert "<b>" in left
    assert tried < 20
