"""What a reader finds on the page, words and places to go, before and after a repair."""

import base64
import binascii
import html
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from html.entities import html5
from urllib.parse import quote, unquote, urlsplit

from bs4 import BeautifulSoup, NavigableString, Tag
from msgspec import Struct

from newslint import markdown
from newslint.document import Document
from newslint.proof.pieces import differing
from newslint.regex import regex

# A URL that a reader sees is a place to go and no words. Brackets and the punctuation of Chinese
# end it, and so does what a chatbot leaves behind.
_URL_IN_TEXT = regex(
    r"https?://[^\s\0()\[\]{}\u201c-\u201f\u3000-\u303f\ue000-\uf8ff\uff01-\uff65]*", re.IGNORECASE
)
_ENDS_SENTENCE = ".,:;!?"
_BOUNDARY = "\0"
_UNSEEN = regex(
    "[\1-\x08\x0e-\x1b\x7f\u180e\u200b-\u200d\u2060\ufeff\U000e0001\U000e0020-\U000e007f]"
)
_URL_ATTRIBUTES = ("href", "src", "srcset", "action", "formaction", "poster", "data", "cite")
_ABSOLUTE = regex(r"https?://\S+", re.IGNORECASE)


def objection(
    before: Document,
    after: Document,
    removed: Mapping[str, int],
    removed_words: Collection[str] = (),
) -> str:
    """Return what a repair did to words and links that a safe one must not do; empty if nothing.

    Of each element name in `removed`, so many may be gone from the page, and all words that a
    pattern in `removed_words` matches.
    """
    written, rewritten = _rendered(before), _rendered(after)
    if written == rewritten:
        return ""
    pieces = differing(written, rewritten)
    if pieces and all(_Page.of(piece).shows_the_same_as(_Page.of(now)) for piece, now in pieces):
        return ""
    page, now = _Page.of(written), _Page.of(rewritten)
    if page.words != now.words and not _keeps(page.words, now.words, "|".join(removed_words)):
        return f"would change the words the reader sees ({_difference(page.words, now.words)})"
    allowance = Counter(removed)
    places = iter(now.places)
    place = next(places, None)
    gone: set[int] = set()
    for old in page.places:
        if old.number in gone:
            continue
        if place and old.leads_to(place):
            place = next(places, None)
        elif old.is_spare:
            continue
        elif allowance[old.element] > 0:
            allowance[old.element] -= 1
            gone.add(old.number)
        else:
            return f"would lead elsewhere than `{old.url}`"
    return f"would add a link to `{place.url}`" if place else ""


class _Place(Struct, frozen=True):
    """A URL on the page."""

    number: int
    """Which element of the page it belongs to."""
    element: str
    attribute: str
    url: str

    @property
    def is_spare(self) -> bool:
        """Whether no browser goes there by itself, so that the place as a whole may go."""
        return bool(self.element) and self.attribute not in _URL_ATTRIBUTES

    def leads_to(self, other: "_Place") -> bool:
        """Whether `other` stands in the same place and leads to the page this one led to."""
        if (self.element, self.attribute) != (other.element, other.attribute):
            return False
        if _same_page(self.url, other.url):
            return True
        url = self.url.rstrip(_ENDS_SENTENCE)
        end = self.url[len(url) :]
        is_text = not self.element and other.url.endswith(end)
        return is_text and _same_page(url, other.url.removesuffix(end))


class _Page(Struct, frozen=True):
    words: str
    places: tuple[_Place, ...]

    @classmethod
    def of(cls, source: str) -> "_Page":
        # A body of one word would look like a file name or URL to BeautifulSoup, and it would warn.
        source = "\n" + _as_browsers_read(source)
        soup = BeautifulSoup(source, "html.parser", on_duplicate_attribute="ignore")
        places = []
        for number, tag in enumerate(soup.find_all()):
            for name, value in tag.attrs.items():
                # Only lists of classes and the like are no strings.
                said = _said(value).strip() if isinstance(value, str) else ""
                places += [_Place(number, tag.name, name, url) for url in _urls(name, said)]
            if tag.name == "a":
                _show_plainly(tag)
        # A URL ends where an element does, though no character stands between.
        text = _UNSEEN.sub("", html.unescape(soup.get_text(_BOUNDARY)))
        places += [_Place(-1, "", "", url) for url in _URL_IN_TEXT.findall(text)]
        words = _URL_IN_TEXT.sub("…", text).replace(_BOUNDARY, "")
        return cls(" ".join(words.split()), tuple(places))

    def shows_the_same_as(self, other: "_Page") -> bool:
        """Whether these are the words of `other`, and each place leads to the page of its own."""
        return (
            self.words == other.words
            and len(self.places) == len(other.places)
            and all(map(_Place.leads_to, self.places, other.places))
        )


