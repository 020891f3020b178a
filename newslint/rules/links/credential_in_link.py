"""The rule credential-in-link."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from newslint.diagnostic import Applicability, Fix, Problem, Severity
from newslint.document import Document
from newslint.links import Link
from newslint.regex import regex
from newslint.rule import Rule
from newslint.tracking import BUNDLED, Catalogue, Cut, Kind


class CredentialInLink(Rule, frozen=True):
    """Links give away no password, key, session or reader's address.

    ## Why

    A link copied while signed in may let everybody in: with a password (`user:password@`), an
    access token, a session, the key of a program or the address to which a program may write. A
    link copied from a newsletter may name the reader it was sent to.

    ## What to do

    First make it worthless: change the password, revoke the token, end the session. What was
    published once stays in caches and in the history of your files. Then write the link without
    it. The fix is safe where it is known that the page opens without, as for articles of WeChat;
    elsewhere it needs `--unsafe`, for the link may no longer lead anywhere. Where the secret is
    part of the address itself, there is no fix.

    Values that are plainly made up, such as `token=YOUR_TOKEN`, are not reported, and neither are
    links that a signature opens for a while, for that is what they are made for.

    ## Options

    - `allow`: parameters that may stay, such as `["token"]`.
    """

    fixes = Applicability.SAFE
    severity: Severity = Severity.ERROR
    allow: tuple[str, ...] = ()
    catalogue: Catalogue = BUNDLED

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every URL that lets somebody in."""
        known = self.catalogue.keeping(self.allow)
        for link in document.links_with_fields:
            yield from _in_parameters(link, known)
        for link in document.links_with(*_MARKS):
            if "//" in link.url and (problem := _in_address(link)):
                yield problem


_KINDS = (Kind.CREDENTIAL,)


def _in_parameters(link: Link, known: Catalogue) -> Iterator[Problem]:
    found = known.parameters(link.url, kinds=_KINDS)
    secrets = [cut for cut in found if _is_secret(link.url, cut)]
    if not secrets:
        return
    if len(secrets) < len(found):
        # Which separators go depends on what stays, so the catalogue is asked again.
        made_up = {cut.name.lower() for cut in found} - {cut.name.lower() for cut in secrets}
        known = known.keeping(tuple(sorted(made_up)))
    for trust in Applicability:
        cuts = known.parameters(link.url, trust, _KINDS)
        names = {f"`{cut.name}`": cut for cut in cuts if cut.applicability is trust}
        if not names:
            continue
        told = ", ".join(names)
        what = known.entries[next(iter(names.values())).entry].what
        edits = tuple(link.edit(cut.start, cut.end) for cut in cuts)
        fix = Fix(f"Remove {told}", trust, edits)
        yield Problem(link.span, f"Link gives away {what} ({told})", fix)


def _is_secret(url: str, cut: Cut) -> bool:
    """Whether a parameter holds a secret; what can go unasked goes, whatever it says."""
    if cut.applicability is Applicability.SAFE:
        return True
    value = unquote(url[cut.start : cut.end].partition("=")[2].rstrip("&"))
    if _is_placeholder(value):
        return False
    return "@" in value or _TOKEN.fullmatch(value) is not None


def _in_address(link: Link) -> Problem | None:
    """Return what is secret in a URL before its query."""
    url = link.url
    if (user := _USER.match(url)) and not _is_placeholder(unquote(user[1])):
        return Problem(link.span, f"Link gives away the password of `{user[2]}`")
    if (session := _SESSION.search(url)) and not _is_placeholder(session[2]):
        fix = Fix.unsafe(f"Remove `{session[1]}`", link.edit(*session.span()))
        return Problem(link.span, f"Link gives away a session id (`{session[1]}`)", fix)
    if (key := _KEY.search(url)) and not _is_placeholder(key[1]):
        return Problem(link.span, f"Link gives away a key (`{key[0][:8]}…`)")
    if (hook := _HOOK.match(url)) and not _is_placeholder(hook[1]):
        return Problem(link.span, "Whoever has this link can post to the channel behind it")
    return None


def _is_placeholder(value: str) -> bool:
    """Whether a value stands for another: `YOUR_TOKEN`, `<key>`, `xxxxxxxx`, `1234`."""
    if len(set(value)) < _FEW or "1234" in value or re.search(r"[][{}<>()$*…]|\.\.", value):
        return True
    return not _STAND_INS.isdisjoint(re.findall("[a-z]+", value.lower()))


_FEW = 4
_STAND_INS = frozenset(
    """
    your my the some this that here example sample test demo dummy fake placeholder changeme todo
    token key secret password passwd pass user username name email mail address value string
    foo bar abc xxx xxxx admin root guest anonymous basic true false null none undefined
    info contact press news office support service hello team editor newsroom redaktion
    """.split()  # noqa: SIM905 - words read better as words
)
# One of these is in each address that `_USER`, `_SESSION`, `_KEY` or `_HOOK` fits.
_MARKS = (
    *("@", ";", "gho_", "ghp_", "ghr_", "ghs_", "ghu_", "github_pat_", "glpat-", "xox", "sk_live_"),
    *("hook", "/bot"),
)
# Secrets have digits; words of the alphabet alone say something else.
_TOKEN = regex(r"(?=.*[0-9])[\w.~+/=:|-]{6,}", re.ASCII)
_USER = regex(r"(?:https?:)?//(([^/?#@:]++):[^/?#@]++)@")
_SESSION = regex(r"(?i);(jsessionid|phpsessid|sessionid)=([^;/?#]++)")
_KEY = regex(r"\b(?:gh[oprsu]_|github_pat_|glpat-|xox[abeprs]-|sk_live_)([\w-]{20,}+)")
_HOOK = regex(r"""(?x) (?:https?:)?// (?:
    hooks\.slack\.com/(?:services|workflows|triggers)/[^/?#]++/[^/?#]++
    | (?:\w++\.)?discord(?:app)?\.com/api/webhooks/[0-9]++
    | api\.telegram\.org/(?:file/)?bot[0-9]++:[\w-]++
    | [\w-]++\.webhook\.office\.com/webhookb2
    | hooks\.zapier\.com/hooks/catch/[0-9]++
    | open\.(?:feishu\.cn|larksuite\.com)/open-apis/bot/v2/hook
    ) /([^/?#]++)""")
