"""For people with many problems, and for editors: one line each."""

from collections.abc import Iterator

import click

from newslint.diagnostic import Applicability, Diagnostic
from newslint.formats.summary import summary
from newslint.formats.terminal import visible
from newslint.report import FileReport, Report
from newslint.text import Text

FIXABLE = "[*]"
"""What marks a problem with a safe fix."""


def render(report: Report, *, colour: bool = False) -> str:
    """Return a line for every failure and problem, and a summary."""
    lines = [line for file in report.files for line in _lines(file)]
    text = "".join(f"{line}\n" for line in lines) + summary(report)
    # No file's own escape sequence comes through: all that there are, are ours.
    return text if colour else click.unstyle(text)


def _lines(file: FileReport) -> Iterator[str]:
    if file.failure is not None:
        path = click.style(f"{visible(file.path)}:", bold=True)
        yield f"{path} {click.style('failure', fg='red')} {visible(file.failure)}"
    if file.text is not None:
        for said in file.diagnostics:
            yield _line(file.path, file.text, said)


def _line(path: str, text: Text, said: Diagnostic) -> str:
    start = text.position(said.span.start)
    place = click.style(f"{visible(path)}:{start.line}:{start.column}:", bold=True)
    is_fixable = said.fix is not None and said.fix.applicability is Applicability.SAFE
    mark = f" {click.style(FIXABLE, fg='green')}" if is_fixable else ""
    return f"{place} {click.style(said.rule, fg='cyan')} {visible(said.message)}{mark}"
