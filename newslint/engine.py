"""One document: what the rules say of it, and the text in which that is put right.

The only place where rules run and edits are applied.
"""

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import accumulate
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from newslint import proof
from newslint.diagnostic import Applicability, Diagnostic, Edit, Problem, apply
from newslint.document import Document
from newslint.reduction import fewest
from newslint.rule import Rule, address
from newslint.suppress import Outcome, SuppressionRule, directives, without_tokens
from newslint.text import Span, Text

_MOST_ROUNDS = 100
_Subject = TypeVar("_Subject")


class Failure(Struct, frozen=True):
    """A bug of newslint's: which rule, and what it did. The other rules went on without it."""

    rule: str
    message: str
    trace: str = ""
    """Where it raised, as Python tells it; empty where it did not."""


class Findings(Struct, frozen=True):
    """What the rules say of a document, in order of place and rule."""

    diagnostics: tuple[Diagnostic, ...]
    failures: tuple[Failure, ...] = ()


class Repair(Struct, frozen=True):
    """A repaired document, what was repaired in it, and what remains to be said of it."""

    document: Document
    applied: tuple[Diagnostic, ...]
    findings: Findings


def lint(document: Document, rules: Iterable[Rule]) -> Findings:
    """Return what the rules say of a document. A rule that raises is a failure; others go on."""
    rules = tuple(rules)
    diagnostics: list[Diagnostic] = []
    failures: list[Failure] = []
    for rule in rules:
        _run(rule, rule.check, document, document, diagnostics, failures)
    asked = directives(document)
    if asked:
        ran = {rule.name for rule in rules} - {failure.rule for failure in failures}
        outcome = Outcome(document, asked, tuple(diagnostics), ran, _known(rules))
        diagnostics = []
        for rule in rules:
            if isinstance(rule, SuppressionRule):
                _run(rule, rule.judge, outcome, document, diagnostics, failures)
        diagnostics = [*outcome.unsuppressed, *outcome.heard(diagnostics)]
    return Findings(tuple(sorted(diagnostics, key=_order)), tuple(failures))


def fix(document: Document, rules: Sequence[Rule], *, unsafe: bool = False) -> Repair:
    """Return the document with its fixable problems repaired, every repair proven.

    Safe fixes settle first and are held to the reader's words; unsafe ones, if asked for, come
    after them. A rule whose fixes cannot be proven is a failure, and its fixes are left out.
    """
    repair = _proven(document, rules, {Applicability.SAFE})
    if unsafe:
        after = _proven(repair.document, rules, set(Applicability))
        failures = (*repair.findings.failures, *after.findings.failures)
        findings = replace(after.findings, failures=tuple(dict.fromkeys(failures)))
        repair = Repair(after.document, (*repair.applied, *after.applied), findings)
    return repair


def _run(
    rule: Rule,
    look: Callable[[_Subject], Iterable[Problem]],
    subject: _Subject,
    document: Document,
    diagnostics: list[Diagnostic],
    failures: list[Failure],
) -> None:
    try:
        for problem in look(subject):
            if rule.in_code or not document.code.covers(problem.span.start):
                diagnostics.append(_diagnostic(document, rule, problem))  # noqa: PERF401 - few do
    except Exception as error:  # noqa: BLE001 - whatever a rule raises, the others go on
        import traceback

        told = f"raised {type(error).__name__}: {error}"
        failures.append(Failure(rule.name, told, "".join(traceback.format_exception(error))))


def _known(rules: Iterable[Rule]) -> Mapping[str, type[Rule]]:
    from newslint.rules import every_rule  # only who is asked for silence needs all names

    return {**every_rule(), **{rule.name: type(rule) for rule in rules}}


def _diagnostic(document: Document, rule: Rule, problem: Problem) -> Diagnostic:
    return Diagnostic(
        rule=rule.name,
        group=rule.group,
        severity=rule.severity,
        span=problem.span,
        message=problem.message,
        fix=problem.fix if problem.fix and _may_edit(document, rule, problem) else None,
        url=address(rule.name),
    )


def _may_edit(document: Document, rule: Rule, problem: Problem) -> bool:
    """Whether a problem's fix leaves alone what no fix may touch.

    That is any text of which some bytes could not be read, template tokens, and code, unless it
    goes as a whole. A suppression is such a token or comment, and its rules may touch it.
    """
    if document.undecodable or not problem.fix:
        return False
    return isinstance(rule, SuppressionRule) or not any(
        document.templates.overlapping(edit.span)
        or any(code not in edit.span for code in document.code.overlapping(edit.span))
        for edit in problem.fix.edits
    )


def _order(diagnostic: Diagnostic) -> tuple[Span, str, str]:
    return (diagnostic.span, diagnostic.rule, diagnostic.message)


def _proven(
    document: Document, rules: Sequence[Rule], allowed: Collection[Applicability]
) -> Repair:
    """Repair a document without those rules whose fixes turn out to be wrong."""
    attempt = _settled(document, rules, allowed)
    if not attempt.wrong:
        return attempt.repair
    fixed_by = {diagnostic.rule for diagnostic in attempt.repair.applied}
    suspects = [rule for rule in rules if rule.name in fixed_by]
    alone = {rule.name: _settled(document, [rule], allowed).wrong for rule in suspects}
    guilty = {name: wrong for name, wrong in alone.items() if wrong}
    if not guilty:
        guilty = _guilty_together(document, rules, suspects, allowed)
    failures = tuple(Failure(name, f"its fix {wrong}") for name, wrong in sorted(guilty.items()))
    innocent = [rule for rule in rules if rule.name not in guilty]
    repair = _proven(document, innocent, allowed)
    everything = lint(repair.document, rules)
    failures = (*everything.failures, *repair.findings.failures, *failures)
    findings = replace(everything, failures=tuple(dict.fromkeys(failures)))
    return replace(repair, findings=findings)


