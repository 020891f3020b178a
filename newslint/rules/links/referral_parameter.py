"""The rule referral-parameter."""

from collections.abc import Iterator
from functools import cached_property

from newslint.diagnostic import Applicability, Fix, Problem
from newslint.document import Document
from newslint.rule import Rule
from newslint.tracking import BUNDLED, Catalogue, Entry, Kind
from newslint.tracking.entries import Parameter


class ReferralParameter(Rule, frozen=True, dict=True):
    """Links do not tell the other site by `ref` or `source` who sent the reader.

    ## Why

    Some systems sign every link that leaves a site: Ghost adds `?ref=` and the site's name. The
    other site learns where your readers come from, two links to one page look different, and a
    few pages do not open with a parameter they do not know.

    ## What to do

    Remove it; the link leads to the same page without. `ref` and `source` also mean other things,
    such as a branch of source code. So newslint looks at the value: it reports the names of
    networks (`ref=twitter`) and of sites (`ref=daily.com`) and nothing else. Because a site may
    have its own use even for these, they go with `--unsafe` only, except those that name your own
    site. Tell newslint its name:

        [rules.referral-parameter]
        own = ["daily.example"]

    ## Options

    - `own`: what your site signs its links with: its host, which includes hosts below it, or
      another name.
    - `allow`: parameters that may stay, such as `["source"]`.
    """

    fixes = Applicability.SAFE
    own: tuple[str, ...] = ()
    allow: tuple[str, ...] = ()
    catalogue: Catalogue = BUNDLED

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every URL that tells who sent the reader."""
        known = self._known
        for link in document.links_with_fields:
            cuts = known.parameters(link.url, kinds=_KINDS)
            if not cuts or known.target(link.url):
                continue
            own = known.parameters(link.url, Applicability.SAFE, _KINDS)
            signed = {cut.name for cut in own}
            for trust, group in ((Applicability.SAFE, own), (Applicability.UNSAFE, cuts)):
                unsigned = trust is Applicability.UNSAFE
                names = [cut.name for cut in group if (cut.name not in signed) is unsigned]
                if not names:
                    continue
                told = ", ".join(f"`{name}`" for name in dict.fromkeys(names))
                edits = tuple(link.edit(cut.start, cut.end) for cut in group)
                message = f"Link tells the other site who sent the reader ({told})"
                yield Problem(link.span, message, Fix(f"Remove {told}", trust, edits))

    @cached_property
    def _known(self) -> Catalogue:
        known = self.catalogue.keeping(self.allow)
        return known.with_entries({_OWN: self._signature}) if self.own else known

    @property
    def _signature(self) -> Entry:
        names = [name.lower() for name in self.own]
        below = [f"*.{name}" for name in names if "." in name]
        return Parameter(_OWN, _NAMES, values=(*names, *below), kind=Kind.REFERRAL)


_KINDS = (Kind.REFERRAL,)
_OWN = "referral.own"
_NAMES = ("ref", "source", "src", "from", "via", "referrer", "referer")
