"""Any bytes whatever: what newslint reads, given to it by a search for what has not been tried.

`python -m tests.reliability.fuzz TARGET --seconds N` searches one target.
"""

from collections.abc import Mapping

from tests.reliability.account import Account
from tests.reliability.fuzz.guided import Outcome, is_installed, search
from tests.reliability.fuzz.mutation import inputs
from tests.reliability.fuzz.targets import TARGETS
from tests.reliability.fuzz.trials import Finding, Trials

MISSING = "atheris is not installed; `pip install atheris` gets it where it has a wheel"


def examine(amount: int) -> Account:
    """Search each target for so many seconds. Raises `ModuleNotFoundError` without atheris."""
    if not is_installed():
        raise ModuleNotFoundError(MISSING)
    return _account(
        "inputs found by coverage (atheris)",
        {name: search(name, amount) for name in TARGETS},
    )


def examine_by_chance(amount: int, seed: int = 0) -> Account:
    """Try so many inputs of each target that are nearly its seeds; this needs no atheris."""
    return _account(
        "seeds that were changed by chance",
        {name: _tried(name, amount, seed) for name in TARGETS},
    )


def _tried(name: str, amount: int, seed: int) -> Outcome:
    trials = Trials(TARGETS[name], seed)
    for data in inputs(TARGETS[name], amount, seed):
        trials.give(data)
    return Outcome(trials.count, trials.grown, tuple(trials.findings.values()))


def _account(how: str, outcomes: Mapping[str, Outcome]) -> Account:
    figures = {f"inputs tried: {name}": outcome.tried for name, outcome in outcomes.items()}
    if grown := sum(outcome.grown for outcome in outcomes.values()):
        figures["parts repeated to see how time grows"] = grown
    figures["findings"] = sum(len(outcome.findings) for outcome in outcomes.values())
    return Account(
        "Any bytes are read or refused with a reason, in time that grows with their number",
        f"{how}: {', '.join(TARGETS)}",
        figures,
        tuple(told(each) for outcome in outcomes.values() for each in outcome.findings),
    )


def told(finding: Finding) -> str:
    """Return a finding with what it takes to see it again."""
    return f"{finding.told} <- {finding.data!r}"


__all__ = ["MISSING", "TARGETS", "examine", "examine_by_chance", "told"]
