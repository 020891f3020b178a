"""The markup of a document: its elements, comments and raw text."""

import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from newslint.html.branches import Branches
from newslint.html.elements import Element, Ends, attributes, writes_nothing
from newslint.html.grammar import MARKUP, cdata_end, lower, script_end, text_end
from newslint.html.nesting import OpenElements
from newslint.html.stack import Stack
from newslint.html.stream import Stream, join
from newslint.text import MASK, Span


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
    `<?php ?>`; and `</>`, which browsers pass over. `raw_text` is what stands in `script`, `style`,
    `textarea` and their like. `stray_ends` are end tags of which no element is open, `unclosed`
    elements without their end.
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
    written: Sequence[tuple[int, str]] | None = None,
) -> Markup:
    """Return the markup in the pieces of `content`, which are one stream of HTML in this order.

    A tag may begin in one piece and end in the next. Where template tokens are masked in
    `content`, `original` is the text without masks, equally long: tags and names are read from the
    first, values from the second. `branches` are what stands in each branch of a template's
    conditions and loops, in order. `written` are the tags that Markdown writes around the pieces,
    each with its place; None where nobody knows. Takes time linear in the length of the text.
    """
    stream = join(content, pieces, content if original is None else original, written or ())
    return _Lexer(stream, branches, knows_gaps=written is not None).markup()


class _Lexer:
    def __init__(self, stream: Stream, branches: Sequence[Span], *, knows_gaps: bool) -> None:
        self._stream = stream
        self._knows_gaps = knows_gaps
        self._branches = Branches(branches) if branches else None
        self._open = OpenElements()
        self._start_tags: list[re.Match[str]] = []
        self._raw_text: list[Span] = []

    def markup(self) -> Markup:  # noqa: C901, PLR0912 - every tag goes through this loop
        """Lex it all."""
        stream, opened = self._stream, self._open
        text, stack = stream.text, opened.stack
        start_tags, branches = self._start_tags, self._branches
        ends = Ends({}, {})
        elements: list[Element] = []
        comments = []
        declarations = []
        search = MARKUP.search
        position = branch = 0
        written = _Written(stream.written)
        while found := search(text, position):
            if stack.minds_text and position < found.start():
                opened.text(text[position : found.start()])
            position = found.end()
            if branches:
                branch = branches.innermost(stream.place(found.start()))
            is_written = written.start < position and written.reach(found, stack)
            match kind := found.lastgroup:
                case "start" | "attributes" if is_written:
                    opened.start(found["start"], None, found, branch)
                case "start" | "attributes":
                    name = lower(found["start"])
                    if MASK in name:
                        name = self._before_token(name, found)
                    number = len(elements)
                    has_raw_text = opened.start(name, number, found, branch)
                    said = attributes(stream, found) if kind == "attributes" else ()
                    start_tags.append(found)
                    elements.append(Element(name, said, stream, found, ends, number))
                    if has_raw_text:
                        position = self._raw_text_end(name, position)
                case "end":
                    opened.end(lower(found["end"]), found, branch)
                case "comment":
                    comments.append(stream.span(*found.span()))
                case "declaration":
                    declarations.append(stream.span(*found.span()))
                case "cdata":
                    position = cdata_end(text, position, foreign=opened.foreign)
                    declarations.append(stream.span(found.start(), position))
                case _:  # the file ends inside a tag, and no browser shows that tag
                    break
        if stack.minds_text and position < len(text):
            opened.text(text[position:])
        is_whole = self._knows_gaps or stream.limits[-1:] == (len(stream.content),)
        opened.finish(len(text) if is_whole else None)
        ends.tags.update(self._typed(stack.ends))
        ends.stops.update(self._stops())
        return Markup(
            tuple(elements),
            tuple(comments),
            tuple(declarations),
            tuple(self._raw_text),
            tuple([stream.span(*tag.span()) for tag in stack.strays if self._is_typed(tag)]),
            self._unclosed(elements),
        )

    def _before_token(self, name: str, tag: re.Match[str]) -> str:
        """Return the name of `<li{% if … %} class="x"{% endif %}>`, without the condition."""
        known = name.rstrip(MASK)
        start = tag.start("start")
        tokens = self._stream.original[start + len(known) : start + len(name)]
        return known if MASK not in known and writes_nothing(tokens) else name

    def _raw_text_end(self, name: str, start: int) -> int:
        if name == "plaintext":
            end = len(self._stream.text)
        elif name == "script":
            end = script_end(self._stream.text, start)
        else:
            end = text_end(self._stream.text, start, name)
        if start < end:
            self._raw_text.append(self._stream.span(start, end))
        return end

    def _typed(self, tags: Mapping[int, re.Match[str]]) -> dict[int, re.Match[str]]:
        if not self._stream.written.spans:
            return dict(tags)
        return {number: tag for number, tag in tags.items() if self._is_typed(tag)}

    def _is_typed(self, tag: re.Match[str]) -> bool:
        """Whether it stands in the text, rather than Markdown writes it."""
        return not self._stream.written.covers(tag.start())

    def _stops(self) -> Iterator[tuple[int, int]]:
        """Yield the elements that end without an end tag, and where in the content they do."""
        stream = self._stream
        whole = len(stream.text)
        for number, stop in self._open.stack.stops.items():
            if not self._knows_gaps:
                start = self._start_tags[number].start()
                beyond = min(stop + 1, whole)
                if len(stream.span(start, beyond)) != beyond - start:
                    continue  # what stands in a gap may have ended it before
            yield number, stream.place(stop) if stop < whole else len(stream.content)

    def _unclosed(self, elements: Sequence[Element]) -> tuple[Unclosed, ...]:
        stack = self._open.stack
        late = self._typed(stack.late)
        return tuple(
            [
                Unclosed(
                    elements[number],
                    self._span(stack.ended_by.get(number)),
                    self._span(late.get(number)),
                )
                for number in sorted({*stack.unclosed, *late})
            ]
        )

    def _span(self, tag: re.Match[str] | None) -> Span | None:
        return self._stream.span(*tag.span()) if tag else None


class _Written:
    """Goes through the tags that Markdown writes, as the lexer comes to them.

    `start` is where the first of them begins that the lexer has not passed.
    """

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans = iter(spans)
        self.start = self._end = 0
        self._go_on()

    def reach(self, markup: re.Match[str], stack: Stack) -> bool:
        """Return whether Markdown writes this tag.

        Where what it writes ends up inside a tag or comment, nobody knows any more what is open.
        """
        start = markup.start()
        while self._end <= start:
            self._go_on()
        if markup.end() <= self.start:
            return False
        if start < self.start:
            stack.give_up()
        return start >= self.start

    def _go_on(self) -> None:
        span = next(self._spans, _NEVER)
        self.start, self._end = span.start, span.end


_NEVER = Span(sys.maxsize, sys.maxsize)
