"""Dates as ISO strings at the precision given, and the year or day that a text leaves out.

A date without a year is laid beside the day of publication: the next such day where the clause speaks of the future,
the last one where it speaks of the past, the nearest where it says neither.
"""

from datetime import MAXYEAR, MINYEAR, date, timedelta
from enum import Enum
from typing import Final

from extractors.grammar.wordlists import word_list

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        word_list(
            """january jan|february feb|march mar|april apr|may|june jun|july jul|august aug|september sept sep
            |october oct|november nov|december dec""",
            "|",
        ),
        start=1,
    )
    for name in names.split()
}
WEEKDAYS: Final = {
    name: number
    for number, names in enumerate(
        word_list("monday mon|tuesday tue tues|wednesday wed|thursday thu thurs|friday fri|saturday|sunday", "|")
    )
    for name in names.split()
}


class Tense(Enum):
    """What the words before a date say about its time."""

    PAST = "past"
    FUTURE = "future"
    UNKNOWN = "unknown"


def _days_in(year: int, month: int) -> int:
    # The standard library's calendar costs a fifth of the time in which this package is imported.
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return 28 + leap if month == 2 else 30 + (month in (1, 3, 5, 7, 8, 10, 12))


def iso(year: int | None, month: int | None = None, day: int | None = None) -> str | None:
    """`2026`, `2026-03`, `2026-03-31`, or `03-31` without a year; None where there is no such day."""
    if month is not None and not 1 <= month <= 12:
        return None
    if day is not None and (month is None or not 1 <= day <= _days_in(year or 2000, month)):
        return None
    parts = [f"{year:04d}" if year is not None else "", f"{month:02d}" if month else "", f"{day:02d}" if day else ""]
    return "-".join(part for part in parts if part) or None


def missing_year(month: int, day: int | None, published: date, tense: Tense) -> int:
    """The year of a month, or of a day in a month, that a text published on a day names without it."""
    if tense is Tense.UNKNOWN:
        years = (published.year - 1, published.year, published.year + 1)
        return min(
            (year for year in years if MINYEAR <= year <= MAXYEAR),
            key=lambda year: abs((_a_day(year, month, day) - published).days),
        )
    this = (month, day) if day is not None else (month,)
    now = (published.month, published.day) if day is not None else (published.month,)
    if tense is Tense.FUTURE:
        return published.year + (this < now)
    return published.year - (this > now)


def _a_day(year: int, month: int, day: int | None) -> date:
    return date(year, month, min(day or 15, _days_in(year, month)))


def weekday(number: int, published: date, tense: Tense) -> date | None:
    """The day that a text published on a day means by the name of a weekday (0 is Monday)."""
    if tense is Tense.FUTURE:
        return _shift(published, (number - published.weekday()) % 7)
    return _shift(published, -((published.weekday() - number) % 7))


def _shift(day: date, days: int) -> date | None:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def relative_day(word: str, published: date) -> date | None:
    """`today`, `tomorrow`, `yesterday`."""
    return _shift(published, {"today": 0, "tomorrow": 1, "yesterday": -1}[word])


def relative_month(shift: int, published: date) -> tuple[int, int]:
    """The year and month a number of months away."""
    months = published.year * 12 + published.month - 1 + shift
    return months // 12, months % 12 + 1


def short_year(first: int, digits: str) -> int | None:
    """The second year of `2025-26` or `2017-2030`: later than the first, within sixty years."""
    second = int(digits) if len(digits) == 4 else first - first % 100 + int(digits)
    if len(digits) == 2 and second <= first:
        second += 100
    return second if first < second <= first + 60 else None


def century(two_digits: int) -> int:
    """The year of `FY25`, `'99`."""
    return 2000 + two_digits if two_digits < 70 else 1900 + two_digits
