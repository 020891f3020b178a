"""Which branch of a template's conditions and loops a place of the text stands in."""

from bisect import bisect_right
from collections.abc import Iterable

from newslint.text import Span


class Branches:
    """Branches, given in order of where they start; one may stand in another."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._places = [0]
        self._numbers = [0]
        around: list[tuple[int, int]] = []
        for number, span in enumerate(spans, start=1):
            self._leave(around, span.start)
            self._note(span.start, number)
            around.append((span.end, number))
        self._leave(around, None)

    def innermost(self, place: int) -> int:
        """Return the number of the innermost branch around a place, counted from 1; 0: none."""
        return self._numbers[bisect_right(self._places, place) - 1]

    def _leave(self, around: list[tuple[int, int]], place: int | None) -> None:
        while around and (place is None or around[-1][0] <= place):
            end, _ = around.pop()
            self._note(end, around[-1][1] if around else 0)

    def _note(self, place: int, number: int) -> None:
        self._places.append(place)
        self._numbers.append(number)
