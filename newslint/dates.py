"""Dates as people and feeds write them, and the moments they can mean.

Feeds follow RFC 5322 (section 3.3) and site generators ISO 8601; JavaScript, Java and Unix print
their own forms, and people write `7.9.2022`, `2022年9月7日` or `September 7th, 2022`.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache

from newslint.regex import regex


def is_iso(written: str) -> bool:
    """Whether a real date stands there in the form of ISO 8601.

    `2024-05-01`, `2024-05-01T07:30:00Z`, and with a space for the `T` or before the zone, as
    Jekyll and Hexo write it and every generator reads it.
    """
    return _iso_moment(written) is not None


@lru_cache(maxsize=8)  # several rules ask for the dates of a post
def read(written: str) -> tuple[date, ...] | None:
    """Return the moments that a written date can mean, `None` where no date is written.

    There are several where it can be read in several ways (`04/05/2023`), and none where no
    calendar has it (`2024-02-30`, or a Tuesday that was a Friday). A moment with a time of day is
    a `datetime`, to the microsecond, and aware if a zone is given.
    """
    if moment := _iso_moment(written):
        return (moment,)
    written = " ".join(written.split())
    for form in _FORMS:
        if match := form.fullmatch(written):
            return tuple(dict.fromkeys(_moments(match.groupdict())))
    return None


def iso(moment: date) -> str:
    """Return a moment in the form of ISO 8601; one in UTC ends in `Z`."""
    return moment.isoformat().replace("+00:00", "Z")


@lru_cache(maxsize=8)
def _iso_moment(written: str) -> date | None:
    """Return the moment that stands there in the form of ISO 8601, None where none does."""
    if not _ISO.fullmatch(written):
        return None
    day, _, time_of_day = written.replace("T", " ").replace("t", " ").partition(" ")
    try:
        if not time_of_day:
            return date.fromisoformat(day)
        return datetime.fromisoformat(f"{day}T{time_of_day.replace(' ', '').upper()}")
    except ValueError:
        return None


_Parts = Mapping[str, str | None]


def _moments(parts: _Parts) -> Iterator[date]:
    for day in _days(parts):
        if not parts.get("hour"):
            yield day
            continue
        for offset in _offsets(parts):
            try:
                zone = None if offset is None else timezone(offset)
                yield datetime.combine(day, _time(parts), zone)
            except ValueError:
                continue


def _days(parts: _Parts) -> Iterator[date]:
    one, other = parts.get("one"), parts.get("other")
    weekday = (parts.get("weekday") or "")[:3].lower()
    days_and_months = [(one, other), (other, one)] if one else [(parts["day"], parts["month"])]
    for day, month in days_and_months:
        try:
            found = date(int(parts["year"] or 0), _month(month or ""), int(day or 0))
        except ValueError:
            continue
        if weekday in {"", _WEEKDAYS[found.weekday()]}:
            yield found


def _month(written: str) -> int:
    return int(written) if written.isdecimal() else _MONTHS[written[:3].lower()]


def _time(parts: _Parts) -> time:
    """Return the time of day. Raises `ValueError` where no clock shows it."""
    hour, minute = int(parts["hour"] or 0), int(parts["minute"] or 0)
    if half := parts["half"]:
        if not 1 <= hour <= 12:  # noqa: PLR2004 - the hours on the face of a clock
            raise ValueError(f"{hour} is no hour of half a day")
        hour = hour % 12 + (12 if half in "pP" else 0)
    microsecond = int((parts["fraction"] or "")[:6].ljust(6, "0"))
    return time(hour, minute, int(parts["second"] or 0), microsecond)


def _offsets(parts: _Parts) -> tuple[timedelta | None, ...]:
    """Return how far ahead of UTC the clock can be; `None` where that is not said."""
    if zone := parts["zone"]:
        return tuple(timedelta(hours=hours) for hours in _ZONES[zone.upper()])
    if hours := parts["offset"]:
        minutes = hours[0] + (parts["minutes"] or "0")
        return (timedelta(hours=int(hours), minutes=int(minutes)),)
    return (None,)


_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTHS = {name[:3]: number for number, name in enumerate(_MONTH_NAMES, start=1)}
# The names that RFC 5322 (section 4.3) knows. `CST` is also what China's clocks and Java print.
_ZONES = {
    **dict.fromkeys(("Z", "UT", "UTC", "GMT"), (0,)),
    "EST": (-5,),
    "EDT": (-4,),
    "CST": (-6, 8),
    "CDT": (-5,),
    "MST": (-7,),
    "MDT": (-6,),
    "PST": (-8,),
    "PDT": (-7,),
}

_YEAR, _DAY = r"(?P<year>\d{4})", r"(?P<day>\d{1,2})"
_MONTH = rf"(?P<month>sept|{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in _MONTH_NAMES)})"
_NUMBER = r"(?P<month>\d{1,2})"
_WEEKDAY = rf"(?:(?P<weekday>{'|'.join(_WEEKDAYS)})[a-z]{{0,6}},? )?"
_NTH = r"(?:st|nd|rd|th|\.)?(?: of)?"
_MARK = r"(?P<mark>[-/]|\. ?)"
_CLOCK = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,](?P<fraction>\d{1,9}))?)?"
    r"(?: ?(?P<half>[ap])\.?m\.?)?"
    r"(?: ?(?:(?P<zone>Z|UTC?|GMT|[ECMP][SD]T)"
    r"|(?:UTC?|GMT)?(?P<offset>[+-]\d{1,2}):?(?P<minutes>[0-5]\d)?)(?: \([^()]*\))?)?"
)
_AT = rf"(?:(?:T|,? (?:at )?){_CLOCK})?"

_ISO = regex(
    r"\d{4}-\d\d-\d\d"
    r"(?:(?:T| +)\d\d:\d\d(?::\d\d(?:[.,]\d{1,9})?)?(?: ?(?:Z|[+-]\d\d(?::?\d\d)?))?)?",
    re.ASCII | re.IGNORECASE,
)
_FORMS = tuple(
    regex(form, re.ASCII | re.IGNORECASE)
    for form in (
        rf"{_YEAR}{_MARK}{_NUMBER}(?P=mark){_DAY}\.?{_AT}",
        rf"{_WEEKDAY}{_DAY}{_NTH}[ -]{_MONTH}\.?,?[ -]{_YEAR}{_AT}",
        rf"{_WEEKDAY}{_MONTH}\.? {_DAY}{_NTH},? {_YEAR}{_AT}",
        rf"{_WEEKDAY}{_MONTH} {_DAY} {_CLOCK} {_YEAR}",
        rf"{_YEAR} ?[年년] ?{_NUMBER} ?[月월] ?{_DAY} ?[日号일](?: ?{_CLOCK})?",
        rf"(?P<one>\d{{1,2}}){_MARK}(?P<other>\d{{1,2}})(?P=mark){_YEAR}{_AT}",
        r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)",
    )
)