def _rendered(document: Document) -> str:
    """Return the HTML of a page."""
    body = document.masked[document.body.start :]
    return body if document.is_html else markdown.render(body)


_DRAWING = regex("<(?:svg|math)", re.IGNORECASE)
_SECTION = regex(r"<!\[")
_NO_CHARACTERS = regex(r"<!\[(?!CDATA\[)")


def _as_browsers_read(source: str) -> str:
    """Return HTML in which Python's parser sees the tags that a browser does.

    A NUL is a letter of a name, and a section is a comment that ends at the next `>`, but for
    characters in drawings (sections 13.2.5.8 and 13.2.5.42 of the HTML standard). Python's parser
    knows a few other sections and raises at the rest. Every `&` stands for itself: what references
    say depends on whether they stand in an attribute, and Python's parser does not ask.
    """
    source = source.replace("\0", "\ufffd").replace("&", "&amp;")
    comment = _NO_CHARACTERS if _DRAWING.search(source) else _SECTION
    return comment.sub("<! [", source)


_REFERENCE = regex(r"&(?:#[0-9]++;?|#[xX][0-9a-fA-F]++;?|[A-Za-z0-9]++(?:;|(?!=)))")


def _said(written: str) -> str:
    """Return what an attribute says.

    There a name without `;` before `=`, a letter or a digit is no reference (section 13.2.5.73).
    """
    return _REFERENCE.sub(_meaning, written)


def _meaning(reference: re.Match[str]) -> str:
    name = reference[0][1:]
    return html.unescape(reference[0]) if name[0] == "#" else html5.get(name, reference[0])


def _show_plainly(link: Tag) -> None:
    """Write the text of a link that is its own URL so that no character of it ends a URL."""
    text = link.contents[0] if len(link.contents) == 1 else None
    if type(text) is not NavigableString:  # none of its kinds, for those are not shown
        return
    shown, url = html.unescape(text), _said(str(link.get("href", "")))
    if _ABSOLUTE.fullmatch(shown) and unquote(shown) == unquote(url):
        text.replace_with(html.escape(quote(shown, safe="/?#=&%+,.:;!$@~")))


def _keeps(words: str, now: str, removable: str) -> bool:
    """Whether `now` has all of `words` but what may be removed, and no two words became one.

    White space beside what may be removed may go with it.
    """
    if not removable:
        return False
    done = at = 0
    for match in re.finditer(removable, words):
        kept = words[done : match.start()].strip()
        if not now.startswith(kept, at):
            return False
        at += len(kept)
        gap = now.startswith(" ", at)
        at += gap
        if now.startswith(match[0], at):
            at += len(match[0])
        elif not gap and _is_word(now[at - 1 : at + 1]):
            return False
        at += now.startswith(" ", at)
        done = match.end()
    return now[at:] == words[done:].strip()


def _is_word(characters: str) -> bool:
    """Whether these are two letters or digits of a script that puts spaces between words."""
    return len(characters) > 1 and characters.isascii() and characters.isalnum()


def _urls(attribute: str, value: str) -> list[str]:
    """Return the URLs of an attribute; a `srcset` has several, each with what it is good for."""
    if not attribute.endswith("srcset"):
        return [value] if attribute in _URL_ATTRIBUTES or _ABSOLUTE.fullmatch(value) else []
    return [candidate.split()[0] for candidate in re.split(r",\s", value) if candidate.strip()]


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
    # Markdown percent-encodes what it renders, whatever was written.
    page = unquote(f"{new.netloc}{new.path.rstrip('/')}")
    parts = unquote(new.query).split("&")
    return any(page in said and all(part in said for part in parts) for said in _readings(url))


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
            yield unquote(base64.urlsafe_b64decode(value + "==").decode())
        except (binascii.Error, UnicodeDecodeError):
            continue
