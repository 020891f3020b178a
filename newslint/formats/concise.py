"""For people with many problems, and for editors: one line each."""

from collections.abc import Iterator

from newslint.diagnostic import Applicability
from newslint.formats.style import style
from newslint.formats.summary import summary
from newslint.formats.terminal import visible
from newslint.report import FileReport, Located, Report

FIXABLE = "[*]"
"""What marks a problem with a safe fix."""

_PLACE = style(bold=True)
_RULE = style(colour="cyan")
_FAILURE = style(colour="red")("failure")
_MARK = f" {style(colour='green')(FIXABLE)}"


def render(report: Report) -> Iterator[str]:
    """Yield a line for every failure and problem, and a summary."""
    for file in report:
        yield "".join(f"{line}\n" for line in _lines(file))
    yield summary(report.totals)


def _lines(file: FileReport) -> Iterator[str]:
    path = visible(file.path)
    if file.failure is not None:
        yield f"{_PLACE(f'{path}:')} {_FAILURE} {visible(file.failure)}"
    for each in file.located:
        yield _line(path, each)


def _line(path: str, each: Located) -> str:
    said, start = each.said, each.start
    place = _PLACE(f"{path}:{start.line}:{start.column}:")
    is_fixable = said.fix is not None and said.fix.applicability is Applicability.SAFE
    return f"{place} {_RULE(said.rule)} {visible(said.message)}{_MARK if is_fixable else ''}"
