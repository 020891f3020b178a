"""Some clocks that jump; `tests/reliability/clocks.py` does it at full length."""

from tests.reliability import clocks


def test_the_cache_never_answers_for_another_text() -> None:
    account = clocks.examine(60)

    assert not account.failures
    assert account.figures["texts written"] == 60
    assert account.figures["answers from the cache"] > 20
