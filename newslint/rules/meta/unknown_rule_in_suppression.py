"""The rule unknown-rule-in-suppression."""

from collections.abc import Iterator

from newslint.diagnostic import Problem
from newslint.suppress import Name, Outcome, SuppressionRule


class UnknownRuleInSuppression(SuppressionRule, frozen=True):
    """Suppressions name rules and groups that there are.

    ## Why

    A name that newslint does not know silences nothing, and whoever wrote it believes that it does.

    ## What to do

    Write the name as `newslint rules` lists it; of a rule that is gone, delete it. What stands
    behind the names needs ` -- ` before it to be the reason.
    """

    def judge(self, outcome: Outcome) -> Iterator[Problem]:
        """Yield every name that no rule and no group has."""
        for directive in outcome.directives:
            for name in directive.names:
                if name.text and name.text not in outcome.known and name.text not in outcome.groups:
                    yield Problem(
                        name.span, f"There is no rule `{name.text}`{_guess(name, outcome)}"
                    )


def _guess(name: Name, outcome: Outcome) -> str:
    # Loaded late: names are right most of the time.
    from difflib import get_close_matches

    known = [*outcome.known, *sorted(outcome.groups)]
    meant = get_close_matches(name.text.lower().replace("_", "-"), known, n=1)
    return f"; did you mean `{meant[0]}`?" if meant else ""
