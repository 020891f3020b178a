"""For people: each problem, with the line it is in and the place marked."""

from collections.abc import Iterator

import click

from newslint.diagnostic import Applicability, Severity
from newslint.formats.snippet import snippet
from newslint.formats.summary import summary
from newslint.formats.terminal import visible
from newslint.report import FileReport, Located, Report

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}


def render(report: Report) -> Iterator[str]:
    """Yield every failure and problem, and a summary."""
    for file in report:
        yield "".join(f"{part}\n\n" for part in _parts(file))
    yield summary(report.totals)


def _parts(file: FileReport) -> Iterator[str]:
    if file.failure is not None:
        path = click.style(f"{visible(file.path)}:", bold=True)
        yield f"{path} {click.style('failure', fg='red', bold=True)}: {visible(file.failure)}"
    for each in file.located:
        yield "\n".join(_lines(file.path, each))


def _lines(path: str, each: Located) -> Iterator[str]:
    said, start = each.said, each.start
    shown = snippet(each.excerpt)
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
