"""The rule lazy-image."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import parse_qs, urlsplit

from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.html import Attribute, Element
from newslint.links import Link, LinkKind
from newslint.regex import regex
from newslint.rule import Rule
from newslint.text import Span
from newslint.tracking.entries import Redirect
from newslint.tracking.redirects import target
from newslint.tracking.url import Pieces, fits_any, host, split


class LazyImage(Rule, frozen=True):
    """An image shows without the scripts and servers of the page it was copied from.

    ## Why

    Many sites write the address of a picture where only their own script finds it (`data-src`,
    `data-original`) and show a grey pixel until then. Copied to a site without that script, the
    picture never appears. Others send pictures through a server of theirs that makes them smaller
    (`/_next/image?url=…`); it may refuse other sites, and goes when the site changes.

    ## What to do

    Write the picture's own address into `src`. `--unsafe` does so, and takes away the copy in
    `<noscript>` that was there for readers without scripts. Leave it if your own theme loads
    pictures in that way.

    A picture that comes through a server whose address holds the whole address of the picture is
    linked directly; that is safe. Where only a part of it stands there, it takes `--unsafe`.
    """

    fixes = Applicability.SAFE

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every image that waits for a script, and every address that wraps another."""
        may_wait = not document.attribute_names.isdisjoint((*_SOURCES, *_SOURCE_SETS))
        unseen = [
            (element, waiting)
            for element in (document.elements_named("img", "source") if may_wait else ())
            if (waiting := _waiting(element)) and not document.code.covers(element.span.start)
        ]
        twins = _twins(document) if unseen else {}
        for element, waiting in unseen:
            edits = [*_shown(element, waiting), *_without_twin(document, element, twins)]
            name = next(iter(waiting.values())).name
            fix = Fix.unsafe("Show it without a script", *edits)
            yield Problem(element.span, f"Image waits for a script (`{name}`)", fix)
        for link in document.links:
            is_image = link.kind is LinkKind.IMAGE or link.kind is LinkKind.FRONT_MATTER
            if is_image and _MAY_WRAP.search(link.url):
                yield from _detour(link)


