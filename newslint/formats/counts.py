"""How many problems each rule has found."""

from collections.abc import Iterator

from newslint.formats.concise import FIXABLE
from newslint.formats.style import Styling, coloured
from newslint.formats.summary import summary
from newslint.report import Report


def statistics(report: Report, style: Styling = coloured) -> Iterator[str]:
    """Yield a line for each rule, the most frequent first, and a summary.

    A rule is marked where any of its problems has a safe fix.
    """
    for _ in report:
        pass
    totals = report.totals
    digits = len(str(max(totals.rules.values(), default=0)))
    letters = max(map(len, totals.rules), default=0)
    named, marked = style(colour="cyan"), style(colour="green")
    for rule, count in sorted(totals.rules.items(), key=lambda each: (-each[1], each[0])):
        mark = f"{' ' * (letters - len(rule))}  {FIXABLE}" if totals.fixable[rule] else ""
        yield f"{count:>{digits}}  {named(rule)}{marked(mark)}\n"
    yield ("\n" if totals.rules else "") + summary(totals)
