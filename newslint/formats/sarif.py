"""For code scanning, on GitHub and elsewhere: SARIF 2.1.0, the standard's one run of one tool.

Columns and offsets are in characters (code points) of the decoded text; the byte order mark is not
counted. GitHub refuses more results than `MOST_RESULTS`, so only the gravest are there, and the
run says so.
"""

import re
from collections.abc import Iterator, Sequence
from heapq import nsmallest
from pathlib import PureWindowsPath
from typing import Any
from urllib.parse import quote

from msgspec import Struct

from newslint.diagnostic import Fix, Severity
from newslint.formats.fingerprints import fingerprinted
from newslint.formats.ijson import array, dumps
from newslint.formats.summary import counted
from newslint.report import Located, Report

MOST_RESULTS = 25_000
"""The most results of a run (docs.github.com, "SARIF support for code scanning")."""

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"
_HOME = "https://newslint.readthedocs.io/"
_ROOT = "SRCROOT"
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
# What GitHub makes of them where alerts are filtered.
_PROBLEMS = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "recommendation",
}


def render(report: Report) -> Iterator[str]:
    """Yield the log: rules that found something, the gravest results, and what failed."""
    notifications: list[dict[str, Any]] = []
    results = nsmallest(MOST_RESULTS, _results(report, notifications), key=_Result.rank)
    failed = bool(notifications)
    left_out = report.totals.problems - len(results)
    if left_out:
        told = f"{counted(left_out, 'problem')} of {report.totals.problems} left out"
        notifications.append(_notification("note", f"{told}: code scanning takes no more"))
    names = sorted({each.located.said.rule for each in results})
    facts = {
        "tool": {"driver": _driver(names, results)},
        "invocations": [
            {"executionSuccessful": not failed, "toolExecutionNotifications": notifications}
        ],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "Where newslint was started."}}},
        "columnKind": "unicodeCodePoints",
    }
    yield f'{{"$schema": {dumps(_SCHEMA)}, "version": "2.1.0", "runs": [{{\n'
    for name, fact in facts.items():
        yield f"{dumps(name)}: {dumps(fact)},\n"
    yield '"results": '
    yield from array(each.written(names) for each in results)
    yield "}]}\n"


class _Result(Struct, frozen=True):
    """A problem with what it takes to write it."""

    artifact: dict[str, Any]
    located: Located
    fingerprint: str

    def rank(self) -> int:
        return self.located.said.severity.rank

    def written(self, rules: Sequence[str]) -> dict[str, Any]:
        """Return the `result` (SARIF, section 3.27), given the names of the driver's rules."""
        said, start, end = self.located.said, self.located.start, self.located.end
        region = {
            "startLine": start.line,
            "startColumn": start.column,
            "endLine": end.line,
            "endColumn": end.column,
            "charOffset": said.span.start,
            "charLength": len(said.span),
        }
        return {
            "ruleId": said.rule,
            "ruleIndex": rules.index(said.rule),
            "level": _LEVELS[said.severity],
            "message": {"text": said.message},
            "locations": [
                {"physicalLocation": {"artifactLocation": self.artifact, "region": region}}
            ],
            "partialFingerprints": {"newslint/v1": self.fingerprint},
            **({"fixes": [_fix(said.fix, self.artifact)]} if said.fix else {}),
        }


def _results(report: Report, notifications: list[dict[str, Any]]) -> Iterator[_Result]:
    """Yield a result for each problem; what failed goes to `notifications`."""
    for file in report:
        if file.failure is not None:
            notifications.append(_notification("error", file.failure, file.path))
        artifact = _artifact(file.path)
        for located, fingerprint in fingerprinted(file):
            yield _Result(artifact, located, fingerprint)


def _notification(level: str, text: str, path: str | None = None) -> dict[str, Any]:
    said: dict[str, Any] = {"level": level, "message": {"text": text}}
    if path is not None:
        said["locations"] = [{"physicalLocation": {"artifactLocation": _artifact(path)}}]
    return said


def _artifact(path: str) -> dict[str, Any]:
    """Return where a file is: below the folder in which newslint was started, or anywhere."""
    # Of the surrogates, those that stand for a byte that is no text become that byte again.
    written = quote(
        re.sub("[\ud800-\udc7f\udd00-\udfff]", "\ufffd", path), errors="surrogateescape"
    )
    if path.startswith("/"):
        return {"uri": f"file://{written}"}
    if PureWindowsPath(path).is_absolute():
        return {"uri": f"file:///{written}"}
    return {"uri": written, "uriBaseId": _ROOT}


def _fix(fix: Fix, artifact: dict[str, Any]) -> dict[str, Any]:
    """Return the `fix` (SARIF, section 3.55): replacements that are right only together."""
    replacements = [
        {
            "deletedRegion": {"charOffset": edit.span.start, "charLength": len(edit.span)},
            "insertedContent": {"text": edit.text},
        }
        for edit in fix.edits
    ]
    return {
        "description": {"text": fix.title},
        "artifactChanges": [{"artifactLocation": artifact, "replacements": replacements}],
        "properties": {"applicability": fix.applicability.value},
    }


def _driver(names: Sequence[str], results: Sequence[_Result]) -> dict[str, Any]:
    """Return what newslint is, with the rules of these names."""
    from importlib.metadata import version

    urls = {each.located.said.rule: each.located.said.url for each in results}
    return {
        "name": "newslint",
        "version": version("newslint"),
        "informationUri": _HOME,
        "rules": [_rule(name, urls[name]) for name in names],
    }


def _rule(name: str, url: str) -> dict[str, Any]:
    """Return the `reportingDescriptor` of a rule (SARIF, section 3.49)."""
    from newslint.rules import every_rule

    descriptor: dict[str, Any] = {"id": name, "helpUri": url}
    rule = every_rule().get(name)
    if rule is None:
        return descriptor
    severity = rule().severity
    return descriptor | {
        "name": rule.__name__,
        "shortDescription": {"text": rule.summary()},
        "fullDescription": {"text": rule.summary()},
        "help": {"text": f"{rule.summary()} See {url}", "markdown": rule.docs()},
        "defaultConfiguration": {"enabled": rule.default, "level": _LEVELS[severity]},
        "properties": {
            "tags": [rule.group],
            "problem.severity": _PROBLEMS[severity],
            "fixes": rule.fixes.value if rule.fixes else "none",
        },
    }
