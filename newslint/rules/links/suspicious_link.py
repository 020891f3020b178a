"""The rule suspicious-link."""

import re
from collections.abc import Iterator
from itertools import pairwise

from newslint.diagnostic import Problem
from newslint.document import Document
from newslint.links import Link, LinkKind
from newslint.regex import regex
from newslint.rule import Rule
from newslint.tracking import BUNDLED, Catalogue
from newslint.tracking.sites import keys


class SuspiciousLink(Rule, frozen=True):
    r"""A link leads where it seems to lead.

    ## Why

    A text that says `www.bank.example` over a link to another site is how readers are robbed. In
    an honest article it is a slip: the wrong address pasted, or somebody else's link copied along.
    The same goes for addresses that only look like those they imitate:
    `https://google.com@elsewhere.example/`, a Cyrillic letter among Latin ones, a `\` where a `/`
    belongs, or, encoded in the middle, a character that nobody can see.

    Names in other scripts are as good as any, and so are subdomains, shortened links, and links
    through somebody who counts clicks, if they end where the text says. Only a text that is an
    address and nothing else is compared; `Node.js`, `README.md` and `Booking.com` are names.

    ## What to do

    See where the link leads, and put the text or the address right.
    """

    catalogue: Catalogue = BUNDLED

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every link that is not what it seems."""
        is_odd = _has_oddity(document.addresses)
        for link in document.links:
            if link.kind is LinkKind.DATA:
                continue  # no reader is led there by what they see
            message = _imitation(link.url) if is_odd and _has_oddity(link.url) else ""
            if not message and link.kind is LinkKind.PAGE:
                message = self._other_site(document, link)
            if message:
                yield Problem(link.span, message)

    def _other_site(self, document: Document, link: Link) -> str:
        """Return what is wrong with a link whose text is another site's address."""
        text = _text(document.text.content, link)
        shown = _ADDRESS.fullmatch(text) if text else None
        if shown is None or not _is_address(shown) or document.templates.overlapping(link.span):
            return ""
        known = self.catalogue
        target = known.target(link.url)
        url = target.url if target else link.url
        leads = _HOST.match(url)
        if leads is None or len(leads[1]) > _LONGEST_HOST:
            return ""
        name, host = _readable(shown["host"]), _readable(leads[1])
        path = url[leads.end() :].lower()  # of an archive, or a repository named after its site
        if _is_same_site(name, host) or name.removeprefix("www.") in path:
            return ""
        if known.opaque(f"https://{text.removeprefix(shown['scheme'] or '')}"):
            return ""
        if known.opaque(link.url) or known.left_alone(link.url):
            return ""  # where it leads, it does not say
        return f"Text shows `{name}`, but the link leads to `{host}`"


_LONGEST = 200  # characters of a text that is an address
_LONGEST_HOST = 253  # characters, RFC 1035 section 2.3.4
_LONGEST_LABEL = 63


def _text(content: str, link: Link) -> str:
    """Return what readers click on, without markup around it; empty where it is no address."""
    span = link.text
    if link.element:
        span = link.element.inner if link.element.name == "a" else None
    if span is None or span.end - span.start > _LONGEST:
        return ""
    if content.find(".", span.start, span.end) == -1:
        return ""
    text = content[span.start : span.end]
    if "<" in text:
        text = re.sub(r"<[^<>]*+>", "", text)
    return text.replace("\\", "").strip(_AROUND)


_AROUND = " \t\r\n*_`~\"'“”‘’«»‹›()<>[]（）【】「」《》.,;:!?。，"
_ADDRESS = regex(
    r"(?P<scheme>https?://)?(?P<host>(?:[\w-]++\.)+(?P<top>[\w-]++))(?::\d++)?(?:[/?#]\S*)?",
    re.IGNORECASE,
)
_HOST = regex(r"(?:https?:)?//(?:[^/?#@]*+@)?([^/?#:@]++)", re.IGNORECASE)


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Endings that names of files, programs and libraries do not have.
_TOPS = _words(
    "com org net edu gov mil int info biz eu us uk ca au nz de at ch fr be nl es pt dk se no fi"
    " pl ru ua cn hk tw jp kr in br mx"
)


def _is_address(shown: re.Match[str]) -> bool:
    """Whether a text is an address, and not the name of a company, a file or a program."""
    host = shown["host"]
    if shown["scheme"] or host.lower().startswith("www."):
        return not shown["top"].isdigit()
    return host == host.lower() and shown["top"] in _TOPS


# Other names of one site.
_ALIASES = {
    "twitter.com": "x.com",
    "youtu.be": "youtube.com",
    "fb.com": "facebook.com",
    "telegram.org": "t.me",
    "telegram.me": "t.me",
    "redd.it": "reddit.com",
    "goo.gl": "google.com",
    "g.co": "google.com",
}


def _is_same_site(one: str, other: str) -> bool:
    return one == other or _site(one) == _site(other)


