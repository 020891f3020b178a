"""The rule tracking-pixel."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import attrgetter

from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.html import Element
from newslint.links import Link
from newslint.rule import Rule
from newslint.text import Span, Text
from newslint.tracking import BUNDLED, Catalogue


class TrackingPixel(Rule, frozen=True):
    """An article carries no invisible images that count its readers.

    ## Why

    Feeds and newsletters end in an image of one pixel that reports every reader to the company
    that sent it. On your page it reports yours.

    ## What to do

    Delete the image. The fix is safe for what is known to count readers and nothing else; for
    another image from elsewhere that nobody can see, and for a counter that is shown, it takes
    `--unsafe`. Counters that the terms of republication ask for are named but never removed.
    """

    fixes = Applicability.SAFE
    removes = frozenset({"img"})
    catalogue: Catalogue = BUNDLED

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every image that nobody is meant to see."""
        images = filter(attrgetter("is_image_alone"), document.links)
        for _, links in groupby(images, key=attrgetter("whole")):
            if problem := _problem(document, list(links), self.catalogue):
                yield problem


def _problem(document: Document, image: Sequence[Link], known: Catalogue) -> Problem | None:
    """Return what is wrong with the image that has these URLs."""
    whole, element = image[0].whole, image[0].element
    title, removal = "Remove the image", _removal(document, whole)
    if pixel := next(filter(None, (known.pixel(link.url) for link in image)), None):
        message = f"Image counts readers ({pixel.what})"
        if pixel.republication:
            return Problem(whole, message)
        trusted = not _is_shown(element) and not _holds_back_markup(document, whole)
        return Problem(whole, message, (Fix.safe if trusted else Fix.unsafe)(title, removal))
    if any(_ELSEWHERE.match(link.url) for link in image) and _is_invisible(element):
        return Problem(whole, "Invisible image from another site", Fix.unsafe(title, removal))
    return None


_ELSEWHERE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
_NO_SIZE = re.compile(r"\s*+[01](?:px)?+\s*+", re.IGNORECASE)
_HIDDEN = re.compile(
    r"(?:^|;)\s*+(?:display\s*+:\s*+none|visibility\s*+:\s*+hidden)", re.IGNORECASE
)
_STYLE_SIZE = {
    side: re.compile(rf"(?:^|;)\s*+{side}\s*+:\s*+[01](?:px)?+\s*+(?:;|!|$)", re.IGNORECASE)
    for side in ("width", "height")
}


def _is_invisible(element: Element | None) -> bool:
    if element is None:
        return False
    style = element.get("style")
    return bool(_HIDDEN.search(style)) or all(
        _NO_SIZE.fullmatch(element.get(side)) or style_size.search(style)
        for side, style_size in _STYLE_SIZE.items()
    )


def _is_shown(element: Element | None) -> bool:
    """Whether the image is given a size in which a reader sees something."""
    if element is None:
        return False
    sizes = [element.get(side) for side in _STYLE_SIZE]
    return all(sizes) and not any(map(_NO_SIZE.fullmatch, sizes))


_LONGEST = 80  # characters; no image begins its line behind a longer indentation
_BEGINS_BLOCK = re.compile(r"[!-;=-@\[-`{-~]")


def _removal(document: Document, whole: Span) -> Edit:
    """Return the edit that removes an image, with its line where nothing else stands on it."""
    text = document.text
    start = text.line(text.position(whole.start).line).start
    last = text.position(whole.end).line
    end = text.line(last + 1).start if last < text.line_count else len(text)
    alone = start + _LONGEST > whole.start and whole.end + _LONGEST > end
    if alone and not (text.content[start : whole.start] + text.content[whole.end : end]).strip():
        return Edit(Span(start, end))
    return Edit(whole)


def _holds_back_markup(document: Document, whole: Span) -> bool:
    """Whether what comes after the image could begin a block of Markdown without it."""
    text = document.text
    first, last = (text.position(offset).line for offset in (whole.start, whole.end))
    before = text.content[max(text.line(first).start, whole.start - _LONGEST) : whole.start]
    after = text.content[whole.end : min(text.line(last).end, whole.end + _LONGEST)].lstrip()
    if before.strip(" \t>*+-.)0123456789"):
        return False
    if after:
        return bool(_BEGINS_BLOCK.match(after))
    return first > 1 and not _is_blank(text, last + 1) and _is_blank(text, first - 1)


def _is_blank(text: Text, number: int) -> bool:
    return number > text.line_count or not text[text.line(number)].strip()
