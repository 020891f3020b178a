"""The rule redirect-link."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from newslint.diagnostic import Applicability, Fix, Problem
from newslint.document import Document
from newslint.rule import Rule
from newslint.tracking import catalogue


@dataclass(frozen=True)
class RedirectLink(Rule):
    """A link leads straight to its page, not through somebody who counts the clicks.

    ## Why

    Links copied from search results, social networks, mail and feeds go through a redirector that
    writes down who clicks what, shows a warning in between, and takes the link with it when it
    closes down.

    ## What to do

    Link to the page itself. Its address stands in the link, so the fix needs no network.
    """

    fixes = Applicability.SAFE

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every link whose target stands in it."""
        known = catalogue()
        for link in document.links:
            if target := known.target(link.url):
                host = urlsplit(target.url).hostname
                message = f"Link goes through a redirect ({target.entry}) to `{host}`"
                try:
                    edit = link.rewritten(target.url)
                except ValueError:
                    yield Problem(link.span, message)
                else:
                    fix = Fix("Link to the page itself", target.applicability, (edit,))
                    yield Problem(link.span, message, fix)
