"""The command that puts every promise to the test at length.

    python -m tests.reliability [NAME]… [--share 0.1] [--records FILE] [--page docs/reliability.md]

It takes about an hour. What is found is printed as it comes. With `--records` it is written down,
in place of what the last examination of that name found: one that broke a promise can be repeated,
and a run that was stopped goes on with the names that are missing. The page tells of all records.
"""

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from msgspec import Struct

from tests.conftest import ROOT
from tests.reliability import (
    clocks,
    conformance,
    determinism,
    faulty_files,
    full_disk,
    fuzz,
    interruptions,
    kills,
    promises,
    two_at_once,
)
from tests.reliability.account import Account
from tests.reliability.page import page
from tests.reliability.records import Examined, Records


class Examination(Struct, frozen=True):
    """How a promise is examined, and how many things a full examination tries."""

    examine: Callable[[int], Account]
    amount: int

    def accounts(self, share: float) -> Iterator[Account]:
        """Yield what comes of a share of it."""
        yield self.examine(max(1, round(self.amount * share)))


EXAMINATIONS: Mapping[str, Examination] = {
    "kills": Examination(kills.examine, 550),
    "interruptions": Examination(interruptions.examine, 200),
    "full_disk": Examination(full_disk.examine, 100),
    "faulty_files": Examination(faulty_files.examine, 20),
    "two_at_once": Examination(two_at_once.examine, 30),
    "clocks": Examination(clocks.examine, 10_000),
    "promises": Examination(promises.examine, 20_000),
    "fuzz": Examination(fuzz.examine, 60),
    "determinism": Examination(determinism.examine, 40),
}
SUITES = "conformance"


def main() -> None:
    """Examine what is asked for; exit 1 where a promise was broken."""
    arguments = _arguments()
    names = arguments.names or [*EXAMINATIONS, SUITES]
    records = Records(arguments.records)
    for name in names:
        records.forget(name)
        for each in _examined(name, arguments.share):
            sys.stdout.write(f"{each.told()}\n")
            sys.stdout.flush()
            records.add(each)
    examined = sorted(records.all, key=lambda each: [*EXAMINATIONS, SUITES].index(each.name))
    if arguments.page:
        arguments.page.write_text(page(examined), encoding="utf-8")
    raise SystemExit(any(each.account.failures for each in examined))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.reliability")
    parser.add_argument("names", nargs="*", metavar="NAME", help="what to examine (default: all)")
    parser.add_argument("--share", type=float, default=1, help="how much of it all (default: 1)")
    parser.add_argument("--records", type=Path, help="keep what was found in this file")
    parser.add_argument("--page", type=Path, help="write what was found to this page")
    arguments = parser.parse_args()
    if unknown := set(arguments.names) - {*EXAMINATIONS, SUITES}:
        known = ", ".join([*EXAMINATIONS, SUITES])
        parser.error(f"nothing is called {' or '.join(sorted(unknown))}; there are {known}")
    return arguments


def _examined(name: str, share: float) -> Iterator[Examined]:
    """Yield what comes of an examination, with the seconds that it took."""
    found = _suites() if name == SUITES else EXAMINATIONS[name].accounts(share)
    start = time.monotonic()
    for account in found:
        yield Examined(name, account, datetime.now(UTC).date(), time.monotonic() - start)
        start = time.monotonic()


def _suites() -> Iterator[Account]:
    folder = Path(os.environ.get("NEWSLINT_SUITES", ROOT.parent / "shared" / "suites"))
    if not folder.is_dir():
        sys.stderr.write(f"{SUITES}: {folder} is absent; NEWSLINT_SUITES names the suites\n")
    yield from conformance.accounts(folder)


if __name__ == "__main__":
    main()
