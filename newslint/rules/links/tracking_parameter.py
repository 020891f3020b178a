"""The rule tracking-parameter."""

from collections.abc import Iterator

from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.links import Link, LinkKind
from newslint.rule import Rule
from newslint.text import Span
from newslint.tracking import BUNDLED, Catalogue, Kind


class TrackingParameter(Rule, frozen=True):
    """Links carry no parameters that only tell the other site where a reader came from.

    ## Why

    `utm_source`, `fbclid` and hundreds like them follow your readers, make two links to one page
    look different, and credit the visit to somebody else's campaign.

    ## What to do

    Remove them; the link leads to the same page without. Parameters are taken out one by one:
    order, encoding and fragment of the rest stay as they are. Text that repeats the link is
    changed with it. Links whose signature would break, archives, unsubscribe pages and template
    expressions are left alone, and so are links that `redirect-link` replaces as a whole.

    Parameters that some sites use for better things, such as `spm`, go with `--unsafe` only. `ref`
    and its like are the subject of `referral-parameter`, partners' ids that of `affiliate-link`,
    and what lets somebody in that of `credential-in-link`.

    ## Options

    - `allow`: parameters that may stay, such as `["utm_source"]`.
    """

    fixes = Applicability.SAFE
    allow: tuple[str, ...] = ()
    catalogue: Catalogue = BUNDLED

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every URL with tracking parameters."""
        known = self.catalogue.keeping(self.allow)
        for link in document.links:
            if not known.parameters(link.url, kinds=_KINDS):
                continue
            for trust in Applicability:
                cuts = known.parameters(link.url, trust, _KINDS)
                names = {f"`{cut.name}`": cut for cut in cuts if cut.applicability is trust}
                if not names or known.target(link.url):
                    continue
                told = ", ".join(names)
                noun = "parameter" if len(names) == 1 else "parameters"
                edits = [link.edit(cut.start, cut.end) for cut in cuts]
                edits += _repeated(document, link, edits)
                fix = Fix(f"Remove {told}", trust, tuple(edits))
                yield Problem(link.span, f"Tracking {noun} {told}", fix)


_KINDS = (Kind.TRACKING,)


def _repeated(document: Document, link: Link, edits: list[Edit]) -> list[Edit]:
    """Return the same edits for the text of a link that repeats its URL as it is written."""
    text = _text(link)
    if text is None or len(text) > 2 * len(link.span) or document.urls.covers(text.start):
        return []
    written, inside = document.text[link.span], document.text[text]
    if inside.strip() != written:
        return []
    by = text.start + inside.index(written) - link.span.start
    return [Edit(edit.span.shifted(by), edit.text) for edit in edits]


def _text(link: Link) -> Span | None:
    """Return where the text of a link stands, None for what is no link to click on."""
    if link.kind is not LinkKind.PAGE:
        return None
    if link.element is None:
        return link.text
    return link.element.inner if link.element.name == "a" else None
