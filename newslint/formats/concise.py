"""For people with many problems, and for editors: one line each."""

from collections.abc import Iterator

import click

from newslint.diagnostic import Applicability
from newslint.formats.summary import summary
from newslint.formats.terminal import visible
from newslint.report import FileReport, Located, Report

FIXABLE = "[*]"
"""What marks a problem with a safe fix."""


def render(report: Report) -> Iterator[str]:
    """Yield a line for every failure and problem, and a summary."""
    for file in report:
        yield "".join(f"{line}\n" for line in _lines(file))
    yield summary(report.totals)


def _lines(file: FileReport) -> Iterator[str]:
    if file.failure is not None:
        path = click.style(f"{visible(file.path)}:", bold=True)
        yield f"{path} {click.style('failure', fg='red')} {visible(file.failure)}"
    for each in file.located:
        yield _line(file.path, each)


def _line(path: str, each: Located) -> str:
    said, start = each.said, each.start
    place = click.style(f"{visible(path)}:{start.line}:{start.column}:", bold=True)
    is_fixable = said.fix is not None and said.fix.applicability is Applicability.SAFE
    mark = f" {click.style(FIXABLE, fg='green')}" if is_fixable else ""
    return f"{place} {click.style(said.rule, fg='cyan')} {visible(said.message)}{mark}"
