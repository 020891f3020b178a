"""The rule double-encoded-entity."""

import re
from collections.abc import Iterator

from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.regex import regex
from newslint.rule import Rule
from newslint.text import Span, Spans


class DoubleEncodedEntity(Rule, frozen=True):
    """Character references are written once: `&nbsp;`, not `&amp;nbsp;`.

    ## Why

    Where two programs in a row write `&` as `&amp;`, readers see the code of a character instead
    of the character: `Women&#8217;s Health`. In a URL, the server gets a parameter `amp;page`.

    ## What to do

    Write the reference once, as `--unsafe` does. That changes what readers see, so it is not done
    unasked: a text about HTML means `&amp;lt;` as it stands. Such text is best put in backticks;
    nothing is said of references in quotation marks or brackets, nor of `&amp;lt;` and
    `&amp;gt;` between spaces.

    Of attributes only those are looked at that hold words or URLs, such as `alt` and `href`;
    others, such as `srcdoc` and `data-caption`, may hold HTML that is rightly written twice.
    """

    fixes = Applicability.UNSAFE

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every reference to a known character whose `&` is a reference itself."""
        if "&" not in document.text.content:
            return
        found = [match for match in document.matches(_AMPERSAND) if _once(match)]
        if not found:
            return
        tags = Spans.merged(element.span for element in document.elements)
        read = Spans.merged(attribute.span for attribute in document.attributes_named(*_READ))
        for match in found:
            once = _once(match)
            span = Span(match.start(), match.end() if once != "&amp;" else match.end("again"))
            is_unread = tags.covers(span.start) and not read.covers(span.start)
            if is_unread or document.templates.covers(span.start):
                continue
            if not _is_talked_about(document.text.content, span, once):
                message = f"`{document.text[span]}` is shown as `{once}`"
                yield Problem(span, message, Fix.unsafe("Write it once", Edit(span, once)))


# An ampersand in any spelling, and what comes behind: `amp;` again and again, and a name.
_AMPERSAND = regex(
    r"""
    & (?: amp | \#0*+38 | \#[xX]0*+26 ) ; (?P<again> (?:amp;)*+ )
    (?: (?P<name> \#[0-9]{1,7} | \#[xX][0-9a-fA-F]{1,6} | [A-Za-z][A-Za-z0-9]*+ ) ; )?
    """,
    re.VERBOSE,
)
_READ = (
    *("alt", "title", "label", "placeholder", "summary", "aria-label", "aria-description"),
    *("href", "src", "srcset", "action", "formaction", "poster", "cite"),
)


def _once(match: re.Match[str]) -> str:
    """Return what should be written, empty if that is written already."""
    if match["name"] and _is_known(match["name"]):
        return f"&{match['name']};"
    return "&amp;" if match["again"] else ""


def _is_known(name: str) -> bool:
    # Loaded late: two thousand names, and most files have no reference.
    from html.entities import html5

    return name.startswith("#") or f"{name};" in html5


def _is_talked_about(content: str, span: Span, once: str) -> bool:
    """Whether a text about HTML seems to mean what readers see."""
    around = content[max(0, span.start - 1) : span.start] + content[span.end : span.end + 1]
    return around in _QUOTES or (once in {"&lt;", "&gt;"} and around.strip() in _ALONE)


_QUOTES = frozenset({'""', "''", "“”", "‘’", "«»", "„“", "()", "「」", "『』"})
_ALONE = frozenset({"", ",", ".", ";", ":", "?"})
