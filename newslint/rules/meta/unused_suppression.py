"""The rule unused-suppression."""

from collections.abc import Iterator, Sequence

from newslint.diagnostic import Applicability, Fix, Problem
from newslint.suppress import (
    Directive,
    Name,
    Outcome,
    SuppressionRule,
    Verb,
    names_removed,
    removal,
)


class UnusedSuppression(SuppressionRule, frozen=True):
    """A suppression suppresses something.

    ## Why

    A comment that asks for silence outlives the problem it was written for. From then on it says
    what is not true, and it hides the next problem of that kind.

    ## What to do

    Delete it. The fix does, with its line where nothing else stands there; of several rules it
    deletes only the names of those that have nothing to say. An `enable` that ends nothing is
    unused, too, and so is a name that stands there twice.

    A suppression of a rule that does not run is not reported, nor is one of a group, or of all
    rules, unless all rules run that do so by default: nobody knows what it would silence. A
    suppression of this rule is never unused.
    """

    fixes = Applicability.SAFE

    def judge(self, outcome: Outcome) -> Iterator[Problem]:
        """Yield every suppression that does nothing, and of the others the names that do not."""
        for directive in outcome.directives:
            idle = outcome.idle(directive)
            if not idle:
                continue
            if len(idle) == len(directive.names):
                edit = removal(outcome.document, directive)
                fix = Fix.safe("Delete the suppression", edit) if edit else None
                yield Problem(directive.span, _told(directive, idle), fix)
            else:
                edits = names_removed(outcome.document, directive, idle)
                fix = Fix.safe(f"Delete {_listed(idle)}", *edits) if edits else None
                yield Problem(idle[0].span, _told(directive, idle), fix)


def _told(directive: Directive, idle: Sequence[Name]) -> str:
    what = _listed(idle)
    if directive.verb is Verb.ENABLE:
        return f"Nothing here ends: {what} is not disabled before"
    if directive.verb is Verb.NEXT_LINE and not directive.where:
        return "There is no next line whose problems this could silence"
    return f"There is no problem of {what} that this silences"


def _listed(names: Sequence[Name]) -> str:
    *first, last = dict.fromkeys(f"`{name.text}`" if name.text else "any rule" for name in names)
    return f"{', '.join(first)} or {last}" if first else last
