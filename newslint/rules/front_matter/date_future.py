"""The rule date-future."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta, timezone

from newslint import dates
from newslint.diagnostic import Problem, Severity
from newslint.document import Document
from newslint.rule import Rule


class DateFuture(Rule, frozen=True):
    """A post that is to be read now has no date in the future.

    ## Why

    Hugo and Jekyll leave a post of tomorrow out of the site and say nothing; others put it on top
    of all lists until its day has come. Often the year is a typing error, or a zone is missing.

    ## What to do

    Nothing, if the post is meant to wait: that is why this is a note. Else correct the date. The
    time to compare with is that of the run; `--now` gives another one.

    A date counts as future only if it is so in every zone of the world.

    ## Options

    - `keys`: the keys that hold the dates of publication, in whatever case.
    """

    severity: Severity = Severity.INFO
    keys: tuple[str, ...] = ("date", "pubDate", "publishDate")
    now: datetime | None = None

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every date of publication that is still to come."""
        if self.now is None:
            return
        for key, written, scalar in document.texts_named(*self.keys):
            moments = dates.read(written)
            if moments and all(_earliest(moment) > self.now for moment in moments):
                message = f"`{key}` is in the future: until then, the post may not be shown"
                yield Problem(scalar.span, message)


# Nowhere on Earth a day begins before it does on the Line Islands.
_FIRST_ZONE = timezone(timedelta(hours=14))


def _earliest(moment: date) -> datetime:
    """Return the first instant that a day or a time can be anywhere."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time())
    return moment if moment.tzinfo else moment.replace(tzinfo=_FIRST_ZONE)
