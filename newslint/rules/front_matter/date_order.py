"""The rule date-order."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from newslint import dates
from newslint.diagnostic import Problem
from newslint.document import Document
from newslint.front_matter import Entry, Scalar
from newslint.rule import Rule


class DateOrder(Rule, frozen=True):
    """A post is neither changed nor taken down before it is published.

    ## Why

    A post that expires before it is published is never shown. One that was updated before its
    date has a wrong date, and feeds and search engines sort it by one or the other.

    ## What to do

    Correct the date that is wrong. A day counts as a whole, and a time without an offset may be
    that of any zone: only what cannot be in order is reported.
    """

    def check(self, document: Document) -> Iterator[Problem]:
        """Yield every date that lies before the one it must follow."""
        front_matter = document.front_matter
        if front_matter is None or front_matter.root is None:
            return
        entries = {entry.name.lower(): entry for entry in front_matter.root.entries}
        for later, earlier in _ORDER:
            if later in entries and earlier in entries:
                entry, first = entries[later], entries[earlier]
                moment, start = _moment(entry), _moment(first)
                if moment and start and _is_before(moment, start):
                    message = f"`{entry.name}` lies before `{first.name}`"
                    yield Problem(entry.value.span, message)


# Keys in lower case: the first must not lie before the second.
_ORDER = (
    *((changed, "date") for changed in ("updated", "lastmod", "modified", "last_modified_at")),
    ("updateddate", "pubdate"),
    *((end, start) for end in ("expirydate", "unpublishdate") for start in ("date", "publishdate")),
)


def _moment(entry: Entry) -> date | None:
    """Return the moment that an entry tells if it can be read in one way only."""
    scalar = entry.value
    if isinstance(scalar, Scalar) and isinstance(scalar.value, str):
        match dates.read(scalar.value):
            case (moment,):
                return moment
    return None


def _is_before(one: date, other: date) -> bool:
    """Whether `one` lies before `other`, wherever on Earth each was written."""
    if _zone(one) or _zone(other):
        # The world's last zone, in which a time comes latest, and its first.
        last, first = timezone(timedelta(hours=-12)), timezone(timedelta(hours=14))
        return _end(one, last) < _start(other, first)
    return _end(one, UTC) < _start(other, UTC)


def _zone(moment: date) -> tzinfo | None:
    return moment.tzinfo if isinstance(moment, datetime) else None


def _start(moment: date, zone: tzinfo) -> datetime:
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time.min, zone)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)


def _end(moment: date, zone: tzinfo) -> datetime:
    if not isinstance(moment, datetime):
        return datetime.combine(moment, time.max, zone)
    return moment if moment.tzinfo else moment.replace(tzinfo=zone)
