"""For what reads Checkstyle's XML, such as Jenkins, SonarQube and editors."""

from collections.abc import Iterator

from newslint.formats.xml import tag
from newslint.report import FileReport, Located, Report


def render(report: Report) -> Iterator[str]:
    """Yield the document; files of which there is nothing to say are not in it.

    Columns are in characters. A failure is an error in line 1.
    """
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n'
    for file in report:
        if file.located or file.failure is not None:
            yield "\n".join([f"  {tag('file', name=file.path)}>", *_errors(file), "  </file>\n"])
    yield "</checkstyle>\n"


def _errors(file: FileReport) -> Iterator[str]:
    if file.failure is not None:
        failure = tag("error", line=1, severity="error", message=file.failure, source="newslint")
        yield f"    {failure}/>"
    for each in file.located:
        yield f"    {_error(each)}/>"


def _error(each: Located) -> str:
    return tag(
        "error",
        line=each.start.line,
        column=each.start.column,
        severity=each.said.severity.value,
        message=each.said.message,
        source=f"newslint.{each.said.rule}",
    )
