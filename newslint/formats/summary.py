"""The last words of a report."""

from collections import Counter
from collections.abc import Iterator, Sequence

from newslint.diagnostic import Severity
from newslint.formats.terminal import visible
from newslint.report import Totals

_MOST_NAMES = 3


def summary(totals: Totals) -> str:
    """Return how many files, problems and fixes there are, in a line or a few."""
    return "".join(f"{line}\n" for line in _lines(totals))


def counted(number: int, noun: str) -> str:
    """Return "1 file", "3 files"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def _lines(totals: Totals) -> Iterator[str]:
    if totals.checked:
        yield f"Checked {counted(totals.checked, 'file')}: {_outcome(totals)}."
    elif not totals.failed:
        yield "There were no files to check."
    if totals.failed:
        yield f"newslint failed on {_names(totals.failed)}."
    if totals.uncovered:
        yield f"No schema covered: {_names(totals.uncovered)}."


def _outcome(totals: Totals) -> str:
    fixed = f"fixed {counted(totals.fixed, 'problem')}" if totals.fixed else ""
    if not totals.problems:
        return f"{fixed}, none remain" if fixed else "no problems"
    files = counted(totals.with_problems, "file")
    number = str(totals.problems) if fixed else counted(totals.problems, "problem")
    remain = f"; {number} remain{'s' * (totals.problems == 1)}" if fixed else number
    return f"{fixed}{remain} in {files} ({_severities(totals.severities)}){_fixable(totals)}"


def _severities(count: Counter[Severity]) -> str:
    words = {
        Severity.ERROR: counted(count[Severity.ERROR], "error"),
        Severity.WARNING: counted(count[Severity.WARNING], "warning"),
        Severity.INFO: f"{count[Severity.INFO]} info",
    }
    return ", ".join(words[severity] for severity in Severity if count[severity])


def _fixable(totals: Totals) -> str:
    safe, unsafe = totals.fixable.total(), totals.fixable_unsafe
    if not safe:
        return f", {unsafe} fixable with `newslint fix --unsafe`" if unsafe else ""
    more = f", {unsafe} more with `--unsafe`" if unsafe else ""
    return f", {safe} fixable with `newslint fix`{more}"


def _names(paths: Sequence[str]) -> str:
    others = len(paths) - _MOST_NAMES
    names = [visible(path) for path in paths[: _MOST_NAMES + (others == 1)]]
    if others <= 1:
        return ", ".join(names)
    return f"{', '.join(names[:_MOST_NAMES])} and {counted(others, 'other')}"
