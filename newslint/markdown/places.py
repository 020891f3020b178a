"""From pyromark's UTF-8 bytes to characters."""

from collections.abc import Callable, Iterable

from newslint.text import Span


def characters(source: str, offsets: Iterable[int], shift: int) -> Callable[[Span], Span]:
    """Return what turns spans in UTF-8 bytes of `source` into characters, `shift` further on."""
    if source.isascii():
        return lambda span: span.shifted(shift)
    encoded = source.encode()
    places = {}
    done, place = 0, shift
    for offset in sorted(offsets):
        place += len(encoded[done:offset].decode())
        done = offset
        places[offset] = place
    return lambda span: Span(places[span.start], places[span.end])
