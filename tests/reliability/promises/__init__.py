"""Every promise of the architecture, held against documents that nobody wrote."""

from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor

from newslint.rules import every_rule
from newslint.runner import processors
from tests.reliability.account import Account
from tests.reliability.promises.batch import PROMISES, Seen, tried
from tests.reliability.promises.jobs import jobs_do_not_matter

_BATCH = 250
# After so many documents every rule has had something to say, and something to repair.
_ENOUGH = 5_000


def examine(amount: int) -> Account:
    """Hold every promise against so many documents, with all rules, safe fixes and unsafe ones."""
    batches = _batches(amount)
    said = sum((batch.said for batch in batches), Counter[str]())
    fixed = sum((batch.fixed for batch in batches), Counter[str]())
    failures = [batch.failure for batch in batches if batch.failure]
    if amount >= _ENOUGH:
        failures += [*_idle(said, fixed), *jobs_do_not_matter(batches[0].documents)]
    return Account(
        promise="Every promise holds for a document as a whole, with all rules at once",
        how="Hypothesis makes posts of every format, syntax, script and mess, half of them from "
        "the examples of the rules; html5lib, markdown-it-py, PyYAML, tomllib and json judge",
        figures={
            "documents": sum(len(batch.documents) for batch in batches),
            "promises held against each": len(PROMISES),
            "problems reported": said.total(),
            "rules that reported some": len(said),
            "rules that reported none": len(every_rule()) - len(said),
            "fixes made": fixed.total(),
            "rules that made some": len(fixed),
            "rules that could have and made none": len(_repairing() - fixed.keys()),
            "documents in which a proof refused a fix": sum(batch.refused for batch in batches),
        },
        failures=tuple(failures),
    )


def _batches(amount: int) -> list[Seen]:
    sizes = [min(_BATCH, amount - start) for start in range(0, amount, _BATCH)]
    if len(sizes) == 1:
        return [tried(0, sizes[0])]
    with ProcessPoolExecutor(processors()) as pool:
        return list(pool.map(tried, range(len(sizes)), sizes))


def _repairing() -> set[str]:
    return {name for name, rule in every_rule().items() if rule.fixes}


def _idle(said: Counter[str], fixed: Counter[str]) -> Iterator[str]:
    for name in sorted(every_rule().keys() - said):
        yield f"no document gave the rule {name} anything to report"
    for name in sorted(_repairing() - fixed.keys()):
        yield f"no document gave the rule {name} anything to repair"