def _site(host: str) -> str:
    """Return the domain that was registered, as far as a host's name tells it."""
    registered = [name for name, above in pairwise(keys(host)) if above.endswith(".*")]
    name = registered[-1] if registered else host
    return _ALIASES.get(name, name)


def _readable(host: str) -> str:
    """Return a host as readers know it: lower case, Punycode decoded (RFC 3492)."""
    labels = host.lower().removesuffix(".").split(".")
    return ".".join(map(_decoded, labels))


def _decoded(label: str) -> str:
    if not label.startswith("xn--") or len(label) > _LONGEST_LABEL:
        return label
    try:
        return label[len("xn--") :].encode("ascii").decode("punycode")
    except (UnicodeError, OverflowError):
        return label


def _has_oddity(url: str) -> bool:
    """Whether a URL needs a second look; nearly every one is ASCII without any of these."""
    return "%" in url or "@" in url or "\\" in url or "xn--" in url or not url.isascii()


_BEGINNING = regex(r"(?:https?:[/\\]*+|[/\\]{2,})([^/?#\\]*+)\\?+", re.IGNORECASE)


def _imitation(url: str) -> str:
    """Return what is wrong with a URL that looks like another one, empty if nothing is."""
    if unseen := _unseen(url):
        return f"Address has a character that nobody can see (`{unseen}`)"
    match = _BEGINNING.match(url)
    if match is None or len(match[1]) > _LONGEST_HOST:
        return ""
    user, _, rest = match[1].rpartition("@")
    host = _readable(rest.partition(":")[0])
    if "\\" in url[: match.end()]:
        return f"Browsers read `\\` as `/` here: the link leads to `{host}`"
    if user and (shown := _host_in_user(user)):
        return f"Address begins with `{shown}`, but leads to `{host}`"
    return _lookalike(host)


def _host_in_user(user: str) -> str:
    from urllib.parse import unquote

    name = unquote(user).partition(":")[0]
    shown = _ADDRESS.fullmatch(name.lower())
    return shown["host"] if shown and _is_address(shown) else ""


_ENCODED = regex(r"%(?:E2%8[01]|EF%BB|C2%AD|E1%A0)", re.IGNORECASE)


def _unseen(url: str) -> str:
    """Return an invisible character that is percent-encoded in a URL, as it is encoded."""
    if "%" not in url or not _ENCODED.search(url):
        return ""
    from urllib.parse import quote, unquote

    from newslint import scripts

    try:
        text = unquote(url, errors="strict")
    except UnicodeDecodeError:  # another encoding, in which the same bytes are other characters
        return ""
    for match in re.finditer(f"{scripts.INVISIBLE}|{_MARKS}", text):
        start, end = match.span()
        if not scripts.needs(text[max(0, start - 1) : start], match[0], text[end : end + 1]):
            return quote(match[0])
    return ""


# Characters that steer the direction of text, end lines or mark where a word may be broken.
_MARKS = "[\u00ad\u200e\u200f\u2028-\u202e\u2066-\u2069]"


def _lookalike(host: str) -> str:
    """Return what is wrong with a readable host that is written to look like another."""
    if host.isascii():
        return ""
    from unicodedata import normalize

    for label in normalize("NFKC", host).split("."):
        alphabets = _alphabets(label)
        if len(alphabets) > 1:
            told = " and ".join(alphabets)
            return f"`{label}` mixes {told} letters to look like another name"
        imitated = label.translate(_LOOKALIKES)
        if imitated in _IMITATED and not label.isascii():
            return f"`{label}` only looks like `{imitated}`: {alphabets[0]} letters"
    return ""


# Alphabets with letters that look the same. Chinese, Japanese or Korean next to Latin is normal.
_ALIKE = ("LATIN", "GREEK", "CYRILLIC", "ARMENIAN", "CHEROKEE", "COPTIC")


def _alphabets(label: str) -> list[str]:
    """Return the names of those alphabets of a label that are easily confused."""
    from unicodedata import name

    found = {name(letter, "").partition(" ")[0] for letter in label if letter.isalpha()}
    return [alphabet.capitalize() for alphabet in _ALIKE if alphabet in found]


_LOOKALIKES = str.maketrans(
    # Cyrillic, Greek, and Latin letters of Turkish and of phonetics.
    "\u0430\u0441\u0435\u043e\u0440\u0445\u0443\u0455\u0456\u0458\u0501\u051b\u051d\u04bb\u04cf"
    "\u03b1\u03b9\u03ba\u03bd\u03bf\u03c1\u03c4\u03c5"
    "\u0131\u0251\u0261",
    "aceopxysijdqwhlaikvoptuiag",
)
# Cyrillic words of such letters are words, too: only these names are worth imitating.
_IMITATED = _words(
    "apple amazon baidu ebay facebook github google instagram linkedin microsoft netflix paypal"
    " qq reddit taobao telegram twitter weibo whatsapp wikipedia yahoo youtube"
)
