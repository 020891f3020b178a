"""For GitLab's merge requests: a code quality report."""

from collections.abc import Iterator
from typing import Any

from newslint.diagnostic import Severity
from newslint.formats.fingerprints import fingerprinted, of_failure
from newslint.formats.ijson import array
from newslint.formats.places import last_line
from newslint.report import FileReport, Located, Report

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report) -> Iterator[str]:
    """Yield an array with an issue a line (docs.gitlab.com/ci/testing/code_quality)."""
    yield from array(issue for file in report for issue in _issues(file))
    yield "\n"


def _issues(file: FileReport) -> Iterator[dict[str, Any]]:
    if file.failure is not None:
        yield {
            "description": file.failure,
            "check_name": "newslint",
            "fingerprint": of_failure(file),
            "severity": "blocker",
            "location": {"path": file.path, "lines": {"begin": 1}},
        }
    for each, fingerprint in fingerprinted(file):
        yield _issue(file.path, each, fingerprint)


def _issue(path: str, each: Located, fingerprint: str) -> dict[str, Any]:
    said = each.said
    return {
        "description": said.message,
        "check_name": said.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[said.severity],
        "location": {"path": path, "lines": {"begin": each.start.line, "end": last_line(each)}},
    }
