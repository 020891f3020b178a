"""What the files of a site have in common: front matter, dates, folders, languages."""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import PurePath

from msgspec import Struct, field

from newslint import dates
from newslint.document import Document
from newslint.front_matter import FrontMatter
from newslint.regex import regex
from newslint.schema import Schema


class Folder(Struct):
    """A folder of the site, and how its files are: read, with front matter, as an article is."""

    files: int = 0
    with_front_matter: int = 0
    articles: int = 0
    """How many follow the schema of a news post in the keys that it asks for."""

    def few(self, count: int) -> bool:
        """Whether hardly any of the files are so."""
        return self.files >= _FEWEST and count <= self.files * _HARDLY_ANY


_FEWEST = 3
_HARDLY_ANY = 0.1


class Posts(Struct):
    """What was seen in the files; `add` takes note of one more.

    `dates` counts the ways in which dates are written by their first example, `languages` the
    values of `lang` and `language`.
    """

    files: int = 0
    formats: Counter[str] = field(default_factory=Counter)
    dates: Counter[str] = field(default_factory=Counter)
    odd_dates: int = 0
    """How many dates are written otherwise than ISO 8601 says."""
    languages: Counter[str] = field(default_factory=Counter)
    folders: dict[str, Folder] = field(default_factory=dict)
    _shapes: dict[str, str] = field(default_factory=dict)

    def add(self, path: PurePath, document: Document) -> None:
        """Take note of a document, by its path from the site's folder."""
        self.files += 1
        folder = self.folders.setdefault(_folder(path), Folder())
        folder.files += 1
        found = document.front_matter
        self.formats[found.format.value if found else ""] += 1
        if found is None:
            return
        folder.with_front_matter += 1
        folder.articles += _is_article(found, path)
        self._add_dates(document)
        for _, language, _ in document.texts_named("lang", "language"):
            self.languages[language] += 1

    def _add_dates(self, document: Document) -> None:
        for _, written, _ in document.texts_named("date", "pubDate", "publishDate"):
            if not written.strip():
                continue
            shape = re.sub(r"[^\W\d_]{2,}", "a", re.sub(r"\d+", "0", written))
            self.dates[self._shapes.setdefault(shape, written)] += 1
            self.odd_dates += not dates.is_iso(written)


def seen(documents: Iterable[tuple[PurePath, Document]]) -> Posts:
    """Return what there is to see in the documents, given with their paths in the site."""
    posts = Posts()
    for path, document in documents:
        posts.add(path, document)
    return posts


_DATED = regex(r"\d{4}-\d\d?-\d\d?-.+")


def _is_article(found: FrontMatter, path: PurePath) -> bool:
    required = Schema.bundled("article").required
    missing = required - found.data.keys()
    return not missing - ({"date"} if _DATED.fullmatch(path.name) else set())


def _folder(path: PurePath) -> str:
    """Return the folder of a file as people speak of it: not of its year, not of a bundle."""
    parts = path.parts[:-1]
    if path.stem in {"index", "_index"}:
        parts = parts[:-1]
    deepest = _DEEPEST + (parts[:1] == ("src",))
    kept = []
    for part in parts[:deepest]:
        if part.isdecimal():
            break
        kept.append(part)
    return "/".join(kept)


_DEEPEST = 2
