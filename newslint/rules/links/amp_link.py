"""The rule amp-link."""

import re
from collections.abc import Iterator

from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.links import Link, LinkKind
from newslint.regex import regex
from newslint.rule import Rule
from newslint.tracking import BUNDLED, Catalogue


class AmpLink(Rule, frozen=True):
    """A link leads to the article, not to its AMP version for phones of the past.

    ## Why

    AMP pages lack comments, tables and half the pictures, and they look wrong on a large screen.
    Most sites have given them up: the links still work where somebody looks after redirects.

    ## What to do

    Link to the article itself. With `--unsafe` its address is worked out where that is plain:
    `/amp/` at the end goes, and so do `?amp=1` and `.amp` before `.html`; `amp.` before the name of
    a known newspaper becomes `www.`. Follow the link afterwards: newslint does not.

    `/amp/` counts behind what looks like an article's name only, with a hyphen or a number in it:
    a page about guitar amps is left alone. Pages in the caches of Google and Bing are for
    `redirect-link`.
    """

    fixes = Applicability.UNSAFE
    catalogue: Catalogue = BUNDLED

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every link to an AMP page."""
        for link in document.links_with("amp"):
            url = link.url
            if link.kind not in _FOLLOWED or not _HINT.search(url):
                continue
            edits = _to_article(link)
            if edits is None or self.catalogue.left_alone(url) or self.catalogue.target(url):
                continue
            fix = Fix.unsafe("Link to the article itself", *edits) if edits else None
            yield Problem(link.span, "Link leads to the AMP version of an article", fix)


_FOLLOWED = frozenset({LinkKind.PAGE, LinkKind.FRONT_MATTER})
_HINT = regex(r"[/.?&=]amp(?![a-z])", re.IGNORECASE)
_URL = regex(r"(?:https?:)?//(?P<host>[^/?#]++)(?P<path>[^?#]*+)(?:\?(?P<query>[^#]*+))?+")


def _amp_hosts(names: str) -> frozenset[str]:
    return frozenset(f"amp.{name}" for name in names.split())


# The version for readers stands at the same path of `www.`.
_AT_WWW = _amp_hosts(
    "bostonherald.com businessinsider.com charlotteobserver.com cnn.com dw.com economist.com"
    " elmundo.es france24.com ft.com kansascity.com marca.com miamiherald.com newsobserver.com"
    " reddit.com rfi.fr sacbee.com scmp.com star-telegram.com theguardian.com usatoday.com"
    " welt.de"
)
# Theirs has other paths.
_ELSEWHERE = _amp_hosts("abc.net.au theatlantic.com tmz.com")
_NAMES_ARTICLE = regex(r"[-.\d]|[^\x00-\x7f]")


def _to_article(link: Link) -> list[Edit] | None:
    """Return the edits that lead to the article, none where it is not known; None: no AMP page."""
    match = _URL.match(link.url)
    if match is None:
        return None
    host = match["host"].lower()
    edits = [link.edit(*place) for place in (*_in_path(match), *_in_query(match))]
    if host in _AT_WWW:
        start = match.start("host")
        edits.append(link.edit(start, start + len("amp"), "www"))
        if host == "amp.cnn.com" and match["path"].startswith("/cnn/"):
            edits.append(link.edit(match.start("path"), match.start("path") + len("/cnn")))
    elif host in _ELSEWHERE or match["path"].endswith(".amp"):
        return []
    return edits or None


def _in_path(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield where the end of the path names the version."""
    path = match["path"].removesuffix("/")
    before, _, last = path.rpartition("/")
    at = match.start("path")
    if last == "amp":
        if _NAMES_ARTICLE.search(before.rpartition("/")[2]):
            yield at + len(before), at + len(path)
    elif last.endswith((".amp.html", ".amp.htm")):
        dot = at + path.rindex(".amp.")
        yield dot, dot + len(".amp")


_FIELD = regex(r"(?:^|&)(?P<name>[^=&]*+)(?:=(?P<value>[^&]*+))?+")
_VALUES = {"amp": {"", "1", "true", "yes"}, "outputType": {"amp"}, "output": {"amp"}}


def _in_query(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """Yield the field of the query that asks for the version, with what divides it from others."""
    query, at = match["query"] or "", match.start("query")
    for field in _FIELD.finditer(query):
        name, value = field["name"], field["value"]
        if (value or "") not in _VALUES.get(name, ()):
            continue
        # Behind another field, a bare `&amp` is an ampersand that was escaped badly.
        if value is None and field.start():
            continue
        start, end = at + field.start(), at + field.end()
        if field.start():
            yield start, end
        elif field.end() < len(query):
            yield start, end + 1
        else:
            yield start - 1, end
        return
