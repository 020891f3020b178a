"""What the formats of lists have in common."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol


class Unreadable(NamedTuple):
    """A line of a list that newslint leaves out; lines count from 1.

    `reason` is empty where newslint does not understand what it says.
    """

    line: int
    text: str
    reason: str = ""


class Finder(Protocol):
    """Finds the parameters of a URL that a list names."""

    def __call__(
        self, url: str, host: str, parameters: Sequence[tuple[str, str]]
    ) -> frozenset[int]:
        """Return the indexes of those `parameters`, given by name and value as written.

        `host` is in lower case, without user and port.
        """
        ...
