"""Dates as people and feeds write them, and the instant they mean."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_tz

_ISO = re.compile(
    r"""
    (?P<year>\d{4})-(?P<month>\d\d)-(?P<day>\d\d)
    (?: (?:T|t|[ ]+) (?P<hour>\d\d) : (?P<minute>\d\d) (?: : (?P<second>\d\d) (?:[.,]\d+)? )?
        (?: [ ]? (?P<zone> Z | z | [+-]\d\d (?: :? \d\d )? ) )?
    )?
    """,
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a written date means; several moments where it can be read in several ways.

    No moment at all: it is no date, or one that no calendar has.
    """

    moments: tuple[date, ...]

    @property
    def moment(self) -> date | None:
        """The moment meant, None where there is none or more than one."""
        return self.moments[0] if len(self.moments) == 1 else None


def is_iso(written: str) -> bool:
    """Whether a real date stands there in the form of ISO 8601.

    `2024-05-01`, `2024-05-01T07:30:00Z`, and with a space for the `T` and before the zone, as
    site generators write it.
    """
    match = _ISO.fullmatch(written)
    return match is not None and _moment(match) is not None


def read(written: str) -> Reading:
    """Return what a date in any of the forms seen in posts and feeds means."""
    written = " ".join(written.split())
    for pattern, understand in _FORMS:
        if match := pattern.fullmatch(written):
            moments = (moment for moment in understand(match) if moment is not None)
            return Reading(tuple(dict.fromkeys(moments)))
    return Reading(())


def iso(moment: date) -> str:
    """Return a moment in the form of ISO 8601; one in UTC ends in `Z`."""
    return moment.isoformat().replace("+00:00", "Z")


_Moments = tuple[date | None, ...]

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sep sept",
            "october oct",
            "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}
_TIME = r"(?:(?:,| at)? (?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d))?)?"
_MONTH = rf"(?P<name>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,? )?"


def _moment(match: re.Match[str], month: int | None = None) -> date | None:
    """Return the moment that a match with named groups tells, None where no calendar has it."""
    part = match.groupdict()
    try:
        day = date(int(part["year"]), month or int(part["month"]), int(part["day"]))
        if part.get("hour") is None:
            return day
        time = (int(part["hour"]), int(part["minute"]), int(part.get("second") or 0))
        zone = _zone(part.get("zone"))
        return datetime(day.year, day.month, day.day, *time, tzinfo=zone)
    except ValueError:
        return None


def _zone(written: str | None) -> timezone | None:
    if written is None:
        return None
    if written in {"Z", "z"}:
        return UTC
    digits = written[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    return timezone(-offset if written[0] == "-" else offset)


def _one(match: re.Match[str]) -> _Moments:
    return (_moment(match),)


def _named_month(match: re.Match[str]) -> _Moments:
    return (_moment(match, _MONTHS[match["name"].lower()]),)


def _day_or_month_first(match: re.Match[str]) -> _Moments:
    swapped = _NUMBERS.fullmatch(
        f"{match['month']}/{match['day']}/{match['year']}{match['rest'] or ''}"
    )
    return (_moment(match), _moment(swapped) if swapped else None)


def _feed(match: re.Match[str]) -> _Moments:
    """Read the date of RFC 5322 (3.3), which feeds use; `-0000` means UTC, place unknown."""
    parts = parsedate_tz(match[0])
    if parts is None:
        return ()
    try:
        zone = None if parts[9] is None else timezone(timedelta(seconds=parts[9]))
        return (datetime(*parts[:6], tzinfo=zone),)
    except ValueError:
        return ()


_NUMBERS = re.compile(
    rf"(?P<day>\d{{1,2}})[/.-](?P<month>\d{{1,2}})[/.-](?P<year>\d{{4}})(?P<rest>{_TIME})"
)
_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], _Moments]], ...] = (
    (_ISO, _one),
    (
        re.compile(
            r"(?:[A-Za-z]{3}, )?\d{1,2} [A-Za-z]{3} \d{4} \d\d:\d\d(?::\d\d)?"
            r" (?:[+-]\d{4}|UT|UTC|GMT|Z|[ECMP][SD]T)(?: \([A-Za-z]+\))?"
        ),
        _feed,
    ),
    (
        re.compile(rf"(?P<year>\d{{4}})[/.-](?P<month>\d{{1,2}})[/.-](?P<day>\d{{1,2}}){_TIME}"),
        _one,
    ),
    (
        re.compile(rf"(?P<year>\d{{4}})年(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})[日号]{_TIME}"),
        _one,
    ),
    (re.compile(r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)"), _one),
    (_NUMBERS, _day_or_month_first),
    (
        re.compile(
            rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)? {_MONTH},? (?P<year>\d{{4}}){_TIME}",
            re.IGNORECASE,
        ),
        _named_month,
    ),
    (
        re.compile(
            rf"{_WEEKDAY}{_MONTH} (?P<day>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year>\d{{4}}){_TIME}",
            re.IGNORECASE,
        ),
        _named_month,
    ),
)
