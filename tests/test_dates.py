"""Dates: what is read, what is not, and what reading keeps."""

from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newslint.dates import is_iso, iso, read
from tests.growth import is_linear

ZONES = st.integers(-14 * 60, 14 * 60).map(lambda minutes: timezone(timedelta(minutes=minutes)))
DAYS = st.dates(min_value=date(1000, 1, 1))
MOMENTS = st.datetimes(
    min_value=datetime(1000, 1, 1),  # noqa: DTZ001 - the strategy adds the zone
    timezones=st.one_of(st.none(), ZONES),
)


def written(moments: tuple[date, ...] | None) -> list[str] | None:
    return None if moments is None else [iso(moment) for moment in moments]


@pytest.mark.parametrize(
    ("date_and_time", "meant"),
    [
        # Feeds
        ("Wed, 07 Sep 2022 07:37:00 GMT", "2022-09-07T07:37:00Z"),
        ("Wed, 7 Sep 2022 07:37 +0800", "2022-09-07T07:37:00+08:00"),
        ("07 Sep 2022 07:37:00 UT", "2022-09-07T07:37:00Z"),
        ("Wed, 07 Sep 2022 07:37:00 -0000", "2022-09-07T07:37:00Z"),
        ("Wed, 07 Sep 2022 07:37:00 EDT", "2022-09-07T07:37:00-04:00"),
        ("Wed, 07 Sep 2022 07:37:00 +0000 (UTC)", "2022-09-07T07:37:00Z"),
        ("  Wed,  07 Sep 2022\t07:37:00 GMT ", "2022-09-07T07:37:00Z"),
        # Programs
        ("2022-09-07 7:37:00 -0400", "2022-09-07T07:37:00-04:00"),
        ("2022-09-07 07:37:00 -4", "2022-09-07T07:37:00-04:00"),
        ("2022-09-07 07:37:00 -330", "2022-09-07T07:37:00-03:30"),
        ("2022-09-07 07:37:00 UTC", "2022-09-07T07:37:00Z"),
        ("2022-09-07T07:37:00.250+05:30", "2022-09-07T07:37:00.250000+05:30"),
        ("Wed Sep 07 2022 07:37:00 GMT+0800 (Ortszeit)", "2022-09-07T07:37:00+08:00"),
        ("Wed Sep  7 07:37:00 UTC 2022", "2022-09-07T07:37:00Z"),
        ("Wed Sep 07 07:37:00 +0000 2022", "2022-09-07T07:37:00Z"),
        ("20220907", "2022-09-07"),
        # People
        ("2022/9/7", "2022-09-07"),
        ("2022-9-7 7:37", "2022-09-07T07:37:00"),
        ("19/04/2023", "2023-04-19"),
        ("19.4.2023 18:05", "2023-04-19T18:05:00"),
        ("19. 4. 2023", "2023-04-19"),
        ("04/19/2023", "2023-04-19"),
        ("05/05/2023", "2023-05-05"),
        ("2023. 4. 19.", "2023-04-19"),
        ("19-Apr-2023", "2023-04-19"),
        ("7. September 2022", "2022-09-07"),
        ("7th of September 2022", "2022-09-07"),
        ("Wednesday, September 7th, 2022", "2022-09-07"),
        ("Sept. 7, 2022", "2022-09-07"),
        ("MAY 1 2024", "2024-05-01"),
        ("September 7, 2022 at 3:37 PM", "2022-09-07T15:37:00"),
        ("September 7, 2022, 12:05 a.m.", "2022-09-07T00:05:00"),
        ("2022年9月7日", "2022-09-07"),
        ("2022年09月07日 15:37", "2022-09-07T15:37:00"),
        ("2022 年 9 月 7 日15:37:20", "2022-09-07T15:37:20"),
        ("2022년 9월 7일", "2022-09-07"),
    ],
)
def test_reads(date_and_time: str, meant: str) -> None:
    assert written(read(date_and_time)) == [meant]


