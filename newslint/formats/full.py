"""For people: each problem, with the line it is in and the place marked."""

from collections.abc import Iterator

from newslint.diagnostic import Applicability, Severity
from newslint.formats.snippet import snippet
from newslint.formats.style import style
from newslint.formats.summary import summary
from newslint.formats.terminal import visible
from newslint.report import FileReport, Located, Report

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
_PLACE = style(bold=True)
_FAILURE = style(colour="red", bold=True)
_SEVERITY = {each: style(colour=colour, bold=True) for each, colour in _COLOURS.items()}
_SAFE = style(colour="green")("fix:")
_UNSAFE = style(colour="cyan")("unsafe fix:")


def render(report: Report) -> Iterator[str]:
    """Yield every failure and problem, and a summary."""
    for file in report:
        yield "".join(_parts(file))
    yield summary(report.totals)


def _parts(file: FileReport) -> Iterator[str]:
    path = visible(file.path)
    if file.failure is not None:
        yield f"{_PLACE(f'{path}:')} {_FAILURE('failure')}: {visible(file.failure)}\n\n"
    for each in file.located:
        yield f"{_lines(path, each)}\n\n"


def _lines(path: str, each: Located) -> str:
    said, start = each.said, each.start
    shown = snippet(each.excerpt)
    severity = _SEVERITY[said.severity]
    place = _PLACE(f"{path}:{start.line}:{start.column}:")
    margin = " " * len(str(start.line))
    lines = (
        f"{place} {severity(said.severity.value)} {said.rule}: {visible(said.message)}\n"
        f"{f'  {start.line} | {shown.line}'.rstrip()}\n"
        f"  {margin} | {' ' * shown.indent}{severity('^' * shown.length)}"
    )
    if said.fix is None:
        return lines
    fix = _SAFE if said.fix.applicability is Applicability.SAFE else _UNSAFE
    return f"{lines}\n  {margin} = {fix} {visible(said.fix.title)}"
