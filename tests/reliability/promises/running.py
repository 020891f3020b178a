"""Nothing raises, and the same comes out in any order and the second time."""

from collections import Counter
from collections.abc import Iterator, Sequence

from newslint import engine
from newslint.diagnostic import Diagnostic, apply
from tests.reliability.promises.trial import Trial, is_refusal


def nothing_raises(trial: Trial) -> Iterator[str]:
    """Yield the rules that raise; a fix that a proof refuses is none of them."""
    for failure in dict.fromkeys((*trial.findings.failures, *_failures(trial))):
        if not is_refusal(failure):
            yield f"the rule {failure.rule} {failure.message}"


def _failures(trial: Trial) -> list[engine.Failure]:
    return [failure for _, repair in trial.repairs for failure in repair.findings.failures]


def undecodable_bytes_stay(trial: Trial) -> Iterator[str]:
    """Yield repairs of a text that could not be read as a whole."""
    if trial.document.undecodable and (trial.safe.applied or trial.unsafe.applied):
        yield "a text was repaired of which some bytes are unknown"


def fixing_twice_is_fixing_once(trial: Trial) -> Iterator[str]:
    """Yield repairs that go on when made again."""
    for name, repair in trial.repairs:
        # What is made of the rest where a proof refused a fix, another run may repair further.
        if repair.applied and not trial.refused:
            again = engine.fix(
                trial.parsed(repair.document.encode()), trial.rules, unsafe=name == "unsafe"
            )
            if again.applied:
                yield f"the {name} repair goes on the second time: {_rules(again.applied)}"


def order_does_not_matter(trial: Trial) -> Iterator[str]:
    """Yield what is different where the rules run the other way round."""
    rules = trial.rules[::-1]
    if engine.lint(trial.document, rules).diagnostics != trial.findings.diagnostics:
        yield "other rules first, other diagnostics"
    found = engine.fix(trial.document, rules).document.text
    if found != trial.safe.document.text:
        yield "other rules first, another repair"


def each_fix_removes_its_problem(trial: Trial) -> Iterator[str]:
    """Yield the fixes that, made alone, leave as many problems of their kind as there were."""
    rules = {rule.name: rule for rule in trial.rules}
    before = Counter(map(_kind, trial.findings.diagnostics))
    for said in trial.findings.diagnostics:
        if said.fix is None or said.group == "meta":
            continue
        content = apply(trial.document.text.content, said.fix.edits)
        now = engine.lint(trial.reworded(content), [rules[said.rule]]).diagnostics
        places = {(_kind(each), each.span.start) for each in now}
        shift = sum(
            len(edit.text) - len(edit.span)
            for edit in said.fix.edits
            if edit.span.end <= said.span.start
        )
        same_place = (_kind(said), said.span.start + shift) in places
        if same_place and Counter(map(_kind, now))[_kind(said)] >= before[_kind(said)]:
            yield f"a fix of {said.rule} leaves its problem: {said.message}"


def _kind(said: Diagnostic) -> tuple[str, str]:
    return said.rule, said.message


def _rules(said: Sequence[Diagnostic]) -> str:
    return " and ".join(sorted({each.rule for each in said}))
