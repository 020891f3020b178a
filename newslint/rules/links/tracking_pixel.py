"""The rule tracking-pixel."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter

from msgspec import Struct

from newslint import removal
from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.html.sight import is_out_of_sight, is_sized
from newslint.links import Link
from newslint.regex import regex
from newslint.rule import Rule
from newslint.text import Span, Text
from newslint.tracking import BUNDLED, Catalogue


class TrackingPixel(Rule, frozen=True):
    """An article carries no invisible images that count its readers.

    ## Why

    Feeds and newsletters end in an image of one pixel that reports every reader to the company
    that sent it. On your page it reports yours.

    ## What to do

    Delete the image, and the `<p>`, `<noscript>` or footer of Blogger that held nothing else. The
    fix is safe for what is known to count readers and nothing else; for another image from
    elsewhere that nobody can see, and for a counter that is shown, it takes `--unsafe`. Counters
    that the terms of republication ask for are named but never removed.
    """

    fixes = Applicability.SAFE
    removes = frozenset({"img"})
    catalogue: Catalogue = BUNDLED

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every image that nobody is meant to see."""
        images = [link for link in document.links if link.is_image_alone]
        found = [
            counter
            for _, links in groupby(images, key=attrgetter("whole"))
            if (counter := _counter(list(links), self.catalogue))
        ]
        holders = _holders(document) if found else {}
        for counter in found:
            yield Problem(counter.image, counter.message, _fix(document, counter, holders))


class _Counter(Struct, frozen=True):
    image: Span
    message: str
    applicability: Applicability | None
    """None where it is meant to stay."""


def _counter(image: Sequence[Link], known: Catalogue) -> _Counter | None:
    """Return what is wrong with the image that has these URLs."""
    whole, element = image[0].whole, image[0].element
    if pixel := next(filter(None, (known.pixel(link.url) for link in image)), None):
        if pixel.republication:
            message = f"Image counts readers and is meant to stay ({pixel.what})"
            return _Counter(whole, message, None)
        trust = Applicability.UNSAFE if element and is_sized(element) else Applicability.SAFE
        return _Counter(whole, f"Image counts readers ({pixel.what})", trust)
    if any(_ELSEWHERE.match(link.url) for link in image) and element and is_out_of_sight(element):
        return _Counter(whole, "Invisible image from another site", Applicability.UNSAFE)
    return None


_ELSEWHERE = regex(r"(?:https?:)?//", re.IGNORECASE)


def _fix(document: Document, counter: _Counter, holders: Mapping[Span, Span]) -> Fix | None:
    if counter.applicability is None:
        return None
    whole = counter.image
    while whole in holders:
        whole = holders[whole]
    trust = counter.applicability
    if not document.is_html and _holds_back_markup(document, whole):
        trust = Applicability.UNSAFE
    lines = removal.own_lines(document.text.content, whole)
    return Fix("Remove the image", trust, (Edit(lines or whole),))


def _holders(document: Document) -> dict[Span, Span]:
    """Return the elements that are nothing without what they hold, by what that may be."""
    content = document.text.content
    holders = {}
    for element in document.elements_named("p", "noscript", "div"):
        inner, whole = element.inner, element.whole
        if inner is None or whole is None or element.end is None or element.attribute("id"):
            continue
        if element.name == "div" and "blogger-post-footer" not in element.get("class").split():
            continue
        start, end = inner.start, inner.end
        while start < end and content[start].isspace():
            start += 1
        while start < end and content[end - 1].isspace():
            end -= 1
        line = content.rfind("\n", 0, whole.start) + 1
        if content.find("\n", whole.start, whole.end) != -1 and content[line : whole.start].strip():
            continue  # it may begin in one paragraph of Markdown and end in the next
        holders[Span(start, end)] = whole
    return holders


_LONGEST = 80  # characters; no image begins its line behind a longer indentation
_BEGINS_BLOCK = regex(r" {4}|[ ]*+\t|[ ]*+[!-@\[-`{-~]")


def _holds_back_markup(document: Document, whole: Span) -> bool:
    """Whether what stands around the image could become a block of Markdown without it."""
    text = document.text
    first, last = (text.position(offset).line for offset in (whole.start, whole.end))
    line = text.line(first).start
    before = text.content[max(line, whole.start - _LONGEST) : whole.start]
    after = text.content[whole.end : min(text.line(last).end, whole.end + _LONGEST)]
    if removal.is_all_removable(before + after):
        return True  # others may go from the same line, and an empty one ends a block of HTML
    if removal.is_inside_block(document.html_blocks, whole, line):
        return False
    if words := removal.words_before(before):
        return removal.begins_definition(words)
    if after.strip():
        return bool(_BEGINS_BLOCK.match(after)) or _begins_block(document, whole)
    below = "" if last == text.line_count else text[text.line(last + 1)]
    return "|" in before or (
        bool(below.strip())
        and (
            (first > 1 and _is_blank(text, first - 1))
            or bool(_BEGINS_BLOCK.match(below))
            or _begins_block(document, whole)
        )
    )


def _begins_block(document: Document, whole: Span) -> bool:
    """Whether a block of HTML begins with it, which ends at an empty line only."""
    blocks = document.html_blocks
    place = bisect_right(blocks, whole.start, key=attrgetter("start"))
    return place > 0 and not document.text[Span(blocks[place - 1].start, whole.start)].strip()


def _is_blank(text: Text, number: int) -> bool:
    return not text[text.line(number)].strip()
