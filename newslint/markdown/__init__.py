"""What in a Markdown body is HTML, code or a link. The only package that knows pyromark."""

import pyromark
from msgspec import Struct

from newslint.markdown import events
from newslint.markdown.events import OPTIONS
from newslint.markdown.lines import readable
from newslint.markdown.links import MarkdownLink, bare_urls, definitions, destinations
from newslint.markdown.places import characters, spans
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
    return pyromark.html(readable(body), options=OPTIONS)


def parse(content: str, masked: str, body: Span) -> Markdown:
    """Read the Markdown in `body`.

    `masked` is `content` with its template tokens masked: it decides what is what, and `content`
    says what is written there.
    """
    source = readable(masked[body.start : body.end])
    found = events.read(source)
    place = characters(source, found.offsets(), body.start)
    links = [
        *destinations(content, masked, found.links, place),
        *definitions(content, masked, body, found.links),
        *bare_urls(content, masked, spans(found.text, place)),
    ]
    return Markdown(
        html=spans(found.html, place),
        code=spans(found.code, place),
        links=tuple(sorted(links, key=lambda link: link.span)),
        html_blocks=spans(found.html_blocks, place),
        indented_code=spans(found.indented_code, place),
        written=tuple([(place(offset), text) for offset, text in found.tags]),
    )
