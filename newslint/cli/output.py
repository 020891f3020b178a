"""Where reports go, and the exit code."""

import os
import sys
from pathlib import Path

import click
from msgspec import Struct

from newslint import formats
from newslint.diagnostic import Severity
from newslint.report import Report

CLEAN, PROBLEMS, FAILURE = 0, 1, 2
"""The exit codes: nothing to say, problems remain, newslint could not do its job."""


class Output(Struct, frozen=True):
    """How a report is shown, and from which severity on problems fail the run."""

    format_name: str
    file: Path | None
    fail_on: Severity | None
    statistics: bool

    def show(self, report: Report, *, to_stderr: bool = False) -> int:
        """Print or write a report and return the exit code."""
        colour = wants_colour() and self.file is None
        render = formats.statistics if self.statistics else formats.FORMATS[self.format_name]
        text = render(report, colour=colour)
        if self.file is None:
            click.echo(text, nl=False, err=to_stderr, color=colour)
        elif not self._write(self.file, text):
            return FAILURE
        return self._exit_code(report)

    def _write(self, file: Path, text: str) -> bool:
        try:
            file.write_text(text, encoding="utf-8", newline="")
        except OSError as error:
            click.echo(f"newslint: cannot write {file}: {error.strerror}", err=True)
            return False
        return True

    def _exit_code(self, report: Report) -> int:
        if any(file.failure for file in report.files):
            return FAILURE
        if self.fail_on is None:
            return CLEAN
        severities = (said.severity for file in report.files for said in file.diagnostics)
        bound = self.fail_on.rank
        return PROBLEMS if any(severity.rank <= bound for severity in severities) else CLEAN


def wants_colour() -> bool:
    """Whether standard output is to be coloured (no-color.org, force-color.org)."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()