def _guilty_together(
    document: Document,
    rules: Sequence[Rule],
    suspects: Sequence[Rule],
    allowed: Collection[Applicability],
) -> dict[str, str]:
    """Return what is wrong with the least of the suspects that are wrong together, by name."""
    fixed_by = {rule.name for rule in suspects}

    def wrong(those: Sequence[Rule]) -> str:
        names = {rule.name for rule in those}
        held = [rule for rule in rules if rule.name not in fixed_by or rule.name in names]
        return _settled(document, held, allowed).wrong

    guilty = fewest(suspects, lambda those: bool(wrong(those))) or suspects
    names = sorted(rule.name for rule in guilty)
    return dict.fromkeys(names, f"{wrong(guilty)} (with {', '.join(names)} together)")


class _Attempt(Struct, frozen=True):
    repair: Repair
    wrong: str = ""
    """What is wrong with the result; empty where it is proven."""


def _settled(
    document: Document, rules: Sequence[Rule], allowed: Collection[Applicability]
) -> _Attempt:
    """Apply fixes in rounds until none is left, and prove the result."""
    before = document
    findings = lint(document, rules)
    applied: list[Diagnostic] = []
    touched: set[str] = set()
    seen = {document.text.content: 0}
    while chosen := _chosen(findings.diagnostics, allowed):
        edits = [edit for diagnostic in chosen if diagnostic.fix for edit in diagnostic.fix.edits]
        touched |= proof.keys_at(document, edits)
        content = apply(document.text.content, edits)
        document = replace(document, text=Text(content))
        touched |= proof.keys_at(document, _inserted(edits))
        applied += chosen
        said = findings.diagnostics
        findings = lint(document, rules)
        repair = Repair(document, tuple(applied), findings)
        if wrong := _left_standing(said, chosen, edits, findings.diagnostics):
            return _Attempt(repair, wrong)
        if content in seen or len(seen) > _MOST_ROUNDS:
            fighting = {diagnostic.rule for diagnostic in applied[seen.get(content, 0) :]}
            return _Attempt(repair, f"does not settle ({' and '.join(sorted(fighting))})")
        seen[content] = len(applied)
    repair = Repair(document, tuple(applied), findings)
    if not applied:
        return _Attempt(repair)
    by_name = {rule.name: rule for rule in rules}
    fixed_by = [by_name[fixed.rule] for fixed in applied]
    if any(isinstance(rule, SuppressionRule) for rule in fixed_by):
        # What a template does not show may go, though a token goes with it.
        before, document = without_tokens(before), without_tokens(document)
    wrong = proof.objection(
        before,
        document,
        touched=touched,
        removed=Counter(name for rule in fixed_by for name in rule.removes),
        removed_words={rule.removes_words for rule in fixed_by if rule.removes_words},
        same_words=Applicability.UNSAFE not in allowed,
    )
    return _Attempt(repair, wrong)


def _inserted(edits: Iterable[Edit]) -> Iterator[Edit]:
    """Yield where the text of each edit stands once all are made."""
    shift = 0
    for edit in sorted(edits):
        start = edit.span.start + shift
        shift += len(edit.text) - len(edit.span)
        if edit.text:
            yield Edit(Span(start, start + len(edit.text)))


def _chosen(
    diagnostics: Iterable[Diagnostic], allowed: Collection[Applicability]
) -> list[Diagnostic]:
    """Return the diagnostics whose fixes can be made together; the first come first."""
    chosen = []
    taken: list[Span] = []
    for diagnostic in diagnostics:
        if not diagnostic.fix or diagnostic.fix.applicability not in allowed:
            continue
        spans = [edit.span for edit in diagnostic.fix.edits]
        if not any(_collides(span, taken) for span in spans):
            chosen.append(diagnostic)
            for span in spans:
                insort(taken, span)
    return chosen


def _collides(span: Span, taken: Sequence[Span]) -> bool:
    """Whether a span shares a character with one of `taken`, or an insertion touches another."""
    place = bisect_left(taken, span)
    return any(
        span.overlaps(other)
        or (not (span and other) and span.start <= other.end and other.start <= span.end)
        for other in taken[max(0, place - 1) : place + 1]
    )


def _left_standing(
    before: Iterable[Diagnostic],
    fixed: Sequence[Diagnostic],
    edits: Sequence[Edit],
    now: Sequence[Diagnostic],
) -> str:
    """Return what is wrong if a problem is still there after its fix."""
    places = {(*_kind(diagnostic), diagnostic.span.start) for diagnostic in now}
    # Where a problem goes, the next of its kind may come to stand in its place.
    more = Counter(map(_kind, now)) + Counter(map(_kind, fixed)) - Counter(map(_kind, before))
    ordered = sorted(edits)
    ends = [edit.span.end for edit in ordered]
    shifts = [0, *accumulate(len(edit.text) - len(edit.span) for edit in ordered)]
    for diagnostic in fixed:
        start = diagnostic.span.start
        moved = start + shifts[bisect_right(ends, start)]
        if more[_kind(diagnostic)] and (*_kind(diagnostic), moved) in places:
            return f"does not remove its problem ({diagnostic.message})"
    return ""


def _kind(diagnostic: Diagnostic) -> tuple[str, str]:
    return (diagnostic.rule, diagnostic.message)
