"""What happens when a target is given one input after the other: how many, and what broke."""

import re
import time
import traceback
from collections.abc import Callable
from random import Random

from msgspec import Struct

from tests.reliability.fuzz.target import Target

_SMALL, _LARGE = 3_000, 24_000  # bytes
# Eight times the input takes 8 times as long in linear time, 64 times in quadratic time.
_BOUND = 24
_FLOOR = 0.005  # seconds; below, the clock and the machine say more than the target
_ROUNDS = 3


class Finding(Struct, frozen=True):
    """A broken promise, and the shortest input known that breaks it."""

    told: str
    data: bytes


class Trials:
    """Gives inputs to a target, and keeps one finding of each kind."""

    def __init__(
        self, target: Target, seed: int = 0, watch: Callable[[bytes], object] = lambda _: None
    ) -> None:
        """Take a target. `watch` is told of each long input before it is tried: it may hang."""
        self.target = target
        self._watch = watch
        self.count = 0
        """How many inputs were tried."""
        self.grown = 0
        """For how many it was measured how time grows."""
        self.findings: dict[str, Finding] = {}
        self._random = Random(seed)  # noqa: S311 - no secrets

    def give(self, data: bytes) -> None:
        """Try one input."""
        self.count += 1
        self._try(data)

    def lengthen(self, data: bytes) -> None:
        """Repeat some part of an input, and see whether the time grows faster than its length."""
        if not data:
            return
        self.grown += 1
        start = self._random.randrange(len(data))
        end = min(len(data), start + self._random.choice((1, 2, 4, 8, 16, 64)))
        head, part, tail = data[:start], data[start:end], data[end:]
        small, large = (head + part * (size // len(part)) + tail for size in (_SMALL, _LARGE))
        if self._ratio(small, large, 1) > _BOUND and self._ratio(small, large, _ROUNDS) > _BOUND:
            told = f"takes more than linear time, {part!r} again and again"
            self._note(f"time {_place_of_time(self.target, large)}", told, data)

    def _try(self, data: bytes) -> None:
        try:
            self.target.examine(data)
        except Exception as error:  # noqa: BLE001 - whatever is raised is a broken promise
            self._note(_kind(error), f"{type(error).__name__}: {error}", data)

    def _ratio(self, small: bytes, large: bytes, rounds: int) -> float:
        pairs = [(self._seconds(small), self._seconds(large)) for _ in range(rounds)]
        return min(pair[1] for pair in pairs) / max(min(pair[0] for pair in pairs), _FLOOR)

    def _seconds(self, data: bytes) -> float:
        self._watch(data)
        start = time.process_time()
        self._try(data)
        return time.process_time() - start

    def _note(self, kind: str, told: str, data: bytes) -> None:
        known = self.findings.get(kind)
        if known is None or len(data) < len(known.data):
            self.findings[kind] = Finding(f"{self.target.name}: {told}", data)


def _kind(error: Exception) -> str:
    """Return what tells one broken promise from another: where, and in which words."""
    frame = traceback.extract_tb(error.__traceback__)[-1]
    told = re.sub(r"[(`“\"'].*|\d+", "", str(error), flags=re.DOTALL)
    return f"{type(error).__name__} {frame.name} {told}"


def _place_of_time(target: Target, data: bytes) -> str:
    """Return the function of newslint's that most of the time goes to."""
    import cProfile
    import pstats

    profile = cProfile.Profile()
    profile.enable()
    try:
        target.examine(data)
    except Exception:  # noqa: BLE001, S110 - what is raised is noted elsewhere
        pass
    finally:
        profile.disable()
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    file, _, function = max(stats, key=lambda place: stats[place][2])
    return f"{file.rpartition('/')[2]} {function}"
