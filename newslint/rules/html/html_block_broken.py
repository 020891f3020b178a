"""The rule html-block-broken."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from msgspec import Struct

from newslint import html, markdown
from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.html import Element
from newslint.regex import regex
from newslint.rule import Rule
from newslint.text import Span, Spans, Text


class HtmlBlockBroken(Rule, frozen=True):
    """HTML inside Markdown reaches the page as HTML, and Markdown inside HTML is none.

    ## Why

    In Markdown, a blank line ends a block of HTML, and a line that begins with four spaces is
    code. So the rest of a pasted table, though it looks right in the editor, reaches readers as
    tags in a grey box, and all that follows stands outside the table.

    The other way round, nobody reads Markdown in a block of HTML: in `<td>**Total**</td>`, and in
    all of a line that begins with `<!-- more -->`, readers see the asterisks.

    What is meant as code stays: a sample after a paragraph, in `<details>`, in an element that
    says `markdown="1"`, or not inside an element at all.

    This is how CommonMark and most site generators read. Kramdown, the default of Jekyll, reads
    an element to its end tag whatever stands between: on such a site turn this rule off.

    ## What to do

    Take out the blank lines inside the element, or take away the indentation. With `--unsafe` the
    blank lines go, and the page gets the elements that the HTML says. Where a blank line counts,
    as in `<pre>`, or a paragraph of Markdown would become HTML, the fix is yours.

    For Markdown inside HTML write tags (`<strong>`, `<a href>`), or blank lines around it.
    """

    fixes = Applicability.UNSAFE

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every line at which HTML turns into code, and the first Markdown of an element."""
        # MDX knows no indented code, and reads Markdown between its tags.
        if not document.html_blocks or document.is_mdx:
            return
        yield from _cut_off(document)
        yield from _unread(document)


def _cut_off(document: Document) -> Iterator[Problem]:
    """Yield every line at which an element inside of HTML turns into code."""
    if document.indented_code and (breaks := list(_breaks(document))):
        elements = _Elements.of(document, breaks)
        for each in breaks:
            if elements.are_broken_by(document, each):
                yield _problem(document, each, elements)


class _Break(Struct, frozen=True):
    """Indented code right behind a block of HTML, with nothing but white space between."""

    block: Span
    code: Span

    @property
    def gap(self) -> Span:
        return Span(self.block.end, self.code.start)


def _breaks(document: Document) -> Iterator[_Break]:
    blocks = document.html_blocks
    starts = [block.start for block in blocks]
    for code in document.indented_code:
        before = bisect_right(starts, code.start) - 1
        if before < 0:
            continue
        found = _Break(blocks[before], code)
        # In a quotation a blank line begins with `>`, too.
        if not document.text[found.gap].strip("> \t\r\n"):
            yield found


class _Elements(Struct, frozen=True):
    """The elements that the author wrote, whatever Markdown takes for code.

    `inside` is what stands in them, end tags included; `markdown` is where Markdown is meant to be
    read, `text_only` where no code block can stand, and `verbatim` where a blank line counts.
    `ends` says of each end tag where it and its element begin, in order.
    """

    inside: Spans
    markdown: Spans
    text_only: Spans
    verbatim: Spans
    ends: tuple[tuple[int, int], ...]

    @classmethod
    def of(cls, document: Document, breaks: Sequence[_Break]) -> "_Elements":
        pieces = Spans.merged((*document.html, *(each.code for each in breaks)))
        markup = html.lex(document.masked, pieces.spans, document.text.content)
        whole = [(each, each.span, each.end) for each in markup.elements]
        ended = [(each, start, end) for each, start, end in whole if end]
        inner = [(each, Span(start.end, end.start)) for each, start, end in ended]
        return cls(
            inside=Spans.merged(Span(start.end, end.end) for _, start, end in ended),
            markdown=Spans.merged(span for each, span in inner if _holds_markdown(each)),
            text_only=Spans.merged(span for each, span in inner if each.name in _TEXT_ONLY),
            verbatim=Spans.merged(span for each, span in inner if each.name in _VERBATIM),
            ends=tuple(sorted((end.start, start.start) for _, start, end in ended)),
        )

    def are_broken_by(self, document: Document, found: _Break) -> bool:
        """Whether this is HTML of an element opened before it, and no sample of code."""
        code = found.code
        if self.markdown.covers(code.start):
            return False
        if not self.inside.covers(code.start):
            # Of broken tables it is often not known where they end.
            written = document.text[found.block]
            return bool(_PART.match(document.text[code])) and bool(_OPEN_PARTS.match(written))
        return (
            bool(_TAG.match(document.text.content, code.start))
            or self.text_only.covers(code.start)
            or self._end_in(code)
        )

    def _end_in(self, code: Span) -> bool:
        """Whether the code has the end tag of an element opened before it."""
        first = bisect_left(self.ends, (code.start, 0))
        last = bisect_left(self.ends, (code.end, 0))
        return any(start < code.start for _, start in self.ends[first:last])


def _holds_markdown(element: Element) -> bool:
    return element.name == "details" or element.attribute("markdown") is not None


