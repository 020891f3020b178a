"""What a reader finds on the page, words and places to go, before and after a repair."""

import base64
import binascii
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup

from newslint import markdown
from newslint.document import Document

# A URL that a reader sees is a place to go and no words; what it ends with may be punctuation.
_URL_IN_TEXT = re.compile(r"https?://[!#-;=?-Z_a-z~\ue000-]*[#/&=%0-9A-Za-z_~-]", re.IGNORECASE)
_UNSEEN = re.compile("[\u180e\u200b-\u200d\u2060\ufeff]")
# Behind these Python's parser takes the rest of the page for text.
_NO_REFERENCE = re.compile(r"&(?=#(?![0-9]|[xX][0-9a-fA-F]))")
_URL_ATTRIBUTES = ("href", "src", "srcset", "action", "formaction", "poster", "data", "cite")


def objection(before: Document, after: Document, removed: Mapping[str, int]) -> str:
    """Return what a repair did to words and links that a safe one must not do; empty if nothing.

    Of each element name in `removed`, so many may be gone from the page.
    """
    page, now = _Page.of(before), _Page.of(after)
    if page.words != now.words:
        return f"would change the words the reader sees ({_difference(page.words, now.words)})"
    allowance = Counter(removed)
    places = iter(now.places)
    place = next(places, None)
    for old in page.places:
        if place and old.leads_to(place):
            place = next(places, None)
        elif allowance[old.element] > 0:
            allowance[old.element] -= 1
        else:
            return f"would lead elsewhere than `{old.url}`"
    return f"would add a link to `{place.url}`" if place else ""


@dataclass(frozen=True, slots=True)
class _Place:
    """A URL on the page."""

    element: str
    attribute: str
    url: str

    def leads_to(self, other: "_Place") -> bool:
        """Whether `other` stands in the same place and leads to the page this one led to."""
        same_place = (self.element, self.attribute) == (other.element, other.attribute)
        return same_place and _same_page(self.url, other.url)


@dataclass(frozen=True, slots=True)
class _Page:
    words: str
    places: tuple[_Place, ...]

    @classmethod
    def of(cls, document: Document) -> "_Page":
        body = document.masked[document.body.start :]
        source = body if document.is_html else markdown.render(body)
        soup = BeautifulSoup(_NO_REFERENCE.sub("&amp;", source), "html.parser")
        places = [
            _Place(tag.name, name, str(tag[name]).strip())
            for tag in soup.find_all()
            for name in _URL_ATTRIBUTES
            if name in tag.attrs
        ]
        text = _UNSEEN.sub("", soup.get_text())
        places += [_Place("", "", url) for url in _URL_IN_TEXT.findall(text)]
        return cls(" ".join(_URL_IN_TEXT.sub("…", text).split()), tuple(places))


def _difference(words: str, now: str) -> str:
    """Return where two texts part, with a little of each."""
    at = next(
        (i for i, (one, other) in enumerate(zip(words, now, strict=False)) if one != other),
        min(len(words), len(now)),
    )
    return f"“{words[max(0, at - 10) : at + 20]}” to “{now[max(0, at - 10) : at + 20]}”"


def _same_page(url: str, now: str) -> bool:
    """Whether `now` is `url` with parts of its query or fragment gone, or what `url` wraps."""
    if url == now:
        return True
    try:
        old, new = urlsplit(url), urlsplit(now)
    except ValueError:
        return False
    if (old.scheme, old.netloc, old.path) == (new.scheme, new.netloc, new.path):
        return _is_part(new.query, old.query) and _is_part(new.fragment, old.fragment)
    page = f"{new.netloc}{new.path.rstrip('/')}"
    return any(
        page in said and all(part in said for part in new.query.split("&"))
        for said in _readings(url)
    )


def _is_part(query: str, whole: str) -> bool:
    rest = iter([*whole.split("&"), ""])
    return all(part in rest for part in query.split("&"))


def _readings(url: str) -> Iterator[str]:
    """Yield what a wrapper can be said to hold: percent-decoded up to thrice, or Base64."""
    for _ in range(4):
        yield url
        url = unquote(url)
    for value in re.findall(r"[=/]([A-Za-z0-9+/_-]{16,}={0,2})", url):
        try:
            yield base64.urlsafe_b64decode(value + "==").decode()
        except (binascii.Error, UnicodeDecodeError):
            continue
