"""Some disks that fail; `tests/reliability/faulty_files.py` does it at full length."""

from tests.reliability import faulty_files


def test_a_file_survives_each_fault_of_the_disk() -> None:
    account = faulty_files.examine(2)

    assert not account.failures
    assert account.figures["writes that met a fault"] > 500
    assert account.figures["short writes"] > 0
