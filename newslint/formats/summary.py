"""The last words of a report."""

from collections.abc import Iterable, Iterator

from newslint.diagnostic import Severity
from newslint.formats.terminal import visible
from newslint.report import Report

_MOST_NAMES = 3


def summary(report: Report) -> str:
    """Return how many files, problems and fixes there are, in a line or a few."""
    return "".join(f"{line}\n" for line in _lines(report))


def counted(number: int, noun: str) -> str:
    """Return "1 file", "3 files"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _lines(report: Report) -> Iterator[str]:
    if report.checked:
        yield f"Checked {counted(report.checked, 'file')}: {_outcome(report)}."
    elif not report.failures:
        yield "There were no files to check."
    if report.failures:
        yield f"newslint failed on {_names(file.path for file in report.failures)}."
    uncovered = [file.path for file in report.files if file.text is not None and not file.covered]
    if uncovered:
        yield f"No schema covered: {_names(uncovered)}."


def _outcome(report: Report) -> str:
    fixed = f"fixed {counted(report.fixed, 'problem')}" if report.fixed else ""
    if not report.problems:
        return f"{fixed}, none remain" if fixed else "no problems"
    files = counted(sum(bool(file.diagnostics) for file in report.files), "file")
    number = str(report.problems) if fixed else counted(report.problems, "problem")
    remain = f"; {number} remain{'s' * (report.problems == 1)}" if fixed else number
    return f"{fixed}{remain} in {files} ({_severities(report)}){_fixable(report)}"


def _severities(report: Report) -> str:
    count = report.severities
    words = {
        Severity.ERROR: counted(count[Severity.ERROR], "error"),
        Severity.WARNING: counted(count[Severity.WARNING], "warning"),
        Severity.INFO: f"{count[Severity.INFO]} info",
    }
    return ", ".join(words[severity] for severity in Severity if count[severity])


def _fixable(report: Report) -> str:
    if not report.fixable:
        unsafe = report.fixable_unsafe
        return f", {unsafe} fixable with `newslint fix --unsafe`" if unsafe else ""
    more = f", {report.fixable_unsafe} more with `--unsafe`" if report.fixable_unsafe else ""
    return f", {report.fixable} fixable with `newslint fix`{more}"


def _names(paths: Iterable[str]) -> str:
    names = list(map(visible, paths))
    others = len(names) - _MOST_NAMES
    if others <= 1:
        return ", ".join(names)
    return f"{', '.join(names[:_MOST_NAMES])} and {counted(others, 'other')}"
