"""The repair of a post with all rules: nothing raises, what is written is proven, and it settles.

A fix that the proof refuses is not written, and newslint says so: nothing is broken by that.
"""

from functools import cache
from pathlib import Path

from newslint.config import Config, Selection
from newslint.document import Document
from newslint.engine import fix, lint
from newslint.rule import Rule
from newslint.rules import every_rule
from tests.reliability.fuzz import tokens
from tests.reliability.fuzz.seeds import name, posts
from tests.reliability.fuzz.target import Target
from tests.rules.examples import NOW


def examine(data: bytes) -> None:
    document = Document.parse(name(data), data[1:])
    rules = _rules(name(data))
    for said in lint(document, rules).diagnostics:
        assert 0 <= said.span.start <= said.span.end <= len(document.text), f"{said.rule} is out"
    for unsafe in (False, True):
        _examine_repair(document, rules, unsafe=unsafe)


def _examine_repair(document: Document, rules: tuple[Rule, ...], *, unsafe: bool) -> None:
    repair = fix(document, rules, unsafe=unsafe)
    refused = set()
    for failure in repair.findings.failures:
        assert failure.message.startswith("its fix "), f"{failure.rule}: {failure.message}"
        refused.add(failure.rule)
    if not unsafe:
        assert refused.isdisjoint(said.rule for said in repair.applied), "a refused fix is made"
    if not repair.applied:
        assert repair.document.text == document.text, "a text changes though nothing is repaired"
        return
    written = Document.parse(document.path, repair.document.encode())
    again = fix(written, rules, unsafe=unsafe)
    fixers = ", ".join(sorted({said.rule for said in again.applied}))
    assert not again.applied, f"fixing twice is not fixing once: {fixers}"
    said, now = repair.findings.diagnostics, again.findings.diagnostics
    assert said == now, "what is said after a repair is not what is said of the file"


@cache
def _rules(post: str) -> tuple[Rule, ...]:
    """Return all rules, also those that are off by default."""
    everything = Selection(select=tuple(every_rule()))
    root = Path("/nowhere")
    return Config(root, narrowed=everything, now=NOW).rules_for(root / post)


TARGET = Target(
    "repair",
    "no rule raises, what is repaired is proven, and fixing twice is fixing once",
    examine,
    posts(),
    (
        *tokens.MARKUP,
        *tokens.MARKDOWN,
        *tokens.TEMPLATES,
        *tokens.FRONT_MATTER,
        *tokens.URLS,
        *tokens.SUPPRESSIONS,
        *tokens.ODD,
    ),
)
