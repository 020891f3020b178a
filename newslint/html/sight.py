"""Whether a reader sees an element, as far as its own attributes say."""

import re

from newslint.html.elements import Element
from newslint.regex import regex


def is_out_of_sight(element: Element) -> bool:
    """Whether nobody is meant to see it: it is hidden, or no larger than a pixel."""
    style = element.get("style")
    if element.attribute("hidden") or _HIDDEN.search(style):
        return True
    return all(
        _NO_SIZE.fullmatch(element.get(side)) or style_size.search(style)
        for side, style_size in _STYLE_SIZE.items()
    )


def is_sized(element: Element) -> bool:
    """Whether its attributes give it a width and a height in which something is to be seen."""
    sizes = [element.get(side) for side in _STYLE_SIZE]
    return all(sizes) and not any(map(_NO_SIZE.fullmatch, sizes))


_NO_SIZE = regex(r"\s*+[01](?:px)?+\s*+", re.IGNORECASE)
_HIDDEN = regex(r"(?:^|;)\s*+(?:display\s*+:\s*+none|visibility\s*+:\s*+hidden)", re.IGNORECASE)
_STYLE_SIZE = {
    side: regex(rf"(?:^|;)\s*+{side}\s*+:\s*+[01](?:px)?+\s*+(?:;|!|$)", re.IGNORECASE)
    for side in ("width", "height")
}
