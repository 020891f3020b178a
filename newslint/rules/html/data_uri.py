"""The rule data-uri."""

import re
from collections.abc import Iterator

from newslint.diagnostic import Problem
from newslint.document import Document
from newslint.regex import regex
from newslint.rule import Rule
from newslint.text import Span, Spans


class DataUri(Rule, frozen=True):
    """Images and fonts are files, not text in the article.

    ## Why

    A pasted image is written into the text as a wall of letters: a third larger than its file,
    sent again with every view, never cached, never scaled for a phone. Editors can hardly open
    such an article, and search and reviews choke on it.

    ## What to do

    Save the image beside the article, or where the site keeps its images, and link to it.

    ## Options

    - `limit`: up to how many bytes may be written into the text; an icon is smaller than 10000.
    """

    in_code = True  # what a style sheet in the article holds is code, but weighs as much
    limit: int = 10_000

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every Base64 text that is larger than it may be."""
        content = document.text.content
        if ";base64," not in content:
            return
        sheets = Spans.merged(
            sheet.inner for sheet in document.elements_named("style") if sheet.inner
        )
        for match in _DATA.finditer(content):
            span = Span(*match.span("head"))
            size = len(match["payload"]) * 3 // 4
            if size <= self.limit:
                continue
            if document.code.covers(span.start) and not sheets.covers(span.start):
                continue
            kind = f"`{match['type'].lower()}`" if match["type"] else "data"
            yield Problem(span, f"{_told(size)} of {kind} stand in the text")


_DATA = regex(
    r"(?P<head>\bdata:(?P<type>[\w.+-]{0,100}+/[\w.+-]{0,100}+)?+(?:;[\w.-]{1,60}+=[\w.-]{0,60}+){0,5}+"
    r";base64,)(?P<payload>[A-Za-z0-9+/=_%-]*+)",
    re.IGNORECASE,
)


def _told(size: int) -> str:
    """Return a number of bytes in the unit that suits it."""
    if size < 10_000:  # noqa: PLR2004 - a small one is told exactly
        return f"{size} bytes"
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{size // 1000} KB"  # noqa: PLR2004
