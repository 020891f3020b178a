"""Where reports go, and the exit code."""

import os
import sys
from collections.abc import Iterable
from pathlib import Path

import click
from msgspec import Struct

from newslint import formats
from newslint.diagnostic import Severity
from newslint.report import Report, Totals

CLEAN, PROBLEMS, FAILURE = 0, 1, 2
"""The exit codes: nothing to say, problems remain, newslint could not do its job."""


class Output(Struct, frozen=True):
    """How a report is shown, and from which severity on problems fail the run."""

    format_name: str
    file: Path | None
    fail_on: Severity | None
    statistics: bool

    def show(self, report: Report, *, to_stderr: bool = False) -> int:
        """Print or write a report as its files come, and return the exit code."""
        render = formats.statistics if self.statistics else formats.FORMATS[self.format_name]
        if self.file is None:
            colour = wants_colour()
            for text in render(report):
                if text:
                    click.echo(text, nl=False, err=to_stderr, color=colour)
        elif not self._write(self.file, render(report)):
            return FAILURE
        return self._exit_code(report.totals)

    def _write(self, file: Path, parts: Iterable[str]) -> bool:
        try:
            with file.open("w", encoding="utf-8", newline="") as stream:
                # No file's own escape sequence comes through: all that there are, are ours.
                stream.writelines(map(click.unstyle, parts))
        except OSError as error:
            click.echo(f"newslint: cannot write {file}: {error.strerror}", err=True)
            return False
        return True

    def _exit_code(self, totals: Totals) -> int:
        if totals.failed:
            return FAILURE
        if self.fail_on is None:
            return CLEAN
        bound = self.fail_on.rank
        return PROBLEMS if any(each.rank <= bound for each in totals.severities) else CLEAN


def wants_colour() -> bool:
    """Whether standard output is to be coloured (no-color.org, force-color.org)."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()
