"""The rule opaque-redirect."""

from collections.abc import Iterator

from newslint.diagnostic import Problem, Severity
from newslint.document import Document
from newslint.links import Link, LinkKind
from newslint.regex import regex
from newslint.rule import Rule
from newslint.tracking import BUNDLED, Catalogue, Entry, Kind
from newslint.tracking.entries import Opaque


class OpaqueRedirect(Rule, frozen=True):
    """A link shows where it leads: no short links, no counted ones that only a server can follow.

    ## Why

    `t.co`, `bit.ly` and the links of search pages, feeds and mails say nothing about the page
    behind them. Whoever runs them counts your readers, and the day they close, the link is dead
    and nobody knows where it went.

    ## What to do

    Open the link once and put the page's own address in its place. newslint cannot do that: it
    never goes on the network. Where the text of the link shows an address, as in posts copied
    from X, the message says so; it may be shortened at its end.

    A short link is often all that its author ever had, so this is for your information, and no
    check fails because of it; set the severity to `warning` if it shall.
    """

    severity: Severity = Severity.INFO
    catalogue: Catalogue = BUNDLED

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every link whose page only a server knows."""
        known = self.catalogue
        if not any(isinstance(each, Opaque) for each in known.detours(document.hosts)):
            return
        for link in document.links:
            if link.kind not in _FOLLOWED:
                continue
            entry = known.opaque(link.url)
            if entry is None or _is_paid(known.entries[entry]):
                continue  # paid links are affiliate-link's
            message = (
                f"Link hides its page ({known.entries[entry].what}): "
                "open it once and put the page's own address"
            )
            if shown := _shown(document, link):
                message += f"; the text shows `{shown}`"
            yield Problem(link.span, message)


_FOLLOWED = frozenset({LinkKind.PAGE, LinkKind.FRONT_MATTER})


def _is_paid(entry: Entry) -> bool:
    return isinstance(entry, Opaque) and entry.kind is Kind.AFFILIATE


_LONGEST = 200  # characters, of a text that can be an address and little else
_TAG = regex(r"<[^<>]*+>")
_ADDRESS = regex(r"(?:https?://)?+(?:[\w-]++\.)++[^\W\d_][\w-]++(?:/\S*+)?+")


def _shown(document: Document, link: Link) -> str:
    """Return the address of the page as the text of the link shows it, "" if it does not."""
    text = link.element.inner if link.element else link.text
    if text is None or not 0 < len(text) <= _LONGEST:
        return ""
    words = _TAG.sub("", document.text[text]).strip().strip("`*_")
    if "/" not in words or not _ADDRESS.fullmatch(words) or _bare(words) in _bare(link.url):
        return ""
    return words


def _bare(url: str) -> str:
    return url.rpartition("://")[2].rstrip("…/").lower()