_TEXT_ONLY = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6"})
_VERBATIM = frozenset({"pre", "textarea", "script", "style", "listing", "xmp"})
_TAG = regex(r"\s*+<(?:/?[A-Za-z][A-Za-z0-9:-]*+[\s/>]|!--)")
# Parts of a table, and a block that has such parts and does not end with the whole.
_PART = regex(r"\s*+</?(?:t[dhr]|tbody|thead|tfoot|caption)[\s>]", re.IGNORECASE)
_OPEN_PARTS = regex(
    r"(?=.*?<(?:t[dhr]|tbody|thead|tfoot|table)[\s>])(?!.*</table>\s*+\Z)",
    re.IGNORECASE | re.DOTALL,
)
_BLANK_LINE = regex(r"^[ \t]*+\r?\n", re.MULTILINE)


def _problem(document: Document, found: _Break, elements: _Elements) -> Problem:
    text = document.text
    line = text.line(text.position(found.code.start).line)
    blank = "\n" in text[found.gap]
    cause = "A blank line" if blank else "The indentation"
    message = f"{cause} ends the HTML here: readers see `{_first_words(text[found.code])}` as code"
    return Problem(line, message, _fix(document, found, elements))


_SHOWN = 30  # characters


def _first_words(code: str) -> str:
    words = " ".join(code[: 10 * _SHOWN].split()).replace("`", "'")
    return words if len(words) <= _SHOWN else f"{words[:_SHOWN].rstrip()}…"


def _fix(document: Document, found: _Break, elements: _Elements) -> Fix | None:
    """Return the fix whose result Markdown leaves alone, as HTML throughout; None without one."""
    text = document.text
    region = Span(found.gap.start, found.code.end)
    blanks = [
        Span(*match.span()).shifted(region.start) for match in _BLANK_LINE.finditer(text[region])
    ]
    if any(elements.verbatim.covers(blank.start) for blank in blanks):
        return None
    margin, indentation = _before(text, found.block), _before(text, found.code)
    if ">" in margin or len(margin) > len(indentation) or _takes_in_more(text, region):
        return None  # the block stands in a quotation or list that has ended
    block, joined = text[found.block], _BLANK_LINE.sub("", text[region])
    title = "Remove the blank lines inside the element"
    if _ENDS_BY_ITSELF.match(block):
        title = "Take away the indentation"
        joined = " " * len(margin) + joined.lstrip(" \t")
    if joined == text[region] or not _is_html(block + joined):
        return None
    line = text.line(text.position(found.code.start).line)
    if joined == text[Span(line.start, region.end)]:
        return Fix.unsafe(title, *map(Edit, blanks))
    # No edit may lie in code, but code may go as a whole.
    return Fix.unsafe(title, Edit(region, joined))


def _before(text: Text, span: Span) -> str:
    """Return what stands on the line before a span, each tab as wide as Markdown takes it."""
    line = text.line(text.position(span.start).line)
    return text[Span(line.start, span.start)].expandtabs(4)


def _takes_in_more(text: Text, region: Span) -> bool:
    """Whether a line that Markdown reads comes right behind, and would become HTML, too."""
    following = text.content[region.end : region.end + _NEAR].partition("\n")[0].strip()
    return bool(following) and not following.startswith("<")


_NEAR = 200  # characters
# Blocks that a blank line does not end, but what they begin with (CommonMark 4.6, kinds 1 to 5).
_ENDS_BY_ITSELF = regex(r"<(?:[!?]|(?:script|pre|style|textarea)(?=[\s>]))", re.IGNORECASE)


def _is_html(source: str) -> bool:
    """Whether Markdown leaves all of this as it is."""
    source = source.replace("\r\n", "\n")
    return markdown.render(source).rstrip() == source.rstrip()


def _unread(document: Document) -> Iterator[Problem]:
    """Yield of each block of HTML the first Markdown that readers see as it is typed."""
    content = document.text.content
    if "**" not in content and "](" not in content:
        return
    blocks = document.html_blocks
    typed = [found for block in blocks if (found := _markdown_in(document, block))]
    if not typed or "parse_block_html" in content:  # that tells kramdown to read on
        return
    elsewhere = Spans.merged((*document.code, *_read_by_scripts(document)))
    for found in typed:
        for span in found:
            if not (elsewhere.overlapping(span) or _is_in_tag(document, span)):
                shown = _first_words(document.text[span])
                yield Problem(span, f"Markdown inside HTML: readers see `{shown}` as it is typed")
                break


_STRONG_OR_LINK = regex(
    r"(?<![*\w])\*\*(?=[^\s*])[^*\n<>]{1,80}(?<=[^\s*])\*\*(?!\*)"
    r"|(?<!!)\[(?=[^\s\]])[^\[\]\n]{1,200}\]\((?:https?:/)?/[^()\s]{1,300}\)"
)


def _markdown_in(document: Document, block: Span) -> list[Span]:
    masked = document.masked
    if (
        masked.find("**", block.start, block.end) < 0
        and masked.find("](", block.start, block.end) < 0
    ):
        return []  # as nearly all blocks, and the pattern is slow
    found = _STRONG_OR_LINK.finditer(masked, block.start, block.end)
    return [Span(*match.span()) for match in found]


def _read_by_scripts(document: Document) -> Iterator[Span]:
    """Yield what a script of the page reads, if not Markdown's own reader."""
    for element in document.elements:
        names = {attribute.name for attribute in element.attributes}
        if names & {"markdown", "data-markdown"} or "mermaid" in element.get("class"):
            inner = element.inner
            if inner:
                yield inner


def _is_in_tag(document: Document, span: Span) -> bool:
    elements = document.elements
    before = bisect_left(elements, span.end, key=lambda element: element.span.start)
    return before > 0 and elements[before - 1].span.end > span.start
