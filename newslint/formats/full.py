"""For people: each problem, with the line it is in and the place marked."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from newslint.diagnostic import Applicability, Severity
from newslint.formats.snippet import snippet
from newslint.formats.style import Form, Styling, coloured
from newslint.formats.summary import summary
from newslint.formats.terminal import visible
from newslint.report import FileReport, Report

_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "blue"}
_FIXES = {Applicability.SAFE: ("green", "fix:"), Applicability.UNSAFE: ("cyan", "unsafe fix:")}


def render(report: Report, style: Styling = coloured) -> Iterator[str]:
    """Yield every failure and problem, and a summary."""
    forms = _Forms.of(style)
    for file in report:
        yield "".join(_parts(file, forms))
    yield summary(report.totals)


class _Forms(Struct, frozen=True):
    """What is filled in for a failure, for a problem of each severity, and below it for its fix."""

    failure: Form
    problems: Mapping[Severity, Form]
    fixes: Mapping[Applicability, Form]

    @classmethod
    def of(cls, style: Styling) -> "_Forms":
        place, failure = style(bold=True), style(colour="red", bold=True)("failure")
        problems = {}
        for severity, colour in _COLOURS.items():
            mark = style(colour=colour, bold=True)
            head = f"{place('{}:{}:{}:')} {mark(severity.value)} {{}}: {{}}"
            problems[severity] = f"{head}\n{{}}\n  {{}} | {{}}{mark('{}')}\n".format
        fixes = {
            trust: f"  {{}} = {style(colour=colour)(word)} {{}}\n".format
            for trust, (colour, word) in _FIXES.items()
        }
        return cls(f"{place('{}:')} {failure}: {{}}\n\n".format, problems, fixes)


def _parts(file: FileReport, forms: _Forms) -> Iterator[str]:
    path = visible(file.path)
    if file.failure is not None:
        yield forms.failure(path, visible(file.failure))
    for each in file.located:
        said, start = each.said, each.start
        shown = snippet(each.excerpt)
        number = str(start.line)
        margin = " " * len(number)
        yield forms.problems[said.severity](
            path,
            number,
            start.column,
            said.rule,
            visible(said.message),
            f"  {number} | {shown.line}".rstrip(),
            margin,
            " " * shown.indent,
            "^" * shown.length,
        )
        if said.fix is not None:
            yield forms.fixes[said.fix.applicability](margin, visible(said.fix.title))
        yield "\n"
