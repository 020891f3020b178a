"""Inputs that are nearly the seeds of a target: made by chance, the same for the same number."""

from collections.abc import Iterator
from random import Random

from tests.reliability.fuzz.target import Target


def inputs(target: Target, amount: int, seed: int) -> Iterator[bytes]:
    """Yield so many inputs: seeds, at most a quarter, and then changed ones."""
    random = Random(f"{target.name} {seed}")  # noqa: S311 - the same inputs again, no secrets
    unchanged = min(len(target.seeds), amount // 4)
    yield from random.sample(target.seeds, unchanged)
    for _ in range(amount - unchanged):
        data = random.choice(target.seeds)
        for _ in range(random.choice((1, 1, 2, 4, 8))):
            data = _changed(data, target, random)
        yield data


def _changed(data: bytes, target: Target, random: Random) -> bytes:
    start = random.randint(0, len(data))
    end = min(len(data), start + random.choice((0, 0, 1, 4, 16)))
    match random.randrange(6):
        case 0:
            put = random.randbytes(1)
        case 1:
            put = data[start:end] * random.randint(2, 5)
        case 2:
            put = b""
        case 3:
            other = random.choice(target.seeds)
            begin = random.randint(0, len(other))
            put = other[begin : begin + random.randint(1, 40)]
        case _:
            put = random.choice(target.tokens).encode()
    return data[:start] + put + data[end:]
