"""The rule iframe-policy."""

import re
from collections.abc import Iterator

from newslint.diagnostic import Problem
from newslint.document import Document
from newslint.html import Element
from newslint.links import trimmed
from newslint.regex import regex
from newslint.rule import Rule


class IframePolicy(Rule, frozen=True):
    """A frame shows a page of a site that is trusted, over a safe connection.

    ## Why

    A frame is another site's page in the middle of yours. Browsers refuse to load one over
    `http:` into a page served over `https:`, and readers see a hole. What stands in `srcdoc` is a
    page of its own that belongs to your site, with all the rights that your pages have.

    ## What to do

    Write `https:`, or link to the page instead. Put what `srcdoc` holds into the article itself,
    or into a file of the site.

    ## Options

    - `hosts`: sites that may be framed, with their subdomains, such as
      `["www.youtube-nocookie.com"]`. If there are none, any site may be. Pages of the own site,
      written without a host, always may be.
    - `require`: attributes that each frame must have. `"title"` tells those who do not see the
      frame what it holds; `"sandbox"` says what its page may do.
    """

    hosts: tuple[str, ...] = ()
    require: tuple[str, ...] = ()

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield what is wrong with each frame."""
        for frame in document.elements_named("iframe"):
            yield from self._source(document, frame)
            if srcdoc := frame.attribute("srcdoc"):
                yield Problem(srcdoc.span, "Frame holds a page of its own in `srcdoc`")
            for name in self.require:
                attribute = frame.attribute(name)
                # An empty sandbox allows nothing, an empty title says nothing.
                if attribute is None or (name == "title" and not attribute.value.strip()):
                    yield Problem(frame.span, f"Frame has no `{name}`")

    def _source(self, document: Document, frame: Element) -> Iterator[Problem]:
        source = frame.attribute("src")
        if source is None or source.literal is None:
            return
        url = trimmed(source.value)
        if document.templates.overlapping(source.span) or url.startswith("{"):
            return  # a template or a component says where it leads
        match = _ELSEWHERE.match(url)
        if match is None:
            return
        if (match["scheme"] or "").lower() == "http:":
            yield Problem(source.literal.span, "Frame is loaded over `http:`, which browsers block")
        host = match["host"].lower().removesuffix(".")
        allowed = not self.hosts or any(
            host == each or host.endswith(f".{each}") for each in self.hosts
        )
        if not allowed:
            yield Problem(source.literal.span, f"Frame shows a page of `{host}`")


# A browser takes a backslash for a slash (URL standard 4.4).
_ELSEWHERE = regex(
    r"(?P<scheme>https?:)?[/\\]{2,}(?:[^/\\?#]*@)?(?P<host>[^/\\?#:]*)", re.IGNORECASE
)
