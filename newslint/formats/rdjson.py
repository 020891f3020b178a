"""For reviewdog, which comments on pull requests: the Reviewdog Diagnostic Format."""

from collections.abc import Iterator
from typing import Any

from newslint.diagnostic import Edit, Severity, apply
from newslint.formats.ijson import array, dumps
from newslint.formats.places import byte_column, known_line, last_line, line_start
from newslint.report import FileReport, Located, Report

_SOURCE = {"name": "newslint", "url": "https://newslint.readthedocs.io/"}
_SEVERITIES = {Severity.ERROR: "ERROR", Severity.WARNING: "WARNING", Severity.INFO: "INFO"}


def render(report: Report) -> Iterator[str]:
    """Yield one object with a diagnostic a line; columns are in bytes of UTF-8, as it has them."""
    yield f'{{"source": {dumps(_SOURCE)}, "diagnostics": '
    yield from array(diagnostic for file in report for diagnostic in _diagnostics(file))
    yield "}\n"


def _diagnostics(file: FileReport) -> Iterator[dict[str, Any]]:
    if file.failure is not None:
        yield {"message": file.failure, "location": {"path": file.path}, "severity": "ERROR"}
    for each in file.located:
        yield _diagnostic(file.path, each)


def _diagnostic(path: str, each: Located) -> dict[str, Any]:
    said = each.said
    suggestion = _suggestion(each)
    return {
        "message": said.message,
        "location": {"path": path, "range": _range(each)},
        "severity": _SEVERITIES[said.severity],
        "code": {"value": said.rule, "url": said.url},
        **({"suggestions": [suggestion]} if suggestion else {}),
    }


def _range(each: Located) -> dict[str, Any]:
    """Return the exact range, or the lines where its columns are not known."""
    start = byte_column(each, each.said.span.start)
    end = 1 if each.end.column == 1 else byte_column(each, each.said.span.end)
    if start is None or end is None:
        return {"start": {"line": each.start.line}, "end": {"line": last_line(each)}}
    return {
        "start": {"line": each.start.line, "column": start},
        "end": {"line": each.end.line, "column": end},
    }


def _suggestion(each: Located) -> dict[str, Any] | None:
    """Return the fix as one replacement in one line; None where there is none, or none such.

    Suggestions are taken one by one, but the edits of a fix are right only together.
    """
    line, fix = known_line(each), each.said.fix
    if fix is None or line is None:
        return None
    first = min(edit.span.start for edit in fix.edits)
    last = max(edit.span.end for edit in fix.edits)
    start, end = byte_column(each, first), byte_column(each, last)
    if start is None or end is None:
        return None
    begin = line_start(each)
    edits = [Edit(edit.span.shifted(-first), edit.text) for edit in fix.edits]
    return {
        "range": {
            "start": {"line": each.start.line, "column": start},
            "end": {"line": each.start.line, "column": end},
        },
        "text": apply(line[first - begin : last - begin], edits),
    }
