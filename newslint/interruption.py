"""Signals that end a run: Ctrl-C, a terminal that is closed, somebody who asks it to stop."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Let the signals that end a run wait."""
    import signal  # only who writes needs it

    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ())
    try:
        signal.pthread_sigmask(signal.SIG_BLOCK, (signal.SIGINT, signal.SIGTERM, signal.SIGHUP))
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def stoppable() -> Iterator[None]:
    """Have the other signals end a run as Ctrl-C does: by a `KeyboardInterrupt` with the signal.

    One that is ignored, as `nohup` has it, stays so.
    """
    import signal

    heard = [number for number in _asking() if signal.getsignal(number) is signal.SIG_DFL]
    try:
        for number in heard:
            signal.signal(number, _stop)
        yield
    finally:
        for number in heard:
            signal.signal(number, signal.SIG_DFL)


def led() -> None:
    """Be a process that another one leads: that one is asked to stop, and ends this one."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for number in _asking():
        if signal.getsignal(number) is _stop:
            signal.signal(number, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_SETMASK, ())


def _asking() -> list[int]:
    """Return the signals by which a process is asked to end, but for Ctrl-C."""
    import signal

    return [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]


def _stop(number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt(number)
