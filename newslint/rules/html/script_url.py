"""The rule script-url."""

import re
from collections.abc import Iterator

from newslint.diagnostic import Applicability, Edit, Fix, Problem, Severity
from newslint.document import Document
from newslint.html.srcdoc import framed
from newslint.links import TRIMMED, Link, LinkKind, in_html, trimmed
from newslint.regex import regex
from newslint.rule import Rule
from newslint.text import Span


class ScriptUrl(Rule, frozen=True):
    """A link leads to a page; it does not run a script.

    ## Why

    `javascript:` links do nothing where their script is missing, which is everywhere but on the
    page they were copied from, and they are a way to attack readers. Browsers run them however
    they are written: `JaVa&#9;Script:` too. A `data:` URL can hold a whole page or an SVG drawing
    with scripts of its own; as an image it is harmless, and nothing is said about it.

    Links of HTML and Markdown are looked at, forms, frames, what a page reloads as, what SVG
    changes a link to, and the document in a frame's `srcdoc`.

    ## What to do

    Link to a page, or drop the link and keep its text, which is what `--unsafe` does.
    """

    fixes = Applicability.UNSAFE
    in_code = True  # a link in `<pre>` can be clicked like any other
    severity: Severity = Severity.ERROR

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every URL that runs a script."""
        for link in document.links:
            if link.url[0] in _BEGINNINGS and (scheme := _script_scheme(link)):
                yield Problem(link.span, f"`{scheme}:` link runs a script", _unlinked(link))
        for element in document.elements_named("iframe"):
            srcdoc = element.attribute("srcdoc")
            if srcdoc is None:
                continue
            inside = in_html(framed(srcdoc.value))
            if scheme := next(filter(None, map(_script_scheme, inside)), ""):
                yield Problem(srcdoc.span, f"`{scheme}:` link in `srcdoc` runs a script")


# What the first character can be: nearly every URL has another, and needs no second look.
_BEGINNINGS = frozenset(f"{TRIMMED}jJvVdD")
# Scripts run in documents of HTML and of XML (MIME Sniffing standard 4.6).
_SCRIPT = regex(
    r"""
    (?P<scheme> javascript | vbscript
      | data (?= : \s*+
          (?: text/html | (?:text|application)/xml | text/xsl | [!-+.-:<-~]{1,100}?\+xml )
          (?: [\s;,] | $ ) )
    ) :
    """,
    re.IGNORECASE | re.ASCII | re.VERBOSE,
)
_SHOWS_DOCUMENTS = frozenset({LinkKind.PAGE, LinkKind.EMBED, LinkKind.FORM})
_SHOWS_NO_DOCUMENT = frozenset({"audio", "link", "script", "source", "track", "video"})


def _script_scheme(link: Link) -> str:
    """Return the scheme of a URL that runs a script, empty where it runs none."""
    match = _SCRIPT.match(trimmed(link.url))
    if match is None:
        return ""
    scheme = match["scheme"].lower()
    if scheme == "data":
        name = link.element.name if link.element else ""
        if link.kind not in _SHOWS_DOCUMENTS or name in _SHOWS_NO_DOCUMENT:
            return ""
    return scheme


def _unlinked(link: Link) -> Fix | None:
    """Return what takes the link away and leaves its text."""
    title = "Keep the text without the link"
    if link.element:
        edits = link.element.unwrapping
        if link.element.name != "a" or not edits or not _is_followed(link):
            return None
        return Fix.unsafe(title, *edits)
    if not link.text:
        return None
    before = Edit(Span(link.whole.start, link.text.start))
    after = Edit(Span(link.text.end, link.whole.end))
    return Fix.unsafe(title, before, after)


def _is_followed(link: Link) -> bool:
    """Whether a URL is where its element leads; `<a>` can have others."""
    attributes = link.element.attributes if link.element else ()
    return any(
        each.name in {"href", "xlink:href"} and each.value_span == link.literal.span
        for each in attributes
    )
