"""The rule raw-html-dropped."""

from collections.abc import Iterator

from newslint.diagnostic import Problem
from newslint.document import Document
from newslint.rule import Rule
from newslint.text import Span, Spans


class RawHtmlDropped(Rule, frozen=True):
    """With Hugo, Markdown has no HTML unless the site allows it.

    ## Why

    Hugo leaves the HTML in Markdown off the page unless `markup.goldmark.renderer.unsafe` is
    `true` in the site's configuration. Of a block it leaves out every word up to the next blank
    line; nobody is told, and the page says `<!-- raw HTML omitted -->` in its source.

    newslint does not read the site's configuration: turn this rule on where that is not set.

    ## What to do

    Write it in Markdown, use a shortcode such as `{{< figure >}}`, or allow HTML in the site's
    configuration. Comments do no harm, and HTML files are not meant.
    """

    default = False  # on most sites HTML in Markdown reaches the page

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every block of HTML, and the first tag of each other line with tags."""
        if document.is_html or not document.elements:
            return
        blocks = Spans(document.html_blocks)
        said: set[Span] = set()
        for element in document.elements:
            tag = element.span
            block = blocks.overlapping(tag)
            place = block[0] if block else _line(document, tag)
            if place in said:
                continue
            said.add(place)
            lost = " with every word of this block" if block else ""
            yield Problem(tag, f"Hugo leaves out `<{element.name}>`{lost}")


def _line(document: Document, span: Span) -> Span:
    return document.text.line(document.text.position(span.start).line)
