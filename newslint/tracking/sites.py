"""What the catalogue says about one host, gathered for quick asking."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from typing import TypeVar

from msgspec import Struct

from newslint.tracking.entries import (
    Entry,
    Opaque,
    Parameter,
    Pixel,
    Redirect,
    Script,
    Signature,
    Untouched,
)
from newslint.tracking.url import folded

Kind = TypeVar("Kind")

_LONGEST_HOST = 253  # characters, RFC 1035 section 2.3.4
# Names that are worth remembering for one host.
_LONGEST_NAME = 64
_MOST_NAMES = 512

# Below these, a country's domains are registered: amazon.co.uk is `amazon.*`.
_SECOND_LEVEL = frozenset({"ac", "co", "com", "edu", "go", "gov", "ne", "net", "or", "org"})


class Site(Struct, frozen=True):
    """All that is known about a host, or about any. Names are folded; `signatures` give entries."""

    names: Mapping[str, tuple[Parameter, ...]]
    prefixes: Mapping[str, tuple[Parameter, ...]]
    prefix: re.Pattern[str]
    segments: Mapping[str, tuple[Parameter, ...]]
    keep: frozenset[str]
    signatures: Mapping[str, str]
    redirects: tuple[Redirect, ...]
    opaque: tuple[Opaque, ...]
    pixels: tuple[Pixel, ...]
    scripts: tuple[Script, ...]
    untouched: tuple[Untouched, ...]


Rules = tuple[Parameter, ...]


class Place(Struct, frozen=True, dict=True):
    """A host: what is known about it, and about any; one and the same where that is nothing."""

    here: Site
    anywhere: Site

    @cached_property
    def rules(self) -> Mapping[str, Rules | None]:
        """What a parameter may be, by its name as written; None for one that signs a URL."""
        return _RulesByName(self)

    @cached_property
    def pixels(self) -> tuple[Pixel, ...]:
        """What counts readers here, the site's own first."""
        return tuple(dict.fromkeys((*self.here.pixels, *self.anywhere.pixels)))

    def keeps(self, key: str) -> bool:
        """Whether a parameter of this folded name stays, whoever lists it."""
        return key in self.here.keep or key in self.anywhere.keep


class _RulesByName(dict[str, Rules | None]):
    """Works out what is known about a name, and remembers it: posts repeat the same few names."""

    def __init__(self, place: Place) -> None:
        self._place = place

    def __missing__(self, name: str) -> Rules | None:
        rules = _rules(self._place, folded(name))
        if len(name) <= _LONGEST_NAME and len(self) < _MOST_NAMES:
            self[name] = rules
        return rules


def _rules(place: Place, key: str) -> Rules | None:
    if key in place.anywhere.signatures:
        return None
    if place.keeps(key):
        return ()
    sites = (place.here,) if place.here is place.anywhere else (place.here, place.anywhere)
    return tuple(rule for site in sites for rule in _of_site(site, key))


def _of_site(site: Site, key: str) -> Rules:
    beginning = site.prefix.match(key)
    return site.names.get(key, ()) + (site.prefixes[beginning[0]] if beginning else ())


def by_host(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Return the entries under each host they name; those for any site under the empty one."""
    hosts: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for host in getattr(entry, "hosts", ()) or ("",):
            hosts[host].append(entry)
    return dict(hosts)


def keys(host: str) -> Iterator[str]:
    """Yield what entries may call a host: itself and those above, each also as `name.*`."""
    labels = host.split(".")
    country = len(labels[-1]) == len("uk") and labels[-2:-1] and labels[-2] in _SECOND_LEVEL
    suffix = 2 if country else 1
    for start in range(len(labels)):
        yield ".".join(labels[start:])
        if start < len(labels) - suffix:
            yield ".".join((*labels[start:-suffix], "*"))


def known(host: str, hosts: Mapping[str, list[Entry]]) -> list[Entry]:
    """Return what the index of `by_host` has about a host and those above it, nearest first."""
    if len(host) > _LONGEST_HOST:
        return []
    return [entry for key in keys(host) for entry in hosts.get(key, ())]


def site(entries: Iterable[Entry]) -> Site:
    """Return the site these entries describe; of two for one name, the earlier is asked first."""
    entries = tuple(entries)
    names: dict[str, tuple[Parameter, ...]] = {}
    prefixes: dict[str, tuple[Parameter, ...]] = {}
    segments: dict[str, tuple[Parameter, ...]] = {}
    for entry in _of(Parameter, entries):
        for name in entry.names:
            key = name.lower().removesuffix("*")
            table = segments if entry.place == "path" else prefixes if "*" in name else names
            table[key] = (*table.get(key, ()), entry)
    return Site(
        names=names,
        prefixes={key: _beginning(key, prefixes) for key in prefixes},
        prefix=re.compile("|".join(map(re.escape, sorted(prefixes, reverse=True))) or r"(?!)"),
        segments=segments,
        keep=frozenset(name.lower() for entry in _of(Parameter, entries) for name in entry.keep),
        signatures={
            name.lower(): entry.id for entry in _of(Signature, entries) for name in entry.names
        },
        redirects=_of(Redirect, entries),
        opaque=_of(Opaque, entries),
        pixels=_of(Pixel, entries),
        scripts=_of(Script, entries),
        untouched=_of(Untouched, entries),
    )


def _of(kind: type[Kind], entries: Iterable[Entry]) -> tuple[Kind, ...]:
    return tuple(entry for entry in entries if isinstance(entry, kind))


def _beginning(name: str, prefixes: Mapping[str, tuple[Parameter, ...]]) -> tuple[Parameter, ...]:
    """All that a name with this longest known beginning may be."""
    return tuple(
        entry
        for prefix in sorted(prefixes, reverse=True)
        if name.startswith(prefix)
        for entry in prefixes[prefix]
    )
