"""For programs: one JSON object, described by `schemas/report.schema.json`."""

import json
import re
from collections.abc import Iterator
from typing import Any

from newslint.diagnostic import Diagnostic, Fix, Severity
from newslint.report import FileReport, Report
from newslint.text import Text

_VERSION = 1


def render(report: Report, *, colour: bool = False) -> str:  # noqa: ARG001 - JSON has no colours
    """Return the object and a final line break; every offset is in characters without the BOM."""
    return f"{dumps(_object(report), indent=2)}\n"


def dumps(value: Any, indent: int | None = None) -> str:
    """Return JSON in which text is readable, and which every encoding and terminal can take."""
    written = json.dumps(value, ensure_ascii=False, indent=indent)
    return re.sub(_UNWRITABLE, lambda match: f"\\u{ord(match[0]):04x}", written)


# Lone surrogates, control characters, and what Unicode takes for the end of a line.
_UNWRITABLE = "[\x7f-\x9f\u2028\u2029\ud800-\udfff]"


def diagnostics(file: FileReport) -> Iterator[dict[str, Any]]:
    """Yield a file's diagnostics as JSON has them."""
    if file.text is not None:
        for said in file.diagnostics:
            yield _diagnostic(file.path, file.text, said)


def failure(file: FileReport) -> dict[str, Any]:
    """Return why newslint failed on a file, as JSON has it."""
    return {"path": file.path, "message": file.failure}


def _object(report: Report) -> dict[str, Any]:
    counts = report.severities
    return {
        "version": _VERSION,
        "summary": {
            "files": report.checked,
            "problems": report.problems,
            "fixable": report.fixable,
            "fixable_unsafe": report.fixable_unsafe,
            "fixed": report.fixed,
            "failures": len(report.failures),
            "severities": {severity.value: counts[severity] for severity in Severity},
        },
        "diagnostics": [each for file in report.files for each in diagnostics(file)],
        "failures": [failure(file) for file in report.failures],
    }


def _diagnostic(path: str, text: Text, said: Diagnostic) -> dict[str, Any]:
    return {
        "path": path,
        "rule": said.rule,
        "group": said.group,
        "severity": said.severity.value,
        "message": said.message,
        "url": said.url,
        "start": _place(text, said.span.start),
        "end": _place(text, said.span.end),
        "fix": _fix(said.fix) if said.fix else None,
    }


def _place(text: Text, offset: int) -> dict[str, int]:
    position = text.position(offset)
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
