"""The pieces of a URL as it is written."""

import re
from collections.abc import Iterable
from functools import lru_cache
from urllib.parse import unquote

from msgspec import Struct

from newslint.regex import regex


class Pieces(Struct, frozen=True):
    """A URL split once.

    `authority`, `query` and `fragment` are None where the URL has none. They come without their
    `//`, `?` and `#`. Offsets are characters of `url`; that of a missing piece means nothing.
    """

    url: str
    authority: str | None
    path: str
    query: str | None
    fragment: str | None

    @property
    def path_start(self) -> int:
        """Return where the path begins."""
        if self.authority is None:
            return 0
        return self.url.index("//") + len("//") + len(self.authority)

    @property
    def query_start(self) -> int:
        """Return where the query begins, after its `?`."""
        return self.path_start + len(self.path) + 1

    @property
    def fragment_start(self) -> int:
        """Return where the fragment begins, after its `#`."""
        return len(self.url) - len(self.fragment or "")


LONGEST = 2000
"""Characters of a URL; what is said of longer ones is not worth remembering."""


def split(url: str) -> Pieces | None:
    """Return the pieces of an http(s) or relative URL, None for what is to be left alone.

    That is: any other scheme, control and other unprintable characters (among them U+E000, which
    stands for a template token), template tokens as typed, blanks or backslashes before the
    query, which browsers and servers read differently, and what names no host that can be.
    """
    return (_split if len(url) > LONGEST else _remembered)(url)


def _split(url: str) -> Pieces | None:
    if not url.isprintable() or "{{" in url or "{%" in url or "<%" in url:
        return None
    match = _URL.fullmatch(url)
    if match is None:
        return None
    where = match[1]
    if where is not None and not _ORDINARY.fullmatch(where):
        from newslint.tracking.hosts import leads_somewhere  # nearly all hosts are ordinary

        if not leads_somewhere(where):
            return None
    return Pieces(url, *match.groups())


# Many rules ask about the same links, one rule after the other.
_remembered = lru_cache(maxsize=1024)(_split)


def authority(url: str) -> str | None:
    """Return the authority of a URL without splitting the rest: a first look at where it leads."""
    match = _AUTHORITY.match(url)
    return match[1] if match else None


def host(authority: str) -> str:
    """Return the host of an authority, in lower case, without user, port and final dot."""
    rest = authority.rpartition("@")[2].lower()
    if rest.startswith("["):
        return rest.partition("]")[0] + "]"
    return rest.partition(":")[0].removesuffix(".")


def hosts(urls: str) -> frozenset[str]:
    """Return the hosts that are named in URLs, which stand one a line."""
    return frozenset(map(host, set(_NAMED.findall(urls))))


def fields(text: str) -> list[tuple[str, str, str]]:
    """Return the fields of a query: separator before it, name as written, `=` and value.

    Put together again they are `text`. `&amp;` and `&#038;` separate, too: they are what is left
    of a URL that was escaped twice.
    """
    return _FIELD.findall(text)


def folded(name: str) -> str:
    """Return a parameter's name as it is compared: decoded, in lower case."""
    return (unquote(name) if "%" in name else name).lower()


def fits_any(patterns: Iterable[str], text: str) -> bool:
    """Whether one of the patterns fits all of the text."""
    return any(fits(pattern, text) for pattern in patterns)


def fits(pattern: str, text: str) -> bool:
    """Whether all of `text` is as `pattern` says, in which `*` stands for any characters."""
    first, *others = pattern.split("*")
    if not others:
        return text == pattern
    *between, last = others
    if not text.startswith(first):
        return False
    place = len(first)
    for part in between:
        place = text.find(part, place)
        if place == -1:
            return False
        place += len(part)
    return text.endswith(last) and len(text) - len(last) >= place


_ORDINARY = regex(
    r"(?:[a-z0-9_-]++\.)*+[a-z][a-z0-9_-]*+(?::[0-9]{0,4}+)?+", re.IGNORECASE | re.ASCII
)
_AUTHORITY = regex(r"(?:https?:)?//([^/?#\\\s]+)", re.IGNORECASE)
_NAMED = regex(r"//([^/?#\\\s]+)")
_URL = regex(
    r"(?:(?:https?:)?//([^/?#\\\s]*+))?+"
    r"((?![a-z][a-z0-9+.-]*+:)[^?#\\\s]*+)"
    r"(?:\?([^#]*+(?:(?<=&)#0*+38;[^#]*+)*+))?+(?:#(.*+))?+",
    re.IGNORECASE,
)
_FIELD = regex(r"((?:^|&)(?:amp;|#0*+38;)*+)([^&=]*+)((?:=[^&]*+)?+)")
