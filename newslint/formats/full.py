"""For people: each problem, with the line it is in and the place marked."""

from collections.abc import Iterator

import click

from newslint.diagnostic import Applicability, Diagnostic, Severity
from newslint.formats.snippet import snippet
from newslint.formats.summary import summary
from newslint.formats.terminal import visible
from newslint.report import FileReport, Report
from newslint.text import Text

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}


def render(report: Report, *, colour: bool = False) -> str:
    """Return every failure and problem, and a summary."""
    parts = [part for file in report.files for part in _parts(file)]
    text = "\n\n".join((*parts, summary(report)))
    # No file's own escape sequence comes through: all that there are, are ours.
    return text if colour else click.unstyle(text)


def _parts(file: FileReport) -> Iterator[str]:
    if file.failure is not None:
        path = click.style(f"{visible(file.path)}:", bold=True)
        yield f"{path} {click.style('failure', fg='red', bold=True)}: {visible(file.failure)}"
    if file.text is not None:
        for said in file.diagnostics:
            yield "\n".join(_lines(file.path, file.text, said))


def _lines(path: str, text: Text, said: Diagnostic) -> Iterator[str]:
    start = text.position(said.span.start)
    shown = snippet(text, said.span)
    place = click.style(f"{visible(path)}:{start.line}:{start.column}:", bold=True)
    severity = click.style(said.severity.value, fg=_COLOURS[said.severity], bold=True)
    mark = click.style("^" * shown.length, fg=_COLOURS[said.severity], bold=True)
    margin = " " * len(str(start.line))
    yield f"{place} {severity} {said.rule}: {visible(said.message)}"
    yield f"  {start.line} | {shown.line}".rstrip()
    yield f"  {margin} | {' ' * shown.indent}{mark}"
    if said.fix is not None:
        is_safe = said.fix.applicability is Applicability.SAFE
        name = click.style("fix:" if is_safe else "unsafe fix:", fg="green" if is_safe else "cyan")
        yield f"  {margin} = {name} {visible(said.fix.title)}"
