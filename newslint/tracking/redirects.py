"""Where a page leads that only sends the reader on."""

import re
from collections.abc import Iterable, Iterator
from urllib.parse import quote, unquote_to_bytes

from msgspec import Struct

from newslint.diagnostic import Applicability
from newslint.regex import regex
from newslint.tracking.entries import Redirect
from newslint.tracking.url import Pieces, fields, fits, folded, host, split


class Target(Struct, frozen=True):
    """Where a redirect leads: an absolute http(s) URL, not cleaned; `entry` is the catalogue's id.

    `applicability` says whether a link may be rewritten to it unasked; links that earn their
    publisher money are `UNSAFE`.
    """

    url: str
    entry: str
    applicability: Applicability = Applicability.SAFE


def target(pieces: Pieces, redirects: Iterable[Redirect]) -> Target | None:
    """Return where a URL leads by the first of the redirects that finds a target in it.

    A target is http(s), has a host with a dot and no user, and holds no character that would
    have to be escaped; it is never the page that sends there.
    """
    for redirect in redirects:
        path = _fitting(redirect.paths, pieces.path)
        if path is None:
            continue
        for written in _written(redirect, pieces, path):
            url = _absolute(written, redirect.prefix)
            landing = split(url)
            if _TARGET.fullmatch(url) and landing and not _same_page(landing, pieces):
                return Target(url, redirect.id, redirect.applicability)
    return None


def _fitting(patterns: tuple[str, ...], path: str) -> str | None:
    """Return the pattern that fits a path; any path fits where there is none."""
    return next((pattern for pattern in patterns or ("*",) if fits(pattern, path)), None)


def _written(redirect: Redirect, pieces: Pieces, pattern: str) -> Iterator[str]:
    """Yield what may be the target in this URL, decoded."""
    if redirect.place == "parameter":
        places: Iterable[str] = _values(redirect.parameters, pieces.query or "")
    elif redirect.place == "segment":
        places = _segments(redirect, pieces.path, pattern)
    else:
        yield from _rest(redirect, pieces, pattern)
        return
    for place in places:
        yield _from_base64(place) if redirect.encoding == "base64" else _decoded(place)


def _values(names: Iterable[str], query: str) -> Iterator[str]:
    parts = fields(query)
    for wanted in names:
        for _, name, value in parts:
            if folded(name) == wanted.lower():
                yield value[1:]


def _segments(redirect: Redirect, path: str, pattern: str) -> Iterator[str]:
    """Yield the segment where a prefix is to be put, or the first that holds `http:`."""
    if redirect.prefix:
        yield path[len(pattern.partition("*")[0]) :].partition("/")[0]
        return
    beginning = (_BASE64_HTTP if redirect.encoding == "base64" else _HTTP).search(path)
    if beginning:
        yield path[beginning.start() :].partition("/")[0]


def _rest(redirect: Redirect, pieces: Pieces, pattern: str) -> Iterator[str]:
    """Yield the rest of the path or query; as typed it reaches to the end of the URL."""
    if redirect.place == "query":
        text, start = pieces.query or "", pieces.query_start
    else:
        text, start = pieces.path, pieces.path_start
    if redirect.prefix:
        yield pieces.url[start + len(pattern.partition("*")[0]) :]
        return
    beginning = _HTTP.search(text)
    if beginning is None:
        return
    if beginning[0].endswith("://"):
        yield pieces.url[start + beginning.start() :]
    else:
        yield _decoded(text[beginning.start() :])


def _decoded(written: str) -> str:
    """Percent-decode once; what was encoded twice on its way, as its `http%3A` shows, twice."""
    once = _ESCAPES.sub(_unescaped, written)
    return _ESCAPES.sub(_unescaped, once) if _TWICE.match(once) else once


def _unescaped(escapes: re.Match[str]) -> str:
    """Return the characters; those that are no UTF-8 or must stay escaped are escaped again."""
    text = unquote_to_bytes(escapes[0]).decode(errors="surrogateescape")
    return _UNSAFE.sub(lambda found: quote(found[0], safe="", errors="surrogateescape"), text)


def _from_base64(written: str) -> str:
    """Return the URL in a base64 text (RFC 4648, either alphabet), "" where there is none.

    It begins where `http` is encoded: Bing puts `a1` before it.
    """
    from base64 import b64decode

    beginning = _BASE64_HTTP.search(written)
    if beginning is None:
        return ""
    letters = beginning[0].translate(_STANDARD_ALPHABET)
    try:
        return b64decode(letters + "=" * (-len(letters) % 4)).decode()
    except ValueError:
        return ""


def _absolute(written: str, prefix: str) -> str:
    return written if _HTTP.match(written) else prefix + written


def _same_page(one: Pieces, other: Pieces) -> bool:
    return one.path.rstrip("/") == other.path.rstrip("/") and (
        host(one.authority or "") == host(other.authority or "")
    )


_HTTP = regex(r"https?(?:://|(?::|%3a)(?:/|%2f)(?:/|%2f)|%253a%252f%252f)", re.IGNORECASE)
_TWICE = regex(r"https?%3a", re.IGNORECASE)
_ESCAPES = regex(r"(?:%[0-9a-f]{2})+", re.IGNORECASE)
# Braces, too: a decoded target must not become a template.
_UNSAFE = regex(r"[^!-~\w]|[\"<>\\^`{|}]")
_BASE64_HTTP = regex(r"aHR0c[\w+/-]*")
_STANDARD_ALPHABET = str.maketrans("-_", "+/")
_TARGET = regex(
    r"https?://(?:[\w-]++\.)+[\w-]++\.?(?::\d++)?(?:[/?#][^\s\"<>\\]*+)?", re.IGNORECASE
)
