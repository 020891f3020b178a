"""Some runs that are stopped; `tests/reliability/interruptions.py` does it at full length."""

from tests.reliability import interruptions


def test_a_stopped_run_leaves_whole_files_and_nothing_else() -> None:
    account = interruptions.examine(9)

    assert not account.failures
    assert account.figures["runs asked to stop"] == 9
    assert account.figures["stopped amid their writing"] > 0
