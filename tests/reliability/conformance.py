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
        yield Account(
            promise=suite.promise,
            how=suite.how,
            figures={
                "cases": len(examined.outcomes),
                "agreeing": examined.agreeing,
                "differing for a reason": sum(examined.reasons.values()),
                "not tried": sum(examined.outside.values()),
            },
            failures=(
                *(f"{suite.name} {case}: {how}" for case, how in examined.unexplained.items()),
                *(f"{suite.name} {case}: agrees by now" for case in sorted(examined.needless)),
            ),
            reasons={
                **examined.reasons,
                **{f"not tried: {reason}": number for reason, number in examined.outside.items()},
            },
        )
