"""Every URL of a document, wherever it is written, and how to write it back there."""

import re
from collections.abc import Iterable, Iterator
from enum import Enum

from msgspec import Struct

from newslint.diagnostic import Edit
from newslint.front_matter import FrontMatter
from newslint.html import Attribute, Element
from newslint.literal import Literal
from newslint.markdown import MarkdownLink
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
        start = self.literal.edit(self.offset, self.offset).span.start
        end = self.offset + len(self.url)
        return Span(start, self.literal.edit(end, end).span.end)

    @property
    def is_image_alone(self) -> bool:
        """Whether `whole` is an image and nothing else, so that both can go together."""
        if self.element is None:
            return self.kind is LinkKind.IMAGE and self.text is not None
        return self.kind is LinkKind.IMAGE and self.element.name == "img"

    def edit(self, start: int, end: int, text: str = "") -> Edit:
        """Return the edit that replaces the URL's characters `[start, end)` by `text`.

        Raises `ValueError` if this place cannot hold `text`.
        """
        return self.literal.edit(self.offset + start, self.offset + end, text)

    def rewritten(self, url: str) -> Edit:
        """Return the edit that writes another URL in this place.

        Raises `ValueError` if this place cannot hold it.
        """
        return self.edit(0, len(self.url), url)


def in_html(elements: Iterable[Element]) -> Iterator[Link]:
    """Yield the URLs in the attributes of elements (the index of attributes of the standard)."""
    for element in elements:
        for attribute in element.attributes:
            kind = _KINDS.get(attribute.name)
            if kind is None or attribute.literal is None:
                continue
            if attribute.name in {"srcset", "imagesrcset"}:
                yield from _candidates(element, attribute.literal)
            else:
                yield from _only_url(element, attribute, kind)


_KINDS = {
    "href": LinkKind.PAGE,
    "xlink:href": LinkKind.PAGE,
    "src": LinkKind.EMBED,
    "srcset": LinkKind.IMAGE,
    "imagesrcset": LinkKind.IMAGE,
    "poster": LinkKind.IMAGE,
    "background": LinkKind.IMAGE,
    "data": LinkKind.EMBED,
    "action": LinkKind.FORM,
    "formaction": LinkKind.FORM,
    "cite": LinkKind.CITATION,
    "longdesc": LinkKind.CITATION,
}
_ELEMENT_KINDS = {
    ("link", "href"): LinkKind.EMBED,
    ("base", "href"): LinkKind.CITATION,
    ("use", "href"): LinkKind.EMBED,
    ("image", "href"): LinkKind.IMAGE,
    ("img", "src"): LinkKind.IMAGE,
    ("input", "src"): LinkKind.IMAGE,
}
# C0 controls and space go from both ends before a URL is parsed (URL standard 4.4).
_TRIMMED = "".join(map(chr, range(0x21)))


def _only_url(element: Element, attribute: Attribute, kind: LinkKind) -> Iterator[Link]:
    value = attribute.value
    url = value.strip(_TRIMMED)
    if url and attribute.literal:
        yield Link(
            url,
            _ELEMENT_KINDS.get((element.name, attribute.name), kind),
            element.span,
            attribute.literal,
            value.index(url),
            element,
        )


# A candidate is a URL and perhaps a descriptor; a URL does not end in a comma (HTML 4.8.4.2.2).
_CANDIDATE = re.compile(r"[\s,]*+([^\s,](?:\S*[^\s,])?)(?:\s[^,]*+|,|$)")


def _candidates(element: Element, literal: Literal) -> Iterator[Link]:
    for match in _CANDIDATE.finditer(literal.value):
        yield Link(match[1], LinkKind.IMAGE, element.span, literal, match.start(1), element)


def in_markdown(links: Iterable[MarkdownLink]) -> Iterator[Link]:
    """Yield the URLs that Markdown writes."""
    for link in links:
        if link.destination.value:
            kind = LinkKind.IMAGE if link.is_image else LinkKind.PAGE
            yield Link(link.destination.value, kind, link.span, link.destination, text=link.text)


_ABSOLUTE = re.compile(r"https?://\S+", re.IGNORECASE)


def in_front_matter(front_matter: FrontMatter) -> Iterator[Link]:
    """Yield the values of a front matter that are absolute http(s) URLs and nothing else."""
    for _, scalar in front_matter.scalars():
        literal = scalar.literal
        if literal and isinstance(scalar.value, str) and _ABSOLUTE.fullmatch(literal.value):
            yield Link(literal.value, LinkKind.FRONT_MATTER, scalar.span, literal)
