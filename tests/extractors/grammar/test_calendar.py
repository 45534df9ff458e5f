"""The year or day that a text leaves out."""

from datetime import date

import pytest

from extractors.grammar.calendar import (
    Tense,
    century,
    iso,
    missing_year,
    relative_day,
    relative_month,
    short_year,
    weekday,
)

_WEDNESDAY = date(2024, 5, 15)


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        ((2026,), "2026"),
        ((2026, 3), "2026-03"),
        ((2026, 3, 31), "2026-03-31"),
        ((None, 4, 1), "04-01"),
        ((None, 2, 29), "02-29"),
        ((2025, 2, 29), None),
        ((2025, 13), None),
        ((2025, None, 3), None),
        ((None,), None),
    ],
)
def test_writes_iso_at_the_precision_given(parts: tuple[int | None, ...], text: str | None) -> None:
    assert iso(*parts) == text


@pytest.mark.parametrize(
    ("month", "day", "tense", "year"),
    [
        (9, 26, Tense.FUTURE, 2024),
        (3, 5, Tense.FUTURE, 2025),
        (5, 15, Tense.FUTURE, 2024),
        (5, None, Tense.FUTURE, 2024),
        (4, None, Tense.FUTURE, 2025),
        (6, 5, Tense.PAST, 2023),
        (5, 15, Tense.PAST, 2024),
        (1, 30, Tense.PAST, 2024),
        (12, 20, Tense.UNKNOWN, 2023),
        (7, 4, Tense.UNKNOWN, 2024),
        (2, 29, Tense.UNKNOWN, 2024),
    ],
)
def test_finds_the_year_left_out(month: int, day: int | None, tense: Tense, year: int) -> None:
    assert missing_year(month, day, _WEDNESDAY, tense) == year


@pytest.mark.parametrize("published", [date.min, date.max])
def test_stays_inside_the_calendar(published: date) -> None:
    assert missing_year(7, 4, published, Tense.UNKNOWN) == published.year


@pytest.mark.parametrize(
    ("number", "tense", "day"),
    [
        (2, Tense.PAST, date(2024, 5, 15)),
        (3, Tense.PAST, date(2024, 5, 9)),
        (3, Tense.FUTURE, date(2024, 5, 16)),
        (1, Tense.UNKNOWN, date(2024, 5, 14)),
        (1, Tense.FUTURE, date(2024, 5, 21)),
    ],
)
def test_resolves_weekdays(number: int, tense: Tense, day: date) -> None:
    assert weekday(number, _WEDNESDAY, tense) == day


def test_days_beyond_the_calendar_have_no_date() -> None:
    assert weekday(0, date.max, Tense.FUTURE) is None
    assert relative_day("yesterday", date.min) is None


@pytest.mark.parametrize(("shift", "month"), [(-1, (2023, 12)), (0, (2024, 1)), (1, (2024, 2)), (12, (2025, 1))])
def test_moves_by_months(shift: int, month: tuple[int, int]) -> None:
    assert relative_month(shift, date(2024, 1, 31)) == month


@pytest.mark.parametrize(
    ("first", "digits", "second"),
    [(2025, "26", 2026), (2017, "2030", 2030), (1999, "00", 2000), (2015, "2015", None), (2015, "2100", None)],
)
def test_completes_the_second_year(first: int, digits: str, second: int | None) -> None:
    assert short_year(first, digits) == second


def test_two_digits_belong_to_the_nearer_century() -> None:
    assert (century(25), century(99)) == (2025, 1999)
