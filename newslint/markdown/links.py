"""Where a Markdown body writes its URLs."""

import re
from collections.abc import Callable, Iterable, Iterator
from typing import cast

import pyromark
from msgspec import Struct

from newslint.literal import VERBATIM, Literal, Syntax
from newslint.markdown.escapes import ANGLE_DESTINATION, BARE_URL, DESTINATION, unescape
from newslint.markdown.events import OPTIONS, Bracketed
from newslint.markdown.lines import readable
from newslint.markdown.places import Range, characters, spans
from newslint.regex import regex
from newslint.text import Span


class MarkdownLink(Struct, frozen=True):
    """A link, image, autolink, bare URL or reference definition, and its destination as written.

    `span` is the whole construct; `text` is what stands in the brackets, None for a definition.
    """

    span: Span
    destination: Literal
    text: Span | None = None
    is_image: bool = False


_OPENS_DESTINATION = regex(r"\s*+\]\([\s>]*+", re.ASCII)
_ENDS_BARE_DESTINATION = regex(r"\\.|[()\s]", re.DOTALL | re.ASCII)
_ANGLE = regex(r"<((?:[^<>\\\n]|\\.)*+)>")


def destinations(
    content: str, masked: str, links: Iterable[Bracketed], place: Callable[[int], int]
) -> Iterator[MarkdownLink]:
    """Yield inline links, images and autolinks; `place` turns their bytes into characters."""
    for link in links:
        span = Span(place(link.range["start"]), place(link.range["end"]))
        if link.link_type == "Autolink":
            inside = Span(span.start + 1, span.end - 1)
            written = content[inside.start : inside.end]
            yield MarkdownLink(span, Literal(written, inside, written, VERBATIM), inside)
        elif link.link_type == "Inline" and (
            opening := _OPENS_DESTINATION.match(masked, place(link.text_end), span.end)
        ):
            where = _destination(masked, opening.end(), span.end)
            # Where the two readings differ the place is not known well enough to be edited.
            if unescape(masked[where.start : where.end]) == link.url:
                text = Span(place(link.text_start), place(link.text_end))
                yield MarkdownLink(span, _literal(content, where), text, link.is_image)


def _destination(masked: str, start: int, end: int) -> Span:
    """Return where the link destination that begins at `start` stands (CommonMark 6.3)."""
    if angle := _ANGLE.match(masked, start, end):
        return Span(*angle.span(1))
    depth = 0
    for match in _ENDS_BARE_DESTINATION.finditer(masked, start, end):
        if match[0] == "(":
            depth += 1
        elif match[0] == ")" and depth:
            depth -= 1
        elif match[0] == ")" or match[0].isspace():
            return Span(start, match.start())
    return Span(start, end)


_DEFINITION = regex(r"\[(?:[^\[\]\\]|\\.)*+\]:[\s>]*+", re.DOTALL)


def definitions(
    content: str, masked: str, body: Span, links: Iterable[Bracketed]
) -> Iterator[MarkdownLink]:
    """Yield the link reference definitions (CommonMark 4.7), the place where they say their URL.

    A definition is an image if `links`, those that refer to it, are images only.
    """
    source = readable(masked[body.start : body.end])
    if "]:" not in source:
        return
    definitions = pyromark.reference_definitions(source, options=OPTIONS)
    ranges = [cast("Range", found["span"]) for found in definitions.values()]  # a TypedDict
    place = characters(source, (offset for each in ranges for offset in each.values()), body.start)
    kinds: dict[str, set[bool]] = {}
    for link in links:
        kinds.setdefault(_folded(link.label), set()).add(link.is_image)
    for span, (label, found) in zip(spans(ranges, place), definitions.items(), strict=True):
        if opening := _DEFINITION.match(masked, span.start, span.end):
            where = _destination(masked, opening.end(), span.end)
            if unescape(masked[where.start : where.end]) == found["dest"]:
                is_image = kinds.get(_folded(label)) == {True}
                yield MarkdownLink(span, _literal(content, where), is_image=is_image)


def _folded(label: str) -> str:
    """Return what two labels have in common that mean the same (CommonMark 4.7)."""
    return " ".join(label.split()).casefold()


# What can be told from the text around it: plain ASCII up to a space, an escape, or the
# punctuation that ends a sentence. Where Chinese or markup goes on without a space, nobody knows
# where a URL ends.
_BARE_URL = regex(
    r"(?<![A-Za-z0-9/=@:._-])https?://[A-Za-z0-9/?=&%_#~@+,.:;$!-]*[A-Za-z0-9/=%#+@$-]"
    r"(?=[.,!?:]?(?:\s|\Z|\\[!-/:-@\[-`{-~])|[\u3000-\u303f\uff01-\uff65\u201c-\u201f])",
    re.IGNORECASE,
)


def bare_urls(content: str, masked: str, runs: Iterable[Span]) -> Iterator[MarkdownLink]:
    """Yield the URLs that are linked though nothing marks them (GitHub Flavored Markdown 6.9)."""
    for run in runs:
        for match in _BARE_URL.finditer(masked, run.start, run.end):
            span = Span(*match.span())
            yield MarkdownLink(span, _literal(content, span, BARE_URL), span)


def _literal(content: str, span: Span, syntax: Syntax | None = None) -> Literal:
    written = content[span.start : span.end]
    if syntax is None:
        syntax = ANGLE_DESTINATION if content[span.start - 1] == "<" else DESTINATION
    return Literal(unescape(written), span, written, syntax)
