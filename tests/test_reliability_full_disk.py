"""Some full disks; `tests/reliability/full_disk.py` does it at full length."""

from tests.reliability import full_disk


def test_what_does_not_fit_stays_as_it_is() -> None:
    account = full_disk.examine(8)

    assert not account.failures
    assert account.figures["files refused"] > 0
    assert account.figures["files refused"] + account.figures["files fixed"] == 8 * 20
