"""What a site calls itself and where it is, as the generator's own configuration says."""

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from msgspec import Struct

from newslint import front_matter
from newslint.regex import regex


class Identity(Struct, frozen=True):
    """A site's title, address and language, each empty where none is configured, and where."""

    file: str = ""
    """The configuration, by its path from the site's folder."""
    title: str = ""
    url: str = ""
    url_key: str = ""
    language: str = ""

    @property
    def host(self) -> str:
        """The host of the address, without `www.`; empty where that is a placeholder."""
        try:
            host = urlsplit(self.url if "//" in self.url else f"//{self.url}").hostname or ""
        except ValueError:
            return ""
        host = host.removeprefix("www.")
        return "" if "." not in host or _PLACEHOLDER_HOST.search(host) else host

    @property
    def name(self) -> str:
        """The title, empty where nobody has changed the generator's own."""
        return "" if _PLACEHOLDER_TITLE.fullmatch(self.title) else self.title


def identity(folder: Path, files: Iterable[str]) -> Identity:
    """Return what the first of the files that is there says; nothing is run."""
    for name in files:
        try:
            content = (folder / name).read_text(encoding="utf-8", errors="replace")
        except OSError:
            continue
        values = _values(content, Path(name).suffix)
        url_key = next((key for key in _URL_KEYS if _text(values, key)), "")
        return Identity(
            name,
            next(filter(None, (_text(values, key) for key in _TITLE_KEYS)), ""),
            _text(values, url_key),
            url_key,
            next(filter(None, (_text(values, key) for key in _LANGUAGE_KEYS)), ""),
        )
    return Identity()


_URL_KEYS = ("url", "baseURL", "baseurl", "base_url", "site", "site_url", "siteUrl", "SITEURL",
             "SITE_URL", "hostname")  # fmt: skip
_TITLE_KEYS = ("title", "site_name", "SITENAME", "BLOG_TITLE")
_LANGUAGE_KEYS = ("languageCode", "language", "lang", "locale", "default_language", "DEFAULT_LANG")

_PLACEHOLDER_HOST = regex(
    r"(?:^|\.)(?:yoursite|yourdomain|your-domain|your-site|mysite|example)\.(?:com|org|net|io)$"
    r"|(?:^|\.)(?:localhost|local|test|invalid)$|^[\d.:]+$"
)
_PLACEHOLDER_TITLE = regex(
    r"Hexo|My (?:New )?Hugo Site|My New Hugo Project|Your awesome title|(?:My )?(?:Blog|Site|Docs)"
    r"|Example.*|Welcome.*|",
    re.IGNORECASE,
)

_FENCES = {".yml": "---", ".yaml": "---", ".toml": "+++", ".json": ";;;"}
# What programs say of themselves, and YAML with tags of its own: one line, one value.
_ASSIGNED = regex(
    r"""^[ \t]*['"]?(?P<key>\w+)['"]?[ \t]*[:=][ \t]*"""
    r"""(?P<quote>['"`]?)(?P<value>[^\n]*?)(?P=quote)"""
    r"[ \t]*+(?:,[ \t]*+)?(?:(?://|\#)[^\n]*)?$",
    re.MULTILINE,
)


def _values(content: str, suffix: str) -> Mapping[str, Any]:
    """Return the top-level values of a configuration: as data, or line by line."""
    fence = _FENCES.get(suffix)
    if fence:
        lines = content.removeprefix("---\n").strip()
        if suffix == ".json":
            lines = lines.removeprefix("{").removesuffix("}")
        fenced = f"{fence}\n{lines}\n{fence}\n"
        found = front_matter.parse(fenced, fenced)
        if found is not None and found.root is not None:
            return found.data
    values: dict[str, str] = {}
    for match in _ASSIGNED.finditer(content):
        if (not match["quote"] and not fence) or "${" in match["value"]:
            continue  # a program works it out
        values.setdefault(match["key"], match["value"])
    return values


def _text(values: Mapping[str, Any], key: str) -> str:
    value = values.get(key)
    text = " ".join(value.split()) if isinstance(value, str) else ""
    return text if text.isprintable() else ""
