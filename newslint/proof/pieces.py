"""Where two pages differ, in pieces that may be read by themselves.

What a piece says depends on what the text before it leaves open. Where that is made of nothing but
tags, comments and text that all parsers take apart alike, it is certain where a tag begins.
"""

import re
from itertools import starmap

from bs4.builder import HTMLTreeBuilder

from newslint.regex import regex

_BETWEEN = ">\n<"
"""Where pages are cut: white space parts the words before from those behind."""

_NAME = r"[a-z][a-z0-9-]*+(?=[ \t\n\r\f/>])"
_ATTRIBUTE = r"""[ \t\n\r\f]++[a-z_][\w:.-]*+(?:="[^"<]*+"|='[^'<]*+'|=[\w:.,;%#+-]++)?"""
_READ_OTHERWISE = (
    "iframe|listing|math|noembed|noframes|noscript|plaintext|rp|rt|script|style|svg|template"
    "|textarea|title|xmp"
)
# The brackets, quotes and dashes of these stand in no other place, so none ends late or early.
_PLAIN = regex(
    rf"<(?:(?!/?(?:{_READ_OTHERWISE})\b)(?:({_NAME})(?:{_ATTRIBUTE})*[ \t\n\r\f]*+(/?)>"
    rf"|(/{_NAME})[ \t\n\r\f]*+>)"
    rf"|(iframe|script)(?:{_ATTRIBUTE})*[ \t\n\r\f]*+>[^<]*+</\4>"
    r"|!--(?!-?>)[^<>-]*+(?:-[^<>-]++)*-->)",
    re.ASCII | re.IGNORECASE,
)
_WORTH_ONE = 300  # characters: they are read while BeautifulSoup gets ready for one piece
_VOID = frozenset(HTMLTreeBuilder().empty_element_tags)
"""What BeautifulSoup closes by itself."""


def differing(page: str, now: str) -> set[tuple[str, str]]:
    """Return each piece of a page that is another one now, with what it is now.

    There are none unless it is certain that no more differs: up to the last of them, every tag is
    one that all parsers take apart alike, and each piece leaves open what it left open before. Who
    reads the page is then in the same state behind both, and reads on in the same way. Nor are
    there any where the whole page is read sooner than so many pieces.
    """
    end = ">\n" if page.endswith("\n") else ">"
    pieces, others = _cut(page, end), _cut(now, end)
    if len(pieces) != len(others):
        return set()
    numbers = [number for number, piece in enumerate(pieces) if piece != others[number]]
    if not numbers or _tags(_joined(pieces[: numbers[-1] + 1])) is None:
        return set()
    found = {(_joined([pieces[number]]), _joined([others[number]])) for number in numbers}
    are_few = len(found) * _WORTH_ONE <= len(page)
    return found if are_few and all(starmap(_leave_the_same, found)) else set()


def _cut(page: str, end: str) -> list[str]:
    """Return the pieces of a page without the brackets around each; none where there are none."""
    if page.startswith("<") and page.endswith(end):
        return page[1 : -len(end)].split(_BETWEEN)
    return []


def _joined(pieces: list[str]) -> str:
    return f"<{_BETWEEN.join(pieces)}>"


def _leave_the_same(piece: str, other: str) -> bool:
    left = _left(piece)
    return left is not None and left == _left(other)


def _left(piece: str) -> tuple[list[str], list[str]] | None:
    """Return what a piece does to what is open: tags that lack their other one, void elements.

    Of the latter, BeautifulSoup remembers those without a slash. None where that is uncertain, and
    where a link begins or ends in another piece, for how its text reads depends on all of it.
    """
    tags = _tags(piece)
    if tags is None:
        return None
    alone: list[str] = []
    void: list[str] = []
    for start, slash, end, _ in tags:
        name = (start or end[1:]).lower()
        if name in _VOID:
            if end:
                return None
            void += [] if slash else [name]
        elif end and alone and alone[-1] == name:
            alone.pop()
        elif end or (start and not slash):
            alone.append(f"/{name}" if end else name)
    return None if {"a", "/a"} & {*alone} else (alone, void)


def _tags(html: str) -> list[tuple[str, str, str, str]] | None:
    """Return name, closing slash and end of each plain tag; None where there are other ones.

    An element that is plain as a whole has its name in the fourth place, and two tags.
    """
    found = _PLAIN.findall(html)
    whole = sum(1 for *_, element in found if element)
    return found if len(found) + whole == html.count("<") else None
