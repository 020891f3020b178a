"""How many problems each rule has found."""

from collections import Counter

import click

from newslint.diagnostic import Applicability
from newslint.formats.concise import FIXABLE
from newslint.formats.summary import summary
from newslint.report import Report


def statistics(report: Report, *, colour: bool = False) -> str:
    """Return a line for each rule, the most frequent first, and a summary.

    A rule is marked where any of its problems has a safe fix.
    """
    counts = Counter(said.rule for said in report.diagnostics)
    fixable = {
        said.rule
        for said in report.diagnostics
        if said.fix and said.fix.applicability is Applicability.SAFE
    }
    digits = len(str(max(counts.values(), default=0)))
    letters = max(map(len, counts), default=0)
    lines = ""
    for rule, count in sorted(counts.items(), key=lambda each: (-each[1], each[0])):
        mark = f"{' ' * (letters - len(rule))}  {FIXABLE}" if rule in fixable else ""
        lines += (
            f"{count:>{digits}}  {click.style(rule, fg='cyan')}{click.style(mark, fg='green')}\n"
        )
    text = f"{lines}\n{summary(report)}" if lines else summary(report)
    return text if colour else click.unstyle(text)
