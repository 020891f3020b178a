"""The rule unknown-rule-in-suppression."""

from collections.abc import Iterator, Sequence

from newslint.diagnostic import Problem
from newslint.suppress import Name, Outcome, SuppressionRule
from newslint.text import Span


class UnknownRuleInSuppression(SuppressionRule, frozen=True):
    """Suppressions name rules and groups that there are.

    ## Why

    A name that newslint does not know silences nothing, and whoever wrote it believes that it does.

    ## What to do

    Write the name as `newslint rules` lists it; of a rule that is gone, delete it. What stands
    behind the names needs ` -- ` before it to be the reason.
    """

    def judge(self, outcome: Outcome) -> Iterator[Problem]:
        """Yield every name that no rule and no group has; those that look like no name as one."""
        known = [*outcome.known, *sorted(outcome.groups)]
        for directive in outcome.directives:
            strange = []
            for name in directive.names:
                if not name.text or name.text in known:
                    continue
                if guess := _guess(name.text, known):
                    message = f"There is no rule `{name.text}`; did you mean `{guess}`?"
                    yield Problem(name.span, message)
                else:
                    strange.append(name)
            if strange:
                yield Problem(Span(strange[0].span.start, strange[-1].span.end), _told(strange))


def _guess(name: str, known: Sequence[str]) -> str:
    # Loaded late: names are right most of the time.
    from difflib import get_close_matches

    found = get_close_matches(name.lower().replace("_", "-"), known, n=1)
    return found[0] if found else ""


def _told(strange: Sequence[Name]) -> str:
    if len(strange) == 1:
        return f"There is no rule `{strange[0].text}`"
    words = " ".join(name.text for name in strange)
    return f"`{words}` names no rules; write ` -- ` before a reason"
