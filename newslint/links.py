"""Every URL of a document, wherever it is written, and how to write it back there."""

import re
from collections.abc import Callable, Iterable, Iterator
from enum import Enum

from msgspec import Struct

from newslint.diagnostic import Edit
from newslint.front_matter import FrontMatter
from newslint.html import Element
from newslint.literal import Literal
from newslint.markdown import MarkdownLink
from newslint.regex import regex
from newslint.text import Span


class LinkKind(Enum):
    """What a browser or a reader does with a URL."""

    PAGE = "link"
    """A reader can follow it."""
    IMAGE = "image"
    EMBED = "embed"
    """The page loads it: a script, a frame, a sound."""
    FORM = "form"
    CITATION = "citation"
    FRONT_MATTER = "front matter"
    DATA = "data"
    """A script may load it, or lead there: an absolute URL in an attribute `data-*`."""


class Link(Struct, frozen=True):
    """A URL as the browser sees it, and where it stands.

    `span` covers the URL as written, without quotes and surrounding white space. `element` is the
    HTML element it belongs to, None where it is written in Markdown or front matter. `whole` is
    the construct around it: the start tag, `![alt](url)`, or the URL alone.
    """

    url: str
    kind: LinkKind
    whole: Span
    literal: Literal
    offset: int = 0
    """Where in the literal's value the URL begins."""
    element: Element | None = None
    text: Span | None = None
    """What a reader clicks on, where it is known."""

    @property
    def span(self) -> Span:
        """Return where the URL is written, in characters of the document."""
        if self.url == self.literal.value:
            return self.literal.span
        return self.edit(0, len(self.url)).span

    @property
    def is_image_alone(self) -> bool:
        """Whether `whole` is an image and nothing else, so that both can go together."""
        if self.kind is not LinkKind.IMAGE:
            return False
        return self.text is not None if self.element is None else self.element.name == "img"

    def edit(self, start: int, end: int, text: str = "") -> Edit:
        """Return the edit that replaces the URL's characters `[start, end)` by `text`.

        Raises `ValueError` if this place cannot hold `text`.
        """
        return self.literal.edit(self.offset + start, self.offset + end, text)

    def rewritten(self, url: str) -> Edit:
        """Return the edit that writes another URL in this place.

        Raises `ValueError` if this place cannot hold it.
        """
        if url.endswith(",") and self.element and self.kind in _OF_SETS:
            raise ValueError("a comma ends the URL of an image where more can follow")
        if self._is_bare and _NOT_BARE.search(url):
            raise ValueError("Markdown would read a part of it as something else")
        return self.edit(0, len(self.url), url)

    @property
    def _is_bare(self) -> bool:
        """Whether it stands in a text of Markdown, and nothing marks it as a link."""
        return self.text is not None and self.text == self.whole


_OF_SETS = frozenset({LinkKind.IMAGE, LinkKind.DATA})
# Emphasis, brackets, references, and what ends a sentence.
_NOT_BARE = regex(r"[][()*~]|(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])|&#?\w+;|[.,:;!?]$")


def in_html(elements: Iterable[Element]) -> Iterator[Link]:
    """Yield the URLs in the attributes of elements.

    These are the attributes that the HTML standard's index calls URLs, the obsolete ones of its
    section 16, and those of SVG; besides, what stands in `data-*` and is an absolute http(s) URL.
    Not among them are `itemid` and `itemtype`: they are names, and lead nowhere.
    """
    for element in elements:
        for attribute in element.attributes:
            name = attribute.name
            if name in _KINDS:
                if _ONLY_ON.get(name, element.name) != element.name:
                    continue
                kind = _ELEMENT_KINDS.get((element.name, name)) or _KINDS[name]
                places = _PLACES.get(name, _whole)
            elif name[:5] == "data-" and "://" in attribute.value:
                kind = LinkKind.DATA
                places = _absolute_candidates if name.endswith("srcset") else _absolute
            else:
                continue
            if literal := attribute.literal:
                for start, end in places(element, literal.value):
                    url = literal.value[start:end]
                    yield Link(url, kind, element.span, literal, start, element)


_KINDS = {
    "href": LinkKind.PAGE,
    "xlink:href": LinkKind.PAGE,
    "src": LinkKind.EMBED,
    "srcset": LinkKind.IMAGE,
    "imagesrcset": LinkKind.IMAGE,
    "poster": LinkKind.IMAGE,
    "background": LinkKind.IMAGE,
    "lowsrc": LinkKind.IMAGE,
    "dynsrc": LinkKind.EMBED,
    "data": LinkKind.EMBED,
    "manifest": LinkKind.EMBED,
    "ping": LinkKind.EMBED,
    "action": LinkKind.FORM,
    "formaction": LinkKind.FORM,
    "cite": LinkKind.CITATION,
    "longdesc": LinkKind.CITATION,
    "content": LinkKind.PAGE,
    "from": LinkKind.PAGE,
    "to": LinkKind.PAGE,
    "by": LinkKind.PAGE,
    "values": LinkKind.PAGE,
}
_ELEMENT_KINDS = {
    ("link", "href"): LinkKind.EMBED,
    ("base", "href"): LinkKind.CITATION,
    ("script", "href"): LinkKind.EMBED,
    ("script", "xlink:href"): LinkKind.EMBED,
    ("use", "href"): LinkKind.EMBED,
    ("use", "xlink:href"): LinkKind.EMBED,
    ("image", "href"): LinkKind.IMAGE,
    ("image", "xlink:href"): LinkKind.IMAGE,
    ("feimage", "href"): LinkKind.IMAGE,
    ("feimage", "xlink:href"): LinkKind.IMAGE,
    ("img", "src"): LinkKind.IMAGE,
    ("image", "src"): LinkKind.IMAGE,
    ("input", "src"): LinkKind.IMAGE,
}
# What components and other elements call so is no URL.
_ONLY_ON = {"content": "meta", "data": "object", "manifest": "html"}

