"""newslint reads HTML, Markdown, YAML, JSON Schema and URLs as their standards say."""

from collections.abc import Iterator
from pathlib import Path

from tests.conformance.suites import SUITES
from tests.reliability.account import Account


def accounts(suites: Path) -> Iterator[Account]:
    """Yield what came of each suite that stands in the folder `suites`, all its cases tried.

    A difference that is accepted is told with its reason; a failure is one that is not, or one
    that is accepted and none any more.
    """
    for suite in SUITES:
        if not (suites / suite.name).is_dir():
            continue
        examined = suite.examined(suites)
        differences = {f"differing: {reason}": n for reason, n in examined.reasons.items()}
        outside = {f"not tried: {reason}": n for reason, n in examined.outside.items()}
        yield Account(
            promise=suite.promise,
            how=suite.how,
            figures={
                "cases": len(examined.outcomes),
                "agreeing": examined.agreeing,
                "differing for a reason": sum(differences.values()),
                **differences,
                **outside,
            },
            failures=(
                *(f"{suite.name} {case}: {how}" for case, how in examined.unexplained.items()),
                *(f"{suite.name} {case}: agrees by now" for case in sorted(examined.needless)),
            ),
        )
