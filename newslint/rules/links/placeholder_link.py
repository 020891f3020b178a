"""The rule placeholder-link."""

import re
from collections.abc import Iterator

from newslint.diagnostic import Problem
from newslint.document import Document
from newslint.links import Link, LinkKind
from newslint.regex import regex
from newslint.rule import Rule
from newslint.text import Span


class PlaceholderLink(Rule, frozen=True):
    """A link leads to a page that readers can reach.

    ## Why

    Drafts hold links that somebody meant to fill in: `#`, `TODO`, `https://`, an empty address.
    Others work on the writer's own computer and nowhere else: `localhost`, `192.168.1.20`,
    `file:///Users/…`, `blob:` from an editor. Readers who click them get nothing, or an error.

    An address that is shown as it stands, such as <http://localhost:4000/> in a tutorial or
    `[example.com](https://example.com)`, is there to be read, and nothing is said about it. `#` may
    stay in a link back to the top of the page, and in one that a script works with, as its other
    attributes show (`class`, `id`, `role`, `data-toggle` …).

    Links that run a script, `javascript:void(0)` too, are the subject of `script-url`; stand-ins
    for images are that of `placeholder-image`.

    ## What to do

    Write the address of the page, or drop the link and keep its text.

    ## Options

    - `hosts`: further sites that readers cannot reach, with their subdomains, such as the one on
      which you look at drafts: `["staging.gazette.org"]`.
    """

    hosts: tuple[str, ...] = ()

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every address that is none, or that only its writer can reach."""
        for link in document.links:
            url = link.url.lower()
            match = (_ABSOLUTE if url.startswith(_BEGINS_ABSOLUTE) else _OTHER).match(url)
            if not (match or self.hosts) or link.kind is LinkKind.DATA:
                continue  # no reader follows what is for scripts
            if match is None:
                if host := self._unreachable(url):
                    yield Problem(link.span, f"`{host}` is a site that readers cannot reach")
            elif _is_meant(document, link, str(match.lastgroup)):
                yield Problem(link.span, _told(match, link.url))
        for span in _empty(document):
            yield Problem(span, "Address is empty")

    def _unreachable(self, url: str) -> str:
        match = _HOST.match(url)
        host = match[1] if match else ""
        return host if any(f".{host}".endswith(f".{known}") for known in self.hosts) else ""


_HOST = regex(r"(?:https?:)?//(?:[^/?#@]*+@)?(\[[^\]]*+\]|[^/?#:@]++)")
# Reserved names: RFC 2606, 6761, 6762, 8375 and 9476; addresses: RFC 1918, 3927, 4193, 5735.
_BEGINS_ABSOLUTE = ("http", "/")
_ABSOLUTE = regex(
    r"""
      (?P<begun> https?:/*+\Z | //\Z )
    | (?P<twice> https?:/*+https?:?+// )
    | (?:https?:)?+ // (?:[^/?#@]*+@)?+ (?:
        (?: (?! example\. | your-?(?:site|website|domain|blog)\. ) [^/?#:@.]++ \. )*+
          (?: (?P<sample> example (?:\.(?:com|net|org))?+ | your-?[a-z]++\.(?:com|net|org) )
            | (?P<inner> localhost | localdomain | local | test | invalid | internal | lan ) )
      | (?P<number> (?: 10 | 127 ) (?:\.\d{1,3}){3} | (?: 192\.168 | 169\.254 ) (?:\.\d{1,3}){2}
          | 172\.(?:1[6-9]|2\d|3[01]) (?:\.\d{1,3}){2} | 0\.0\.0\.0
          | \[ (?: :: | ::1 | f[cd][\da-f]{2}:[\da-f:]*+ | fe80:[\da-f:]*+ ) \] )
      | (?: (?<=p://) | (?<=s://) ) (?P<undotted>[\w-]++)
      ) (?= [:/?#] | \Z )
    """,
    re.VERBOSE,
)
_OTHER = regex(
    r"""
      (?P<nowhere> \#\Z )
    | (?P<word> (?:insert[-_])?+ (?:your[-_])?+ (?:link|url) (?:[-_](?:goes[-_])?+here)?+
        | href | todo | tbd | tba | fixme | placeholder | \.\.\. | … | 链接 | 网址 ) \Z
    | (?P<anchor> \#(?:todo|tbd|fixme) ) \Z
    | (?P<disk> file: | [a-z]:[\\/] )
    | (?P<program> blob: | cid: | webkit-fake-url: | applewebdata: | x-apple-[a-z-]++:
        | (?:chrome|moz|safari-web)-extension: )
    | (?P<blank> about: )
    """,
    re.VERBOSE,
)


def _is_meant(document: Document, link: Link, kind: str) -> bool:
    """Whether a placeholder of this kind is reported where it stands."""
    if document.templates.overlapping(link.span):
        return False
    if kind == "nowhere":
        return link.kind is LinkKind.PAGE and not _is_in_use(document, link)
    if kind == "anchor" and not link.url.isupper():
        return False  # in lower case it leads to a heading of that name
    return link.kind in _PLACES.get(kind, LinkKind) and not _is_shown(document, link, kind)


_PLACES = {
    "word": {LinkKind.PAGE, LinkKind.IMAGE},
    "anchor": {LinkKind.PAGE},
    "blank": {LinkKind.PAGE},
    "sample": set(LinkKind) - {LinkKind.IMAGE},
}


def _is_in_use(document: Document, link: Link) -> bool:
    """Whether `#` is there for a script, or for readers who want to go back to the top."""
    if link.element:
        names = [attribute.name for attribute in link.element.attributes]
        if link.element.name not in {"a", "area"} or not _PLAIN.issuperset(names):
            return True
        text = link.element.inner
    else:
        text = link.text
        if document.text.content.startswith("{", link.whole.end):  # attributes, as kramdown has
            return True
    shown = document.text[text] if text and len(text) <= _LONGEST else ""
    return bool(_TOP.search(shown))


# What only says how a link looks or is opened; anything else can be what a script goes by.
_PLAIN = frozenset({"href", "rel", "style", "target", "title"})
_PLAIN_IMAGE = frozenset({"align", "alt", "class", "height", "src", "style", "title", "width"})
_LONGEST = 200  # characters of a link's text that are looked at
_TOP = regex(
    r"\b(?:top|haut|oben|arriba|inicio|topo|cima)\b|наверх|вверх|[↑⇧⇑⬆▲^顶頂]|トップ|맨 위",
    re.IGNORECASE,
)


def _is_shown(document: Document, link: Link, kind: str) -> bool:
    """Whether readers see the host of a link, as an address that is there to be read."""
    host = _HOST.match(link.url.lower())
    if host is None or link.kind is LinkKind.FRONT_MATTER:
        return False
    if link.element:
        shown = link.element.inner if link.element.name == "a" else None
    else:
        shown = link.text or Span(link.whole.start, link.span.start)  # the label of a definition
    # A name without a dot may be a word of the text.
    name = f"//{host[1]}" if kind == "undotted" else host[1]
    if shown is None:
        return False
    text = document.text.content[shown.start : min(shown.end, shown.start + _LONGEST)]
    return name in text.lower()


_TOLD = {
    "nowhere": "Link leads nowhere (`#`)",
    "word": "`{}` stands where an address belongs",
    "anchor": "`{}` stands where an address belongs",
    "disk": "Address of a file on somebody's own computer",
    "program": "Address that works only in the program it was copied from (`{}`)",
    "blank": "Link leads to an empty page of the browser",
    "begun": "Address ends behind `{}`",
    "twice": "Address begins twice (`{}`)",
    "sample": "`{}` is made up for examples, not a site",
}


def _told(match: re.Match[str], url: str) -> str:
    """Return what is wrong with an address, in the writer's words."""
    kind = str(match.lastgroup)
    host = _HOST.match(match.string)
    if kind in _TOLD:
        return _TOLD[kind].format(
            host[1] if kind == "sample" and host else url[slice(*match.span())]
        )
    return f"`{host[1] if host else url}` is a computer that readers cannot reach"


_NO_DESTINATION = regex(r"(?<!\\)\](\(\))")


def _empty(document: Document) -> Iterator[Span]:
    """Yield where an address should be and is none."""
    content = document.text.content
    if "]()" in content:
        for match in document.matches(_NO_DESTINATION):
            span = Span(*match.span(1))
            if not (document.html.covers(span.start) or document.templates.overlapping(span)):
                yield span
    if all(attribute.value.strip() for attribute in document.attributes_named("href", "src")):
        return
    for element in document.elements_named("a", "img"):
        attribute = element.attribute("href" if element.name == "a" else "src")
        if attribute is None or attribute.value.strip() or attribute.literal is None:
            continue
        plain = _PLAIN_IMAGE if element.name == "img" else _PLAIN
        if plain.issuperset(each.name for each in element.attributes):
            yield attribute.span
