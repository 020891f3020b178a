"""The catalogue of what is known about tracking."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from newslint.diagnostic import Applicability
from newslint.tracking.entries import (
    Entry,
    KeywordLink,
    Kind,
    Opaque,
    Parameter,
    Pixel,
    Redirect,
    Script,
    Untouched,
    decoded,
    parse,
)
from newslint.tracking.keywords import Marks
from newslint.tracking.parameters import Cut, cuts, without
from newslint.tracking.parameters import kinds as kinds_in
from newslint.tracking.redirects import Target, target
from newslint.tracking.sites import Place, by_host, known, site
from newslint.tracking.url import LONGEST, authority, fields, fits_any, folded, host, split

if TYPE_CHECKING:
    from newslint.tracking.lists import ParameterList

_LEVELS = 4  # of redirects in redirects; more is a loop or a trap
_LONGEST_AUTHORITY = 320  # characters; longer ones are not worth remembering


class Catalogue(Struct, frozen=True, dict=True):
    """Entries by their id, to be asked about one URL at a time; read when first asked.

    They are those that come with newslint, without the `disabled` ones, with `additions`: one of
    these with a known id takes that one's place. `keep` are parameters that stay, on any site;
    `lists` are those that other people keep, asked last.

    URLs are decoded: as a browser reads them, without HTML's or Markdown's escapes. All offsets
    are characters of them. Nothing here raises, whatever the URL.
    """

    additions: Mapping[str, Entry] = {}
    disabled: frozenset[str] = frozenset()
    keep: tuple[str, ...] = ()
    lists: "tuple[ParameterList, ...]" = ()

    @cached_property
    def entries(self) -> Mapping[str, Entry]:
        """All entries by their id."""
        entries = {**_bundled(), **self.additions}
        if self.keep:
            entries["kept"] = Parameter("kept", (), keep=self.keep)
        return {name: entry for name, entry in entries.items() if name not in self.disabled}

    def parameters(
        self,
        url: str,
        trust: Applicability = Applicability.UNSAFE,
        kinds: Collection[Kind] = (Kind.TRACKING, Kind.REFERRAL),
    ) -> tuple[Cut, ...]:
        """Return the parameters of a URL of these kinds, in its order, to be cut together.

        None of a redirect with a `target`: its parameters are not the reader's page's, and
        without them some show a warning instead.
        With `trust` `SAFE`, only those that can be cut unasked, laid out as if there were no
        others.
        """
        if "?" not in url and "=" not in url:
            return ()
        if len(url) <= LONGEST and self._kinds(url).isdisjoint(kinds):
            return ()
        pieces = split(url)
        if pieces is None:
            return ()
        place = self._place(pieces.authority)
        if _first_fit(place.here.untouched, pieces.path):
            return ()
        found = cuts(pieces, place, trust, kinds)
        return () if found and target(pieces, place.here.redirects) else found

    def listed(self, url: str) -> tuple[Cut, ...]:
        """Return the parameters of a URL that are on a list of the site's and not known here.

        The `entry` of each is the name of the first list that has any.
        """
        if "?" not in url or not self.lists:
            return ()
        pieces = split(url)
        if pieces is None or self.left_alone(url) or self.target(url):
            return ()
        known = {cut.name for cut in self.parameters(url, kinds=tuple(Kind))}
        place = self._place(pieces.authority)
        for each in self.lists:
            found = each.cuts(pieces, place, known)
            if found:
                return found
        return ()

    def target(self, url: str) -> Target | None:
        """Return where a redirect leads, through up to four of them, and the outermost's entry.

        The target is not cleaned, and a link that earns somebody money still does: a redirect of
        that kind is followed only if the outermost one is, too. None where the URL is no redirect
        or its target not fit to be linked to.
        """
        found = None
        for _ in range(_LEVELS):
            step = self._step(found.url if found else url)
            if step is None or (found and self._is_paid(step) and not self._is_paid(found)):
                break
            found = _joined(found, step) if found else step
        return found

    def opaque(self, url: str) -> str | None:
        """Return the entry of a shortener or redirector whose target is not in the URL."""
        entries = self._place(authority(url)).here.opaque
        pieces = split(url) if entries else None
        if pieces is None or (pieces.path in {"", "/"} and not pieces.query):
            return None
        entry = _first_fit(entries, pieces.path)
        return entry.id if entry and self._step(url) is None else None

    def detours(self, hosts: Iterable[str]) -> Iterator[Redirect | Opaque]:
        """Yield the redirects and shorteners at these hosts, as `Document.hosts` has them.

        A first look: where there are none, no `target` and no `opaque` page will be found.
        """
        for each in hosts:
            here = self._place(each).here
            yield from here.redirects
            yield from here.opaque

    def left_alone(self, url: str) -> str | None:
        """Return the entry that keeps a URL as it is: an archive's, or that of a signature."""
        pieces = split(url)
        if pieces is None:
            return None
        place = self._place(pieces.authority)
        if entry := _first_fit(place.here.untouched, pieces.path):
            return entry.id
        if not pieces.query:
            return None
        names = {folded(name) for _, name, _ in fields(pieces.query)}
        known = place.anywhere.signatures
        signed = (known[name] for name in names if name in known)
        return min(signed, default=None)

    def pixel(self, url: str) -> Pixel | None:
        """Return the entry of an image known to count readers."""
        pieces = split(url)
        if pieces is None:
            return None
        query = pieces.query or ""
        for pixel in self._place(pieces.authority).pixels:
            if _fits(pixel.paths, pieces.path) and _fits(pixel.queries, query):
                return pixel
        return None

    def script(self, url: str) -> str | None:
        """Return the entry of a script known to watch readers."""
        entries = self._place(authority(url)).here.scripts
        pieces = split(url) if entries else None
        entry = _first_fit(entries, pieces.path) if pieces else None
        return entry.id if entry else None

    def keyword_link(
        self, classes: Collection[str], attributes: Collection[str] = ()
    ) -> str | None:
        """Return the entry of a link that a program put around a keyword.

        `classes` are its class tokens, case as written; `attributes` its attributes' names.
        """
        return self._keyword_marks.find(classes, attributes)

    def extended(self, extra: Mapping[str, Any]) -> "Catalogue":
        """Return a catalogue with more entries; one with a known id takes that one's place.

        `extra` is as `schemas/tracking.schema.json` says. Raises `TypeError` or `ValueError`
        for an entry that is not.
        """
        return self.with_entries(parse(extra))

    def with_entries(self, entries: Mapping[str, Entry]) -> "Catalogue":
        """Return a catalogue with these entries by their ids, which take the place of others."""
        return replace(self, additions={**self.additions, **entries})

    def without(self, ids: Iterable[str]) -> "Catalogue":
        """Return a catalogue without these entries. Raises `KeyError` for an id there is not."""
        ids = frozenset(ids)
        for entry in ids:
            self.entries[entry]
        return replace(self, disabled=self.disabled | ids)

    def keeping(self, names: tuple[str, ...]) -> "Catalogue":
        """Return a catalogue by which parameters of these names stay, on any site."""
        if not names:
            return self
        if names not in self._keeping:
            self._keeping[names] = replace(self, keep=(*self.keep, *names))
        return self._keeping[names]

    @cached_property
    def _keeping(self) -> dict[tuple[str, ...], "Catalogue"]:
        return {}

    def _place(self, where: str | None) -> Place:
        if not where or len(where) > _LONGEST_AUTHORITY:
            return self._anywhere
        return self._places(where)

    @cached_property
    def _hosts(self) -> dict[str, list[Entry]]:
        return by_host(self.entries.values())

    @cached_property
    def _anywhere(self) -> Place:
        anywhere = site(self._hosts.get("", ()))
        return Place(anywhere, anywhere)

    @cached_property
    def _places(self) -> Callable[[str], Place]:
        @lru_cache(maxsize=4096)
        def place(where: str) -> Place:
            entries = known(host(where), self._hosts)
            return Place(site(entries), self._anywhere.anywhere) if entries else self._anywhere

        return place

    @cached_property
    def _kinds(self) -> Callable[[str], frozenset[Kind]]:
        @lru_cache(maxsize=1024)  # four rules ask about each link, one rule after the other
        def of_parameters(url: str) -> frozenset[Kind]:
            pieces = split(url)
            return kinds_in(pieces, self._place(pieces.authority)) if pieces else frozenset()

        return of_parameters

    @cached_property
    def _keyword_marks(self) -> Marks:
        return Marks.of(each for each in self.entries.values() if isinstance(each, KeywordLink))

    def _is_paid(self, found: Target) -> bool:
        entry = self.entries[found.entry]
        return isinstance(entry, Redirect) and entry.kind is Kind.AFFILIATE

    def _step(self, url: str) -> Target | None:
        here = self._place(authority(url)).here
        pieces = split(url) if here.redirects else None
        if pieces is None or _first_fit(here.untouched, pieces.path):
            return None
        return target(pieces, here.redirects)


BUNDLED = Catalogue()
"""The catalogue that comes with newslint."""


@cache
def _bundled() -> Mapping[str, Entry]:
    return decoded((Path(__file__).parents[1] / "data" / "tracking.json").read_bytes())


def clean(url: str, known: Catalogue = BUNDLED) -> str:
    """Return a URL without its tracking parameters, all else as it is written."""
    return without(url, known.parameters(url))


AtPath = TypeVar("AtPath", Opaque, Script, Untouched)


def _first_fit(entries: Iterable[AtPath], path: str) -> AtPath | None:
    for entry in entries:
        if _fits(entry.paths, path):
            return entry
    return None


def _fits(patterns: tuple[str, ...], text: str) -> bool:
    return not patterns or fits_any(patterns, text)


def _joined(outer: Target, inner: Target) -> Target:
    trusted = outer.applicability is inner.applicability is Applicability.SAFE
    return Target(inner.url, outer.entry, Applicability.SAFE if trusted else Applicability.UNSAFE)
