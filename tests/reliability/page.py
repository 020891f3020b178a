"""The page that tells what examinations found."""

import platform
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from importlib import metadata

from msgspec import Struct

from tests.reliability.account import Account

_PAGE = """\
# How far newslint can be trusted

Written by `python -m tests.reliability --page docs/reliability.md` on {date}, with newslint
{version}, Python {python} and {system}; it took {minutes} minutes. Anyone can run it: the command
needs a checkout, `pip install -e '.[dev,fuzz]'` and an hour. A short run of each examination is
among the tests of every change. [What newslint promises](fixing.md) stands elsewhere, and so does
[what it promises of hostile files](security.md).

| Promise | How it is tested | What came of it |
|---|---|---|
{rows}

## What broke

{failures}
"""


class Examined(Struct, frozen=True):
    """What came of an examination, and how many seconds it took."""

    name: str
    account: Account
    seconds: float

    def told(self) -> str:
        """Return it as it is told while others go on."""
        lines = [f"{self.name} ({self.seconds:.0f} s): {_figures(self.account)}"]
        lines += [f"  BROKEN: {failure}" for failure in self.account.failures]
        return "\n".join(lines)


def page(examined: Sequence[Examined]) -> str:
    """Return the page."""
    return _PAGE.format(
        date=datetime.now(UTC).date(),
        version=metadata.version("newslint"),
        python=platform.python_version(),
        system=platform.system(),
        minutes=round(sum(each.seconds for each in examined) / 60),
        rows="\n".join(map(_row, examined)),
        failures="\n".join(_failures(examined)) or "Nothing.",
    )


def _row(each: Examined) -> str:
    account = each.account
    cells = (account.promise, f"{account.how} (`{each.name}`)", _figures(account))
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


def _figures(account: Account) -> str:
    return ", ".join(f"{number:,} {what}" for what, number in account.figures.items())


def _failures(examined: Sequence[Examined]) -> Iterator[str]:
    for each in examined:
        yield from (f"- `{each.name}`: {failure}" for failure in each.account.failures)
