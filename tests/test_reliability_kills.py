"""Some runs that are killed; `tests/reliability/kills.py` does it at full length."""

from tests.reliability import kills


def test_a_killed_run_leaves_each_file_its_old_or_its_new_self() -> None:
    account = kills.examine(8)

    assert not account.failures
    assert account.figures["files compared"] == 8 * 240
    assert account.figures["of these amid their writing"] > 0
