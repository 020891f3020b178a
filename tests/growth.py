"""How the time of a call grows with its input: a ratio of two times of one run."""

import gc
import time
from collections.abc import Callable

_SMALL, _LARGE = 25_000, 200_000
# Eight times the input takes 8 times as long in linear time, 64 times in quadratic time.
_BOUND = 24
_ROUNDS = 4
_FLOOR = 0.002  # seconds; below, the clock and the machine say more than the call


def is_linear(call: Callable[[str], object], token: str, before: str = "") -> bool:
    """Whether a call takes about as much more time as it gets more of a token.

    The two are measured in turn, so that a slow moment of the machine meets both.
    """
    texts = [before + token * (size // len(token)) for size in (_SMALL, _LARGE)]
    rounds = [[_seconds(call, text) for text in texts] for _ in range(_ROUNDS)]
    small = min(times[0] for times in rounds)
    large = min(times[1] for times in rounds)
    return large < _BOUND * max(small, _FLOOR)


def _seconds(call: Callable[[str], object], text: str) -> float:
    # Looking for garbage takes longer the more other tests have left behind.
    gc.disable()
    try:
        start = time.process_time()
        call(text)
        return time.process_time() - start
    finally:
        gc.enable()
