"""The tags that Markdown writes around the HTML of a body, as few of them as matter to it."""

import sys
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec import Struct, field

# A line feed at the beginning is written where the line has something on it already.
_TAGS = {
    "Paragraph": ("\n<p>", "</p>\n"),
    "BlockQuote": ("\n<blockquote>\n", "</blockquote>\n"),
    "Item": ("\n<li>", "</li>\n"),
    "Table": ("<table>", "</tbody></table>\n"),
    "TableHead": ("<thead><tr>", "</tr></thead><tbody>\n"),
    "TableRow": ("<tr>", "</tr>\n"),
    "CodeBlock": ("\n<pre><code>", "</code></pre>\n"),
    "FootnoteDefinition": ("\n<div><sup>1</sup>\n", "</div>\n"),
    "Emphasis": ("<em>", "</em>"),
    "Strong": ("<strong>", "</strong>"),
    "Strikethrough": ("<del>", "</del>"),
    "Link": ("<a>", "</a>"),
}
_WORDS = "x"
_LINK = f"<a>{_WORDS}</a>"
_ALONE = {
    "Rule": "\n<hr>\n",
    "HardBreak": "<br>\n",
    "SoftBreak": "\n",
    "FootnoteReference": f"<sup>{_LINK}</sup>",
}
# Around no HTML, these only come and go.
_IDLE = frozenset({"Emphasis", "Strong", "Strikethrough", "Image"})


class _Container(Struct):
    """What Markdown opens around HTML, and what it has written inside, each with its place."""

    kind: str
    end: str
    written: list[tuple[int, str]] = field(default_factory=list)
    said: set[str] = field(default_factory=set)
    """What has been written since the last HTML: to write it twice changes nothing."""


def tags(
    events: Iterable[tuple[Any, Any]], html: Sequence[int], links: Sequence[int]
) -> Sequence[tuple[int, str]]:
    """Return what Markdown writes around the HTML among pyromark's events, each with its place.

    `html` and `links` are where pieces of HTML and links begin, in order. Places are in UTF-8
    bytes, in order. Words are written as one letter, and of a container without HTML only what
    can end an element around it.
    """
    writer = _Writer()
    html, links = [*html, sys.maxsize], [*links, sys.maxsize]
    begun = done = -1
    for event, place in events:
        end = place["end"]
        if end <= done and begun <= place["start"]:
            continue
        start = place["start"]
        if "Start" in event:
            value = event["Start"]
            if value == "HtmlBlock":
                continue
            if html[bisect_left(html, start)] < end:
                writer.start(value, start)
            else:
                has_link = "Link" not in value and links[bisect_left(links, start)] < end
                writer.say_whole(value, start, _LINK if has_link else "")
                begun, done = start, end
        elif "End" in event:
            if event["End"] != "HtmlBlock":
                writer.end(end)
        elif "Html" in event:
            writer.html(event["Html"])
        elif "InlineHtml" in event:
            writer.html(event["InlineHtml"])
        else:
            kind = event if isinstance(event, str) else next(iter(event))
            writer.say(start, _ALONE.get(kind, _WORDS))
    return writer.around[0].written


class _Writer(Struct):
    """Writes what the events say; `around` are the containers that are open."""

    around: list[_Container] = field(default_factory=lambda: [_Container("", "")])
    begins_line: bool = True

    def start(self, value: Any, place: int) -> None:
        """Open a container with HTML in it."""
        kind, start, end = self._tags(value)
        container = _Container(kind, end)
        self.around.append(container)
        self._write(container, place, start)

    def say_whole(self, value: Any, place: int, inside: str) -> None:
        """Write a container without HTML, what is inside included."""
        kind, start, end = self._tags(value)
        if self.begins_line:
            start = start.removeprefix("\n")
        text = start + inside + end
        if text:
            self.begins_line = text.endswith("\n")
        self.say(place, _WORDS if kind in _IDLE else text)

    def _tags(self, value: Any) -> tuple[str, str, str]:
        """Return the kind of a container, and what Markdown writes before and after it."""
        kind = value if isinstance(value, str) else next(iter(value))
        start, end = _TAGS.get(kind, ("", ""))
        if kind == "Heading":
            level = value[kind]["level"].lower()
            start, end = f"\n<{level}>", f"</{level}>\n"
        elif kind == "List":
            name = "ul" if value[kind] is None else "ol"
            start, end = f"\n<{name}>\n", f"</{name}>\n"
        elif kind == "TableCell":
            name = "th" if self.around[-1].kind == "TableHead" else "td"
            start, end = f"<{name}>", f"</{name}>"
        return kind, start, end

    def end(self, place: int) -> None:
        """Close the innermost container."""
        container = self.around.pop()
        outer = self.around[-1]
        self._write(container, place, container.end)
        outer.written += container.written
        outer.said.clear()

    def html(self, written: str) -> None:
        """Take HTML in."""
        self.around[-1].said.clear()
        self.begins_line = written.endswith("\n")

    def say(self, place: int, text: str) -> None:
        """Write what ends nothing that is open in Markdown, unless it is there already."""
        container = self.around[-1]
        if text not in container.said:
            container.said.add(text)
            self._write(container, place, text)
        else:
            self.begins_line = text.endswith("\n")

    def _write(self, container: _Container, place: int, text: str) -> None:
        if self.begins_line:
            text = text.removeprefix("\n")
        if text:
            container.written.append((place, text))
            self.begins_line = text.endswith("\n")
