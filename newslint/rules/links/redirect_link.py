"""The rule redirect-link."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from newslint.diagnostic import Applicability, Fix, Problem
from newslint.document import Document
from newslint.rule import Rule
from newslint.tracking import BUNDLED, Catalogue, Entry, Kind
from newslint.tracking.entries import Redirect


class RedirectLink(Rule, frozen=True):
    """A link leads straight to its page, not through somebody who counts the clicks.

    ## Why

    Links copied from search results, social networks, mail and feeds go through a redirector that
    writes down who clicks what, shows a warning in between, and takes the link with it when it
    closes down.

    ## What to do

    Link to the page itself. Its address stands in the link, so the fix needs no network. Links
    that earn money for whoever set them are the subject of `affiliate-link`.
    """

    fixes = Applicability.SAFE
    catalogue: Catalogue = BUNDLED

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every link whose target stands in it."""
        known = self.catalogue
        if not any(isinstance(each, Redirect) for each in known.detours(document.hosts)):
            return
        for link in document.links:
            target = known.target(link.url)
            if target is None or _is_paid(known.entries[target.entry]):
                continue
            host = urlsplit(target.url).hostname
            detour = known.entries[target.entry].what
            message = f"Link leads to `{host}` by a detour ({detour})"
            try:
                edit = link.rewritten(target.url)
            except ValueError:  # this place cannot hold that URL
                yield Problem(link.span, message)
            else:
                fix = Fix("Link to the page itself", target.applicability, (edit,))
                yield Problem(link.span, message, fix)


def _is_paid(entry: Entry) -> bool:
    return isinstance(entry, Redirect) and entry.kind is Kind.AFFILIATE
