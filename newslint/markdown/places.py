"""From pyromark's UTF-8 bytes to characters."""

from collections.abc import Callable, Iterable

from newslint.text import Span

Range = dict[str, int]
"""What pyromark says of where something stands: its `start` and `end`, in UTF-8 bytes."""


def characters(source: str, offsets: Iterable[int], shift: int) -> Callable[[int], int]:
    """Return what turns offsets in UTF-8 bytes of `source` into characters, `shift` further on.

    It knows those that are given.
    """
    if source.isascii():
        return shift.__add__
    encoded = source.encode()
    places = {}
    done, place = 0, shift
    for offset in sorted(offsets):
        place += len(encoded[done:offset].decode())
        done = offset
        places[offset] = place
    return places.__getitem__


def spans(ranges: Iterable[Range], place: Callable[[int], int]) -> tuple[Span, ...]:
    """Return the ranges as spans in characters."""
    return tuple([Span(place(each["start"]), place(each["end"])) for each in ranges])
