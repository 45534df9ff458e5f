"""Dates in running text: `March 31, 2026`, `26-28 September`, `2025-26`, `by the end of June next year`, `Friday`."""

from typing import Final

from claims.figure import Bound
from extractors.grammar.calendar import MONTHS, WEEKDAYS
from extractors.grammar.date_parts import PARTS, Date, day_at, money_before, year_at
from extractors.grammar.months import read_day_month, read_month, read_slashes
from extractors.grammar.relative_dates import RELATIVE, read_relative, read_weekday
from extractors.grammar.tokens import NUMBER, Passage
from extractors.grammar.years import read_dotted, read_fiscal, read_iso, read_years

_DEADLINES: Final = frozenset({"by", "before"})
_FISCAL: Final = frozenset({"fy", "fiscal", "financial"})
_OPENERS: Final = frozenset({*MONTHS, *WEEKDAYS, *RELATIVE, *_FISCAL})


def read_dates(passage: Passage) -> list[Date]:
    """All dates of a passage in reading order; their tokens, and those of decades and clock times, are taken."""
    found: list[Date] = []
    index = passage.first
    while index < passage.last:
        opens = passage.kinds[index] == NUMBER or passage.keys[index] in _OPENERS
        date = _read(passage, index) if opens and not passage.taken[index] else None
        if date is None:
            index += 1
            continue
        joined = _join(passage, found, date)
        if joined is not None:
            found[-1] = joined
        else:
            found.append(_limited(passage, date, found))
        passage.take(found[-1].start, date.end)
        index = date.end
    return found


def _read(passage: Passage, index: int) -> Date | None:
    if passage.kinds[index] == NUMBER:
        return _read_number(passage, index)
    key = passage.keys[index]
    if key in MONTHS:
        return read_month(passage, index)
    if key in _FISCAL:
        return read_fiscal(passage, index)
    return read_relative(passage, index) if key in RELATIVE else read_weekday(passage, index)


def _read_number(passage: Passage, index: int) -> Date | None:
    year = year_at(passage, index)
    if year is not None:
        return read_iso(passage, index, year) or read_years(passage, index, year)
    dotted = read_dotted(passage, index)
    if dotted is not None:
        return dotted
    day = day_at(passage, index)
    if day is None or money_before(passage, index):
        return None
    return read_day_month(passage, index, day) or read_slashes(passage, index)


def _join(passage: Passage, found: list[Date], date: Date) -> Date | None:
    """`from 2025 to 2029`, `between 2015 and 2019`, `March 2025 - June 2026`."""
    if not found or found[-1].high is not None or date.high is not None or found[-1].value >= date.value:
        return None
    first = found[-1]
    gap = passage.keys[first.end : date.start]
    left = passage.keys[first.start - 1]
    joins = gap == ["-"] or (gap == ["to"] and left != "by") or (gap == ["and"] and left == "between")
    if not joins or len(first.value) != len(date.value):
        return None
    return Date(first.start, date.end, first.value, date.value, Bound.RANGE)


def _limited(passage: Passage, date: Date, found: list[Date]) -> Date:
    """Adds what stands before the date: `by`, `by the end of`, `mid-`, `around`; and a deadline shared in a list."""
    start = _part_before(passage, date.start)
    word = passage.keys[start - 1]
    if word in ("around", "about", "circa"):
        if passage.keys[start - 2] in _DEADLINES:
            return date._replace(start=start - 2, bound=Bound.AT_MOST)
        return date._replace(start=start - 1, bound=Bound.ABOUT)
    if word in _DEADLINES and date.high is None:
        return date._replace(start=start - 1, bound=Bound.AT_MOST)
    if word == "than" and passage.keys[start - 3 : start] == ["no", "later", "than"]:
        return date._replace(start=start - 3, bound=Bound.AT_MOST)
    if found and found[-1].bound is Bound.AT_MOST and date.high is None and _listed(passage, found[-1], date):
        return date._replace(bound=Bound.AT_MOST)
    return date._replace(start=start)


def _part_before(passage: Passage, start: int) -> int:
    """Steps back over `the end of`, `early`, `mid-`, `the first half of`, `the year`, one after another."""
    at, before = start, start + 1
    while at < before and start - at < 10:
        before, at = at, _one_part_before(passage, at)
    return at


def _one_part_before(passage: Passage, start: int) -> int:
    keys = passage.keys
    at = start
    if keys[at - 1] == "year" and keys[at - 2] in ("the", "fiscal", "calendar"):
        at -= 1
    elif keys[at - 1] == "of" and keys[at - 2] in PARTS:
        at -= 2
    elif keys[at - 1] == "of" and keys[at - 2] in ("half", "quarter") and keys[at - 3] in _NTH:
        at -= 3
    elif keys[at - 1] == "-" and keys[at - 2] in PARTS:
        at -= 2
    elif keys[at - 1] == "end" and keys[at - 2] == "-" and keys[at - 3] == "year":
        at -= 3
    elif keys[at - 1] in PARTS:
        at -= 1
    return at - 1 if at < start and keys[at - 1] == "the" else at


_NTH: Final = frozenset({"first", "second", "third", "fourth", "last"})


def _listed(passage: Passage, first: Date, date: Date) -> bool:
    """`by 2020, 2025 and 2030`: the deadline governs the whole list."""
    gap = passage.keys[first.end : date.start]
    return len(gap) <= 2 and all(key in (",", "and") for key in gap) and bool(gap)
