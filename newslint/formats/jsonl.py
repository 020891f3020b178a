"""For programs that read line by line: one diagnostic or failure a line, as JSON."""

from collections.abc import Iterator

from newslint.formats.json import diagnostics, dumps, failure
from newslint.report import FileReport, Report


def render(report: Report) -> Iterator[str]:
    """Yield the lines of one file after the other."""
    for file in report:
        yield "".join(lines(file))


def lines(file: FileReport) -> Iterator[str]:
    """Yield the lines of one file, each with its line break.

    A failure has a `path` and a `message` and no `rule`.
    """
    if file.failure is not None:
        yield f"{dumps(failure(file))}\n"
    for each in diagnostics(file):
        yield f"{dumps(each)}\n"
