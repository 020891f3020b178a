"""The rule tracking-parameter."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.links import Link, LinkKind
from newslint.regex import regex
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
        shown = _Shown(document)
        for link in document.links_with_fields:
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
                edits += [
                    Edit(edit.span.shifted(copy - link.span.start), edit.text)
                    for copy in shown.copies(link)
                    for edit in edits
                ]
                fix = Fix(f"Remove {told}", trust, tuple(edits))
                yield Problem(link.span, f"Tracking {noun} {told}", fix)


_KINDS = (Kind.TRACKING,)


class _Shown(Struct, frozen=True, dict=True):
    """Where readers see the URL of a link, as it is written, as the text of that link."""

    document: Document

    def copies(self, link: Link) -> Sequence[int]:
        """Return where the copies begin; what has no `https:` before it, readers take for words."""
        document, written = self.document, self.document.text[link.span]
        if not _ABSOLUTE.match(written):
            return ()
        if link.kind is LinkKind.PAGE and link.element is None and link.text is None:
            label = document.text[link.whole].partition("]:")[0]
            return self._references.get((written, label), ())
        text = _text(link)
        if text is None or len(text) > 2 * len(link.span) or document.urls.covers(text.start):
            return ()
        inside = document.text[text]
        return (text.start + inside.index(written),) if inside.strip() == written else ()

    @cached_property
    def _references(self) -> Mapping[tuple[str, str], Sequence[int]]:
        """Where URLs are the text of a link whose definition stands elsewhere, by both."""
        found = defaultdict(list)
        for match in self.document.matches(_REFERENCE):
            start = match.start(1)
            if not (self.document.code.covers(start) or self.document.html.covers(start)):
                found[match[1], match[2]].append(start)
        return found


_ABSOLUTE = regex("https?://", re.IGNORECASE)
_REFERENCE = regex(r"(?<![\\!])\[(https?://[^\s\[\]\\]++)\](\[[^\[\]]++)\]")


def _text(link: Link) -> Span | None:
    """Return where the text of a link stands, None for what is no link to click on."""
    if link.kind is not LinkKind.PAGE:
        return None
    if link.element is None:
        return link.text
    return link.element.inner if link.element.name == "a" else None