_Places = Callable[[Element, str], Iterator[tuple[int, int]]]

TRIMMED = "".join(map(chr, range(0x21)))
"""C0 controls and space, which browsers take from both ends of a URL (URL standard 4.4)."""

_SKIPPED = regex(r"[\t\n\r]")


def trimmed(url: str) -> str:
    """Return what a browser takes for the URL (URL standard 4.4).

    It trims the ends, and skips tabs and line breaks wherever they stand.
    """
    return _SKIPPED.sub("", url).strip(TRIMMED)


def _whole(_element: Element, value: str) -> Iterator[tuple[int, int]]:
    """Yield where the URL stands in a value that is one, white space around it."""
    if url := value.strip(TRIMMED):
        start = value.index(url)
        yield start, start + len(url)


_ABSOLUTE = regex(r"https?://\S+", re.IGNORECASE)


def _absolute(element: Element, value: str) -> Iterator[tuple[int, int]]:
    for start, end in _whole(element, value):
        if _ABSOLUTE.fullmatch(value, start, end):
            yield start, end


# A candidate is a URL and perhaps a descriptor; a URL does not end in a comma (HTML 4.8.4.2.2).
_CANDIDATE = regex(r"[\s,]*+([^\s,](?:\S*[^\s,])?)(?:\s[^,]*+|,|$)")


def _candidates(_element: Element, value: str) -> Iterator[tuple[int, int]]:
    for match in _CANDIDATE.finditer(value):
        yield match.span(1)


def _absolute_candidates(element: Element, value: str) -> Iterator[tuple[int, int]]:
    for start, end in _candidates(element, value):
        if _ABSOLUTE.fullmatch(value, start, end):
            yield start, end


def _words(_element: Element, value: str) -> Iterator[tuple[int, int]]:
    """Yield the URLs of a set of space-separated tokens (HTML 2.3.7)."""
    for match in re.finditer(r"[^\t\n\f\r ]+", value):
        yield match.span()


# HTML 4.2.5.3, "shared declarative refresh steps". The `url=` may be left out.
_REFRESH = regex(
    r"""
    [\t\n\f\r\ ]*+ (?: [0-9] | (?=\.) ) [0-9.]*+ (?: [\t\n\f\r\ ]*+ [;,] | [\t\n\f\r\ ] )
    [\t\n\f\r\ ]*+ (?: url [\t\n\f\r\ ]*+ = [\t\n\f\r\ ]*+ )?+
    (?: " (?P<double> [^"]*+ ) | ' (?P<single> [^']*+ ) | (?P<bare> .++ ) )
""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL | re.ASCII,
)


def _refresh(element: Element, value: str) -> Iterator[tuple[int, int]]:
    """Yield where `<meta http-equiv="refresh">` says which page comes next."""
    if element.get("http-equiv").lower() != "refresh":
        return
    if match := _REFRESH.match(value):
        start = match.start(match.lastgroup or 0)
        for first, last in _whole(element, match[match.lastgroup or 0]):
            yield start + first, start + last


def _animated(element: Element, value: str) -> Iterator[tuple[int, int]]:
    """Yield the URLs to which SVG changes that of a link, `;` between them."""
    if element.get("attributename").strip() in {"href", "xlink:href"}:
        for match in re.finditer(r"[^;]+", value):
            for first, last in _whole(element, match[0]):
                yield match.start() + first, match.start() + last


_PLACES: dict[str, _Places] = {
    "srcset": _candidates,
    "imagesrcset": _candidates,
    "ping": _words,
    "content": _refresh,
    "from": _animated,
    "to": _animated,
    "by": _animated,
    "values": _animated,
}


def in_markdown(links: Iterable[MarkdownLink]) -> Iterator[Link]:
    """Yield the URLs that Markdown writes."""
    for link in links:
        if link.destination.value:
            kind = LinkKind.IMAGE if link.is_image else LinkKind.PAGE
            yield Link(link.destination.value, kind, link.span, link.destination, text=link.text)


def in_front_matter(front_matter: FrontMatter) -> Iterator[Link]:
    """Yield the values of a front matter that are absolute http(s) URLs and nothing else."""
    for _, scalar in front_matter.scalars():
        if not isinstance(scalar.value, str) or "://" not in scalar.value:
            continue
        literal = scalar.literal
        if literal and _ABSOLUTE.fullmatch(literal.value):
            yield Link(literal.value, LinkKind.FRONT_MATTER, scalar.span, literal)
