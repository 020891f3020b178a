"""A part of newslint that is given bytes, and what must hold whatever they are."""

from collections.abc import Callable

from msgspec import Struct


class Target(Struct, frozen=True):
    """`examine` raises, whatever it likes, where the promise is broken by these bytes."""

    name: str
    promise: str
    examine: Callable[[bytes], None]
    seeds: tuple[bytes, ...]
    """Inputs that mean something: where the search begins."""
    tokens: tuple[str, ...]
    """What means something to this part, to be put in anywhere."""
