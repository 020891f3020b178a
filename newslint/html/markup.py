"""The markup of a document: its elements, comments and raw text."""

import re
from collections.abc import Sequence

from msgspec import Struct

from newslint.html.branches import Branches
from newslint.html.elements import Element, attributes
from newslint.html.grammar import MARKUP, cdata_end, lower, script_end, text_end
from newslint.html.nesting import OpenElements
from newslint.html.stream import Stream, join
from newslint.text import Span


class Unclosed(Struct, frozen=True):
    """An element that has no end tag where it must have one, or not where it ends.

    `ended_by` is the tag that ends it, None at the end of the text. `late_end` is its end tag,
    where that comes behind `ended_by` or stands where it cannot end the element.
    """

    element: Element
    ended_by: Span | None
    late_end: Span | None


class Markup(Struct, frozen=True):
    """What the lexer found, each part in document order.

    `comments` are whole, `<!--` and `-->` included; one that is never closed reaches to the end.
    `declarations` are doctypes, CDATA sections and what the standard calls bogus comments, such as
    `<?php ?>`. `raw_text` is what stands in `script`, `style`, `textarea` and their like.
    `stray_ends` are end tags of which no element is open, `unclosed` elements without their end.
    """

    elements: tuple[Element, ...]
    comments: tuple[Span, ...]
    declarations: tuple[Span, ...]
    raw_text: tuple[Span, ...]
    stray_ends: tuple[Span, ...]
    unclosed: tuple[Unclosed, ...] = ()


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
    return _Lexer(
        join(content, pieces, content if original is None else original), branches
    ).markup(is_whole=bool(pieces) and pieces[-1].end == len(content))


class _Lexer:
    def __init__(self, stream: Stream, branches: Sequence[Span]) -> None:
        self._stream = stream
        self._branches = Branches(branches) if branches else None
        self._open = OpenElements()
        self._start_tags: list[tuple[str, re.Match[str]]] = []
        self._raw_text: list[Span] = []

    def markup(self, *, is_whole: bool) -> Markup:
        """Lex it all; `is_whole` says that where the stream ends nothing else follows."""
        stream = self._stream
        text = stream.text
        comments = []
        declarations = []
        position = 0
        opened = self._open
        branch = 0
        while found := MARKUP.search(text, position):
            if opened.minds_text and position < found.start():
                opened.text(text[position : found.start()])
            position = found.end()
            if self._branches:
                branch = self._branches.innermost(stream.span(*found.span()).start)
            match found.lastgroup:
                case "start":
                    position = self._start(found, branch)
                case "end":
                    opened.end(lower(found["end_name"]), found, branch)
                case "comment":
                    comments.append(stream.span(*found.span()))
                case "declaration":
                    declarations.append(stream.span(*found.span()))
                case "cdata":
                    position = cdata_end(text, position, foreign=opened.foreign)
                    declarations.append(stream.span(found.start(), position))
                case _:  # the file ends inside a tag, and no browser shows that tag
                    break
        if opened.minds_text and position < len(text):
            opened.text(text[position:])
        opened.finish(len(text) if is_whole else None)
        elements = self._elements()
        return Markup(
            elements,
            tuple(comments),
            tuple(declarations),
            tuple(self._raw_text),
            tuple([stream.span(*tag.span()) for tag in opened.strays]),
            self._unclosed(elements),
        )

    def _start(self, tag: re.Match[str], branch: int) -> int:
        """Take in a start tag and return where to read on: behind it, or behind its raw text."""
        name = lower(tag["start_name"])
        start = tag.end()
        has_raw_text = self._open.start(name, len(self._start_tags), tag, branch)
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

    def _elements(self) -> tuple[Element, ...]:
        stream = self._stream
        ends = self._open.ends
        stops = self._open.stops
        return tuple(
            [
                Element(
                    name, attributes(stream, tag), stream, tag, ends.get(number), stops.get(number)
                )
                for number, (name, tag) in enumerate(self._start_tags)
            ]
        )

    def _unclosed(self, elements: tuple[Element, ...]) -> tuple[Unclosed, ...]:
        ended_by, late = self._open.ended_by, self._open.late
        return tuple(
            [
                Unclosed(
                    elements[number],
                    self._place(ended_by.get(number)),
                    self._place(late.get(number)),
                )
                for number in sorted({*self._open.unclosed, *late})
            ]
        )

    def _place(self, tag: re.Match[str] | None) -> Span | None:
        return self._stream.span(*tag.span()) if tag else None
