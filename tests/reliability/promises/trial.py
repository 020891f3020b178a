"""One document, what newslint says of it, and what becomes of it."""

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from newslint import engine
from newslint.config import load
from newslint.diagnostic import Applicability
from newslint.document import Document
from newslint.engine import Failure, Findings, Repair
from newslint.rule import Rule
from newslint.text import Text
from tests.reliability.documents import Written
from tests.rules.examples import NOW

SITE = Path(__file__).parents[1] / "site"


@cache
def site_rules(name: str) -> tuple[Rule, ...]:
    """Return all rules, with what they need to find something in a file of this name."""
    config = replace(load(SITE / "newslint.toml"), now=NOW)
    return config.rules_for(SITE / name)


class Trial(Struct, frozen=True):
    """A written document, what all rules say of it, and what becomes of it."""

    written: Written
    rules: tuple[Rule, ...]
    document: Document
    findings: Findings
    safe: Repair
    """What becomes of it with safe fixes."""
    unsafe: Repair
    """What becomes of it with all fixes."""

    @classmethod
    def of(cls, written: Written) -> "Trial":
        """Return the document looked at and repaired."""
        rules = site_rules(written.name)
        document = Document.parse(written.name, written.content)
        return cls(
            written,
            rules,
            document,
            engine.lint(document, rules),
            safe=engine.fix(document, rules),
            unsafe=engine.fix(document, rules, unsafe=True),
        )

    def parsed(self, content: bytes) -> Document:
        """Return a document of the same name with other bytes."""
        return Document.parse(self.written.name, content)

    def reworded(self, content: str) -> Document:
        """Return the document with another text, its BOM kept."""
        return replace(self.document, text=Text(content))

    @property
    def repairs(self) -> Iterator[tuple[str, Repair]]:
        """Both repairs, each with what it is called."""
        yield "safe", self.safe
        yield "unsafe", self.unsafe

    @property
    def refused(self) -> tuple[Failure, ...]:
        """Where a proof refused a fix, so that nothing of it was written."""
        failures = (*self.safe.findings.failures, *self.unsafe.findings.failures)
        return tuple(each for each in dict.fromkeys(failures) if is_refusal(each))


def is_refusal(failure: Failure) -> bool:
    """Whether a proof refused what a rule would write; otherwise the rule raised."""
    return failure.message.startswith("its fix ")


def safely_fixed_by(repair: Repair) -> set[str]:
    """Return the rules whose safe fixes a repair made."""
    return {
        said.rule
        for said in repair.applied
        if said.fix and said.fix.applicability is Applicability.SAFE
    }


Promise = Callable[[Trial], Iterator[str]]
"""What must be true of a trial: yields what is not, in words."""
