"""What befalls a text on its way through editors, tools and encodings."""

from collections.abc import Callable

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from msgspec import Struct

# Most of them are not seen, and some end lines, words or whole files in one program or another.
_CHARACTERS = (
    *"\u200b\u200d\ufeff\xad\u2060\xa0\u3000\u2028\u202e\u2066\u0301\ufe0f\U000e0041\0\x08\x0b\x1b",
    *"\x7f\x85\r\n\t <>&\"'`{}[]()|\\#-*_~:/=?%",
    *"аеюקب漢字é😀👩\u200d🚀\ufffd\ue000\uffff",
)


class Damage(Struct, frozen=True):
    """One accident: its kind, and two numbers that say where, whatever the length of the text."""

    kind: str
    place: int = 0
    other: int = 0
    character: str = ""


_TO_TEXT = ("insert", "insert", "insert", "remove", "repeat", "cut")
_TO_FILE = ("crlf", "crlf", "cr", "mixed", "bom", "bytes", "no final newline")


def damages() -> SearchStrategy[tuple[Damage, ...]]:
    """Return the strategy for accidents; half of the texts come through whole."""
    places = st.integers(0, 100_000)
    to_text = st.builds(
        Damage, st.sampled_from(_TO_TEXT), places, places, st.sampled_from(_CHARACTERS)
    )
    to_file = st.builds(Damage, st.sampled_from(_TO_FILE), places)
    some = st.lists(st.one_of(to_text, to_file), min_size=1, max_size=4).map(tuple)
    return st.one_of(st.just(()), some)


def encoded(text: str, damage: tuple[Damage, ...]) -> bytes:
    """Return the bytes of a text after its accidents."""
    for each in damage:
        text = _damaged(text, each)
    content = text.encode()
    if any(each.kind == "bytes" for each in damage):
        place = next(each.place for each in damage if each.kind == "bytes") % (len(content) + 1)
        content = content[:place] + b"\xe9\xff" + content[place:]
    return content


def _damaged(text: str, damage: Damage) -> str:
    start, end = sorted(place % (len(text) + 1) for place in (damage.place, damage.other))
    happens = _ACCIDENTS.get(damage.kind)
    return happens(text, start, end, damage.character) if happens else text


_Accident = Callable[[str, int, int, str], str]
_ACCIDENTS: dict[str, _Accident] = {
    "insert": lambda text, start, _, character: text[:start] + character + text[start:],
    "remove": lambda text, start, end, _: text[:start] + text[min(end, start + 40) :],
    "repeat": lambda text, start, end, _: text[:end] + text[start:end][:200] + text[end:],
    "cut": lambda text, _, end, __: text[: max(end, len(text) // 2)],
    "crlf": lambda text, *_: text.replace("\r\n", "\n").replace("\n", "\r\n"),
    "cr": lambda text, *_: text.replace("\r\n", "\n").replace("\n", "\r"),
    "mixed": lambda text, _, end, __: text[:end] + text[end:].replace("\n", "\r\n"),
    "bom": lambda text, *_: f"\ufeff{text}",
    "no final newline": lambda text, *_: text.rstrip("\n"),
}
