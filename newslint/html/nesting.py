"""Which end tag ends which element."""

import re
from collections import defaultdict

from newslint.html.grammar import closes_itself


def _names(words: str) -> frozenset[str]:
    return frozenset(words.split())


_VOID = _names(
    "area base basefont bgsound br col embed frame hr img input keygen link meta param source"
    " track wbr"
)
# Section 13.1.2.4 of the HTML standard: these may go without an end tag.
_OPTIONAL_END = _names(
    "body caption colgroup dd dt head html li optgroup option p rp rt tbody td tfoot th thead tr"
)
_FOREIGN_ROOTS = _names("math svg")
# Section 13.2.6: inside these, foreign content is HTML again.
_INTEGRATION_POINTS = _names("desc foreignobject mi mn mo ms mtext title")
# Section 13.2.6.5: these end foreign content, whatever is open.
_BREAKING_OUT = _names(
    "b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li"
    " listing menu meta nobr ol p pre ruby s small span strike strong sub sup table tt u ul var"
)
# Section 13.2.6: after these start tags the tree builder switches the tokenizer's state. Scripting
# counts as off, so `noscript` is an element like others.
_RAW_TEXT = _names("iframe noembed noframes plaintext script style textarea title xmp")


class OpenElements:
    """The elements that wait for their end tags, outermost first.

    `foreign` says whether what comes next belongs to SVG or MathML.
    """

    def __init__(self) -> None:
        self.foreign = False
        self._stack: list[tuple[str, int, bool]] = []
        self._waiting: defaultdict[str, int] = defaultdict(int)

    def __contains__(self, name: str) -> bool:
        return self._waiting[name] > 0

    def open(self, name: str, number: int, tag: re.Match[str]) -> bool:
        """Take in an element, if it can have content, and return whether that is raw text."""
        if self.foreign and name in _BREAKING_OUT:
            self.foreign = False
        outside = self.foreign
        if name in _VOID:
            return False
        if outside or name in _FOREIGN_ROOTS:
            if closes_itself(tag):
                return False
            self.foreign = name not in _INTEGRATION_POINTS
        self._stack.append((name, number, outside))
        self._waiting[name] += 1
        # Of SVG, a browser reads even a script as markup. No reader sees any of it, and neither do
        # we, lest a rule mend a script.
        return name in _RAW_TEXT and (not outside or name == "script")

    def close(self, name: str) -> int | None:
        """Return the number of the innermost open element of that name, and forget all inside it.

        None if one of those needed an end tag of its own: then the two cross, and neither is ended.
        There must be an open element of that name.
        """
        crossed = False
        while True:
            opened, number, self.foreign = self._stack.pop()
            self._waiting[opened] -= 1
            if opened == name:
                return None if crossed else number
            crossed = crossed or opened not in _OPTIONAL_END
