"""For people with many problems, and for editors: one line each."""

from collections.abc import Iterator

from newslint.diagnostic import Applicability
from newslint.formats.style import Form, Styling, coloured
from newslint.formats.summary import summary
from newslint.formats.terminal import visible
from newslint.report import Located, Report

FIXABLE = "[*]"
"""What marks a problem with a safe fix."""

_SAFE = Applicability.SAFE


def render(report: Report, style: Styling = coloured) -> Iterator[str]:
    """Yield a line for every failure and problem, and a summary."""
    place, failure = style(bold=True), style(colour="red")("failure")
    failed = f"{place('{}:')} {failure} {{}}\n".format
    problem = f"{place('{}:{}:{}:')} {style(colour='cyan')('{}')} {{}}"
    unfixable = f"{problem}\n".format
    fixable = f"{problem} {style(colour='green')(FIXABLE)}\n".format
    for file in report:
        path = visible(file.path)
        lines = [] if file.failure is None else [failed(path, visible(file.failure))]
        lines += [_line(path, each, fixable, unfixable) for each in file.located]
        yield "".join(lines)
    yield summary(report.totals)


def _line(path: str, each: Located, fixable: Form, unfixable: Form) -> str:
    said, start, fix = each.said, each.start, each.said.fix
    form = fixable if fix is not None and fix.applicability is _SAFE else unfixable
    return form(path, start.line, start.column, said.rule, visible(said.message))
