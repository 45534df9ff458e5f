"""Periods and dates of reports as spans of days.

A period is `2025`, `FY2025` (July 2024 to June 2025), `2025-09`, `2025-09-26`, or two of these with a slash,
`2023-07/2024-04`. A day or month whose year no one stated (`04-01`, `06`) is a span only once it is laid in a year.
Whatever is none of these is kept as text: it equals itself and nothing can be shown about it.
"""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_FISCAL = re.compile(r"FY(\d{4})", re.IGNORECASE)
_DATED = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_YEARLESS = re.compile(r"(\d{2})(?:-(\d{2}))?")
# Two yearless days are compared in one year that has them all.
_LEAP_YEAR = 2000
_FISCAL_START = 7


@dataclass(frozen=True, slots=True)
class Span:
    """Days from `first` to `last`, both included."""

    first: date
    last: date

    def meets(self, other: "Span") -> bool:
        """Whether the two have a day in common."""
        return self.first <= other.last and other.first <= self.last


def span(period: str | None, year: int | None = None) -> Span | None:
    """The days of a period; None where it names none. A yearless day or month is laid in `year`, if one is given."""
    if period is None:
        return None
    start, slash, end = period.strip().partition("/")
    first = _one_span(start, year)
    last = _one_span(end, year) if slash else first
    if first is None or last is None or last.last < first.first:
        return None
    return Span(first.first, last.last)


def is_yearless(period: str | None) -> bool:
    """Whether a period is a day or month whose year nobody stated: `04-01`, `06`."""
    return span(period) is None and span(period, _LEAP_YEAR) is not None


def same_period(one: str | None, other: str | None) -> bool:
    """Whether two named periods are the same days (`FY2025`, `2024-07/2025-06`); False where either is unknown."""
    if one is None or other is None:
        return False
    if (days := span(one)) and (others := span(other)):
        return days == others
    return one.strip().casefold() == other.strip().casefold()


def disjoint(one: str | None, other: str | None) -> bool:
    """Whether two periods are shown to have no day in common, in whatever year a yearless one may lie."""
    laid = list(laid_together(one, other))
    return bool(laid) and not any(days.meets(others) for days, others in laid)


def extends(former: str | None, later: str | None) -> bool:
    """Whether `later` goes on from the same first day beyond `former`: July–April, then the full year."""
    days, longer = span(former), span(later)
    return days is not None and longer is not None and longer.first == days.first and longer.last > days.last


def days_between(earlier: str | None, later: str | None) -> int | None:
    """Days from the end of one period to the end of the other, negative where the second ends first.

    None where either is unknown or has no year.
    """
    days, others = span(earlier), span(later)
    return (others.last - days.last).days if days and others else None


def laid_together(one: str | None, other: str | None) -> Iterator[tuple[Span, Span]]:
    """Every way in which two periods can lie beside each other: one, but for a yearless period one for each year."""
    for year in years_to_try(one, other):
        days, others = span(one, year), span(other, year)
        if days and others:
            yield days, others


def years_to_try(one: str | None, other: str | None) -> range:
    """The years in which a yearless period may lie beside the other: those of the other, or a leap year for both."""
    dated = span(one) or span(other)
    if dated is None:
        return range(_LEAP_YEAR, _LEAP_YEAR + 1)
    if not is_yearless(one) and not is_yearless(other):
        return range(dated.first.year, dated.first.year + 1)
    # Three years running hold whole every day and month that a longer span can hold.
    return range(dated.first.year, min(dated.last.year, dated.first.year + 2) + 1)


def _one_span(text: str, year: int | None) -> Span | None:
    if fiscal := _FISCAL.fullmatch(text):
        return _fiscal_year(int(fiscal[1]))
    if dated := _DATED.fullmatch(text):
        return _days(int(dated[1]), dated[2], dated[3])
    if year is not None and (yearless := _YEARLESS.fullmatch(text)):
        return _days(year, yearless[1], yearless[2])
    return None


def _fiscal_year(ends: int) -> Span | None:
    if ends <= date.min.year:
        return None
    return Span(date(ends - 1, _FISCAL_START, 1), date(ends, _FISCAL_START - 1, 30))


def _days(year: int, month: str | None, day: str | None) -> Span | None:
    """The days of a year, a month or a day; None where the calendar has no such day."""
    try:
        first = date(year, int(month or 1), int(day or 1))
    except ValueError:
        return None
    if day:
        return Span(first, first)
    last_month = first.month if month else 12
    return Span(first, date(year, last_month, calendar.monthrange(year, last_month)[1]))
