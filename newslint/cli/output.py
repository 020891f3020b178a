"""Where reports go, and the exit code."""

import os
import sys
import time
from collections.abc import Iterable, Iterator
from itertools import tee
from pathlib import Path

import click
from msgspec import Struct

from newslint.cli.targets import Target
from newslint.diagnostic import Severity
from newslint.formats import patch as patches
from newslint.formats import uncoloured
from newslint.formats.terminal import visible
from newslint.report import Report, Totals

CLEAN, PROBLEMS, FAILURE = 0, 1, 2
"""The exit codes: nothing to say, problems remain, newslint could not do its job."""


_PAUSE = 0.001  # seconds between two pieces, on average
_BURST = 0.1  # seconds of pauses that may be skipped at first, or after a while without pieces


class Output(Struct, frozen=True):
    """Where a run is reported, and from which severity on problems fail it."""

    targets: tuple[Target, ...]
    fail_on: Severity | None

    @property
    def files(self) -> frozenset[Path]:
        """The files that reports are written to, as absolute paths."""
        return frozenset(target.file.absolute() for target in self.targets if target.file)

    def show(self, report: Report, *, to_stderr: bool = False) -> int:
        """Print or write a report as its files come, and return the exit code.

        Where there are several targets, the first is served as files come and the others follow;
        till then, what they are to say is kept. One that fails does not keep the others from it.
        """
        alone = len(self.targets) == 1
        copies = [report] if alone else map(Report, tee(report, len(self.targets)))
        written = True
        for target, copy in zip(self.targets, copies, strict=True):
            if target.file is None:
                render = target.render if wants_colour() else uncoloured(target.render)
                _print(render(copy), to_stderr=to_stderr)
            else:
                parts = uncoloured(target.render)(copy)
                written &= _write(target.file, parts, appended=target.appended)
        return self._exit_code(report.totals) if written else FAILURE

    def _exit_code(self, totals: Totals) -> int:
        if totals.failed:
            return FAILURE
        if self.fail_on is None:
            return CLEAN
        bound = self.fail_on.rank
        return PROBLEMS if any(each.rank <= bound for each in totals.severities) else CLEAN


def _print(parts: Iterable[str], *, to_stderr: bool) -> None:
    said = filter(None, parts)
    to_terminal = (sys.stderr if to_stderr else sys.stdout).isatty()
    for text in said if to_terminal else _gathered(said):
        # Whatever there is in it of colour is wanted.
        click.echo(text, nl=False, err=to_stderr, color=True)


def _gathered(parts: Iterable[str]) -> Iterator[str]:
    """Yield the text in larger pieces where parts come by the thousand, else as they come.

    To write takes longer than to say what is written, and wakes who reads. What is held is out
    before anything is said of what stopped the parts.
    """
    held: list[str] = []
    due = 0.0
    try:
        for part in parts:
            held.append(part)
            now = time.monotonic()
            if now < due:
                continue
            due = max(due, now - _BURST) + _PAUSE
            text = "".join(held)
            held.clear()
            yield text
    finally:
        if held:
            yield "".join(held)


def _write(file: Path, parts: Iterable[str], *, appended: bool) -> bool:
    """Write a report to a file and return whether that could be done; if not, say so."""
    try:
        with file.open("a" if appended else "w", encoding="utf-8", newline="") as stream:
            stream.writelines(parts)
    except OSError as error:
        complain(f"cannot write {file}: {error.strerror}")
        return False
    return True


def complain(told: str) -> None:
    """Say on standard error what newslint could not do, or what else is to be known."""
    click.echo(f"newslint: {visible(told)}", err=True)


def show_patch(patch: str) -> None:
    """Print a patch: to a program as it is, to a person so that nothing in it steers the terminal.

    What is printed to a program are bytes, for a post may hold any.
    """
    colour = wants_colour()
    if not colour and not sys.stdout.isatty():
        click.echo(patch.encode(errors="surrogateescape"), nl=False)
        return
    harmless = "\n".join(map(visible, patch.split("\n")))
    click.echo(patches.coloured(harmless) if colour else harmless, nl=False, color=colour)


def wants_colour() -> bool:
    """Whether standard output is to be coloured (no-color.org, force-color.org)."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()
