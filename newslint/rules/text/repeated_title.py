"""The rule repeated-title."""

import re
from collections.abc import Iterator
from unicodedata import normalize

from newslint import blocks
from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.html import unescape
from newslint.regex import regex
from newslint.rule import Rule


class RepeatedTitle(Rule, frozen=True):
    """The body does not begin with the title again.

    ## Why

    The site's theme puts the title of the front matter above the article. Where the body begins
    with it as well, readers see it twice, one below the other, and the page has two first
    headings.

    ## What to do

    Delete it from the body. The two are compared without case, punctuation and the width of
    characters: `Ferry Runs Again!` is `ferry runs again`. Where your theme shows no title, turn
    the rule off.

    ## Options

    - `keys`: the keys whose text the theme puts above the article.
    """

    fixes = Applicability.UNSAFE
    keys: tuple[str, ...] = ("title",)

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield the first heading or paragraph if it says what the title says."""
        body = document.body
        beginning = document.text.content[body.start : body.start + _NEAR]
        for key, title, _ in document.texts_named(*self.keys):
            said = _folded(title)
            if not said or said not in _folded(_without_tags(beginning)):
                continue
            first = next((each for each in document.blocks if each.words), None)
            if first is None or _folded(_HEADING_ID.sub("", first.words)) != said:
                continue
            where = "heading" if first.level else "paragraph"
            removal = blocks.removal(document.text.content, body, first.span)
            fix = Fix.unsafe(f"Delete the {where}", Edit(removal))
            yield Problem(first.span, f"The first {where} repeats the {key}", fix)
            return


_NEAR = 500  # characters; a body that begins with the title says so there
_ASCII_SIGNS = bytes(code for code in range(128) if not chr(code).isalnum())
_HEADING_ID = regex(r"\s*+\{[^{}]*+\}\Z")


def _without_tags(text: str) -> str:
    return re.sub(r"<[^<>]*+>", "", text) if "<" in text else text


def _folded(text: str) -> str:
    """Return the letters and digits of a text, in one case and one width."""
    words = normalize("NFKC", unescape(text)).casefold()
    # Bytes, for no pattern finds the signs of ASCII as fast.
    words = words.encode(errors="ignore").translate(None, _ASCII_SIGNS).decode()
    return words if words.isascii() else re.sub(r"[\W_]+", "", words)
