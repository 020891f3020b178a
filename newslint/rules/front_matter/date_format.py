"""The rule date-format."""

from collections.abc import Iterator

from newslint import dates
from newslint.diagnostic import Applicability, Fix, Problem
from newslint.document import Document
from newslint.front_matter import FrontMatter, Scalar
from newslint.rule import Rule


class DateFormat(Rule, frozen=True):
    """Dates in front matter are written as ISO 8601 says: `2024-05-01T07:30:00Z`.

    ## Why

    Feeds say `Wed, 07 Sep 2022 07:37:00 GMT`, people say `19/04/2023` or `7. September`. Some
    generators guess, some sort the post to 1970, some do not build it; `04/05/2023` is April to one
    and May to another.

    ## What to do

    Write the day as `2024-05-01`, a moment as `2024-05-01T07:30:00Z` or with another offset; a
    space for the `T` is fine, and Hugo wants the seconds. The fix does so where the date can be
    read in one way only, and keeps the instant.

    ## Options

    - `keys`: the keys that hold dates, in whatever case.
    - `words`: what may stand for a date, in whatever case; at first the words of Eleventy.
    """

    fixes = Applicability.SAFE
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
    words: tuple[str, ...] = ("created", "git created", "git last modified", "last modified")

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every date that is written otherwise, or is none."""
        front_matter = document.front_matter
        if front_matter is None:
            return
        for key, written, scalar in document.texts_named(*self.keys):
            if not (dates.is_iso(written) or self._stands_for_one(written)):
                yield _problem(front_matter, key, scalar, written)

    def _stands_for_one(self, written: str) -> bool:
        return not written or written.casefold() in map(str.casefold, self.words)


def _problem(front_matter: FrontMatter, key: str, scalar: Scalar, written: str) -> Problem:
    match dates.read(written):
        case None:
            return Problem(scalar.span, f"`{key}` holds text that is no date")
        case ():
            return Problem(scalar.span, f"`{key}` holds a day or time that does not exist")
        case (moment,):
            iso = dates.iso(moment)
            fix = _rewritten(front_matter, scalar, iso)
            return Problem(scalar.span, f"Write `{key}` as ISO 8601 does: `{iso}`", fix)
        case moments:
            choices = " or ".join(f"`{dates.iso(moment)}`" for moment in moments)
            return Problem(scalar.span, f"`{key}` can mean {choices}")


def _rewritten(front_matter: FrontMatter, scalar: Scalar, iso: str) -> Fix | None:
    try:
        return Fix.safe(f"Write `{iso}`", front_matter.rewrite(scalar, iso))
    except ValueError:
        return None
