"""What the formats of lists have in common."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol


class Unreadable(NamedTuple):
    """A line of a list that says something newslint does not understand; lines count from 1."""

    line: int
    text: str


class Finder(Protocol):
    """Finds the parameters of a URL that a list names."""

    def __call__(
        self, url: str, host: str, parameters: Sequence[tuple[str, str]]
    ) -> frozenset[int]:
        """Return the indexes of those `parameters`, given by name and value as written.

        `host` is in lower case, without user and port.
        """
        ...