_SOURCES = (
    "data-src",
    "data-original",
    "data-lazy-src",
    "data-lazy",
    "data-lazyload",
    "data-lazyload-src",
    "data-original-src",
    "data-actualsrc",
    "data-real-src",
    "data-defer-src",
    "data-delayed-url",
    "data-img-src",
    "data-img-url",
    "data-ll-src",
    "data-echo",
    "data-cfsrc",
    "data-croporisrc",
    "data-ks-lazyload",
    "data-pagespeed-lazy-src",
    "data-url",
)
_SOURCE_SETS = ("data-srcset", "data-lazy-srcset", "data-original-set")
_STAND_IN = regex(
    r"""
    about:blank | \# | //:0 | data:image/(?:gif|svg\+xml|png)[;,].{0,600}
    | (?:[^?\#]*/)? (?:[^/?\#]*[._-])?
      (?: 1x1 | blank | clear | dot | empty | gr[ae]y | lazy (?:load)? | loader | loading | pixel
        | placeholder | spacer | spinner | trans | transparent | white
      )
      (?:[._-][^/?\#]*)? \. (?:gif|png|svg|jpe?g|webp) (?:[?\#].*)?
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


def _waiting(element: Element) -> Mapping[str, Attribute]:
    """Return what holds the addresses of an image that nothing shows, by where they belong."""
    if _is_address(element.get("src")) or _is_address(element.get("srcset")):
        return {}
    names = {"src": _SOURCES, "srcset": _SOURCE_SETS}
    if element.name == "source":
        del names["src"]  # of a video, that is
    held = {
        place: attribute
        for place, known in names.items()
        for name in reversed(known)
        if (attribute := element.attribute(name)) and _is_address(attribute.value)
    }
    return {} if any("{" in attribute.value for attribute in held.values()) else held


def _is_address(value: str) -> bool:
    value = value.strip()
    return ("/" in value or "." in value) and not _STAND_IN.fullmatch(value)


def _shown(element: Element, waiting: Mapping[str, Attribute]) -> Iterator[Edit]:
    """Yield the edits that put addresses where they belong, and take away what stood in."""
    for attribute in element.attributes:
        if attribute.name in waiting:
            yield Edit(attribute.removal)
    for place, attribute in waiting.items():
        start = attribute.span.start
        yield Edit(Span(start, start + len(attribute.name)), place)


_FOLLOWS = regex(r"\s*+(?=<noscript)", re.IGNORECASE)


def _twins(document: Document) -> Mapping[int, Span]:
    """Return what is shown where scripts are off, by where it begins: one image each."""
    return {
        element.whole.start: element.whole
        for element in document.elements_named("noscript")
        if element.whole and element.inner and _ONE_IMAGE.fullmatch(document.text[element.inner])
    }


_ONE_IMAGE = regex(r"\s*+<img\b[^<>]*+>\s*+", re.IGNORECASE)


def _without_twin(
    document: Document, element: Element, twins: Mapping[int, Span]
) -> Iterator[Edit]:
    follows = _FOLLOWS.match(document.text.content, element.span.end)
    if follows and (twin := twins.get(follows.end())):
        yield Edit(twin)


_MAY_WRAP = regex(
    r".https?(?::|%3a|%253a)|/_(?:next|vercel|gatsby)/|[?&]url=|\.wp\.com/|\.io/img/", re.IGNORECASE
)


def _proxy(
    what: str,
    hosts: str,
    paths: str,
    *,
    parameter: str = "",
    place: str = "path",
    encoding: str = "percent",
) -> Redirect:
    """Return where a proxy for images writes their addresses; `*` is for any characters."""
    return Redirect(
        id=what,
        what=what,
        hosts=tuple(hosts.split()),
        paths=tuple(paths.split()),
        parameters=(parameter,) if parameter else (),
        place="parameter" if parameter else place,
        encoding=encoding,
    )


# Where a program or a service makes images smaller or fetches them for others. Not here: what
# keeps pages (web.archive.org) or takes pictures of them (microlink, thum.io).
_PROXIES = (
    _proxy("Next.js", "*", "*/_next/image */_next/image/", parameter="url"),
    _proxy("Vercel", "*", "*/_vercel/image */_vercel/image/", parameter="url"),
    _proxy("Netlify", "*", "*/.netlify/images", parameter="url"),
    _proxy("Astro", "*", "*/_image", parameter="href"),
    _proxy("Nuxt", "*", "*/_ipx/*"),
    _proxy("Gatsby", "*", "*/_gatsby/image/*", place="segment", encoding="base64"),
    _proxy("Cloudflare", "*", "*/cdn-cgi/image/*"),
    _proxy("Cloudinary", "res.cloudinary.com", "*/fetch/*"),
    _proxy("Substack", "substackcdn.com *.substackcdn.com", "*/fetch/*"),
    _proxy("weserv", "images.weserv.nl wsrv.nl", "*", parameter="url"),
    _proxy("a proxy", "*.workers.dev cors.* corsproxy.io", "*", place="query"),
    _proxy("a proxy", "*.workers.dev cors.* cors-anywhere.herokuapp.com", "*"),
    _proxy("a proxy", "api.allorigins.win", "/raw", parameter="url"),
    _proxy("DuckDuckGo", "*.duckduckgo.com", "/iu/", parameter="u"),
    _proxy("Google", "*.googleusercontent.com", "/gadgets/proxy", parameter="url"),
    _proxy("Slack", "slack-imgs.com", "/", parameter="url"),
    _proxy("Embedly", "i.embed.ly", "*", parameter="url"),
    _proxy("Pixnet", "imageproxy.pimg.tw", "*", parameter="url"),
)
# These write the address without its `https://`, or a part of it; so the rest is a guess.
_PHOTON = regex(r"https?://(?:i[0-3]\.wp\.com|cdn\.statically\.io/img)/([\w.-]+\.\w+/[^?#]+)")


def _detour(link: Link) -> Iterator[Problem]:
    """Yield an image's address that holds another one: the address of the image."""
    pieces = split(link.url)
    if pieces is None:
        return
    name = host(pieces.authority or "")
    found = target(pieces, [each for each in _PROXIES if fits_any(each.hosts, name)])
    if found:
        address, what, applicability = found.url, found.entry, Applicability.SAFE
    elif address := _guessed(pieces):
        what, applicability = "a proxy", Applicability.UNSAFE
    else:
        return
    message = f"Image comes through {what} instead of from `{urlsplit(address).hostname}`"
    try:
        fix = Fix("Link to the image itself", applicability, (link.rewritten(address),))
    except ValueError:  # this place cannot hold that address
        yield Problem(link.span, message)
    else:
        yield Problem(link.span, message, fix)


def _guessed(pieces: Pieces) -> str:
    """Return the likely address of the image, "" where there is none."""
    if photon := _PHOTON.match(pieces.url):
        return f"https://{photon[1]}"
    wanted = parse_qs(pieces.query or "").get("url", [""])[0]
    if _ON_SAME_SITE.search(pieces.path):
        site = pieces.url[: pieces.path_start] if pieces.authority else ""
        return site + wanted if site and re.match(r"/[^/\s]\S*$", wanted) else ""
    if pieces.authority in {"images.weserv.nl", "wsrv.nl"}:
        wanted = wanted.removeprefix("ssl:").lstrip("/")
        return f"https://{wanted}" if _HOST.fullmatch(wanted) else ""
    return ""


_ON_SAME_SITE = regex(r"/_(?:next|vercel)/image/?$")
_HOST = regex(r"(?:[\w-]++\.)++\w++/\S++")
