"""Elements and attributes: views of what the tokenizer matched.

They hold the match and work out spans and values when asked. Most tags of a document are asked for
their name only, and building every span at once would take longer than the lexing.
"""

import re

from msgspec import Struct

from newslint.diagnostic import Edit
from newslint.html.grammar import ATTRIBUTE, SPACE, closes_itself, lower
from newslint.html.stream import Stream
from newslint.html.values import DOUBLE_QUOTED, SINGLE_QUOTED, UNQUOTED, decode
from newslint.literal import Literal
from newslint.regex import regex
from newslint.text import MASK, Span

_SYNTAXES = {"double": DOUBLE_QUOTED, "single": SINGLE_QUOTED, "unquoted": UNQUOTED}


class Attribute(Struct, frozen=True, eq=False, gc=False):
    """An attribute as written in a start tag. `name` is in ASCII lower case."""

    name: str
    _stream: Stream
    _match: re.Match[str]
    _after_token: int | None = None
    """Where the name begins, if that is right behind a template token."""

    @property
    def value(self) -> str:
        """The decoded value, "" where none is written."""
        written = self._match.lastgroup
        if written not in _SYNTAXES:
            return ""
        return decode(self._stream.original[slice(*self._match.span(written))])

    @property
    def literal(self) -> Literal | None:
        """The value with the characters that write it, without quotes; None where none do."""
        written = self._match.lastgroup
        if written not in _SYNTAXES:
            return None
        return self._stream.literal(*self._match.span(written), _SYNTAXES[written])

    @property
    def value_span(self) -> Span | None:
        """Where the value is written, without its quotes."""
        literal = self.literal
        return literal.span if literal else None

    @property
    def span(self) -> Span:
        """From the first character of the name to the closing quote."""
        return self._stream.span(self._start, self._match.end())

    @property
    def _start(self) -> int:
        if self._after_token is not None:
            return self._after_token
        return self._match.start("name")

    @property
    def removal(self) -> Span:
        """What to delete so that the rest of the tag means the same.

        One thing no deletion can do: keep apart a name without value and a name that begins with
        `=`, as in `<p a style="" =b>`.
        """
        start, end = self._match.span()
        following = self._match.string[end]
        if self._after_token is not None:
            start = self._after_token
        elif following == "/":
            # A slash right behind an unquoted value would become part of it.
            start = min(start + 1, self._start)
        elif following != ">" and following not in SPACE:
            start = self._start
        return self._stream.span(start, end)

    @property
    def lacks_value(self) -> bool:
        """Whether it ends with `=`, so that what comes next could become its value."""
        return self._match.lastgroup == "name" and self._match.end() > self._match.end("name")


class Ends(Struct, frozen=True, eq=False):
    """Where the elements of a text end, by their numbers: known when all of it has been read.

    `tags` are the end tags, `stops` the places in the content where others end without one.
    """

    tags: dict[int, re.Match[str]]
    stops: dict[int, int]


class Element(Struct, frozen=True, eq=False, gc=False):
    """A start tag in the source, with its attributes in order, duplicates included.

    `name` is in ASCII lower case.
    """

    name: str
    attributes: tuple[Attribute, ...]
    _stream: Stream
    _start_tag: re.Match[str]
    _ends: Ends
    _number: int

    @property
    def span(self) -> Span:
        """The start tag, from `<` to `>`."""
        return self._stream.span(*self._start_tag.span())

    @property
    def end(self) -> Span | None:
        """The end tag, or None where there is none or elements cross."""
        tag = self._ends.tags.get(self._number)
        return self._stream.span(*tag.span()) if tag else None

    @property
    def whole(self) -> Span | None:
        """From the start tag through the end, or None where it is not known where that is.

        The end tag is part of it, where there is one. An element without one, such as the first
        of two `<p>`, ends where the tag begins that ends it.
        """
        end = self._last
        return None if end is None else Span(self.span.start, end.end)

    @property
    def inner(self) -> Span | None:
        """What stands between the start tag and the end, or None where that is not known."""
        end = self._last
        return None if end is None else Span(self.span.end, end.start)

    @property
    def unwrapping(self) -> tuple[Edit, ...]:
        """The edits that take the tags away and keep the content; none where the end is unknown."""
        end = self._last
        if end is None:
            return ()
        return (Edit(self.span), Edit(end)) if end else (Edit(self.span),)

    @property
    def _last(self) -> Span | None:
        """The end tag, or an empty span where the element ends without one."""
        if self._number in self._ends.tags:
            return self.end
        stop = self._ends.stops.get(self._number)
        return None if stop is None else Span(stop, stop)

    @property
    def self_closing(self) -> bool:
        """Whether the tag ends with `/>`; in HTML proper that closes nothing."""
        return closes_itself(self._start_tag)

    @property
    def insert_at(self) -> int:
        """The offset where ` name="value"`, space included, gives the tag an attribute."""
        if not self.attributes or self.attributes[-1].lacks_value:
            return self._stream.after(self._start_tag.end("start"))
        return self.attributes[-1].span.end

    def attribute(self, name: str) -> Attribute | None:
        """Return the first attribute of that name (in lower case): the one that counts."""
        for attribute in self.attributes:
            if attribute.name == name:
                return attribute
        return None

    def get(self, name: str, default: str = "") -> str:
        """Return the decoded value of the attribute of that name, `default` if there is none."""
        attribute = self.attribute(name)
        return default if attribute is None else attribute.value


def attributes(stream: Stream, start_tag: re.Match[str]) -> tuple[Attribute, ...]:
    """Return the attributes of a start tag, without those that a template will write."""
    start, end = start_tag.span("attributes")
    if start == end:
        return ()
    return tuple(
        [
            Attribute(lower(name), stream, found)
            if name[0] != MASK
            else _behind_token(stream, found)
            for found in ATTRIBUTE.finditer(stream.text, start, end)
            if (name := found["name"]).strip(MASK)
        ]
    )


# Tokens that write nothing themselves: conditions and loops.
_CONTROL = regex(
    r"(?<!\{)\{% | <%(?!=) | \{\{[-~]?+\s*+ (?: [\#/^] | (?:if|else|end|with|range)\b )", re.VERBOSE
)


def _behind_token(stream: Stream, found: re.Match[str]) -> Attribute:
    """Return an attribute whose name begins with a template token.

    `{% if … %}onclick` is `onclick` if it is anything; `{{ prefix }}onclick` can be what it likes.
    """
    name = found["name"]
    start = found.end("name") - len(name.lstrip(MASK))
    if writes_nothing(stream.original[found.start("name") : start]):
        return Attribute(lower(name.lstrip(MASK)), stream, found, start)
    return Attribute(lower(name), stream, found)


def writes_nothing(tokens: str) -> bool:
    """Whether the last of these template tokens is about a condition or loop."""
    last = max(map(tokens.rfind, ("{{", "{%", "<%")))
    return last != -1 and _CONTROL.match(tokens, last) is not None
