"""The headings and paragraphs of a Markdown body."""

from collections.abc import Iterable, Iterator
from typing import Any

import pyromark
from msgspec import Struct, field

from newslint.markdown.events import OPTIONS
from newslint.markdown.lines import readable
from newslint.markdown.places import Range, characters
from newslint.text import Span

_HOLDERS = {"BlockQuote", "Item", "Table", "FootnoteDefinition"}


class Passage(Struct, frozen=True):
    """A heading (`level` 1 to 6) or paragraph (0), and its words without markup.

    `nested` where it belongs to a quotation, list, table or footnote. The alternative text of
    images is not among its words.
    """

    span: Span
    level: int
    nested: bool
    words: str


def passages(body: str, shift: int) -> Iterator[Passage]:
    """Yield the headings and paragraphs of a body that stands `shift` characters into its file."""
    reader = _Reader()
    source = readable(body)
    reader.read(pyromark.events_with_range(source, options=OPTIONS, merge_text=True))
    offsets = [offset for each in reader.found for offset in each.range.values()]
    place = characters(source, offsets, shift)
    for each in reader.found:
        span = Span(place(each.range["start"]), place(each.range["end"]))
        yield Passage(span, each.level, each.nested, "".join(each.words))


class _Opened(Struct):
    """A heading or paragraph while it is read."""

    range: Range
    level: int
    nested: bool
    words: list[str] = field(default_factory=list)


class _Reader(Struct):
    """Takes pyromark's events; `passage` is the heading or paragraph that it is inside of."""

    found: list[_Opened] = field(default_factory=list)
    passage: _Opened | None = None
    images: int = 0
    holders: int = 0

    def read(self, events: Iterable[tuple[Any, Any]]) -> None:
        """Take all events; a break is a bare string, the others a dictionary of one key."""
        for event, place in events:
            if "Start" in event:
                self._start(event["Start"], place)
            elif "End" in event:
                self._end(event["End"])
            elif self.passage and not self.images:
                if "Text" in event:
                    self.passage.words.append(event["Text"])
                elif "Code" in event:
                    self.passage.words.append(event["Code"])
                elif event in ("SoftBreak", "HardBreak"):
                    self.passage.words.append(" ")

    def _start(self, opened: Any, place: Range) -> None:
        name = opened if isinstance(opened, str) else next(iter(opened))
        if name in {"Paragraph", "Heading"}:
            level = int(opened[name]["level"][1:]) if name == "Heading" else 0
            self.passage = _Opened(place, level, self.holders > 0)
            self.found.append(self.passage)
        elif name == "Image":
            self.images += 1
        elif name in _HOLDERS:
            self.holders += 1

    def _end(self, closed: Any) -> None:
        name = closed if isinstance(closed, str) else next(iter(closed))
        if name in {"Paragraph", "Heading"}:
            self.passage = None
        elif name == "Image":
            self.images -= 1
        elif name in _HOLDERS:
            self.holders -= 1
