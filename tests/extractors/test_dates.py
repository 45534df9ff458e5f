from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.dates import day_in, is_ahead, read_moment, read_time

KARACHI, SHANGHAI, NEW_YORK = "Asia/Karachi", "Asia/Shanghai", "America/New_York"
NOW = datetime(2025, 11, 22, 8, 0, tzinfo=UTC)


def utc(day: int, hour: int = 0, minute: int = 0, second: int = 0) -> datetime:
    return datetime(2025, 11, day, hour, minute, second, tzinfo=UTC)


# Texts that feedparser 6.0.14 reads wrong, or not at all.
TRAPS = [
    ("Fri, 21 Nov 2025 10:00:00 PKT", KARACHI, utc(21, 5)),
    ("Fri, 21 Nov 2025 10:00:00 PST", KARACHI, utc(21, 5)),
    ("Fri, 21 Nov 2025 10:00:00 CST", SHANGHAI, utc(21, 2)),
    ("Fri, 21 Nov 2025 10:00:00", KARACHI, utc(21, 5)),
    ("21/11/2025", KARACHI, utc(21, 7)),
    ("November 21, 2025", KARACHI, utc(21, 7)),
    ("21-11-2025 10:00", KARACHI, utc(21, 5)),
    ("2016/6/29 15:07:41", KARACHI, datetime(2016, 6, 29, 10, 7, 41, tzinfo=UTC)),
    ("2025年11月21日", SHANGHAI, utc(21, 4)),
    ("1763700000", KARACHI, utc(21, 4, 40)),
]

