"""What is known about tracking: it answers for any URL, and takes away what it says it does."""

from newslint.diagnostic import Applicability
from newslint.tracking import BUNDLED, explained
from newslint.tracking.url import fields, host, split
from tests.reliability.fuzz import tokens
from tests.reliability.fuzz.target import Target


def examine(data: bytes) -> None:
    url = data.decode(errors="surrogateescape")
    _examine_pieces(url)
    explained(url, BUNDLED)
    BUNDLED.script(url)
    for trust in Applicability:
        cleaned = _cut(url, trust)
        assert _cut(cleaned, trust) == cleaned, "cleaning twice is not cleaning once"
        _examine_host(url, cleaned)
    if target := BUNDLED.target(url):
        landing = split(target.url)
        assert landing is not None, "a redirect leads to what cannot be read"
        assert "." in host(landing.authority or ""), "a redirect leads nowhere"
        assert "@" not in (landing.authority or ""), "a redirect leads to a user"
        assert BUNDLED.target(target.url) is None or target.url != url, "a redirect leads back"


def _examine_pieces(url: str) -> None:
    pieces = split(url)
    if pieces is None:
        return
    start = "" if pieces.authority is None else url[: url.index("//") + 2] + pieces.authority
    query = "" if pieces.query is None else f"?{pieces.query}"
    fragment = "" if pieces.fragment is None else f"#{pieces.fragment}"
    assert start + pieces.path + query + fragment == url, "a URL falls into pieces that are not it"
    if pieces.query:
        assert "".join(map("".join, fields(pieces.query))) == pieces.query, "fields are not a query"
        assert url[pieces.query_start :].startswith(pieces.query), "a query out of place"
    if pieces.path:
        assert url[pieces.path_start :].startswith(pieces.path), "a path out of place"


def _cut(url: str, trust: Applicability) -> str:
    """Return a URL without its parameters, after a look at where they are."""
    cuts = BUNDLED.parameters(url, trust)
    edges = [edge for cut in cuts for edge in (cut.start, cut.end)]
    assert edges == sorted(edges), "cuts overlap"
    assert all(0 <= edge <= len(url) for edge in edges), "cuts leave the URL"
    gone = {place for cut in cuts for place in range(cut.start, cut.end)}
    return "".join(each for place, each in enumerate(url) if place not in gone)


def _examine_host(url: str, cleaned: str) -> None:
    before, after = split(url), split(cleaned)
    if url == cleaned:
        return
    assert before is not None, "what is to be left alone is cleaned"
    assert after is not None, "a URL that is cleaned cannot be read any more"
    assert before.authority == after.authority, "a cleaned URL leads to another host"
    assert before.path.startswith(after.path), "a cleaned URL leads to another page"


TARGET = Target(
    "urls",
    "any URL has an answer, cleaning settles, and a cleaned URL leads to the same page",
    examine,
    (
        b"https://example.org/news?utm_source=x&id=7&fbclid=1#top",
        b"https://www.google.com/url?q=https%3A%2F%2Fexample.org%2F%3Fa%3D1&sa=D",
        b"//amazon.de/x/dp/B000/ref=sr_1?keywords=a&amp;tag=b",
        b"https://l.facebook.com/l.php?u=http%253A%252F%252Fexample.org",
        b"/search?q=a;b=c&&=&utm_medium",
        b"https://bing.com/ck/a?u=a1aHR0cHM6Ly9leGFtcGxlLm9yZw&ntb=1",
        b"https://www-example-org.cdn.ampproject.org/c/s/www.example.org/a?utm_source=x",
    ),
    (*tokens.URLS, *tokens.TEMPLATES, *tokens.ODD),
)
