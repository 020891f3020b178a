"""Whole processes: how long they take, in turn with each other, and how much memory they need.

Nothing large is imported here: what a process starts with counts as its peak memory, and it
starts as a copy of this one.
"""

import os
import signal
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from threading import Timer

from msgspec import Struct

SECONDS_AT_MOST = 900
BETWEEN_LOOKS = 0.05  # seconds
# All as they are when installed: with compiled bytecode.
ENVIRONMENT = {
    name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
}


class Case(Struct, frozen=True):
    """A process to measure: what runs, where, and what is to be done before, outside the clock."""

    name: str
    command: Sequence[str]
    folder: Path
    prepare: Callable[[], None] = lambda: None


class Times(Struct, frozen=True):
    """How long the runs of a case took, in seconds, and the largest exit code of theirs.

    `peak` is the most memory that one of its processes needed, in bytes.
    """

    name: str
    seconds: tuple[float, ...]
    peak: int
    code: int

    @property
    def median(self) -> float:
        """Return the median, in seconds."""
        return statistics.median(self.seconds)


def interleaved(cases: Sequence[Case], rounds: int) -> dict[str, Times]:
    """Return the times of each case, by name.

    Each round runs all cases, so that a change in the machine's speed meets all of them. Before
    the first is one that does not count: files get into memory, bytecode and caches are written.
    """
    runs: dict[str, list[_Run]] = {case.name: [] for case in cases}
    for number in range(rounds + 1):
        for case in cases:
            case.prepare()
            run = _run(case)
            if number:
                runs[case.name].append(run)
            _say(f"round {number} of {rounds}: {case.name}: {run.seconds:.2f} s")
    return {name: _times(name, of_case) for name, of_case in runs.items()}


def once(case: Case) -> None:
    """Run a case for what it does, and measure nothing."""
    case.prepare()
    _run(case)


def peak_of_all(case: Case) -> int | None:
    """Return the most memory that the processes of a case needed together, in bytes.

    Pages that they share count once. None where the system does not tell (it does on Linux).
    """
    if not Path("/proc/self/smaps_rollup").exists():
        return None
    case.prepare()
    process = _start(case)
    most = 0
    while process.poll() is None:
        most = max(most, sum(map(_proportional_bytes, _family(process.pid))))
        time.sleep(BETWEEN_LOOKS)
    return most


class _Run(Struct, frozen=True):
    seconds: float
    peak: int
    code: int


def _run(case: Case) -> _Run:
    start = time.perf_counter()
    process = _start(case)
    limit = Timer(SECONDS_AT_MOST, _kill, [process.pid])
    limit.start()
    # Of this process and of those that it waited for: the largest, not the sum.
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    limit.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    kilobytes = usage.ru_maxrss / 1024 if sys.platform == "darwin" else usage.ru_maxrss
    return _Run(seconds, int(kilobytes * 1024), process.returncode)


def _start(case: Case) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        case.command,
        cwd=case.folder,
        env=ENVIRONMENT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def _kill(pid: int) -> None:
    os.killpg(pid, signal.SIGKILL)


def _times(name: str, runs: Sequence[_Run]) -> Times:
    return Times(
        name,
        tuple(run.seconds for run in runs),
        max(run.peak for run in runs),
        # What a signal ended has a negative code.
        max((run.code for run in runs), key=abs),
    )


def _family(pid: int) -> list[int]:
    """Return the process and all below it."""
    found = [pid]
    for process in found:
        try:
            below = Path(f"/proc/{process}/task/{process}/children").read_text().split()
        except OSError:  # it has ended
            continue
        found += map(int, below)
    return found


def _proportional_bytes(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().split("\n")
    except OSError:  # it has ended
        return 0
    sizes = [line.split()[1] for line in lines if line.startswith("Pss:")]
    return int(sizes[0]) * 1024 if sizes else 0


def _say(line: str) -> None:
    print(f"\r\033[K{line}" if sys.stderr.isatty() else line, end="", file=sys.stderr, flush=True)
    if not sys.stderr.isatty():
        print(file=sys.stderr)