TEN_IN_KARACHI = utc(21, 5)
FORMATS = [
    # RFC 822 and its relatives
    ("Fri, 21 Nov 2025 10:00:00 +0500", TEN_IN_KARACHI),
    ("Fri, 21 Nov 2025 10:00:00 +05:00", TEN_IN_KARACHI),
    ("Fri, 21 Nov 2025 05:00:00 GMT", TEN_IN_KARACHI),
    ("Fri, 21 Nov 2025 05:00:00 UT", TEN_IN_KARACHI),
    ("Fri, 21 Nov 2025 05:00:00 Z", TEN_IN_KARACHI),
    ("Fri, 21 Nov 2025 00:00:00 EST", TEN_IN_KARACHI),
    ("Fri, 21 Nov 2025 10:00 +0500", TEN_IN_KARACHI),
    ("21 Nov 2025 10:00:00 +0500", TEN_IN_KARACHI),
    ("Fri, 21 Nov 25 10:00:00 +0500", TEN_IN_KARACHI),
    ("Fri,21 Nov 2025 10:00:00 +0500", TEN_IN_KARACHI),
    ("Fri, 21 November 2025 10:00:00 PKT", TEN_IN_KARACHI),
    ("FRI, 21 NOV 2025 10:00:00 PKT", TEN_IN_KARACHI),
    ("Fri Nov 21 10:00:00 2025", TEN_IN_KARACHI),
    ("Fri Nov 21 10:00:00 PKT 2025", TEN_IN_KARACHI),
    ("Fri, 21 Nov 2025 13:00:00 HKT", TEN_IN_KARACHI),
    ("Fri, 21 Nov 2025 14:00:00 JST", TEN_IN_KARACHI),
    ("Fri, 21 Nov 2025 10:30:00 IST", TEN_IN_KARACHI),
    ("Fri, 21 Nov 2025 08:00:00 MSK", TEN_IN_KARACHI),
    ("Fri, 21 Nov 2025 10:00:00 +0500 (PKT)", TEN_IN_KARACHI),
    # ISO 8601
    ("2025-11-21T10:00:00+05:00", TEN_IN_KARACHI),
    ("2025-11-21T10:00:00+0500", TEN_IN_KARACHI),
    ("2025-11-21T10:00:00+05", TEN_IN_KARACHI),
    ("2025-11-21T05:00:00Z", TEN_IN_KARACHI),
    ("2025-11-21T05:00:00.123456Z", TEN_IN_KARACHI),
    ("2025-11-21T00:00:00-05:00", TEN_IN_KARACHI),
    ("2025-11-21t05:00:00z", TEN_IN_KARACHI),
    ("2025-11-21 10:00:00", TEN_IN_KARACHI),
    ("2025-11-21 10:00", TEN_IN_KARACHI),
    ("2025-11-21T10:00", TEN_IN_KARACHI),
    ("20251121T100000", TEN_IN_KARACHI),
    ("20251121T050000Z", TEN_IN_KARACHI),
    ("2025-11-21T10:00+05:00[Asia/Karachi]", TEN_IN_KARACHI),
    ("2025-11-21 05:00:00 UTC", TEN_IN_KARACHI),
    # as the pages of our outlets print it
    ("Nov 21, 2025 | 10:00 am", TEN_IN_KARACHI),
    ("Nov. 21, 2025 10:00am", TEN_IN_KARACHI),
    ("November 21st, 2025 at 10:00 AM", TEN_IN_KARACHI),
    ("Friday, November 21, 2025 - 10:00", TEN_IN_KARACHI),
    ("Published Nov 21, 2025 10:00am", TEN_IN_KARACHI),
    ("Published: 21 November 2025, 10:00 a.m.", TEN_IN_KARACHI),
    ("Published November 21, 2025 10:00am Updated November 22, 2025 09:00am", TEN_IN_KARACHI),
    ("Updated 21 Nov, 2025 10:00am", TEN_IN_KARACHI),
    ("10:00 AM | November 21, 2025", TEN_IN_KARACHI),
    ("10:00am, 21st November, 2025", TEN_IN_KARACHI),
    ("21 Nov 2025 10 am", TEN_IN_KARACHI),
    ("21-Nov-2025 10:00", TEN_IN_KARACHI),
    ("21/11/2025 10:00:00", TEN_IN_KARACHI),
    ("21.11.2025 10.00", TEN_IN_KARACHI),
    ("11/21/2025 10:00:00 AM", TEN_IN_KARACHI),
    ("2025/11/21 10:00", TEN_IN_KARACHI),
    ("2025.11.21 10:00", TEN_IN_KARACHI),
    ("Nov 21, 2025 10:00 (GMT+5)", TEN_IN_KARACHI),
    ("Nov 21, 2025 10:00 GMT+05:00", TEN_IN_KARACHI),
    ("Nov 21, 2025 13:00 UTC+8", TEN_IN_KARACHI),
    ("13:00, November 21, 2025 (Beijing Time)", TEN_IN_KARACHI),
    ("Nov 21, 2025 10:00 Pakistan Standard Time", TEN_IN_KARACHI),
    ("Nov 21, 2025 10:00 local time", TEN_IN_KARACHI),
    ("Nov 21, 2025 10:00 am (12 minutes ago)", TEN_IN_KARACHI),
    ("Nov\u00a021,\u202f2025 10:00\u202fam", TEN_IN_KARACHI),
    ("۲۱ نومبر ۲۰۲۵ ۱۰:۰۰", TEN_IN_KARACHI),
    ("2025年11月21日 10:00", TEN_IN_KARACHI),
    ("2025年11月21日10时00分", TEN_IN_KARACHI),
    ("２０２５－１１－２１ １０：００", TEN_IN_KARACHI),
    # numbers
    ("1763701200", TEN_IN_KARACHI),
    ("1763701200000", TEN_IN_KARACHI),
    ("/Date(1763701200000)/", TEN_IN_KARACHI),
    # a day alone: its noon in the source's zone
    ("Fri, 21 Nov 2025", utc(21, 7)),
    ("2025-11-21", utc(21, 7)),
    ("20251121", utc(21, 7)),
    ("21st of November 2025", utc(21, 7)),
    ("21-Nov-2025", utc(21, 7)),
    ("November 21 2025", utc(21, 7)),
    ("2025 Nov 21", utc(21, 7)),
    ("21 نومبر 2025", utc(21, 7)),
]

REFUSED = [
    "",
    "   ",
    "yesterday",
    "12 hours ago",
    "November 2025",
    "2025-11",
    "2025",
    "11/2025",
    "Nov 21",
    "21-11-25",
    "2025-02-30",
    "31 Nov 2025",
    "2025-13-01",
    "Fri, 21 Nov 2025 10:00:00 XYZ",
    "Fri, 21 Nov 2025 25:00:00 +0500",
    "Fri, 21 Nov 2025 13:00 AM",
    "Fri, 21 Nov 2025 10:00 +9900",
    "2025-11-21T24:00:00",
    "21 Nov 2025, volume 3",
    "Dawn, 21 Nov 2025",
    "1999-12-31",
    "2025-11-24",
    "Sun, 23 Nov 2025 18:00:00 +0500",
    "2034-03-04T10:00:00Z",
    "4102444800",
    "x" * 300,
]


@pytest.mark.parametrize(("text", "zone", "expected"), TRAPS)
def test_what_feed_libraries_read_wrong(text: str, zone: str, expected: datetime) -> None:
    assert read_time(text, zone, NOW) == expected


