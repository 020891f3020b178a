"""What the catalogue says about one host, gathered for quick asking."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
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

Kind = TypeVar("Kind")

_LONGEST_HOST = 253  # characters, RFC 1035 section 2.3.4

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


def by_host(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Return the entries under each host they name; those for any site under the empty one."""
    hosts: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        for host in getattr(entry, "hosts", ()) or ("",):
            hosts[host].append(entry)
    return dict(hosts)


def known(host: str, hosts: Mapping[str, list[Entry]]) -> list[Entry]:
    """Return what the index of `by_host` has about a host and those above it, nearest first."""
    if len(host) > _LONGEST_HOST:
        return []
    return [entry for key in _keys(host) for entry in hosts.get(key, ())]


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


def _keys(host: str) -> Iterator[str]:
    labels = host.split(".")
    country = len(labels[-1]) == len("uk") and labels[-2:-1] and labels[-2] in _SECOND_LEVEL
    suffix = 2 if country else 1
    for start in range(len(labels)):
        yield ".".join(labels[start:])
        if start < len(labels) - suffix:
            yield ".".join((*labels[start:-suffix], "*"))


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
