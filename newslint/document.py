"""One file, parsed once: what every rule looks at."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property
from operator import attrgetter
from pathlib import PurePath
from typing import TYPE_CHECKING

from msgspec import Struct

from newslint import blocks, front_matter, html, links, markdown, scripts, templates
from newslint.blocks import Block
from newslint.front_matter import FrontMatter, Scalar
from newslint.html import Attribute, Element, Markup
from newslint.links import Link
from newslint.markdown import Markdown
from newslint.regex import regex
from newslint.text import Span, Spans, Text
from newslint.tracking import url

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

_BOM = "\ufeff"
_UNDECODABLE = regex("[\udc80-\udcff]+")
_PLACE_OF_LINK = attrgetter("literal.span.start", "literal.span.end", "offset")
_SURROGATE = regex("[\ud800-\udfff]")
_SECTION = regex(r"<!\[(?!CDATA\[)")  # a comment to browsers; Python's parser raises at it
_HTML_SUFFIXES = {".html", ".htm", ".xhtml"}
# What these elements hold is shown or run as it stands, not read as prose.
_RAW_TEXT = ("script", "style", "textarea", "xmp", "plaintext")
_CODE_ELEMENTS = ("pre", "code", "samp", "kbd", *_RAW_TEXT)


class Document(Struct, frozen=True, dict=True):
    """The text of one file and, each worked out once when first asked for, its parts.

    All spans are in characters of `text`, which has no BOM.
    """

    path: PurePath
    text: Text
    has_bom: bool = False
    undecodable: tuple[Span, ...] = ()
    """Where the file's bytes are not UTF-8; each such byte is one U+FFFD in `text`."""

    @classmethod
    def parse(cls, path: PurePath | str, content: bytes | str) -> "Document":
        """Return the document of a file with this content; no content makes it raise."""
        text, undecodable = _decoded(content)
        has_bom = text.startswith(_BOM)
        if has_bom:
            text = text[1:]
            undecodable = tuple(span.shifted(-1) for span in undecodable)
        return cls(PurePath(path), Text(text), has_bom, undecodable)

    def encode(self) -> bytes:
        """Return the file's bytes, the BOM back in its place.

        Raises `ValueError` where some of them could not be decoded: they are not known any more.
        """
        if self.undecodable:
            raise ValueError(f"{self.path} is not UTF-8 throughout")
        return f"{_BOM if self.has_bom else ''}{self.text.content}".encode()

    @cached_property
    def is_html(self) -> bool:
        """Whether the body is HTML throughout; otherwise it is Markdown."""
        return self.path.suffix.lower() in _HTML_SUFFIXES

    @cached_property
    def is_mdx(self) -> bool:
        """Whether the body is Markdown into which components are written."""
        return self.path.suffix.lower() == ".mdx"

    @cached_property
    def uncommon(self) -> str:
        """The characters of the text, in order, that no typewriter has: `scripts.uncommon`."""
        return scripts.uncommon(self.text.content)

    @cached_property
    def unseen(self) -> frozenset[str]:
        """Which characters of the text show nothing of their own: `scripts.unseen` has the list."""
        return scripts.unseen(self.uncommon)

    @cached_property
    def templates(self) -> Spans:
        """Template tokens."""
        read = templates.expressions if self.is_mdx else templates.tokens
        return Spans(read(self.text.content))

    @cached_property
    def masked(self) -> str:
        """The text with template tokens, and the code they present, masked; as long as `text`."""
        opaque = Spans.merged((*self.templates, *self._template_code))
        return templates.mask(self.text.content, opaque)

    @cached_property
    def _template_code(self) -> tuple[Span, ...]:
        return templates.code(self.text.content, self.templates.spans)

    @cached_property
    def front_matter(self) -> FrontMatter | None:
        """The front matter, None where there is none."""
        return front_matter.parse(self.text.content, self.masked)

    def texts_named(self, *keys: str) -> Iterator[tuple[str, str, Scalar]]:
        """Yield the texts of these top-level keys of the front matter: key, text, and where it is.

        Keys count in whatever case they are written. A text with a template token in it is left
        out: nobody knows what it will say.
        """
        wanted = self._texts_by_key.keys() & map(str.casefold, keys)
        found = [text for key in wanted for text in self._texts_by_key[key]]
        for name, scalar in sorted(found, key=lambda text: text[1].span):
            yield name, str(scalar.value), scalar

    @cached_property
    def _texts_by_key(self) -> dict[str, list[tuple[str, Scalar]]]:
        """The keys as written and their texts, by the keys in one case."""
        index: dict[str, list[tuple[str, Scalar]]] = {}
        root = self.front_matter.root if self.front_matter else None
        for entry in root.entries if root else ():
            scalar = entry.value
            if not isinstance(scalar, Scalar) or not isinstance(scalar.value, str):
                continue
            if not self.templates.overlapping(scalar.span):
                index.setdefault(entry.name.casefold(), []).append((entry.name, scalar))
        return index

    @cached_property
    def body(self) -> Span:
        """What comes after the front matter."""
        start = self.front_matter.body_start if self.front_matter else 0
        return Span(start, len(self.text))

    @cached_property
    def _markdown(self) -> Markdown:
        if self.is_html:
            return Markdown((self.body,), (), ())
        return markdown.parse(self.text.content, self.masked, self.body)

    @cached_property
    def html(self) -> Spans:
        """Where the body is HTML: all of an HTML file, the HTML blocks and tags of Markdown."""
        return Spans.merged(self._markdown.html)

    @property
    def html_blocks(self) -> tuple[Span, ...]:
        """The blocks of a Markdown body that are HTML; none in an HTML file."""
        return self._markdown.html_blocks

    @property
    def indented_code(self) -> tuple[Span, ...]:
        """The blocks of a Markdown body that are code because they are indented."""
        return self._markdown.indented_code

    @cached_property
    def markup(self) -> Markup:
        """The tags and comments of the body: one stream, though Markdown may stand between."""
        branches = templates.branches(self.text.content, self.templates.spans)
        body = self._markdown
        return html.lex(self.masked, body.html, self.text.content, branches, body.written)

    @cached_property
    def elements(self) -> tuple[Element, ...]:
        """Every start tag, in order."""
        return self.markup.elements

    @cached_property
    def _elements_by_name(self) -> dict[str, list[Element]]:
        index: defaultdict[str, list[Element]] = defaultdict(list)
        for element in self.elements:
            index[element.name].append(element)
        return index

    def elements_named(self, *names: str) -> Iterator[Element]:
        """Yield the elements of these lower-case names, name by name."""
        index = self._elements_by_name
        for name in names:
            if name in index:
                yield from index[name]

    @cached_property
    def _attributes_by_name(self) -> dict[str, list[Attribute]]:
        index: defaultdict[str, list[Attribute]] = defaultdict(list)
        for element in self.elements:
            for attribute in element.attributes:
                index[attribute.name].append(attribute)
        return index

    @cached_property
    def attribute_names(self) -> frozenset[str]:
        """The lower-case names of all attributes."""
        return frozenset(self._attributes_by_name)

    def attributes_named(self, *names: str) -> Iterator[Attribute]:
        """Yield the attributes of these lower-case names, name by name."""
        index = self._attributes_by_name
        for name in names:
            if name in index:
                yield from index[name]

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every URL, in order of where it is written."""
        found = [*links.in_html(self.elements), *links.in_markdown(self._markdown.links)]
        if self.front_matter:
            found += links.in_front_matter(self.front_matter)
        return tuple(sorted(found, key=_PLACE_OF_LINK))

    @cached_property
    def addresses(self) -> str:
        """The URLs of all links in lower case, one a line, to be looked through at once."""
        return "\n".join([link.url for link in self.links]).lower()

    def links_with(self, *parts: str) -> Iterator[Link]:
        """Yield the links whose URL has one of these parts, given in lower case, in any case."""
        all_addresses = self.addresses
        found = [part for part in parts if part in all_addresses]
        for link in self.links if found else ():
            address = link.url.lower()
            if any(part in address for part in found):
                yield link

    @cached_property
    def links_with_fields(self) -> tuple[Link, ...]:
        """The links whose URL may have parameters: it has a `?` or a `=`."""
        return tuple(self.links_with("?", "="))

    @cached_property
    def hosts(self) -> frozenset[str]:
        """The hosts that URLs of links name, in lower case, without users and ports."""
        return url.hosts(self.addresses)

    @cached_property
    def urls(self) -> Spans:
        """Where URLs are written."""
        return Spans.merged(link.span for link in self.links)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """The headings and paragraphs of the body, in order; none stands in another."""
        content, masked = self.text.content, self.masked
        found = [*blocks.in_html(content, masked, self.elements_named)]
        if not self.is_html:
            found += blocks.in_markdown(content, masked, self.body)
        return tuple(blocks.outermost(found))

    @cached_property
    def code(self) -> Spans:
        """What is code and no content: Markdown's, that of HTML elements, and comments."""
        shown = [span for name in _CODE_ELEMENTS for span in self._contents(name)]
        return Spans.merged(
            (*self._markdown.code, *self._template_code, *self.markup.comments, *shown)
        )

    def _contents(self, name: str) -> Iterator[Span]:
        """Yield what stands in the elements of a name, to the next end tag even if they cross."""
        elements = list(self.elements_named(name))
        ends: list[int] = []
        if any(element.end is None for element in elements):
            end_tag = re.compile(rf"</{name}[\s/>]", re.IGNORECASE)
            ends = [match.start() for match in end_tag.finditer(self.masked)]
        for element in elements:
            start = element.span.end
            if element.end:
                yield Span(start, element.end.start)
            elif (following := bisect_left(ends, start)) < len(ends):
                yield Span(start, ends[following])
            elif name in _RAW_TEXT:  # to its end, the page is its text
                yield Span(start, len(self.text))

    def matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Yield where a pattern occurs in the body."""
        yield from pattern.finditer(self.text.content, self.body.start)

    @cached_property
    def soup(self) -> "BeautifulSoup":
        """The page as BeautifulSoup reads it, for structure and CSS selectors; without spans."""
        from bs4 import BeautifulSoup

        body = self.masked[self.body.start :]
        source = body if self.is_html else markdown.render(body)
        return BeautifulSoup(_SECTION.sub("<! [", source), "html.parser")


def _decoded(content: bytes | str) -> tuple[str, tuple[Span, ...]]:
    """Return the text without what is no character, and where that stood."""
    if isinstance(content, bytes):
        try:
            return content.decode(), ()
        except UnicodeDecodeError:
            content = content.decode(errors="surrogateescape")
    undecodable = tuple(Span(*match.span()) for match in _UNDECODABLE.finditer(content))
    return _SURROGATE.sub("\ufffd", content), undecodable
