"""Many processes: the same reports in the same order, whatever becomes of a process."""

import os
import signal
import time
from collections.abc import Iterator
from multiprocessing import active_children
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from newslint.files import File
from newslint.report import FileReport
from newslint.runner.workers import reports

SIZES = [300_000, 10, 90_000, 50_000, 200_000, 7]


@pytest.fixture
def files(tmp_path: Path) -> list[File]:
    return [File(str(tmp_path / f"{number}.md"), size, 0) for number, size in enumerate(SIZES)]


def named(path: Path) -> FileReport:
    return FileReport(path.name, failure=str(os.getpid()))


def dying(path: Path) -> FileReport:
    if path.name == "2.md":
        os.kill(os.getpid(), signal.SIGKILL)
    return named(path)


def dying_after_an_answer(path: Path) -> FileReport:
    """Have the process end once it has answered for the first file, before it is asked again."""
    if path.name == "0.md":
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, 0.05)
    return named(path)


def quoting_half_a_character(path: Path) -> FileReport:
    return FileReport(path.name, failure="\ud800")


def raising(path: Path) -> FileReport:
    raise LookupError(path.name)


def found(reported: Iterator[FileReport]) -> list[str]:
    return [report.path for report in reported]


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_reports_come_in_the_order_of_the_files(files: list[File], jobs: int) -> None:
    assert found(reports(named, files, jobs)) == [file.path.name for file in files]


def test_several_jobs_are_several_processes(files: list[File]) -> None:
    processes = {report.failure for report in reports(named, files, 3)}

    assert str(os.getpid()) not in processes
    assert len(processes) > 1


def test_few_bytes_are_worth_no_process(files: list[File]) -> None:
    processes = {report.failure for report in reports(named, files[1:2] * 3, 3)}

    assert processes == {str(os.getpid())}


def test_what_no_bytes_can_say_comes_from_a_process_too(files: list[File]) -> None:
    told = [report.failure for report in reports(quoting_half_a_character, files, 2)]

    assert told == ["\ud800"] * len(files)


def test_a_process_that_dies_takes_no_other_file_with_it(files: list[File]) -> None:
    said = {report.path.rpartition("/")[2]: report.failure for report in reports(dying, files, 2)}

    assert list(said) == [file.path.name for file in files]
    assert said["2.md"] == "the process that looked at it was killed by signal 9"
    assert all(failure.isdigit() for name, failure in said.items() if name != "2.md" and failure)


def test_a_process_that_dies_between_two_files_stops_nothing(
    files: list[File], monkeypatch: pytest.MonkeyPatch
) -> None:
    leader, send = os.getpid(), Connection.send

    def late(connection: Connection, said: object) -> None:
        if os.getpid() == leader:
            time.sleep(0.1)
        send(connection, said)

    monkeypatch.setattr(Connection, "send", late)

    reported = found(reports(dying_after_an_answer, files, 2))

    assert len(reported) == len(files)
    assert active_children() == []


def dying_once(path: Path) -> FileReport:
    flag = path.with_suffix(".flag")
    if path.name == "2.md" and not flag.exists():
        flag.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return named(path)


def test_a_file_is_blamed_only_where_a_process_dies_of_it_again(files: list[File]) -> None:
    said = [report.failure for report in reports(dying_once, files, 2)]

    assert all(failure and failure.isdigit() for failure in said)


def test_what_a_process_raises_is_raised(files: list[File]) -> None:
    with pytest.raises(LookupError):
        list(reports(raising, files, 2))


def test_who_stops_listening_leaves_no_process_behind(files: list[File]) -> None:
    reported = reports(named, files, 2)
    next(reported)

    reported.close()

    assert active_children() == []
