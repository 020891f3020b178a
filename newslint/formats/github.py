"""For GitHub Actions: annotations of the changed lines, and a summary of the step."""

import re
from collections.abc import Iterator
from heapq import nsmallest

from newslint.diagnostic import Severity
from newslint.formats.places import last_line
from newslint.formats.summary import summary
from newslint.formats.terminal import visible
from newslint.report import Located, Report

MOST_SHOWN = 50
"""How many problems the step's summary names; GitHub takes a megabyte."""

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report) -> Iterator[str]:
    """Yield a command for every failure and problem, the gravest first, and a summary.

    The order decides: of each severity, GitHub shows the first ten of a step.
    """
    lines: dict[Severity, list[str]] = {severity: [] for severity in Severity}
    failures: list[str] = []
    for file in report:
        if file.failure is not None:
            failures.append(_failure(file.path, file.failure))
        for each in file.located:
            lines[each.said.severity].append(_line(file.path, each))
    for group in (failures, *lines.values()):
        yield "".join(f"{line}\n" for line in group)
    # The runner looks for commands in an old form anywhere in a line, even in the name of a file.
    yield summary(report.totals).replace("##", "# #")


def step_summary(report: Report) -> Iterator[str]:
    """Yield the report as Markdown, for `$GITHUB_STEP_SUMMARY`."""
    failures: list[str] = []
    shown = nsmallest(MOST_SHOWN, _problems(report, failures), key=_rank)
    totals = report.totals
    yield "## newslint\n"
    for line in summary(totals).splitlines():
        yield f"\n{_markdown(line)}\n"
    for failure in failures[:MOST_SHOWN]:
        yield f"\n- {failure}\n"
    if not shown:
        return
    yield "\n| Problems | Rule |\n| ---: | :--- |\n"
    for rule, count in sorted(totals.rules.items(), key=lambda each: (-each[1], each[0])):
        yield f"| {count:,} | {_markdown(rule)} |\n"
    rest = totals.problems - len(shown)
    yield f"\n| Where | Severity | Problem |\n| :--- | :--- | :--- |\n{''.join(map(_row, shown))}"
    yield f"\n{rest:,} more: the log has them all.\n" if rest else ""


def _failure(path: str, told: str) -> str:
    return f"::error file={_property(path)},title=newslint::{_escaped(f'{path}: {told}')}"


def _line(path: str, each: Located) -> str:
    said, start, end = each.said, each.start, each.end
    where = {"file": path, "line": str(start.line)}
    if end.line == start.line:
        # GitHub has columns only where there is one line.
        where |= {"col": str(start.column), "endColumn": str(end.column)}
    where |= {"endLine": str(last_line(each)), "title": f"newslint ({said.rule})"}
    written = ",".join(f"{key}={_property(value)}" for key, value in where.items())
    # The log shows nothing but the message.
    told = f"{path}:{start.line}:{start.column}: {said.rule} {said.message}"
    return f"::{_COMMANDS[said.severity]} {written}::{_escaped(told)}"


def _escaped(text: str) -> str:
    """Return text for a message; no line break is left in it, which would be escaped as well."""
    return visible(text).replace("%", "%25")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


_Problem = tuple[str, Located]


def _problems(report: Report, failures: list[str]) -> Iterator[_Problem]:
    """Yield every problem with its path; what failed goes to `failures`."""
    for file in report:
        if file.failure is not None:
            failures.append(f"{_markdown(file.path)}: {_markdown(file.failure)}")
        yield from ((file.path, each) for each in file.located)


def _rank(problem: _Problem) -> int:
    return problem[1].said.severity.rank


def _row(problem: _Problem) -> str:
    path, each = problem
    place = f"{_markdown(path)}:{each.start.line}:{each.start.column}"
    rule = f"[{_markdown(each.said.rule)}]({each.said.url})"
    return f"| {place} | {each.said.severity.value} | {_markdown(each.said.message)} ({rule}) |\n"


def _markdown(text: str) -> str:
    """Return text as GitHub's Markdown shows it; what stands between backticks is code."""
    parts = re.split(r"`([^`]+)`", visible(text))
    return "".join(
        f"<code>{_characters(part)}</code>" if number % 2 else _characters(part)
        for number, part in enumerate(parts)
    )


def _characters(text: str) -> str:
    """Return text in which references stand for what could be markup."""
    return re.sub(r"[&<>\"'\\`*_\[\]|~@:#!]", lambda match: f"&#{ord(match[0])};", text)
