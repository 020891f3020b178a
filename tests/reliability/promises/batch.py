"""A batch of documents, one after the other put on trial, and what was seen in it."""

from collections import Counter
from collections.abc import Iterator
from contextlib import suppress

from hypothesis import HealthCheck, Phase, given, seed, settings
from msgspec import Struct, field

from tests.reliability.documents import Written, documents
from tests.reliability.promises.page import readers_see_the_same
from tests.reliability.promises.reports import places_are_right, reports_describe_the_repair
from tests.reliability.promises.running import (
    each_fix_removes_its_problem,
    fixing_twice_is_fixing_once,
    nothing_raises,
    order_does_not_matter,
    undecodable_bytes_stay,
)
from tests.reliability.promises.silence import suppressions_silence_what_they_name
from tests.reliability.promises.tokens import code_stays, template_tokens_stay
from tests.reliability.promises.trial import Promise, Trial
from tests.reliability.promises.values import other_values_stay

PROMISES: tuple[Promise, ...] = (
    nothing_raises,
    undecodable_bytes_stay,
    places_are_right,
    fixing_twice_is_fixing_once,
    reports_describe_the_repair,
    each_fix_removes_its_problem,
    order_does_not_matter,
    template_tokens_stay,
    code_stays,
    readers_see_the_same,
    other_values_stay,
    suppressions_silence_what_they_name,
)


class Seen(Struct):
    """What was counted in a batch, and the smallest document that broke a promise, if any."""

    documents: list[Written] = field(default_factory=list)
    said: Counter[str] = field(default_factory=Counter)
    """Problems by rule."""
    fixed: Counter[str] = field(default_factory=Counter)
    """Fixes made by rule."""
    refused: int = 0
    """How many documents there were in which a proof refused a fix."""
    failure: str = ""


def tried(number: int, size: int) -> Seen:
    """Return what was seen in `size` documents; the number of the batch says in which.

    The first that breaks a promise ends the batch, made as small as it can be.
    """
    seen = Seen()

    @seed(number)
    @settings(
        max_examples=size,
        phases=(Phase.generate, Phase.shrink),
        database=None,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(documents())
    def put_on_trial(written: Written) -> None:
        try:
            trial = Trial.of(written)
            complaint = next(complaints(trial), None)
        except Exception as error:  # noqa: BLE001 - nothing raises, whatever the document
            complaint = f"raised {error!r}"
        if complaint:
            # The last one that fails is the smallest.
            seen.failure = f"{complaint}\n    batch {number}: {written!r}"
            raise _BrokenError(complaint)
        if not seen.failure:
            seen.documents.append(written)
            seen.said.update(said.rule for said in trial.findings.diagnostics)
            seen.fixed.update(said.rule for said in trial.unsafe.applied)
            seen.refused += bool(trial.refused)

    with suppress(_BrokenError):  # by then it is written down
        put_on_trial()
    return seen


def complaints(trial: Trial) -> Iterator[str]:
    """Yield every promise that a document breaks, and how."""
    for promise in PROMISES:
        for complaint in promise(trial):
            yield f"{promise.__name__}: {complaint}"


class _BrokenError(Exception):
    """A promise is broken."""
