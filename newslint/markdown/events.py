"""What pyromark sees in a Markdown body, kept where newslint needs it."""

from dataclasses import dataclass, field
from typing import Any

import pyromark

from newslint.text import Span

OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_GFM
)
"""CommonMark with the extensions that site generators switch on."""


@dataclass(slots=True)
class Bracketed:
    """A link or image, with the span of what stands in its brackets; in UTF-8 bytes."""

    span: Span
    text: Span
    link_type: str
    url: str
    is_image: bool


@dataclass(slots=True)
class Events:
    """What one pass over a body collects, each in order; spans in its UTF-8 bytes.

    `text` is what the reader sees outside links and code, and only collected where it may hold
    a bare URL.
    """

    html: list[Span] = field(default_factory=list)
    code: list[Span] = field(default_factory=list)
    text: list[Span] = field(default_factory=list)
    links: list[Bracketed] = field(default_factory=list)

    def offsets(self) -> set[int]:
        """Return every offset that some span begins or ends at."""
        spans = [*self.html, *self.code, *self.text]
        for link in self.links:
            spans += (link.span, link.text)
        return {offset for span in spans for offset in (span.start, span.end)}


def read(source: str) -> Events:
    """Return what the Markdown `source` consists of."""
    found = Events()
    keep = {
        "Html": found.html.append,
        "InlineHtml": found.html.append,
        "Code": found.code.append,
        "Text": found.text.append if "://" in source else _ignore,
    }
    around: list[Bracketed] = []
    in_code_block = False
    event: Any
    for event, place in pyromark.events_with_range(source, options=OPTIONS):
        if isinstance(event, str):
            continue
        span = Span(place["start"], place["end"])
        ((kind, value),) = event.items()
        if kind in keep:
            if kind != "Text" or not (around or in_code_block):
                keep[kind](span)
        elif kind == "Start" and (link := _link(value, span)):
            around.append(link)
            continue
        elif kind == "End" and value in ("Link", "Image"):
            found.links.append(around.pop())
        elif kind in {"Start", "End"} and "CodeBlock" in value:
            in_code_block = kind == "Start"
            if in_code_block:
                found.code.append(span)
        if around:
            around[-1].text = Span(around[-1].text.start, span.end)
    return found


def _ignore(_span: Span) -> None:
    pass


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
    return Bracketed(span, text, opened["link_type"], opened["dest_url"], is_image=bool(image))
