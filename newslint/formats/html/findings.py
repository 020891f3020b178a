"""The files of a report as the page's script reads them: JSON, written as they come."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from newslint.diagnostic import Applicability, Diagnostic, Fix
from newslint.excerpt import Excerpt
from newslint.formats.html.change import CUT, change
from newslint.formats.json import dumps
from newslint.formats.terminal import visible
from newslint.report import FileReport, Located, Report


def findings(report: Report) -> Iterator[str]:
    r"""Yield one JSON object in parts, fit for a `script` element: `<` is written `\u003c`.

    All its text is on one line and shows what steers the direction of writing, as on a terminal:
    a post cannot rearrange the page.
    """
    rules = _Rules()
    months: Counter[str] = Counter()
    folders: Counter[str] = Counter()
    between = ""
    yield '{"files": ['
    for file in report:
        months[file.date[:7]] += file.read
        folders[visible(file.path).rpartition("/")[0]] += file.read
        if file.located or file.failure is not None:
            yield between + _written(_file(file, rules))
            between = ",\n"
    totals = report.totals
    rest = {
        "rules": rules.described,
        "posts": {"months": months, "folders": folders},
        "totals": {
            "checked": totals.checked,
            "fixed": totals.fixed,
            "uncovered": len(totals.uncovered),
        },
    }
    yield f"],\n{_written(rest)[1:]}"


class _Rules:
    """The rules met so far; a finding names its own by the number."""

    def __init__(self) -> None:
        self.described: list[dict[str, str]] = []
        self._numbers: dict[str, int] = {}

    def number(self, said: Diagnostic) -> int:
        """Return the number of a diagnostic's rule."""
        if said.rule not in self._numbers:
            self._numbers[said.rule] = len(self.described)
            self.described.append({"name": said.rule, "group": said.group, "url": said.url})
        return self._numbers[said.rule]


def _file(file: FileReport, rules: _Rules) -> dict[str, Any]:
    return {
        "path": visible(file.path),
        "date": file.date,
        "failure": None if file.failure is None else visible(file.failure),
        "findings": [_finding(each, rules) for each in file.located],
    }


def _finding(each: Located, rules: _Rules) -> dict[str, Any]:
    said = each.said
    return {
        "rule": rules.number(said),
        "severity": said.severity.value,
        "line": each.start.line,
        "column": each.start.column,
        "message": visible(said.message),
        "excerpt": _excerpt(each.excerpt),
        "fix": None if said.fix is None else _fix(each, said.fix),
    }


def _excerpt(excerpt: Excerpt) -> list[str]:
    """Return what stands before the place, the place, and what stands after it."""
    cut_before, cut_marked, cut_after = excerpt.cut
    before = visible(excerpt.before)
    return [
        CUT + before if cut_before else before.lstrip(),
        visible(excerpt.marked) + CUT * cut_marked,
        visible(excerpt.after) + CUT * cut_after,
    ]


def _fix(each: Located, fix: Fix) -> dict[str, Any]:
    return {
        "title": visible(fix.title),
        "safe": fix.applicability is Applicability.SAFE,
        "change": [[part.kind.value, visible(part.text)] for part in change(each, fix)],
    }


def _written(value: Any) -> str:
    return re.sub("<", r"\\u003c", dumps(value))
