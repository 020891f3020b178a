"""The rule tracking-parameter."""

from collections.abc import Iterator
from dataclasses import dataclass

from newslint.diagnostic import Applicability, Fix, Problem
from newslint.document import Document
from newslint.rule import Rule
from newslint.tracking import catalogue


@dataclass(frozen=True)
class TrackingParameter(Rule):
    """Links carry no parameters that only tell the other site where a reader came from.

    ## Why

    `utm_source`, `fbclid` and hundreds like them follow your readers, make two links to one page
    look different, and credit the visit to somebody else's campaign.

    ## What to do

    Remove them; the link leads to the same page without. Parameters are taken out one by one:
    order, encoding and fragment of the rest stay as they are. Links whose signature would break,
    archives, unsubscribe pages and template expressions are left alone.

    ## Options

    - `allow`: parameters that may stay, such as `["utm_source"]`.
    """

    fixes = Applicability.SAFE
    allow: tuple[str, ...] = ()

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every URL with tracking parameters."""
        known = catalogue()
        for link in document.links:
            for trust in Applicability:
                cuts = [
                    cut
                    for cut in known.parameters(link.url, trust)
                    if cut.applicability is trust and cut.name.lower() not in self.allow
                ]
                if cuts:
                    names = ", ".join(dict.fromkeys(f"`{cut.name}`" for cut in cuts))
                    edits = [link.edit(cut.start, cut.end) for cut in cuts]
                    noun = "parameter" if len(cuts) == 1 else "parameters"
                    fix = Fix(f"Remove {names}", trust, tuple(edits))
                    yield Problem(link.span, f"Tracking {noun} {names}", fix)