@pytest.mark.parametrize(
    ("date_and_time", "meanings"),
    [
        ("04/05/2023", ["2023-05-04", "2023-04-05"]),
        ("4.5.2023 18:05", ["2023-05-04T18:05:00", "2023-04-05T18:05:00"]),
        (
            "Wed Sep 07 15:37:00 CST 2022",
            ["2022-09-07T15:37:00-06:00", "2022-09-07T15:37:00+08:00"],
        ),
    ],
)
def test_tells_all_that_a_date_can_mean(date_and_time: str, meanings: list[str]) -> None:
    assert written(read(date_and_time)) == meanings


@pytest.mark.parametrize(
    "impossible",
    [
        "2024-13-45",
        "2023-02-29",
        "2025-14-07 14:00:00+01:00",
        "0000-01-01",
        "2024-05-01T24:00",
        "2024-05-01T07:60",
        "2024-05-01 07:30 +25:00",
        "2024-05-01 13:30 pm",
        "2024-05-01 0:30 am",
        "31.4.2023",
        "20241345",
        "2022年13月7日",
        "Mon, 07 Sep 2022 07:37:00 GMT",
    ],
)
def test_finds_nothing_on_a_calendar_for_an_impossible_date(impossible: str) -> None:
    assert read(impossible) == ()
    assert not is_iso(impossible)


@pytest.mark.parametrize(
    "no_date",
    [
        "",
        "Invalid Date",
        "Last Modified",
        "yesterday",
        "2024",
        "2024-05",
        "07:30",
        "1662536220",
        "19/04/23",
        "19/04-2023",
        "2024-05-01 16:30-:00+16:30",
        "2024-05-01 and more",
        "٢٠٢٤-٠٥-٠١",
    ],
)
def test_reads_no_date_where_there_is_none(no_date: str) -> None:
    assert read(no_date) is None
    assert not is_iso(no_date)


@pytest.mark.parametrize(
    "form",
    [
        "2024-05-01",
        "2024-05-01T07:30Z",
        "2024-05-01T07:30:00Z",
        "2024-05-01t07:30:00z",
        "2024-05-01T07:30:00.123456789+05:30",
        "2024-05-01T07:30:00,5+0530",
        "2024-05-01 07:30:00",
        "2024-05-01 07:30:00 -0400",
        "2024-05-01 07:30:00 +02",
    ],
)
def test_knows_the_form_of_iso(form: str) -> None:
    assert is_iso(form)


@pytest.mark.parametrize(
    "form", ["2024-5-1", "2024/05/01", "20240501", "2024-05-01 7:30", "2024-05-01 ", "1 May 2024"]
)
def test_knows_what_is_not_the_form_of_iso(form: str) -> None:
    assert read(form)
    assert not is_iso(form)


@given(DAYS | MOMENTS)
def test_reads_what_it_writes(moment: date) -> None:
    assert is_iso(iso(moment))
    assert read(iso(moment)) == (moment,)


@given(MOMENTS.map(lambda moment: moment.replace(microsecond=0, tzinfo=moment.tzinfo or UTC)))
def test_keeps_the_instant_of_a_feed(moment: datetime) -> None:
    assert read(format_datetime(moment)) == (moment,)


@given(DAYS)
def test_has_the_true_day_among_the_meanings_of_numbers(day: date) -> None:
    for form in ("{0.day}.{0.month}.{0.year}", "{0.month:02}/{0.day:02}/{0.year}"):
        assert day in (read(form.format(day)) or ())


@given(st.text() | st.text("0123456789-/.: TZ+年月日amPM,() SepWed", max_size=40))
def test_never_raises_and_is_stable(text: str) -> None:
    meanings = read(text)

    for moment in meanings or ():
        assert read(iso(moment)) == (moment,)


@pytest.mark.parametrize("token", ["1", "1/", "2024-", " ", "Sep ", "(", "年", "07:30 ", "+", "."])
def test_takes_linear_time(token: str) -> None:
    assert is_linear(read, token)
    assert is_linear(read, token, "2024-05-01 07:30 GMT (")
    assert is_linear(is_iso, token, "2024-05-01")
