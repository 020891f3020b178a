"""A suite of a standard: what newslint makes of each of its cases, and what it may differ in."""

import tomllib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from msgspec import Struct

_ACCEPTED = Path(__file__).parent / "accepted"


class Outcome(Struct, frozen=True):
    """What came of one case: it agrees unless it is said how it `differs`.

    A case that is `outside` was not tried: the reason says why newslint cannot meet it.
    """

    case: str
    differs: str = ""
    outside: str = ""


class Suite(Struct, frozen=True):
    """A suite, and how newslint is held to it.

    `name` is that of its folder among the suites. `examine` takes the folder of them all.
    """

    name: str
    promise: str
    how: str
    examine: Callable[[Path], Iterator[Outcome]]

    def examined(self, suites: Path) -> "Examined":
        """Return what came of every case of the suite."""
        return Examined(tuple(self.examine(suites)), _accepted(_ACCEPTED / f"{self.name}.toml"))


class Examined(Struct, frozen=True, dict=True):
    """What came of every case. `accepted` are the reasons of known differences, by case."""

    outcomes: tuple[Outcome, ...]
    accepted: Mapping[str, str]

    @property
    def agreeing(self) -> int:
        """How many cases newslint reads as the standard does."""
        return sum(not (each.differs or each.outside) for each in self.outcomes)

    @cached_property
    def differing(self) -> Mapping[str, str]:
        """How newslint differs, by case."""
        return {each.case: each.differs for each in self.outcomes if each.differs}

    @property
    def outside(self) -> Mapping[str, int]:
        """How many cases were not tried, by the reason."""
        return Counter(each.outside for each in self.outcomes if each.outside)

    @property
    def reasons(self) -> Mapping[str, int]:
        """How many cases differ for each accepted reason."""
        return Counter(self.accepted[case] for case in self.differing if case in self.accepted)

    @property
    def unexplained(self) -> Mapping[str, str]:
        """The differences that nobody has accepted."""
        return {case: how for case, how in self.differing.items() if case not in self.accepted}

    @property
    def needless(self) -> frozenset[str]:
        """The accepted differences that are none, or of no case."""
        return frozenset(self.accepted.keys() - self.differing.keys())


def _accepted(file: Path) -> dict[str, str]:
    """Return the reason of each accepted difference, by case."""
    reasons: dict[str, list[str]] = tomllib.loads(file.read_text(encoding="utf-8"))
    return {case: reason for reason, cases in reasons.items() for case in cases}
