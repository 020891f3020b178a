"""The rule unused-suppression."""

from collections.abc import Iterator, Sequence

from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.suppress import (
    Directive,
    Name,
    Outcome,
    SuppressionRule,
    Verb,
    names_removed,
    removals,
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
        idle = {directive.span: outcome.idle(directive) for directive in outcome.directives}
        whole = [each for each in outcome.directives if len(idle[each.span]) == len(each.names)]
        edits = removals(outcome.document, whole)
        for directive in outcome.directives:
            if names := idle[directive.span]:
                yield _problem(outcome, directive, names, edits.get(directive.span))


def _problem(
    outcome: Outcome, directive: Directive, idle: Sequence[Name], edit: Edit | None
) -> Problem:
    told = _told(directive, idle)
    if len(idle) == len(directive.names):
        fix = Fix.safe("Delete the suppression", edit) if edit else None
        return Problem(directive.span, told, fix)
    edits = names_removed(outcome.document, directive, idle)
    fix = Fix.safe(f"Delete {_listed(idle)}", *edits) if edits else None
    return Problem(idle[0].span, told, fix)


def _told(directive: Directive, idle: Sequence[Name]) -> str:
    names = _listed(idle)
    if directive.verb is Verb.ENABLE:
        return f"This enables {f'{names}, which' if names else 'what'} nothing has disabled"
    if directive.has_no_place:
        return "There is no next line whose problems this could silence"
    if len(idle) < len(directive.names) and {*idle} <= _repeated(directive.names):
        return f"{names} is named here twice"
    return f"There is no problem {f'of {names} ' if names else ''}that this silences"


def _repeated(names: Sequence[Name]) -> set[Name]:
    first = {name.text: name for name in reversed(names)}
    return {name for name in names if first[name.text] is not name}


def _listed(names: Sequence[Name]) -> str:
    """Return the names in a sentence, empty where all rules are meant."""
    *first, last = dict.fromkeys(f"`{name.text}`" for name in names)
    return f"{', '.join(first)} or {last}" if first else last.strip("`") and last
