"""Many files at once: processes that are handed chunks of them, and what comes back.

A process that dies is replaced. The files it had are tried again one by one, so that only the one
that kills a process is reported, and the others are looked at all the same.
"""

import os
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from newslint.files import File
from newslint.interruption import led, uninterrupted
from newslint.paths import failed
from newslint.report import FileReport

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Task = Callable[[Path], FileReport]


class Answer(Struct, frozen=True):
    """What a task said of a file, and how that was written down, where it came from a worker."""

    report: FileReport
    written: bytes | None = None

    @classmethod
    def of(cls, sent: "_Sent") -> "Answer":
        """Return what a worker sent."""
        if isinstance(sent, FileReport):
            return cls(sent)
        return cls(FileReport.of(sent), sent)


_Sent = bytes | FileReport
"""A report as a worker sends it: written down, where it can be."""

_CHUNK = 192_000  # bytes: some thirty posts, or some tens of milliseconds
_MOST_IN_CHUNK = 64
# Fewer bytes are looked at faster than processes start.
_WORTH_IT = 400_000


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def reports(
    task: Task, files: Sequence[File], jobs: int, done: Callable[[], None] = lambda: None
) -> Generator[FileReport, None, None]:
    """Yield what the task says of each file, in the files' order, whatever the number of jobs.

    Calls `done` for each file as soon as it is done. Raises what the task raises.
    """
    with closing(answers(task, files, jobs, done)) as found:
        for answer in found:
            yield answer.report


def answers(
    task: Task, files: Sequence[File], jobs: int, done: Callable[[], None] = lambda: None
) -> Generator[Answer, None, None]:
    """Yield the same as `reports`, and how it was written down."""
    jobs = min(jobs, len(files))
    if jobs < 2 or sum(file.size for file in files) < _WORTH_IT:  # noqa: PLR2004 - one is no other
        for file in files:
            report = task(file.path)
            done()
            yield Answer(report)
        return
    early: dict[int, _Sent] = {}
    awaited = 0
    for number, sent in _unordered(task, files, jobs):
        early[number] = sent
        done()
        while awaited in early:
            yield Answer.of(early.pop(awaited))
            awaited += 1


Chunk = list[int]  # indexes of files


def _chunks(files: Sequence[File]) -> deque[Chunk]:
    """Return the files in chunks of about as many bytes; those that fill one come first.

    The others follow in their order, so that no report waits long for the one before it.
    """
    chunks: deque[Chunk] = deque()
    size = 0
    for number in sorted(range(len(files)), key=lambda number: min(-files[number].size, -_CHUNK)):
        if not chunks or size >= _CHUNK or len(chunks[-1]) >= _MOST_IN_CHUNK:
            chunks.append([])
            size = 0
        chunks[-1].append(number)
        size += files[number].size
    return chunks


def _unordered(task: Task, files: Sequence[File], jobs: int) -> Iterator[tuple[int, _Sent]]:
    from multiprocessing import connection, get_context

    # Forking hands over all that is loaded at no cost; elsewhere than on Linux it is not safe.
    context: Any = get_context("fork" if sys.platform == "linux" else "spawn")
    waiting = _chunks(files)
    crew: dict[Any, _Worker] = {}
    suspects: set[int] = set()
    try:
        while waiting or crew:
            while waiting and len(crew) < jobs:
                worker = _Worker(context, task)
                worker.take(waiting.popleft(), files)
                crew[worker.connection] = worker
            for ready in connection.wait(list(crew)):
                worker = crew[ready]
                try:
                    found = worker.answer()
                except (EOFError, ConnectionError):
                    del crew[worker.connection]
                    told = worker.buried()
                    number, *others = worker.chunk
                    if not others and number in suspects:
                        yield number, failed(files[number].path, told)
                    else:
                        # Who it was, or whether it was any of them, shows when each is alone.
                        suspects.update(worker.chunk)
                        waiting.extendleft([each] for each in reversed(worker.chunk))
                    continue
                yield from zip(worker.chunk, found, strict=True)
                if waiting:
                    worker.take(waiting.popleft(), files)
                else:
                    worker.dismiss()
                    del crew[worker.connection]
    finally:
        for worker in crew.values():
            worker.stop()


class _Worker:
    """A process, seen from the one that hands out the work; it has one chunk at a time."""

    chunk: Chunk

    def __init__(self, context: Any, task: Task) -> None:
        self.connection, theirs = context.Pipe()
        self._process = context.Process(
            target=_work, args=(theirs, self.connection, task), daemon=True
        )
        # Ctrl-C reaches all processes at once, one that is not ready to ignore it among them.
        with uninterrupted():
            self._process.start()
        theirs.close()

    def take(self, chunk: Chunk, files: Sequence[File]) -> None:
        self.chunk = chunk
        with suppress(ConnectionError):  # it is no more, as the answer that is asked for will show
            self.connection.send([files[number].name for number in chunk])

    def answer(self) -> list[_Sent]:
        """Return what it says of the chunk. Raises `EOFError` if the process is no more."""
        found: list[_Sent] | Exception = self.connection.recv()
        if isinstance(found, Exception):
            raise found
        return found

    def buried(self) -> str:
        """Return what became of the process that is no more."""
        code = self._end()
        how = f"was killed by signal {-code}" if code < 0 else f"ended with code {code}"
        return f"the process that looked at it {how}"

    def dismiss(self) -> None:
        with suppress(ConnectionError):  # it has gone already
            self.connection.send(None)
        self._end()

    def stop(self) -> None:
        """End the process, but not while it writes."""
        self._process.terminate()
        self._end()

    def _end(self) -> int:
        """Wait for the process to end, let go of it, and return its exit code."""
        self._process.join()
        code: int = self._process.exitcode or 0
        # Python loses a signal that comes while it takes something apart.
        with uninterrupted():
            self._process.close()
        return code


def _work(connection: "Connection", theirs: "Connection", task: Task) -> None:
    """Be a worker: answer chunks until there are no more."""
    led()
    theirs.close()
    try:
        while chunk := connection.recv():
            try:
                connection.send([_sent(task(Path(name))) for name in chunk])
            except Exception as error:  # noqa: BLE001 - whatever it is, it is raised over there
                connection.send(error)
    except (EOFError, ConnectionError):
        pass  # nobody waits for an answer
    os._exit(0)


def _sent(report: FileReport) -> _Sent:
    try:
        return report.written()
    except UnicodeEncodeError:
        return report
