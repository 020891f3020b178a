"""The headings and paragraphs of a page, as its reader sees them."""

import re
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from newslint.html import Element, unescape
from newslint.regex import regex
from newslint.text import MASK, Span, Spans


class Block(Struct, frozen=True):
    """A heading (`level` 1 to 6) or a paragraph (0), written in Markdown or HTML.

    `words` is what a reader sees of it, on one line; where a template has a say in it, it is what
    was typed. `nested` where it belongs to a list, quotation, table, caption or aside.
    """

    span: Span
    level: int
    words: str
    nested: bool


def in_markdown(content: str, masked: str, body: Span) -> Iterator[Block]:
    """Yield the blocks that Markdown writes in the body, in order."""
    from newslint.markdown.blocks import passages  # few files have a use for it

    for passage in passages(masked[body.start : body.end], body.start):
        words = passage.words
        if MASK in words:
            words = content[passage.span.start : passage.span.end]
        yield Block(passage.span, passage.level, " ".join(words.split()), passage.nested)


LEVELS = {"p": 0} | {f"h{level}": level for level in range(1, 7)}
"""The elements that are blocks, and their levels."""

_HOLDERS = (
    *("li", "dd", "dt", "td", "th", "caption", "figcaption", "figure", "blockquote", "aside"),
    *("details", "nav", "svg", "template"),
)


def in_html(
    content: str, masked: str, elements_named: Callable[..., Iterator[Element]]
) -> Iterator[Block]:
    """Yield the blocks that are elements of HTML, those whose end is known."""
    holders = Spans.merged(each.whole for each in elements_named(*_HOLDERS) if each.whole)
    for element in elements_named(*LEVELS):
        whole, inner = element.whole, element.inner
        if whole is None or inner is None:
            continue
        words = _seen(masked[inner.start : inner.end])
        if MASK in words:
            words = " ".join(content[inner.start : inner.end].split())
        yield Block(whole, LEVELS[element.name], words, holders.covers(whole.start))


_BREAK = regex(r"<br\b[^<>]*+>", re.IGNORECASE)
_TAG = regex(r"<!--(?:[^<-]|<(?!!--)|-(?!->))*+-->|<[/!?a-zA-Z][^<>]*+>")


def _seen(source: str) -> str:
    """Return the words of HTML without its tags, on one line."""
    return " ".join(unescape(_TAG.sub("", _BREAK.sub(" ", source))).split())


def outermost(blocks: Iterable[Block]) -> Iterator[Block]:
    """Yield the blocks in order, without those that stand in another."""
    end = -1
    for block in sorted(blocks, key=lambda block: (block.span.start, -block.span.end)):
        if block.span.start >= end:
            yield block
            end = block.span.end


_BLANK_LINES = regex(r"(?:[ \t\r]*+\n)*+")
_BLANK = regex(r"\s*+")


def removal(content: str, body: Span, block: Span) -> Span:
    """Return what to delete so that a block goes with its lines, and leaves one gap of two."""
    end = block.start + len(content[block.start : block.end].rstrip())
    line = _line_start(content, body, block.start)
    following = content.find("\n", end, body.end) + 1 or body.end
    if content[line : block.start].strip() or content[end:following].strip():
        return Span(block.start, end)
    if _BLANK.fullmatch(content, following, body.end):
        before = len(content[body.start : line].rstrip())
        return Span(body.start + before if before else line, end)
    # A blank line ends the HTML in Markdown, so an only one stays.
    above = _line_start(content, body, max(body.start, line - 1))
    if content[above:line].strip():
        return Span(line, following)
    gap = _BLANK_LINES.match(content, following, body.end)
    return Span(line, gap.end() if gap else following)


def _line_start(content: str, body: Span, offset: int) -> int:
    """Return where the line of this place of the body begins."""
    return content.rfind("\n", body.start, offset) + 1 or body.start


def with_its_line(content: str, span: Span) -> Span:
    """Return the span, with its lines where nothing else stands there.

    A blank line left behind would end the block of HTML in Markdown.
    """
    start = content.rfind("\n", 0, span.start) + 1
    end = content.find("\n", span.end) + 1
    if not end or content[start : span.start].strip() or content[span.end : end].strip():
        return span
    return Span(start, end)
