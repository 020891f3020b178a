"""The examination of whole documents: a short run of it, and judges who notice what is wrong."""

from collections.abc import Callable, Iterator

import pytest
from msgspec.structs import replace

from newslint.diagnostic import Diagnostic, Edit, Fix, Problem
from newslint.document import Document
from newslint.engine import Failure, Findings, Repair
from newslint.rule import Rule
from newslint.text import Span
from tests.reliability import promises
from tests.reliability.documents import Written
from tests.reliability.promises.batch import complaints
from tests.reliability.promises.jobs import jobs_do_not_matter
from tests.reliability.promises.trial import Trial

POST = Written(
    "post.md",
    b"""---
title: Pier reopens
tags: [pier]
---

The pier <b style="margin: 0">reopens</b> with [news](https://pier.example/?a=1&utm_source=b).

    {{ some }} code

{{ site.name }} says `more` than <span onclick="go()">that</span>.
""",
)
Spoil = Callable[[Trial], Trial]


def test_whole_documents_keep_every_promise() -> None:
    account = promises.examine(40)

    assert account.failures == ()
    assert account.figures["documents"] == 40
    assert account.figures["fixes made"] > 40


def test_two_processes_do_what_one_does() -> None:
    assert list(jobs_do_not_matter([POST])) == []


def test_a_good_repair_breaks_no_promise() -> None:
    assert list(complaints(Trial.of(POST))) == []


def changed(old: str, new: str) -> Spoil:
    """Return what makes the safe repair another one."""

    def spoil(trial: Trial) -> Trial:
        content = trial.safe.document.text.content
        assert old in content
        repaired = replace(trial.safe, document=trial.reworded(content.replace(old, new)))
        return replace(trial, safe=repaired)

    return spoil


def fixed_by(rule: str, edit: Edit) -> Spoil:
    """Return what gives the first problem of a rule another fix."""

    def other(said: Diagnostic) -> Diagnostic:
        return replace(said, fix=Fix.safe("Spoil", edit)) if said.rule == rule else said

    def spoil(trial: Trial) -> Trial:
        said = tuple(map(other, trial.findings.diagnostics))
        return replace(trial, findings=replace(trial.findings, diagnostics=said))

    return spoil


def failing(trial: Trial) -> Trial:
    failures = (Failure("inline-style", "raised KeyError: 'style'"),)
    return replace(trial, findings=replace(trial.findings, failures=failures))


def misplaced(trial: Trial) -> Trial:
    return replace(trial, findings=Findings(trial.findings.diagnostics[::-1]))


def unfinished(trial: Trial) -> Trial:
    applied = trial.safe.applied
    return replace(trial, safe=Repair(trial.document, applied, trial.findings))


def undecodable(trial: Trial) -> Trial:
    return replace(trial, document=replace(trial.document, undecodable=(Span(0, 1),)))


class Nosy(Rule, frozen=True):
    """Nobody asks newslint to be silent."""

    in_code = True

    def check(self, document: Document) -> Iterator[Problem]:
        at = document.text.content.find("newslint-disable")
        if at >= 0:
            yield Problem(Span(at, at + 1), "Somebody asks newslint to be silent")


def nosy(trial: Trial) -> Trial:
    return replace(trial, rules=(*trial.rules, Nosy()))


@pytest.mark.parametrize(
    ("promise", "spoil"),
    [
        ("nothing_raises", failing),
        ("undecodable_bytes_stay", undecodable),
        ("places_are_right", misplaced),
        ("fixing_twice_is_fixing_once", unfinished),
        ("order_does_not_matter", changed("with", " with")),
        ("reports_describe_the_repair", changed("with", " with")),
        ("each_fix_removes_its_problem", fixed_by("inline-style", Edit(Span(0, 0), "\n"))),
        ("template_tokens_stay", changed("{{ site.name }}", "{{ site.title }}")),
        ("code_stays", changed("`more`", "more")),
        ("code_stays", changed("    {{ some }} code", "   {{ some }} code")),
        ("readers_see_the_same", changed("reopens</b>", "opens</b>")),
        ("readers_see_the_same", changed("?a=1", "?a=2")),
        ("readers_see_the_same", changed("[news]", "[n][x] [news]")),
        ("other_values_stay", fixed_by("inline-style", Edit(Span(30, 36), "a\ntitle: b"))),
        ("suppressions_silence_what_they_name", nosy),
    ],
)
def test_judges_notice_what_is_wrong(promise: str, spoil: Spoil) -> None:
    trial = spoil(Trial.of(POST))

    broken = {complaint.partition(":")[0] for complaint in complaints(trial)}

    assert promise in broken
