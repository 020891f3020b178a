"""Some who write at once; `tests/reliability/two_at_once.py` does it at full length."""

from tests.reliability import two_at_once


def test_two_who_write_at_once_lose_nothing() -> None:
    account = two_at_once.examine(2)

    assert not account.failures
    assert account.figures["pairs of newslint"] == 2
    assert account.figures["saves of an editor meanwhile"] == 800