@pytest.mark.parametrize(("text", "expected"), FORMATS)
def test_formats_of_our_sources(text: str, expected: datetime) -> None:
    assert read_time(text, KARACHI, NOW) == expected


def test_the_table_of_formats_is_long_enough() -> None:
    assert len({text for text, _ in FORMATS}) >= 60


@pytest.mark.parametrize("text", REFUSED)
def test_what_is_not_understood_is_none(text: str) -> None:
    assert read_time(text, KARACHI, NOW) is None


@pytest.mark.parametrize(
    ("name", "zone", "offset"),
    [
        ("PST", KARACHI, 5),
        ("PST", NEW_YORK, -8),
        ("CST", SHANGHAI, 8),
        ("CST", "Asia/Hong_Kong", 8),
        ("CST", NEW_YORK, -6),
        ("IST", "Europe/Dublin", 1),
        ("BST", "Asia/Dhaka", 6),
        ("BST", "Europe/London", 1),
    ],
)
def test_an_abbreviation_means_what_it_means_at_the_source(name: str, zone: str, offset: int) -> None:
    expected = utc(21, 12) - timedelta(hours=offset)
    assert read_time(f"Fri, 21 Nov 2025 12:00:00 {name}", zone, NOW) == expected


def test_american_papers_write_the_month_first() -> None:
    assert read_time("11/10/2025 12:00", NEW_YORK, NOW) == utc(10, 17)
    assert read_time("11/10/2025 12:00", KARACHI, NOW) == datetime(2025, 10, 11, 7, tzinfo=UTC)
    assert read_time("21/11/2025 12:00", NEW_YORK, NOW) == utc(21, 17)


@pytest.mark.parametrize(("text", "hour"), [("12:30 am", 0), ("12:30 pm", 12), ("3:30 pm", 15), ("15:30 pm", 15)])
def test_halves_of_the_day(text: str, hour: int) -> None:
    assert read_time(f"20 November 2025 {text}", "UTC", NOW) == utc(20, hour, 30)


def test_a_leap_second_is_the_second_before() -> None:
    assert read_time("2016-12-31T23:59:60Z", "UTC", NOW) == datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC)


def test_a_day_alone_is_marked_and_stays_that_day_in_utc() -> None:
    for zone in (KARACHI, SHANGHAI, NEW_YORK, "Asia/Tokyo", "Europe/London", "UTC"):
        moment = read_moment("21 November 2025", zone, NOW)
        assert moment is not None
        assert moment.day_only
        assert moment.at.date() == utc(21).date()
    timed = read_moment("21 November 2025 10:00", KARACHI, NOW)
    assert timed is not None
    assert not timed.day_only


def test_a_day_ahead_is_allowed_and_no_more() -> None:
    assert read_time("2025-11-23T07:59:00Z", "UTC", NOW) == utc(23, 7, 59)
    assert read_time("2025-11-23T08:01:00Z", "UTC", NOW) is None
    assert is_ahead("2025-11-23T08:01:00Z", "UTC", NOW)
    assert not is_ahead("2025-11-23T07:59:00Z", "UTC", NOW)
    assert not is_ahead("no date", "UTC", NOW)


@given(
    st.integers(0, 9300).map(lambda days: datetime(2000, 1, 2, tzinfo=UTC) + timedelta(days=days, seconds=days * 977)),
    st.sampled_from([KARACHI, SHANGHAI, NEW_YORK, "Europe/London"]),
)
def test_every_time_with_an_offset_comes_back(moment: datetime, zone: str) -> None:
    local = moment.astimezone(ZoneInfo(zone))
    for text in (local.isoformat(), local.strftime("%a, %d %b %Y %H:%M:%S %z"), local.strftime("%d/%m/%Y %H:%M:%S %z")):
        if zone == NEW_YORK and "/" in text:
            continue
        assert read_time(text, zone, NOW) == local, text


@given(st.text(max_size=80))
def test_no_text_makes_it_fail(text: str) -> None:
    found = read_time(text, KARACHI, NOW)
    assert found is None or (found.tzinfo is UTC and 2000 <= found.year <= 2025)


@pytest.mark.parametrize(
    ("zone", "day"), [("Asia/Karachi", 10), ("UTC", 9), ("Asia/Shanghai", 10), ("America/New_York", 9)]
)
def test_an_article_of_the_small_hours_belongs_to_the_day_of_its_own_zone(zone: str, day: int) -> None:
    assert day_in(datetime(2026, 5, 9, 20, 30, tzinfo=UTC), zone) == date(2026, 5, day)


def test_no_moment_has_no_day() -> None:
    assert day_in(None, "Asia/Karachi") is None
