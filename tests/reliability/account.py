"""What an examination of a promise tells: what was tried, and what went wrong."""

from collections.abc import Mapping

from msgspec import Struct, field


class Account(Struct, frozen=True):
    """One promise, how it was examined, and what came of it."""

    promise: str
    how: str
    figures: Mapping[str, int]
    """What was counted, in the order in which it is told: "runs killed", "files lost" …"""
    failures: tuple[str, ...] = ()
    """What broke the promise, each with what it takes to see it again."""
    reasons: Mapping[str, int] = field(default_factory=dict)
    """Why some cases are none of it, and of how many that is so."""

    def counted(self) -> str:
        """Return the figures in words."""
        return ", ".join(f"{number:,} {what}" for what, number in self.figures.items())
