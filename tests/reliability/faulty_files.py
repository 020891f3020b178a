"""A disk that fails: at each call that writing a file makes, and in each way."""

import errno
import os
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

from newslint import writing
from newslint.exchange import exchanged
from newslint.files import TEMPORARY
from tests.reliability.account import Account

_CALLS = (
    *("open", "read", "write", "fsync", "close", "stat", "chmod", "chown", "replace", "unlink"),
    *("listxattr", "getxattr", "setxattr", "removexattr"),
)
_TRADE = "exchanged"  # what `writing` calls to let two files trade names
_FAULTS = (
    *(errno.EIO, errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES),
    *(errno.EPERM, errno.EINTR, errno.ESTALE),
)


def examine(amount: int) -> Account:
    """Write so many files, each again and again until every call has failed in every way."""
    random = Random(8)  # noqa: S311
    figures = Counter({"writes that met a fault": 0, "of these refused": 0, "short writes": 0})
    figures.update({"files compared": 0, "files neither old nor new": 0})
    failures: list[str] = []
    with TemporaryDirectory() as place:
        for number in range(amount):
            old = random.randbytes(random.choice((0, 10, 5_000, 300_000)))
            new = old + b"!" if number % 2 else old[:-1] + b"?" * (not old)
            for fault in _FAULTS:
                for lasting in (False, True):
                    for trades in (True, False):
                        trial = _Trial(Path(place), old, new, fault, lasting=lasting, trades=trades)
                        failures += trial.through_all(figures)
            failures += _Trial(Path(place), old, new, 0, lasting=False, trades=True).by_the_byte(
                figures
            )
    return Account(
        promise="Where the disk fails, a file is whole: its old self if newslint says so, else new",
        how="every call to the system that writing a file makes fails once, and from then on, with"
        " each of EIO, ENOSPC, EDQUOT, EROFS, EACCES, EPERM, EINTR and ESTALE; and each write"
        " takes fewer bytes than it is given",
        figures=figures,
        failures=tuple(failures),
    )


class _Trial:
    """One file, one way to fail."""

    def __init__(
        self, folder: Path, old: bytes, new: bytes, fault: int, *, lasting: bool, trades: bool
    ) -> None:
        self._file = folder / "post.md"
        self._old, self._new = old, new
        self._fault, self._lasting, self._trades = fault, lasting, trades

    def through_all(self, figures: Counter[str]) -> Iterator[str]:
        """Fail at the first call, at the second … until a write makes fewer; yield what broke."""
        number = 0
        met = True
        while met:
            number += 1
            self._file.write_bytes(self._old)
            layer = _Layer(number, self._fault, lasting=self._lasting, trades=self._trades)
            refused = False
            with layer.installed():
                try:
                    writing.write(self._file, self._new, was=self._old)
                except writing.NotWrittenError:
                    refused = True
            met = bool(layer.met)
            figures["writes that met a fault"] += met
            figures["of these refused"] += refused
            for each in self._broken(figures, refused=refused, met=layer.met):
                yield f"{errno.errorcode[self._fault]} at call {number} ({layer.met}): {each}"
            for left in self._file.parent.glob(f".*{TEMPORARY}"):
                left.unlink()

    def by_the_byte(self, figures: Counter[str]) -> Iterator[str]:
        """Take fewer bytes than are given, each time."""
        self._file.write_bytes(self._old)
        layer = _Layer(0, 0, lasting=False, trades=True, most=max(1, len(self._new) // 50))
        with layer.installed():
            writing.write(self._file, self._new, was=self._old)
        figures["short writes"] += layer.short
        yield from self._broken(figures, refused=False, met="")

    def _broken(self, figures: Counter[str], *, refused: bool, met: str) -> Iterator[str]:
        now = self._file.read_bytes()
        figures["files compared"] += 1
        if now not in (self._old, self._new):
            figures["files neither old nor new"] += 1
            yield "the file is neither its old nor its new self"
        elif not refused and now != self._new:
            yield "it was said to be written and is not"
        elif refused and now != self._old and not self._lasting:
            yield "it was said to be as it was and is not"
        # Who cannot delete, or not any more, leaves something behind.
        clean = not (self._lasting and met) and met != "unlink"
        if clean and any(self._file.parent.glob(f".*{TEMPORARY}")):
            yield "a temporary file was left"


class _Layer:
    """What stands for the calls to the system, and fails at one of them."""

    def __init__(
        self, number: int, fault: int, *, lasting: bool, trades: bool, most: int | None = None
    ) -> None:
        self.met = ""
        """The name of the call that failed first."""
        self.short = 0
        """How many writes took fewer bytes than they were given."""
        self._left = number
        self._fault, self._lasting, self._trades, self._most = fault, lasting, trades, most

    @contextmanager
    def installed(self) -> Iterator[None]:
        """Let all calls go through this layer."""
        real = {name: getattr(os, name) for name in _CALLS if hasattr(os, name)}
        for name, call in real.items():
            setattr(os, name, self._faulty(name, call))
        setattr(writing, _TRADE, self._exchanging(exchanged))
        try:
            yield
        finally:
            setattr(writing, _TRADE, exchanged)
            for name, call in real.items():
                setattr(os, name, call)

    def _fails(self, name: str) -> bool:
        self._left -= 1
        fails = self._left == 0 or (self._left < 0 and self._lasting and bool(self.met))
        if fails and not self.met:
            self.met = name
        return fails

    def _faulty(self, name: str, call: Callable[..., Any]) -> Callable[..., Any]:
        def faulty(*arguments: Any, **options: Any) -> Any:
            if self._fails(name):
                if name == "close":  # it is closed all the same (close(2))
                    call(*arguments)
                raise OSError(self._fault, os.strerror(self._fault))
            if name == "write" and self._most is not None:
                descriptor, content = arguments
                self.short += len(content) > self._most
                return call(descriptor, content[: self._most])
            return call(*arguments, **options)

        return faulty

    def _exchanging(self, call: Callable[[Path, Path], bool]) -> Callable[[Path, Path], bool]:
        def exchanging(one: Path, other: Path) -> bool:
            return self._trades and not self._fails("exchange") and call(one, other)

        return exchanging
