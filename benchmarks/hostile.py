"""Files that make careless parsers slow: one piece of syntax, over and over."""

from collections.abc import Iterator

from msgspec import Struct

SMALL, LARGE = 1_000_000, 4_000_000  # bytes

_REPEATED = {
    "`<`": "<",
    "`<a `": "<a ",
    "`&`": "&",
    "`[`": "[",
    "`](`": "](",
    "backticks": "`",
    "`{{`": "{{",
    "`<!--`": "<!--",
    '`style="`': ' style="',
    "`<div>` in `<div>`": "<div>",
    "quotations in quotations": "> ",
    "`*`": "*",
    "one line of words": "harbour ",
}
_BEFORE = {'`style="`': "<p"}
_FRONT_MATTER = '---\ntitle: "Ferry"\ndate: 2024-05-03T08:30:00Z\n---\n\n'


class Hostile(Struct, frozen=True):
    """What is repeated, in the words of a table, and how to write a file of it."""

    name: str
    piece: str
    before: str = ""

    def content(self, size: int) -> bytes:
        """Return about `size` bytes of it below ordinary front matter."""
        return (
            _FRONT_MATTER + self.before + self.piece * (size // len(self.piece)) + "\n"
        ).encode()


def hostile() -> Iterator[Hostile]:
    """Yield every kind."""
    for name, piece in _REPEATED.items():
        yield Hostile(name, piece, _BEFORE.get(name, ""))
