"""What the catalogue holds: one type for each section of `data/tracking.json`."""

from collections.abc import Mapping
from enum import Enum
from typing import Any, TypeAlias

from msgspec import Struct, defstruct, json

from newslint.diagnostic import Applicability


class Kind(Enum):
    """What a parameter or redirect is for; each kind is another rule's subject."""

    TRACKING = "tracking"
    """It says how a reader came, or which reader it is."""
    REFERRAL = "referral"
    """It says so on most sites, and may mean something on others: `ref`, `source`, `from`."""
    AFFILIATE = "affiliate"
    """It earns money for whoever set the link."""
    CREDENTIAL = "credential"
    """It lets in whoever holds it, or names a person."""


class Parameter(Struct, frozen=True):
    """Parameters that only say how a reader came, or what else `kind` says.

    `names` are compared decoded and without case; one that ends in `*` is a beginning. No
    `hosts` means any site. `keep` are names that stay on these hosts, whoever lists them.
    `place` is `query` (which includes fragments that look like one) or `path`, for a last
    segment such as `/ref=home`.
    """

    id: str
    names: tuple[str, ...]
    what: str = ""
    source: str = ""
    hosts: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    place: str = "query"
    kind: Kind = Kind.TRACKING
    applicability: Applicability = Applicability.SAFE


class Redirect(Struct, frozen=True):
    """A page that sends the reader on to a URL written in its own.

    The target is the value of the first of `parameters` that holds one, or stands in the
    `place`: `query` or `path` to their ends, or one `segment` of the path. `prefix` goes before
    a target written without its beginning. `encoding` is `percent` or `base64`.
    """

    id: str
    hosts: tuple[str, ...]
    what: str = ""
    source: str = ""
    paths: tuple[str, ...] = ()
    parameters: tuple[str, ...] = ()
    place: str = "parameter"
    prefix: str = ""
    encoding: str = "percent"
    kind: Kind = Kind.TRACKING
    applicability: Applicability = Applicability.SAFE


class Opaque(Struct, frozen=True):
    """A shortener or redirector whose target only its server knows."""

    id: str
    hosts: tuple[str, ...]
    what: str = ""
    source: str = ""
    paths: tuple[str, ...] = ()
    kind: Kind = Kind.TRACKING


class Pixel(Struct, frozen=True):
    """An image that counts readers.

    No `hosts` means any site. A `republication` counter is part of the terms on which an article
    may be published again: to be reported, never to be removed.
    """

    id: str
    hosts: tuple[str, ...] = ()
    what: str = ""
    source: str = ""
    paths: tuple[str, ...] = ()
    queries: tuple[str, ...] = ()
    republication: bool = False


class Script(Struct, frozen=True):
    """A script that watches readers."""

    id: str
    hosts: tuple[str, ...]
    what: str = ""
    source: str = ""
    paths: tuple[str, ...] = ()


class KeywordLink(Struct, frozen=True):
    """Class tokens and attributes of links that a program put around keywords."""

    id: str
    classes: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    what: str = ""
    source: str = ""


class Untouched(Struct, frozen=True):
    """Hosts whose URLs are left alone: they need every character."""

    id: str
    hosts: tuple[str, ...]
    what: str = ""
    source: str = ""
    paths: tuple[str, ...] = ()


class Signature(Struct, frozen=True):
    """Names of parameters that sign a URL: with one of them, nothing else may change."""

    id: str
    names: tuple[str, ...]
    what: str = ""
    source: str = ""


Entry: TypeAlias = (
    Parameter | Redirect | Opaque | Pixel | Script | KeywordLink | Untouched | Signature
)

SECTIONS: Mapping[str, type[Entry]] = {
    "parameters": Parameter,
    "redirects": Redirect,
    "opaque": Opaque,
    "pixels": Pixel,
    "scripts": Script,
    "keyword_links": KeywordLink,
    "untouched": Untouched,
    "signatures": Signature,
}
"""The type of the entries in each section of the catalogue."""


def decoded(content: bytes) -> dict[str, Entry]:
    """Return the entries of a file of ours by their `id`, as `parse` returns them."""
    # At the beginning of every run: decoded as entries at once, they take less than half as long.
    of_section = [
        (section, tuple[kind, ...], ())  # type: ignore[valid-type] # each section has its own
        for section, kind in SECTIONS.items()
    ]
    sections = json.decode(content, type=defstruct("Sections", of_section))
    return {entry.id: entry for name in SECTIONS for entry in getattr(sections, name)}


def parse(data: Mapping[str, Any]) -> dict[str, Entry]:
    """Return the entries of all sections by their `id`; of two with one id, the later.

    `data` is as `schemas/tracking.schema.json` says. Raises `TypeError` for an entry with a
    field too many or too few, `ValueError` for an applicability or
    kind that is none.
    """
    entries = (
        kind(**{name: _value(name, value) for name, value in fields.items()})
        for section, kind in SECTIONS.items()
        for fields in data.get(section, ())
    )
    return {entry.id: entry for entry in entries}


def _value(name: str, value: Any) -> Any:
    if name == "applicability":
        return Applicability(value)
    if name == "kind":
        return Kind(value)
    return tuple(value) if isinstance(value, list) else value
