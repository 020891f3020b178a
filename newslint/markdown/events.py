"""What pyromark sees in a Markdown body, kept where newslint needs it."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pyromark
from msgspec import Struct, field

from newslint.markdown import containers
from newslint.markdown.places import Range

OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_GFM
)
"""CommonMark with the extensions that site generators switch on."""


class Bracketed(Struct):
    """A link or image; places in UTF-8 bytes."""

    range: Range
    text_start: int
    text_end: int
    link_type: str
    url: str
    is_image: bool
    label: str
    """What the reference definition is called, empty where the URL stands in the link itself."""


class Events(Struct):
    """What one pass over a body collects, each in order; places in its UTF-8 bytes.

    `text` is what the reader sees outside links and code, as far as it may hold a bare URL. What
    touches is one range in `text` and `html`. `tags` are what Markdown writes around the HTML,
    each with its place.
    """

    html: list[Range] = field(default_factory=list)
    html_blocks: list[Range] = field(default_factory=list)
    indented_code: list[Range] = field(default_factory=list)
    code: list[Range] = field(default_factory=list)
    text: list[Range] = field(default_factory=list)
    links: list[Bracketed] = field(default_factory=list)
    tags: Sequence[tuple[int, str]] = ()

    def offsets(self) -> set[int]:
        """Return every offset that something begins or ends at."""
        offsets = {offset for offset, _ in self.tags}
        for ranges in (self.html, self.html_blocks, self.code, self.text):
            for each in ranges:
                offsets.update(each.values())
        for link in self.links:
            offsets.update((*link.range.values(), link.text_start, link.text_end))
        return offsets


def read(source: str) -> Events:
    """Return what the Markdown `source` consists of."""
    encoded = source.encode()
    events: Any = pyromark.events_with_range(source, options=OPTIONS, merge_text=True)
    reader = _Reader(encoded, has_urls="://" in source, has_html="<" in source)
    seen = reader.read(events)
    found = reader.found
    if found.html:
        links = [link.range["start"] for link in found.links if not link.is_image]
        html = [each["start"] for each in found.html]
        found.tags = containers.tags(seen, html, sorted(links + reader.notes))
        found.html = list(_joined(_with_returns(encoded, found.html)))
    found.text = list(_runs_with_urls(encoded, found.text))
    return found


# Of what else ends, nobody asks.
_ENDS = ("Link", "Image", "CodeBlock")


class _Reader(Struct):
    """Takes what not every text is full of; `around` are the links that it is inside of."""

    source: bytes
    has_urls: bool
    has_html: bool
    found: Events = field(default_factory=Events)
    around: list[Bracketed] = field(default_factory=list)
    notes: list[int] = field(default_factory=list)
    """Where references to footnotes stand."""
    wants_text: bool = False

    def __post_init__(self) -> None:
        self.wants_text = self.has_urls

    def read(  # noqa: C901, PLR0912 - every event goes through this loop
        self, events: Iterable[tuple[Any, Range]]
    ) -> list[tuple[Any, Range]]:
        """Take all that is wanted of pyromark's events; return them for a second look, if need be.

        A break is a bare string, and the others a dictionary of one key: `in` fits them all. Words
        may come one letter at a time: of those without anything between, the first is returned.
        """
        found, text = self.found, self.found.text
        seen: list[tuple[Any, Range]] = []
        before: Range = {}
        has_html = self.has_html
        in_words = may_hold_url = False
        for each in events:
            event, place = each
            if "Text" in event:
                if has_html and not in_words:
                    seen.append(each)
                in_words = True
                if self.wants_text:
                    text.append(place)
                    may_hold_url = may_hold_url or "://" in event["Text"]
                before = place
                continue
            if has_html:
                seen.append(each)
            in_words = False
            if "Start" in event:
                opened = event["Start"]
                if opened == "HtmlBlock":
                    found.html_blocks.append(place)
                elif not isinstance(opened, str):
                    self.start(opened, place)
            elif "End" in event:
                if event["End"] in _ENDS:
                    self.end(event["End"], before)
            elif "Html" in event:
                found.html.append(place)
            elif isinstance(event, str):
                continue
            else:
                self.take(event, place)
            before = place
        if not may_hold_url:
            text.clear()
        return seen

    def start(self, opened: dict[str, Any], place: Range) -> None:
        """Open a link, an image or a block of code; of the others nobody asks."""
        if link := _link(opened, place):
            self.around.append(link)
            self.wants_text = False
        elif "CodeBlock" in opened:
            self.wants_text = False
            self.found.code.append(place)
            if opened["CodeBlock"] == "Indented":
                self.found.indented_code.append(place)

    def end(self, name: str, before: Range) -> None:
        """Close a link, image or block of code; `before` is where the last thing in it stands."""
        if name != "CodeBlock":
            link = self.around.pop()
            if before is not link.range:
                link.text_end = before["end"]
            if not self._describes_image():
                self.found.links.append(link)
        self.wants_text = self.has_urls and not self.around

    def take(self, event: Any, place: Range) -> None:
        """Take what stands for itself."""
        if "InlineHtml" in event:
            if not self._describes_image():
                self.found.html += _lines(self.source, place, event["InlineHtml"])
        elif "Code" in event:
            self.found.code.append(place)
        elif "FootnoteReference" in event:
            self.notes.append(place["start"])

    def _describes_image(self) -> bool:
        """Whether it is part of an image's alternative text, of which only the words are left."""
        return bool(self.around) and any(link.is_image for link in self.around)


def _lines(source: bytes, place: Range, html: str) -> Iterator[Range]:
    """Yield the lines of inline HTML without what quotations and lists put before each."""
    if "\n" not in html:
        yield place
        return
    end = place["start"]
    written = source[end : place["end"]].split(b"\n")
    for line, kept in zip(written, html.encode().split(b"\n"), strict=True):
        end += len(line) + 1
        yield {"start": end - 1 - len(kept), "end": min(end, place["end"])}


def _link(opened: dict[str, Any], place: Range) -> Bracketed | None:
    is_image = "Image" in opened
    if not is_image and "Link" not in opened:
        return None
    link = opened["Image" if is_image else "Link"]
    text_start = place["start"] + 1 + is_image
    return Bracketed(
        place, text_start, text_start, link["link_type"], link["dest_url"], is_image, link["id"]
    )


def _with_returns(source: bytes, ranges: Iterable[Range]) -> Iterator[Range]:
    """Yield the ranges, those of a line feed with the carriage return that pyromark leaves out."""
    if b"\r" not in source:
        yield from ranges
        return
    for each in ranges:
        start = each["start"]
        returns = source[start - 1 : start + 1] == b"\r\n"
        yield {"start": start - 1, "end": each["end"]} if returns else each


def _joined(ranges: Iterable[Range]) -> Iterator[Range]:
    """Yield the ranges with those that touch made one."""
    start = end = -1
    for each in ranges:
        if each["start"] != end:
            if start >= 0:
                yield {"start": start, "end": end}
            start = each["start"]
        end = each["end"]
    if start >= 0:
        yield {"start": start, "end": end}


def _runs_with_urls(source: bytes, text: Iterable[Range]) -> Iterator[Range]:
    """Yield the text that touches as one, where it may hold a bare URL."""
    for run in _joined(text):
        if source.find(b"://", run["start"], run["end"]) >= 0:
            yield run
