"""For programs: one JSON object, described by `schemas/report.schema.json`."""

import json
from collections.abc import Iterator
from typing import Any

import msgspec

from newslint.diagnostic import Fix, Severity
from newslint.regex import regex
from newslint.report import FileReport, Located, Report
from newslint.text import Position

_VERSION = 1


def render(report: Report) -> Iterator[str]:
    """Yield the object and a final line break; every offset is in characters without the BOM."""
    written = json.dumps(_object(report), ensure_ascii=False)
    # `json.dumps` itself indents in Python, which takes far longer than all else.
    indented = msgspec.json.format(written.encode(errors="surrogatepass"), indent=2)
    yield f"{_readable(indented.decode(errors='surrogatepass'))}\n"


def dumps(value: Any, indent: int | None = None) -> str:
    """Return JSON in which text is readable, and which every encoding and terminal can take."""
    return _readable(json.dumps(value, ensure_ascii=False, indent=indent))


def _readable(written: str) -> str:
    if written.isprintable():
        return written
    return _UNWRITABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", written)


# Lone surrogates, control characters, and what steers a terminal, as `terminal.visible` has it.
_UNWRITABLE = regex("[\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")


def diagnostics(file: FileReport) -> Iterator[dict[str, Any]]:
    """Yield a file's diagnostics as JSON has them."""
    for each in file.located:
        yield _diagnostic(file.path, each)


def failure(file: FileReport) -> dict[str, Any]:
    """Return why newslint failed on a file, as JSON has it."""
    return {"path": file.path, "message": file.failure}


def _object(report: Report) -> dict[str, Any]:
    said: list[dict[str, Any]] = []
    failed: list[dict[str, Any]] = []
    for file in report:
        said += diagnostics(file)
        failed += [failure(file)] if file.failure is not None else []
    totals = report.totals
    return {
        "version": _VERSION,
        "summary": {
            "files": totals.checked,
            "problems": totals.problems,
            "fixable": totals.fixable.total(),
            "fixable_unsafe": totals.fixable_unsafe,
            "fixed": totals.fixed,
            "failures": len(failed),
            "severities": {severity.value: totals.severities[severity] for severity in Severity},
        },
        "diagnostics": said,
        "failures": failed,
    }


def _diagnostic(path: str, each: Located) -> dict[str, Any]:
    said = each.said
    return {
        "path": path,
        "rule": said.rule,
        "group": said.group,
        "severity": said.severity.value,
        "message": said.message,
        "url": said.url,
        "start": _place(each.start, said.span.start),
        "end": _place(each.end, said.span.end),
        "fix": _fix(said.fix) if said.fix else None,
    }


def _place(position: Position, offset: int) -> dict[str, int]:
    return {"line": position.line, "column": position.column, "offset": offset}


def _fix(fix: Fix) -> dict[str, Any]:
    return {
        "title": fix.title,
        "applicability": fix.applicability.value,
        "edits": [
            {"start": edit.span.start, "end": edit.span.end, "text": edit.text}
            for edit in fix.edits
        ],
    }
