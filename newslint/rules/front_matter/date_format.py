"""The rule date-format."""

from collections.abc import Iterator
from dataclasses import dataclass

from newslint import dates
from newslint.diagnostic import Applicability, Fix, Problem
from newslint.document import Document
from newslint.front_matter import FrontMatter, Scalar
from newslint.rule import Rule


@dataclass(frozen=True)
class DateFormat(Rule):
    """Dates in front matter are written as ISO 8601 says: `2024-05-01T07:30:00Z`.

    ## Why

    Feeds say `Wed, 07 Sep 2022 07:37:00 GMT`, people say `19/04/2023` or `7. September`. Some
    generators guess, some sort the post to 1970, some do not build it; `04/05/2023` is April to one
    and May to another.

    ## What to do

    Write the day as `2024-05-01`, a moment as `2024-05-01T07:30:00Z` or with another offset; a
    space for the `T` is fine. The fix does so where the date can be read in one way only, and
    keeps the instant.

    ## Options

    - `keys`: the keys that hold dates.
    """

    fixes = Applicability.SAFE
    keys: tuple[str, ...] = (
        "date",
        "updated",
        "modified",
        "lastmod",
        "last_modified_at",
        "pubDate",
        "publishDate",
        "expiryDate",
        "created",
    )

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every date that is written otherwise, or is none."""
        front_matter = document.front_matter
        if front_matter is None or front_matter.root is None or front_matter.templated:
            return
        for entry in front_matter.root.entries:
            if entry.name in self.keys and isinstance(entry.value, Scalar):
                written = entry.value.value
                if isinstance(written, str) and written and not dates.is_iso(written):
                    yield _problem(front_matter, entry.name, entry.value, written)


def _problem(front_matter: FrontMatter, key: str, scalar: Scalar, written: str) -> Problem:
    reading = dates.read(written)
    if reading.moment:
        iso = dates.iso(reading.moment)
        fix = Fix.safe(f"Write `{iso}`", front_matter.rewrite(scalar, iso))
        return Problem(scalar.span, f"`{key}` is not in the form of ISO 8601: `{iso}`", fix)
    if reading.moments:
        choices = " or ".join(f"`{dates.iso(moment)}`" for moment in reading.moments)
        return Problem(scalar.span, f"`{key}` can mean {choices}")
    return Problem(scalar.span, f"`{key}` is no date that a calendar has: `{written}`")
