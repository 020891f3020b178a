"""The headings and paragraphs of a Markdown body."""

from collections.abc import Iterator
from typing import Any

import pyromark
from msgspec import Struct, field

from newslint.markdown.events import OPTIONS
from newslint.markdown.places import characters
from newslint.text import Span

_BREAKS = {"SoftBreak", "HardBreak"}
_HOLDERS = {"BlockQuote", "Item", "Table", "FootnoteDefinition"}


class Passage(Struct):
    """A heading (`level` 1 to 6) or paragraph (0), and its words without markup.

    `nested` where it belongs to a quotation, list, table or footnote. The alternative text of
    images is not among its words.
    """

    span: Span
    level: int
    nested: bool
    words: str = ""


def passages(body: str, shift: int) -> Iterator[Passage]:
    """Yield the headings and paragraphs of a body that stands `shift` characters into its file."""
    reader = _Reader()
    for event, place in pyromark.events_with_range(body, options=OPTIONS):
        reader.take(event, Span(place["start"], place["end"]))
    offsets = {offset for each in reader.found for offset in (each.span.start, each.span.end)}
    in_characters = characters(body, offsets, shift)
    for passage in reader.found:
        passage.span = in_characters(passage.span)
        yield passage


class _Reader(Struct):
    """Takes event after event; spans are in UTF-8 bytes."""

    found: list[Passage] = field(default_factory=list)
    open: bool = False
    images: int = 0
    holders: int = 0

    def take(self, event: Any, span: Span) -> None:
        if isinstance(event, str):
            if event in _BREAKS:
                self._add(" ")
            return
        ((kind, value),) = event.items()
        if kind in {"Start", "End"}:
            name = value if isinstance(value, str) else next(iter(value))
            self._border(name, value, span, 1 if kind == "Start" else -1)
        elif kind in {"Text", "Code"}:
            self._add(value)

    def _border(self, name: str, value: Any, span: Span, step: int) -> None:
        if name in {"Paragraph", "Heading"}:
            self.open = step > 0
            if self.open:
                level = int(value[name]["level"][1:]) if name == "Heading" else 0
                self.found.append(Passage(span, level, self.holders > 0))
        elif name == "Image":
            self.images += step
        elif name in _HOLDERS:
            self.holders += step

    def _add(self, words: str) -> None:
        if self.open and not self.images:
            self.found[-1].words += words
