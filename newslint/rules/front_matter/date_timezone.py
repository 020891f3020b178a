"""The rule date-timezone."""

import re
from collections.abc import Iterator
from datetime import datetime

from newslint import dates
from newslint.diagnostic import Applicability, Edit, Fix, Problem
from newslint.document import Document
from newslint.front_matter import Format, FrontMatter, Scalar, Style
from newslint.rule import Rule
from newslint.text import Span


class DateTimezone(Rule, frozen=True):
    """A time of day says in which zone: `2024-05-01T07:30:00+08:00`.

    ## Why

    Without an offset some generators take the time for UTC, some for that of the machine that
    builds the site. A post of the morning gets the day before, or stays hidden for hours.

    ## What to do

    Write the offset behind the time, `Z` for UTC. Where `zone` is configured, `--unsafe` writes it:
    only you know that all these times were meant in it.

    ## Options

    - `keys`: the keys that hold dates, in whatever case.
    - `zone`: the offset to write, such as `+08:00` or `Z`.
    """

    fixes = Applicability.UNSAFE
    default = False
    keys: tuple[str, ...] = (
        "created",
        "date",
        "expiryDate",
        "last_modified_at",
        "lastmod",
        "modified",
        "pubDate",
        "publishDate",
        "unpublishDate",
        "updated",
        "updatedDate",
    )
    zone: str = ""

    def __post_init__(self) -> None:
        """Raise `ValueError` for a zone that is no offset."""
        if not re.fullmatch(r"|Z|[+-](?:0\d|1[0-4]):[0-5]\d", self.zone):
            raise ValueError(f"`zone` must be an offset such as `+08:00`, not `{self.zone}`")

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every date that has a time and no offset."""
        for key, written, scalar in document.texts_named(*self.keys):
            if _lacks_zone(written):
                message = f"`{key}` has a time, but no zone such as `{self.zone or '+08:00'}`"
                fix = self._fix(document.front_matter, scalar, written)
                yield Problem(scalar.span, message, fix)

    def _fix(self, front_matter: FrontMatter | None, scalar: Scalar, written: str) -> Fix | None:
        if front_matter is None or not self.zone or not dates.is_iso(written):
            return None
        title = f"Write `{self.zone}` behind the time"
        if front_matter.format is Format.TOML and scalar.style is Style.PLAIN:
            # A date of TOML's own is no string, and must not become one.
            end = Span(scalar.span.end, scalar.span.end)
            return Fix.unsafe(title, Edit(end, self.zone))
        try:
            return Fix.unsafe(title, front_matter.rewrite(scalar, f"{written}{self.zone}"))
        except ValueError:
            return None


def _lacks_zone(written: str) -> bool:
    moments = dates.read(written) or ()
    return any(isinstance(moment, datetime) and moment.tzinfo is None for moment in moments)
