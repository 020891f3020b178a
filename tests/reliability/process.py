"""A newslint in a process group of its own, forked off so that it is at work at once."""

import os
import resource
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path


class Process:
    """`newslint` with some arguments, run in a folder; what it says goes to a file."""

    def __init__(self, folder: Path, *arguments: str, said: Path, largest: int = -1) -> None:
        """Start it; no file may become larger than `largest` bytes, unless that is negative."""
        self._said = said
        ready, telling = os.pipe()
        self._pid = os.fork()
        if self._pid == 0:
            try:
                os.setsid()
                _be(folder, arguments, said, largest, telling)
            finally:
                os._exit(99)
        os.close(telling)
        os.read(ready, 1)
        os.close(ready)

    def tell(self, number: int, *, everyone: bool = True) -> None:
        """Send a signal to the process, or to everyone in its group."""
        with suppress(ProcessLookupError):
            (os.killpg if everyone else os.kill)(self._pid, number)

    def code(self) -> int:
        """Wait for its end and return the exit code; negative where a signal ended it."""
        return os.waitstatus_to_exitcode(os.waitpid(self._pid, 0)[1])

    def is_alone(self) -> bool:
        """Whether nobody of its group is there any more, or goes within a moment."""
        for _ in range(100):
            try:
                os.killpg(self._pid, 0)
            except ProcessLookupError:
                return True
            if not _is_at_work(self._pid):
                return True
            time.sleep(0.02)
        return False

    def said(self) -> str:
        """Return what it printed."""
        return self._said.read_text(errors="replace")


def _is_at_work(group: int) -> bool:
    """Whether a process of a group is more than a name: one that ended waits for its parent."""
    stats = list(Path("/proc").glob("[0-9]*/stat"))
    for stat in stats:
        with suppress(OSError):
            state, _, its_group = stat.read_text(errors="replace").rpartition(")")[2].split()[:3]
            if int(its_group) == group and state != "Z":
                return True
    return not stats  # elsewhere than on Linux, who can be signalled counts


def _be(folder: Path, arguments: tuple[str, ...], said: Path, largest: int, telling: int) -> None:
    from newslint.cli import run

    signal.signal(signal.SIGINT, signal.default_int_handler)
    out = os.open(said, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    for stream in (1, 2):
        os.dup2(out, stream)
    # Whoever started this process may have put something else in their places.
    sys.stdout = open(1, "w", closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", closefd=False)  # noqa: SIM115
    os.chdir(folder)
    if largest >= 0:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest, resource.RLIM_INFINITY))
    sys.argv = ["newslint", *arguments]
    os.write(telling, b".")
    run()


def seconds(folder: Path, *arguments: str, said: Path) -> float:
    """Return how long a run takes."""
    begun = time.monotonic()
    Process(folder, *arguments, said=said).code()
    return time.monotonic() - begun
