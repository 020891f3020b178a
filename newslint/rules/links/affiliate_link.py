"""The rule affiliate-link."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from newslint.diagnostic import Applicability, Fix, Problem, Severity
from newslint.document import Document
from newslint.links import Link
from newslint.rule import Rule
from newslint.tracking import BUNDLED, Catalogue, Kind
from newslint.tracking.entries import Opaque, Redirect


class AffiliateLink(Rule, frozen=True):
    """Links that earn money for whoever set them say so.

    ## Why

    A link with a partner's id pays a share of what your readers buy. Copied from elsewhere, it
    pays somebody else. Your own belongs to your income, but readers have a right to know, and
    search engines ask for `rel="sponsored"`.

    ## What to do

    Link to the page itself, or mark the link as what it is: `<a rel="sponsored" href="…">`, in
    Markdown, too. A marked link is not reported. Which of the two is right is for the newsroom to
    say, so the fix, which takes the partner out of the link, needs `--unsafe`, and by default a
    finding is a note that fails nothing.

    Where a short link does not show its target, there is no fix. A partner of your own can be
    switched off by the name that `newslint url` shows:

        [links]
        disable = ["amazon.partner"]

    ## Options

    - `allow`: parameters that may stay, such as `["tag"]`.
    """

    fixes = Applicability.UNSAFE
    severity: Severity = Severity.INFO
    allow: tuple[str, ...] = ()
    catalogue: Catalogue = BUNDLED

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every link that pays somebody and does not say so."""
        known = self.catalogue.keeping(self.allow)
        # At other hosts, only a parameter can earn money.
        pays = any(each.kind is Kind.AFFILIATE for each in known.detours(document.hosts))
        for link in document.links if pays else document.links_with_fields:
            if (problem := _problem(link, known)) and not _is_disclosed(link):
                yield problem


def _problem(link: Link, known: Catalogue) -> Problem | None:
    if target := known.target(link.url):
        entry = known.entries[target.entry]
        if not isinstance(entry, Redirect) or entry.kind is not Kind.AFFILIATE:
            return None
        host = urlsplit(target.url).hostname
        message = f"Link leads to `{host}` and earns somebody money ({entry.what})"
        try:
            edit = link.rewritten(target.url)
        except ValueError:  # this place cannot hold that URL
            return Problem(link.span, message)
        return Problem(link.span, message, Fix.unsafe("Link to the page itself", edit))
    if cuts := known.parameters(link.url, kinds=_KINDS):
        told = ", ".join(dict.fromkeys(f"`{cut.name}`" for cut in cuts))
        what = known.entries[cuts[0].entry].what
        edits = [link.edit(cut.start, cut.end) for cut in cuts]
        fix = Fix.unsafe(f"Remove {told}", *edits)
        return Problem(link.span, f"Link earns somebody money by {told} ({what})", fix)
    if opaque := known.opaque(link.url):
        entry = known.entries[opaque]
        if isinstance(entry, Opaque) and entry.kind is Kind.AFFILIATE:
            return Problem(link.span, f"Link earns somebody money ({entry.what})")
    return None


_KINDS = (Kind.AFFILIATE,)


def _is_disclosed(link: Link) -> bool:
    return link.element is not None and "sponsored" in link.element.get("rel").lower().split()
