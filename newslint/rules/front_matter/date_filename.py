"""The rule date-filename."""

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from newslint import dates
from newslint.diagnostic import Problem
from newslint.document import Document
from newslint.rule import Rule


class DateFilename(Rule, frozen=True):
    """The day in a file's name, as in `2024-05-01-pier-reopens.md`, is the day of its `date`.

    ## Why

    Jekyll, Eleventy and Zola know the day from the name where `date` is missing, and people find
    the post by it. Where the two differ, the post has one date in lists and another in the editor.

    ## What to do

    Find out which is right, and correct `date` or rename the file. newslint does neither: a post
    that was put off has the wrong name as often as the wrong date.

    With an offset, `date` may also be the day that the clock shows in any other zone.
    """

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield the `date` that is not the day in the file's name."""
        day = _day_in_name(document.path.name)
        if day is None:
            return
        for key, written, scalar in document.texts_named("date"):
            moments = dates.read(written)
            if moments and not any(_can_be_on(moment, day) for moment in moments):
                message = f"`{key}` is another day than `{day}`, which the file's name says"
                yield Problem(scalar.span, message)


def _day_in_name(name: str) -> date | None:
    if found := re.match(r"(\d{4})-(\d\d?)-(\d\d?)-.", name, re.ASCII):
        try:
            return date(*map(int, found.groups()))
        except ValueError:
            return None
    return None


def _can_be_on(moment: date, day: date) -> bool:
    """Whether a moment lies on that day, if it has an offset in some zone."""
    if not isinstance(moment, datetime):
        return moment == day
    if moment.tzinfo is None:
        return moment.date() == day
    begins = datetime(day.year, day.month, day.day, tzinfo=UTC)
    # The day begins on the Line Islands, 14 hours ahead, and ends 12 hours behind UTC.
    return -timedelta(hours=14) <= moment - begins < timedelta(hours=24 + 12)
