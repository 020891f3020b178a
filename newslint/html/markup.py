"""The markup of a document: its elements, comments and raw text."""

import re
from collections.abc import Sequence

from msgspec import Struct

from newslint.html.elements import Element, attributes
from newslint.html.grammar import MARKUP, cdata_end, lower, script_end, text_end
from newslint.html.nesting import OpenElements
from newslint.html.stream import Stream, join
from newslint.text import Span


class Markup(Struct, frozen=True):
    """What the lexer found, each part in document order.

    `comments` are whole, `<!--` and `-->` included; one that is never closed reaches to the end.
    `declarations` are doctypes, CDATA sections and what the standard calls bogus comments, such as
    `<?php ?>`. `raw_text` is what stands in `script`, `style`, `textarea` and their like.
    `stray_ends` are end tags of which no element is open.
    """

    elements: tuple[Element, ...]
    comments: tuple[Span, ...]
    declarations: tuple[Span, ...]
    raw_text: tuple[Span, ...]
    stray_ends: tuple[Span, ...]


def lex(
    content: str,
    pieces: Sequence[Span],
    original: str | None = None,
    branches: Sequence[Span] = (),
) -> Markup:
    """Return the markup in the pieces of `content`, which are one stream of HTML in this order.

    A tag may begin in one piece and end in the next. Where template tokens are masked in
    `content`, `original` is the text without masks, equally long: tags and names are read from the
    first, values from the second. `branches` are what stands in each branch of a template's
    conditions and loops, in order. Takes time linear in the length of the text.
    """
    return _Lexer(join(content, pieces, content if original is None else original)).markup()


class _Lexer:
    def __init__(self, stream: Stream) -> None:
        self._stream = stream
        self._open = OpenElements()
        self._start_tags: list[tuple[str, re.Match[str]]] = []
        self._end_tags: dict[int, re.Match[str]] = {}
        self._raw_text: list[Span] = []
        self._stray_ends: list[Span] = []

    def markup(self) -> Markup:
        stream = self._stream
        text = stream.text
        comments = []
        declarations = []
        position = 0
        while found := MARKUP.search(text, position):
            position = found.end()
            match found.lastgroup:
                case "start":
                    position = self._start(found)
                case "end":
                    self._end(found)
                case "comment":
                    comments.append(stream.span(*found.span()))
                case "declaration":
                    declarations.append(stream.span(*found.span()))
                case "cdata":
                    position = cdata_end(text, position, foreign=self._open.foreign)
                    declarations.append(stream.span(found.start(), position))
                case _:  # the file ends inside a tag, and no browser shows that tag
                    break
        return Markup(
            tuple(self._elements()),
            tuple(comments),
            tuple(declarations),
            tuple(self._raw_text),
            tuple(self._stray_ends),
        )

    def _start(self, tag: re.Match[str]) -> int:
        """Take in a start tag and return where to read on: behind it, or behind its raw text."""
        name = lower(tag["start_name"])
        start = tag.end()
        has_raw_text = self._open.open(name, len(self._start_tags), tag)
        self._start_tags.append((name, tag))
        if not has_raw_text:
            return start
        end = self._raw_text_end(name, start)
        if start < end:
            self._raw_text.append(self._stream.span(start, end))
        return end

    def _raw_text_end(self, name: str, start: int) -> int:
        if name == "plaintext":
            return len(self._stream.text)
        if name == "script":
            return script_end(self._stream.text, start)
        return text_end(self._stream.text, start, name)

    def _end(self, tag: re.Match[str]) -> None:
        name = lower(tag["end_name"])
        if name not in self._open:
            self._stray_ends.append(self._stream.span(*tag.span()))
            return
        number = self._open.close(name)
        if number is not None:
            self._end_tags[number] = tag

    def _elements(self) -> list[Element]:
        stream = self._stream
        return [
            Element(name, attributes(stream, tag), stream, tag, self._end_tags.get(number))
            for number, (name, tag) in enumerate(self._start_tags)
        ]
