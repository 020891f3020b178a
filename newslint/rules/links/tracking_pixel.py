"""The rule tracking-pixel."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.html import Element
from newslint.links import Link
from newslint.rule import Rule
from newslint.tracking import catalogue


@dataclass(frozen=True)
class TrackingPixel(Rule):
    """An article carries no invisible images that count its readers.

    ## Why

    Feeds and newsletters end in an image of one pixel that reports every reader to the company
    that sent it. On your page it reports yours.

    ## What to do

    Delete the image. The fix is safe for hosts that are known to serve nothing else; for another
    image of one pixel from another site it takes `--unsafe`. Counters that the terms of
    republication ask for are named but never removed.
    """

    fixes = Applicability.SAFE
    removes = frozenset({"img"})

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every image that nobody is meant to see."""
        known = catalogue()
        for link in document.links:
            if not link.is_image_alone:
                continue
            removal = Edit(link.whole)
            if pixel := known.pixel(link.url):
                if pixel.republication:
                    message = f"Image counts readers ({pixel.id}), as its publisher asks"
                    yield Problem(link.whole, message)
                else:
                    fix = Fix.safe("Remove the image", removal)
                    yield Problem(link.whole, f"Tracking pixel ({pixel.id})", fix)
            elif link.element and _is_elsewhere(link) and _is_invisible(link.element):
                fix = Fix.unsafe("Remove the image", removal)
                yield Problem(link.whole, "Image of one pixel from another site", fix)


_NO_SIZE = re.compile(r"\s*[01](?:px)?\s*", re.IGNORECASE)
_HIDDEN = re.compile(r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_STYLE_SIZE = r"(?:^|;)\s*{}\s*:\s*[01](?:px)?\s*(?:;|!|$)"


def _is_elsewhere(link: Link) -> bool:
    return bool(re.match(r"(?:https?:)?//", link.url, re.IGNORECASE))


def _is_invisible(element: Element) -> bool:
    style = element.get("style")
    return bool(_HIDDEN.search(style)) or all(
        _NO_SIZE.fullmatch(element.get(side))
        or re.search(_STYLE_SIZE.format(side), style, re.IGNORECASE)
        for side in ("width", "height")
    )
