"""Every part of a document: worked out whatever the bytes, and where the text is."""

from collections.abc import Iterator
from itertools import pairwise

from newslint import suppress
from newslint.document import Document
from newslint.front_matter.nodes import Mapping, walk
from newslint.text import Span
from tests.reliability.fuzz import tokens
from tests.reliability.fuzz.seeds import name, posts
from tests.reliability.fuzz.target import Target


def examine(data: bytes) -> None:
    content = data[1:]
    document = Document.parse(name(data), content)

    if not document.undecodable:
        assert document.encode() == content, "the bytes come back changed"
    assert len(document.masked) == len(document.text), "the masked text has another length"
    for part, spans in _in_order(document):
        assert spans == sorted(spans), f"{part} are out of order"
        assert all(one.end <= two.start for one, two in pairwise(spans)), f"{part} overlap"
    for part, spans in (*_in_order(document), *_anywhere(document)):
        for span in spans:
            assert 0 <= span.start <= span.end <= len(document.text), f"{part} leave the text"
    for link in document.links:
        assert link.url, "a link without a URL"
        assert link.edit(0, len(link.url)).span == link.span, "a link does not know its place"
    assert document.soup is not None


def _in_order(document: Document) -> Iterator[tuple[str, list[Span]]]:
    yield "template tokens", list(document.templates)
    yield "pieces of HTML", list(document.html)
    yield "code", list(document.code)
    yield "URLs", list(document.urls)
    yield "blocks", [block.span for block in document.blocks]
    yield "start tags", [element.span for element in document.elements]
    yield "comments", list(document.markup.comments)


def _anywhere(document: Document) -> Iterator[tuple[str, list[Span]]]:
    yield "front matter and body", _front_matter(document)
    yield "elements", [each.whole for each in document.elements if each.whole]
    yield "inner spans", [each.inner for each in document.elements if each.inner]
    attributes = [each for element in document.elements for each in element.attributes]
    yield "attributes", [each.span for each in attributes]
    yield "attributes to remove", [each.removal for each in attributes]
    yield "links", [link.whole for link in document.links]
    yield "texts of links", [link.text for link in document.links if link.text]
    yield "HTML blocks", [*document.html_blocks, *document.indented_code]
    yield "unclosed elements", [each.ended_by for each in document.markup.unclosed if each.ended_by]
    yield "stray end tags", list(document.markup.stray_ends)
    yield "suppressions", [each.span for each in suppress.directives(document)]
    yield "texts", [scalar.span for _, _, scalar in document.texts_named("title", "date")]


def _front_matter(document: Document) -> list[Span]:
    found = document.front_matter
    if found is None:
        return [document.body]
    spans = [document.body, found.span, found.content, found.leading, found.fences[0]]
    spans += [fault.span for fault in found.faults]
    for _, node in walk(found.root) if found.root else ():
        spans.append(node.span)
        if isinstance(node, Mapping):
            spans += [entry.key.span for entry in node.entries]
    return spans


TARGET = Target(
    "document",
    "any bytes are a document, and each of its parts is in the text",
    examine,
    posts(),
    (
        *tokens.MARKUP,
        *tokens.MARKDOWN,
        *tokens.TEMPLATES,
        *tokens.FRONT_MATTER,
        *tokens.SUPPRESSIONS,
        *tokens.ODD,
    ),
)
