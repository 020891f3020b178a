"""The rule listed-parameter."""

from collections.abc import Iterator

from newslint.diagnostic import Applicability, Fix, Problem
from newslint.document import Document
from newslint.rule import Rule
from newslint.tracking import BUNDLED, Catalogue


class ListedParameter(Rule, frozen=True):
    """Links carry no parameters that are on a list you trust.

    ## Why

    Ad blockers and link cleaners keep long lists of tracking parameters, for shops and portals
    that newslint knows nothing about. Where you name such a list, links are held to it, too.

    ## What to do

    Look at what the parameter does, and remove it if the page is the same without. Lists are made
    for browsers, where a mistake costs one click; newslint therefore only reports what they say,
    unless the configuration trusts them more:

        [[links.lists]]
        path = "lists/tracking.txt"  # a file of yours: newslint downloads nothing
        format = "adblock"           # `$removeparam` rules; or "clearurls"
        fix = "unsafe"               # or "safe"; "never" if left out

    What newslint itself knows to be needed stays, whatever a list says: signed links, archives,
    unsubscribe pages.
    """

    fixes = Applicability.SAFE
    catalogue: Catalogue = BUNDLED

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every URL with a parameter on a list."""
        if not self.catalogue.lists:
            return
        trust = {each.name: each.applicability for each in self.catalogue.lists}
        for link in document.links:
            cuts = self.catalogue.listed(link.url)
            if not cuts:
                continue
            name = cuts[0].entry
            told = ", ".join(dict.fromkeys(f"`{cut.name}`" for cut in cuts))
            applicability = trust[name]
            edits = tuple(link.edit(cut.start, cut.end) for cut in cuts)
            fix = Fix(f"Remove {told}", applicability, edits) if applicability else None
            verb = "is" if len(cuts) == 1 else "are"
            yield Problem(link.span, f"{told} {verb} on the list {name}", fix)
