"""What pyromark sees in a Markdown body, kept where newslint needs it."""

from collections.abc import Iterator, Sequence
from typing import Any

import pyromark
from msgspec import Struct, field

from newslint.markdown import containers
from newslint.text import Span

OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_GFM
)
"""CommonMark with the extensions that site generators switch on."""


class Bracketed(Struct):
    """A link or image, with the span of what stands in its brackets; in UTF-8 bytes."""

    span: Span
    text: Span
    link_type: str
    url: str
    is_image: bool
    label: str
    """What the reference definition is called, empty where the URL stands in the link itself."""


class Events(Struct):
    """What one pass over a body collects, each in order; spans in its UTF-8 bytes.

    `text` is what the reader sees outside links and code, and only collected where it may hold
    a bare URL. `tags` are what Markdown writes around the HTML, each with its place.
    """

    html: list[Span] = field(default_factory=list)
    html_blocks: list[Span] = field(default_factory=list)
    indented_code: list[Span] = field(default_factory=list)
    code: list[Span] = field(default_factory=list)
    text: list[Span] = field(default_factory=list)
    links: list[Bracketed] = field(default_factory=list)
    tags: Sequence[tuple[int, str]] = ()

    def offsets(self) -> set[int]:
        """Return every offset that some span begins or ends at."""
        spans = [*self.html, *self.html_blocks, *self.code, *self.text]
        for link in self.links:
            spans += (link.span, link.text)
        offsets = {offset for span in spans for offset in (span.start, span.end)}
        if self.tags:
            offsets.update(place for place, _ in self.tags)
        return offsets


def read(source: str) -> Events:
    """Return what the Markdown `source` consists of."""
    reader = _Reader(source.encode(), has_urls="://" in source)
    events: Any = pyromark.events_with_range(source, options=OPTIONS)
    if "<" in source:
        events = list(events)  # for a second look, if there is HTML
    for event, place in events:
        if isinstance(event, dict):
            ((kind, value),) = event.items()
            reader.take(kind, value, Span(place["start"], place["end"]))
    found = reader.found
    if found.html:
        links = [link.span.start for link in found.links if not link.is_image]
        html = [span.start for span in found.html]
        found.tags = containers.tags(events, html, sorted(links + reader.notes))
    return found


class _Reader(Struct):
    """Takes event after event; `around` are the links that it is inside of."""

    source: bytes
    has_urls: bool
    found: Events = field(default_factory=Events)
    around: list[Bracketed] = field(default_factory=list)
    in_code_block: bool = False
    notes: list[int] = field(default_factory=list)
    """Where references to footnotes stand."""

    def take(self, kind: str, value: Any, span: Span) -> None:
        if kind == "Start" and (link := _link(value, span)):
            self.around.append(link)
            return
        if kind in {"Start", "End"}:
            self._border(kind, value, span)
        elif kind == "Text":
            if self.has_urls and not self.around and not self.in_code_block:
                self.found.text.append(span)
        elif kind == "InlineHtml" and not any(link.is_image for link in self.around):
            self.found.html += _lines(self.source, span, value)
        elif kind == "Html":
            self.found.html.append(span)
        elif kind == "Code":
            self.found.code.append(span)
        elif kind == "FootnoteReference":
            self.notes.append(span.start)
        if self.around:
            self.around[-1].text = Span(self.around[-1].text.start, span.end)

    def _border(self, kind: str, value: Any, span: Span) -> None:
        if value in ("Link", "Image"):
            self.found.links.append(self.around.pop())
        elif value == "HtmlBlock":
            if kind == "Start":
                self.found.html_blocks.append(span)
        elif "CodeBlock" in value:
            self.in_code_block = kind == "Start"
            if self.in_code_block:
                self.found.code.append(span)
                if value["CodeBlock"] == "Indented":
                    self.found.indented_code.append(span)


def _lines(source: bytes, span: Span, html: str) -> Iterator[Span]:
    """Yield the lines of inline HTML without what quotations and lists put before each."""
    end = span.start
    written = source[span.start : span.end].split(b"\n")
    for line, kept in zip(written, html.encode().split(b"\n"), strict=True):
        end += len(line) + 1
        yield Span(end - 1 - len(kept), min(end, span.end))


def _link(started: Any, span: Span) -> Bracketed | None:
    if isinstance(started, str):
        return None
    link = started.get("Link")
    image = started.get("Image")
    opened = link or image
    if not opened:
        return None
    text_start = span.start + (2 if image else 1)
    text = Span(text_start, text_start)
    return Bracketed(
        span,
        text,
        opened["link_type"],
        opened["dest_url"],
        is_image=bool(image),
        label=opened["id"],
    )
