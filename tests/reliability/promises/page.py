"""What readers see and where links lead, as html5lib reads the page that pyromark writes."""

import base64
import binascii
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import html5lib
import pyromark
from msgspec import Struct

from newslint.document import Document
from newslint.rules import every_rule
from tests.reliability.promises.trial import Trial, safely_fixed_by

_OPTIONS = (
    pyromark.Options.ENABLE_TABLES
    | pyromark.Options.ENABLE_FOOTNOTES
    | pyromark.Options.ENABLE_STRIKETHROUGH
    | pyromark.Options.ENABLE_TASKLISTS
    | pyromark.Options.ENABLE_GFM
)


def readers_see_the_same(trial: Trial) -> Iterator[str]:
    """Yield safe repairs that change words, or where links lead."""
    fixed_by = safely_fixed_by(trial.safe)
    if not fixed_by:
        return
    rules = [every_rule()[name] for name in fixed_by]
    silent = "" if any(rule.group == "meta" for rule in rules) else _SILENT
    before = _Page.of(trial.document, silent)
    now = _Page.of(trial.safe.document, silent)
    about_links = any(rule.group == "links" or rule.name == "lazy-image" for rule in rules)
    removable = "|".join(rule.removes_words for rule in rules if rule.removes_words)
    if _words(before.text, removable, about_links) != _words(now.text, removable, about_links):
        yield f"the words change from {before.text!r} to {now.text!r} by {sorted(fixed_by)}"
    allowed = Counter(
        name for said in trial.safe.applied for name in every_rule()[said.rule].removes
    )
    missing = _lost(before.links, now.links, allowed, exact=not about_links)
    if missing:
        yield f"{missing} by {sorted(fixed_by)}"


class _Link(Struct, frozen=True):
    element: str
    attribute: str
    url: str


class _Page(Struct, frozen=True):
    text: str
    links: tuple[_Link, ...]

    @classmethod
    def of(cls, document: Document, silent: str) -> "_Page":
        """Return the page of a document, `silent` in place of its suppressions."""
        # pyromark forgets here and there that a carriage return ends a line (CommonMark 2.1).
        body = _RETURN.sub("\n", document.text.content[document.body.start :])
        tokens = _TOKEN_OF_MDX if document.is_mdx else _TOKEN
        source = tokens.sub(lambda token: "\ue001" * len(token[0]), _SUPPRESSION.sub(silent, body))
        html = source if document.is_html else pyromark.html(source, options=_OPTIONS)
        root = html5lib.parse(html, namespaceHTMLElements=False)
        links = tuple(
            _Link(str(element.tag), name, url)
            for element in root.iter()
            for name in _LEADING
            for url in _urls(name, element.get(name, ""))
        )
        return cls("".join(_shown(root)), links)


_RETURN = re.compile(r"\r(?!\n)")
_BRACES = r"\{\{(?:(?!\{\{)[^\r\n])*?\}\}|\{%[^\r\n]*?%\}"
_TOKEN = re.compile(rf"{_BRACES}|<%[^\r\n]*?%>")
_TOKEN_OF_MDX = re.compile(_BRACES)
_LEADING = ("href", "src", "srcset", "action", "formaction", "poster", "data", "cite")
_UNSHOWN = ("script", "style", "template", "title", "iframe", "noembed", "noframes")
# Suppressions in comments of templates, which are shown to nobody, may go. What stays holds its
# place: without it, other text may become code.
_SILENT = "\ue002"
_SUPPRESSION = re.compile(
    r"\{[{%#][^{}\n]*newslint-[^{}\n]*[}%#]\}|\{% comment %\}\s*newslint-.*?\{% endcomment %\}"
)


def _shown(element: Element) -> Iterator[str]:
    if isinstance(element.tag, str) and element.tag not in _UNSHOWN:
        yield element.text or ""
        for child in element:
            yield from _shown(child)
            yield child.tail or ""


def _urls(attribute: str, value: str) -> list[str]:
    if attribute == "srcset":
        return [each.split()[0] for each in re.split(r",\s", value) if each.strip()]
    return [value.strip()] if value.strip() else []


_URL = re.compile(r"https?://[^\s\u3000-\u303f\uff01-\uff65]*", re.IGNORECASE)


def _words(text: str, removable: str, about_links: bool) -> str:  # noqa: FBT001 - of one caller
    """Return what is read; a URL is a place to go, and what is removable does not count."""
    text = "".join(" " if each in "\x0b\x0c\x85" else each for each in text)
    text = "".join(
        each for each in text if each.isspace() or unicodedata.category(each) not in {"Cf", "Cc"}
    )
    if about_links:
        text = _URL.sub("…", text)
    if removable:
        return "".join(re.sub(removable, "", text).split())
    return " ".join(text.split())


def _lost(
    before: tuple[_Link, ...], now: tuple[_Link, ...], allowed: Counter[str], *, exact: bool
) -> str:
    """Return what is wrong with the links there are now; nothing if it is empty."""
    rest = [*now]
    for old in before:
        if rest and _leads_on(old, rest[0], exact=exact):
            del rest[0]
        elif allowed[old.element]:
            allowed[old.element] -= 1
        else:
            return f"the link {old.url!r} is gone, or leads to {rest[0].url if rest else None!r}"
    return f"the link {rest[0].url!r} is new" if rest else ""


def _leads_on(old: _Link, new: _Link, *, exact: bool) -> bool:
    if (old.element, old.attribute) != (new.element, new.attribute):
        return False
    if old.url == new.url:
        return True
    return not exact and (_is_shortened(old.url, new.url) or _is_unwrapped(old.url, new.url))


_PARTS = re.compile(r"(?s)([^?#]*)(?:\?([^#]*))?(?:#(.*))?")


def _is_shortened(old: str, new: str) -> bool:
    """Whether parts of the query or fragment are gone, and nothing else changed."""
    before, after = _PARTS.fullmatch(old), _PARTS.fullmatch(new)
    if not before or not after or before[1] != after[1]:
        return False
    return all(
        Counter(re.split("[&;?]", after[part] or ""))
        <= Counter(re.split("[&;?]", f"{before[part] or ''}&"))
        for part in (2, 3)
    )


def _is_unwrapped(old: str, new: str) -> bool:
    """Whether the new URL stands in the old one, percent-encoded or in Base64."""
    if _PARTS.sub(r"\1", old, count=1) == _PARTS.sub(r"\1", new, count=1):
        return False
    address, _, query = re.sub("^https?://", "", unquote(unquote(new))).partition("?")
    wanted = [address.rstrip("/"), *query.split("&")]
    return any(all(part in said for part in wanted) for said in _readings(old))


def _readings(url: str) -> Iterator[str]:
    for _ in range(4):
        yield url
        url = unquote(url)
    for text in re.findall(r"[A-Za-z0-9+/_-]{16,}", url):
        try:
            yield unquote(base64.urlsafe_b64decode(f"{text}==").decode())
        except (binascii.Error, UnicodeDecodeError):
            continue
