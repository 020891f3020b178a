"""What stood in the places of a file that a repair changed."""

from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence

from msgspec import UNSET, Struct, UnsetType


class Original(Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What stood where bytes `start` to `end` of the repaired file stand now.

    It is `text` where its bytes are UTF-8, else `base64`.
    """

    start: int
    end: int
    text: str | UnsetType = UNSET
    base64: str | UnsetType = UNSET

    @classmethod
    def of(cls, start: int, end: int, content: bytes) -> "Original":
        """Return what stood there."""
        try:
            return cls(start, end, text=content.decode())
        except UnicodeDecodeError:
            return cls(start, end, base64=b64encode(content).decode())

    @property
    def content(self) -> bytes:
        """Its bytes. Raises `ValueError` where there are none to be read."""
        if isinstance(self.text, str):
            return self.text.encode()
        if isinstance(self.base64, str):
            return b64decode(self.base64, validate=True)
        raise ValueError("there is neither text nor base64")


def originals(before: bytes, after: bytes) -> Iterator[Original]:
    """Yield what stood in each place that differs, in order."""
    from difflib import SequenceMatcher  # who fixes without a report has no use for it

    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    old_starts, new_starts = _starts(old), _starts(new)
    for kind, first, last, new_first, new_last in SequenceMatcher(None, old, new).get_opcodes():
        if kind == "equal":
            continue
        was = before[old_starts[first] : old_starts[last]]
        start, end = new_starts[new_first], new_starts[new_last]
        head, tail = _shared(was, after[start:end])
        yield Original.of(start + head, end - tail, was[head : len(was) - tail])


def _starts(lines: Sequence[bytes]) -> list[int]:
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    return starts


def _shared(was: bytes, now: bytes) -> tuple[int, int]:
    """Return how many bytes two texts begin and end with alike; no character is cut."""
    head = _alike(was, now)
    while head and (_continues(was, head) or _continues(now, head)):
        head -= 1
    tail = _alike(was[head:][::-1], now[head:][::-1])
    while tail and _continues(was, len(was) - tail):
        tail -= 1
    return head, tail


def _alike(one: bytes, other: bytes) -> int:
    """Return how many bytes two texts begin with alike."""
    pairs = enumerate(zip(one, other, strict=False))
    shorter = min(len(one), len(other))
    return next((place for place, (left, right) in pairs if left != right), shorter)


def _continues(text: bytes, place: int) -> bool:
    """Whether the byte at a place goes on with a character of UTF-8."""
    return place < len(text) and text[place] & 0xC0 == 0x80  # noqa: PLR2004 - as UTF-8 has it
