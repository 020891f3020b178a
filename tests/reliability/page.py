"""The page that tells what examinations found."""

import platform
from collections.abc import Iterator, Sequence
from importlib import metadata

from tests.reliability.records import Examined

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

## Where newslint differs from a standard

{reasons}
"""


def page(examined: Sequence[Examined]) -> str:
    """Return the page."""
    return _PAGE.format(
        date=max(each.day for each in examined),
        version=metadata.version("newslint"),
        python=platform.python_version(),
        system=platform.system(),
        minutes=round(sum(each.seconds for each in examined) / 60),
        rows="\n".join(map(_row, examined)),
        failures="\n".join(_failures(examined)) or "Nothing.",
        reasons="\n".join(_reasons(examined)) or "Not examined.",
    )


def _row(each: Examined) -> str:
    account = each.account
    cells = (account.promise, f"{account.how} (`{each.name}`)", account.counted())
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |"


def _failures(examined: Sequence[Examined]) -> Iterator[str]:
    """Yield each failure as code, for it may hold any markup."""
    for each in examined:
        for failure in each.account.failures:
            told = " ".join(failure[:_LONGEST].replace("`", "'").split())
            yield f"- `{each.name}`: `{told}`"


_LONGEST = 600  # characters


def _reasons(examined: Sequence[Examined]) -> Iterator[str]:
    for each in examined:
        account = each.account
        if account.reasons:
            yield f"- {account.promise}:"
        for reason, number in sorted(account.reasons.items(), key=lambda item: -item[1]):
            yield f"    - {number:,}: {reason}"
