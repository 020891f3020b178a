"""For Azure Pipelines: logging commands that the build's page shows as errors and warnings."""

from collections.abc import Iterator

from newslint.diagnostic import Severity
from newslint.formats.summary import summary
from newslint.formats.terminal import visible
from newslint.report import FileReport, Located, Report


def render(report: Report) -> Iterator[str]:
    """Yield a command for every failure and problem, and a summary.

    Azure knows no infos: they are warnings.
    """
    for file in report:
        yield "".join(f"{line}\n" for line in _lines(file))
    # The agent looks for commands anywhere in a line, even in the name of a file.
    yield summary(report.totals).replace("##", "# #")


def _lines(file: FileReport) -> Iterator[str]:
    if file.failure is not None:
        yield _command(file.failure, type="error", sourcepath=file.path, code="newslint")
    for each in file.located:
        yield _line(file.path, each)


def _line(path: str, each: Located) -> str:
    said, start = each.said, each.start
    return _command(
        said.message,
        type="error" if said.severity is Severity.ERROR else "warning",
        sourcepath=path,
        linenumber=str(start.line),
        columnnumber=str(start.column),
        code=said.rule,
    )


def _command(message: str, **properties: str) -> str:
    written = "".join(f"{key}={_escaped(value)};" for key, value in properties.items())
    return f"##vso[task.logissue {written}]{_escaped(message)}"


def _escaped(text: str) -> str:
    """Return text as the agent's `CommandStringConvertor` takes it; there is no line break in it.

    The escape of the percent sign comes first: the others write one.
    """
    shown = visible(text).replace("%", "%AZP25")
    return shown.replace(";", "%3B").replace("]", "%5D")
