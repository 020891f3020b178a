"""What newslint takes a URL apart into, against the URL standard's own cases."""

import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import quote

from newslint import Document, Rule
from newslint.engine import fix
from newslint.html.values import DOUBLE_QUOTED
from newslint.rules import every_rule
from newslint.tracking import BUNDLED, clean
from newslint.tracking.url import Pieces, host, split
from tests.conformance.suite import Outcome, Suite

_TRACKING = "utm_source=newslint"
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*+:", re.IGNORECASE)
_NO_TEXT = re.compile("[\0\ud800-\udfff]")


def examine(suites: Path) -> Iterator[Outcome]:
    """Yield what came of each case; its name is its place in the file, notes counted, too."""
    cases = json.loads((suites / "url" / "urltestdata.json").read_text(encoding="utf-8"))
    for number, case in enumerate(cases):
        if isinstance(case, dict):
            reason = outside(case)
            yield Outcome(str(number), "" if reason else _difference(case), reason)


def outside(case: dict[str, Any]) -> str:
    """Return why no page of a news site can hold the link, empty where one can."""
    if _NO_TEXT.search(case["input"]):
        return "no HTML can say a NUL or half of a surrogate pair"
    if not _SCHEME.match(_REMOVED.sub("", case["input"])) and not _is_web(case["base"] or ""):
        return "it is relative to what is no page of the web"
    return ""


def _is_web(url: str) -> bool:
    return url.startswith(("http:", "https:"))


def _difference(case: dict[str, Any]) -> str:
    """Return how newslint reads a URL otherwise than the standard does, empty where it does not."""
    url = read_back(case["input"])
    pieces = split(url)
    if clean(url) != url or BUNDLED.target(url):
        return f"{url!r} changes"
    if "failure" in case or not _is_web(case["protocol"]):
        if pieces is None and keeps(url) and keeps(tracked(url)):
            return ""
        return f"{url!r} is no URL of the web, and taken for one"
    if pieces is None:
        return f"{url!r} is left alone"
    if clean(tracked(url)).rstrip("?#") != url.rstrip("?#"):
        return f"{tracked(url)!r} is not cleaned to what it was"
    ours = dict(_components(pieces, case))
    wrong = {name: value for name, value in ours.items() if value != case[name]}
    return f"{url!r} is taken to have {wrong}" if wrong else ""


def read_back(url: str) -> str:
    """Return the URL as a rule gets to see it from a link that was written with it."""
    return next((link.url for link in _page(url).links), "")


def keeps(url: str) -> bool:
    """Whether no rule about links changes a byte of a link with this URL, unsafe fixes included."""
    page = _page(url)
    return fix(page, _rules(), unsafe=True).document == page


def _page(url: str) -> Document:
    return Document.parse("post.html", f'<a href="{DOUBLE_QUOTED.encode(url)}">a page</a>\n')


@cache
def _rules() -> tuple[Rule, ...]:
    return tuple(rule() for rule in every_rule().values() if rule.group == "links")


def tracked(url: str) -> str:
    """Return a URL with one more parameter: a tracking one."""
    page, mark, fragment = url.partition("#")
    separator = "" if page.endswith("?") else "&" if "?" in page else "?"
    return f"{page}{separator}{_TRACKING}{mark}{fragment}"


def _components(pieces: Pieces, case: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield what the standard names the pieces, in the form that it gives them.

    Of a relative URL that is the query and the fragment only: its path stands in no URL alone.
    """
    if pieces.authority is not None:
        protocol = pieces.url.partition("//")[0].lower() or case["base"].partition("//")[0]
        yield "protocol", protocol
        yield "hostname", host(pieces.authority)
        port = re.search(r":([0-9]+)\Z", pieces.authority.rpartition("@")[2])
        number = str(int(port[1])) if port else ""
        yield "port", "" if number == _DEFAULT_PORTS[protocol] else number
        yield "pathname", _encoded("/".join(_resolved(pieces.path)) or "/", _IN_PATH)
    if pieces.path or pieces.query is not None:
        yield "search", _marked("?", _encoded(pieces.query or "", _IN_QUERY))
    yield "hash", _marked("#", _encoded(pieces.fragment or "", _IN_FRAGMENT))


def _resolved(path: str) -> list[str]:
    """Return the segments of a path without those that are one or two dots (section 4.4)."""
    segments: list[str] = []
    *before, last = path.split("/")
    for segment in before:
        dots = _DOT.sub(".", segment)
        if dots == "..":
            segments = segments[:1] + segments[1:-1]
        elif dots != ".":
            segments.append(segment)
    dots = _DOT.sub(".", last)
    if dots == "..":
        segments = segments[:1] + segments[1:-1]
    return [*segments, "" if dots in {".", ".."} else last]


def _encoded(text: str, kept: str) -> str:
    return quote(text, safe=kept)


def _marked(mark: str, text: str) -> str:
    return f"{mark}{text}" if text else ""


_REMOVED = re.compile(r"^[\0- ]+|[\t\n\r]")
_DEFAULT_PORTS = {"http:": "80", "https:": "443"}
_DOT = re.compile("%2e", re.IGNORECASE)
# What each of the percent-encode sets of section 1.3 leaves as it is.
_IN_PATH = "!$%&'()*+,/:;=@[\\]|"
_IN_QUERY = "!$%&()*+,/:;=?@[\\]^`{|}"
_IN_FRAGMENT = "!#$%&'()*+,/:;=?@[\\]^{|}"


SUITE = Suite(
    name="url",
    promise="A URL is taken apart as a browser takes it, and what is none is left alone",
    how="WHATWG URL test data, each URL written into a link, with and without a tracking parameter",
    examine=examine,
)
