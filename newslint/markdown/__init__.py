"""What in a Markdown body is HTML, code or a link. The only package that knows pyromark."""

from collections.abc import Iterable, Iterator

import pyromark
from msgspec import Struct

from newslint.markdown import events
from newslint.markdown.events import OPTIONS
from newslint.markdown.links import MarkdownLink, bare_urls, definitions, destinations
from newslint.markdown.places import characters
from newslint.text import Span

__all__ = ["Markdown", "MarkdownLink", "parse", "render"]


class Markdown(Struct, frozen=True):
    """The parts of a Markdown body that newslint looks at, each in order of the text.

    `html` are the pieces that reach the page as HTML; `code` is fenced, indented and inline code.
    `html_blocks` are whole, in quotations with what stands before each line; `indented_code` is
    code for no other reason than its indentation (CommonMark 4.6 and 4.4). `written` are the tags
    that Markdown writes around the HTML, each with its place.
    """

    html: tuple[Span, ...]
    code: tuple[Span, ...]
    links: tuple[MarkdownLink, ...]
    html_blocks: tuple[Span, ...] = ()
    indented_code: tuple[Span, ...] = ()
    written: tuple[tuple[int, str], ...] | None = None


def render(body: str) -> str:
    """Return the HTML that a Markdown body becomes."""
    return pyromark.html(body, options=OPTIONS)


def parse(content: str, masked: str, body: Span) -> Markdown:
    """Read the Markdown in `body`.

    `masked` is `content` with its template tokens masked: it decides what is what, and `content`
    says what is written there.
    """
    source = masked[body.start : body.end]
    found = events.read(source)
    place = characters(source, found.offsets(), body.start)
    links = [
        *destinations(content, masked, found.links, place),
        *definitions(content, masked, body, found.links),
        *bare_urls(content, masked, map(place, _joined(found.text))),
    ]
    return Markdown(
        html=tuple(_joined(_with_returns(content, map(place, found.html)))),
        code=tuple(map(place, found.code)),
        links=tuple(sorted(links, key=lambda link: link.span)),
        html_blocks=tuple(map(place, found.html_blocks)),
        indented_code=tuple(map(place, found.indented_code)),
        written=tuple([(place(Span(each, each)).start, text) for each, text in found.tags]),
    )


def _with_returns(content: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans, those of a line feed with the carriage return that pyromark leaves out."""
    for span in spans:
        returns = content[span.start - 1 : span.start + 1] == "\r\n"
        yield Span(span.start - 1, span.end) if returns else span


def _joined(spans: Iterable[Span]) -> list[Span]:
    """Return the spans with those that touch made one."""
    joined: list[Span] = []
    for span in spans:
        if joined and joined[-1].end == span.start:
            joined[-1] = Span(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined
