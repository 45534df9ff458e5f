"""Dates in running text: `March 31, 2026`, `26-28 September`, `2025-26`, `by the end of June next year`, `Friday`."""

from typing import Final, NamedTuple

from claims.figure import Bound
from extractors.grammar import calendar
from extractors.grammar.calendar import MONTHS, WEEKDAYS, Tense
from extractors.grammar.nouns import is_plural
from extractors.grammar.tokens import NUMBER, SENTENCE_ENDS, WORD, Passage
from extractors.grammar.units import read_unit
from extractors.grammar.wordlists import word_set


class Date(NamedTuple):
    """A date phrase: the tokens `start:end`, ISO values, and its bound."""

    start: int
    end: int
    value: str
    high: str | None = None
    bound: Bound = Bound.EXACT


class _Day(NamedTuple):
    """A date as printed, before its year is known; `days` holds two days for a range."""

    start: int
    end: int
    month: int | None
    days: tuple[int, ...]
    year: int | None


_PARTS: Final = frozenset({"early", "late", "mid", "end", "start", "beginning", "middle", "spring", "summer", "autumn"})
_DEADLINES: Final = frozenset({"by", "before"})
_YEAR_CUES: Final = word_set(
    """
    in by since from until till before after during of for early late mid end year to and circa around between
    through than the about spring summer autumn winter fall fy fiscal calendar as on versus vs against over
    """
)
_MONTH_CUES: Final = word_set(
    """
    in by since from until till before after during of early late mid end last next this to and on for between
    through every beginning starting
    """
)
# Counted things before which four digits are a number: `2000 workers`, unless `in`, `since` … stand before them.
_FIRM_CUES: Final = frozenset({"in", "since", "by", "during", "until", "fy", "year", "late", "early", "mid", "the"})
_FUTURE: Final = word_set(
    """
    will would shall to scheduled due expected planned plans likely set slated may could next should targeted
    must upcoming ahead
    """
)
_NUMBER_BEFORE: Final = word_set(
    """
    about around nearly almost some over than least approximately up another
    """
)


def read_dates(passage: Passage) -> list[Date]:
    """All dates of a passage in reading order; their tokens, and those of decades and clock times, are taken."""
    found: list[Date] = []
    index = passage.first
    while index < passage.last:
        date = None if passage.taken[index] else _read(passage, index)
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
    if passage.kinds[index] != WORD:
        return None
    key = passage.keys[index]
    if key in MONTHS:
        return _read_month(passage, index)
    if key in ("fy", "fiscal", "financial"):
        return _read_fiscal(passage, index)
    if key in _RELATIVE:
        return _read_relative(passage, index)
    return _read_weekday(passage, index) if key in WEEKDAYS else None


def _year(passage: Passage, index: int) -> int | None:
    key = passage.keys[index]
    if passage.kinds[index] != NUMBER or len(key) != 4 or not key.isdigit():
        return None
    year = int(key)
    return year if 1500 <= year <= 2100 else None


def _day(passage: Passage, index: int) -> int | None:
    key = passage.keys[index]
    if passage.kinds[index] != NUMBER or len(key) > 2 or not 1 <= int(key) <= 31:
        return None
    return int(key)


def _after_ordinal(passage: Passage, index: int) -> int:
    """The token after the `th` of a day, if one is there."""
    return index + 1 if passage.keys[index] in ("st", "nd", "rd", "th") and passage.glued(index) else index


# --- digits first ----------------------------------------------------------------------------------------------------


def _read_number(passage: Passage, index: int) -> Date | None:
    year = _year(passage, index)
    if year is not None:
        return _read_iso(passage, index, year) or _read_years(passage, index, year)
    day = _day(passage, index)
    if day is None or _money_before(passage, index):
        return None
    return _read_day_month(passage, index, day) or _read_slashes(passage, index)


def _money_before(passage: Passage, index: int) -> bool:
    return passage.keys[index - 1] in ("$", "€", "£", "¥", "rs", "usd", "pkr", "rmb", "cny")


def _read_iso(passage: Passage, index: int, year: int) -> Date | None:
    """`2026-03-31`; `2026-03` where the second part cannot be the next year of `2011-12`."""
    keys = passage.keys
    if not passage.hyphen(index + 1) or len(keys[index + 2]) != 2 or not keys[index + 2].isdigit():
        return None
    month = int(keys[index + 2])
    if passage.hyphen(index + 3) and len(keys[index + 4]) == 2 and keys[index + 4].isdigit():
        value = calendar.iso(year, month, int(keys[index + 4]))
        return Date(index, index + 5, value) if value else None
    value = calendar.iso(year, month)
    return Date(index, index + 3, value) if value and month != (year + 1) % 100 and keys[index + 2][0] == "0" else None


def _read_years(passage: Passage, index: int, year: int) -> Date | None:
    """`2025-26`, `2017-2030`, `2023/24`, `2015`."""
    keys = passage.keys
    joined = keys[index + 1] in ("-", "/") and passage.glued(index + 1) and passage.glued(index + 2)
    if joined and len(keys[index + 2]) in (2, 4) and keys[index + 2].isdigit():
        second = calendar.short_year(year, keys[index + 2])
        if second is not None and not _measured(passage, index + 3) and not _money_before(passage, index):
            return Date(index, index + 3, str(year), str(second), Bound.RANGE)
        return None
    if keys[index + 1] == "s" and passage.glued(index + 1):
        passage.take(index, index + 2)  # a decade: `the 1960s`
        return None
    return Date(index, index + 1, str(year)) if _is_year(passage, index, year) else None


def _measured(passage: Passage, index: int) -> bool:
    if passage.keys[index] in ("million", "billion", "trillion", "lakh", "crore", "bn", "m", "mn"):
        return True
    return read_unit(passage, index) is not None and passage.keys[index] not in ("year", "day", "month", "years")


def _is_year(passage: Passage, index: int, year: int) -> bool:
    """Whether four bare digits are a year rather than a number of something."""
    left = passage.keys[index - 1]
    if passage.capital(index - 1) and left not in _YEAR_CUES and left not in MONTHS and left not in WEEKDAYS:
        # `Vision 2025`, `Made in China 2025`: part of a name
        return False
    if _money_before(passage, index) or passage.keys[index + 1] in ("+", "th", "st", "nd", "rd"):
        return False
    if (passage.glued(index + 1) and passage.kinds[index + 1] == WORD) or _measured(passage, index + 1):
        return False
    if left in ("no", "room", "flight", "number") or (left in ("-", "/") and passage.glued(index)):
        return passage.keys[index - 2] in _PARTS or passage.keys[index - 2] in ("pre", "post")
    if passage.hyphen(index + 1) and passage.kinds[index + 2] == WORD:
        return left in _YEAR_CUES and left not in _NUMBER_BEFORE
    return _year_in_context(passage, index, year)


def _year_in_context(passage: Passage, index: int, year: int) -> bool:
    left, right = passage.keys[index - 1], passage.keys[index + 1]
    counted = passage.kinds[index + 1] == WORD and is_plural(right)
    if counted and left not in _FIRM_CUES and (left in _NUMBER_BEFORE or year % 100 == 0 or not 1990 <= year <= 2050):
        return False
    if not 1900 <= year <= 2060:
        return left in _FIRM_CUES and left != "the" and not counted
    return left not in ("more", "than", "least", "nearly", "almost", "exactly") and right != "people"


def _read_day_month(passage: Passage, index: int, day: int) -> Date | None:
    """`4 September`, `15th Aug, 2025`, `26-28 September 2025`, `14th of August`."""
    keys = passage.keys
    days: tuple[int, ...] = (day,)
    at = _after_ordinal(passage, index + 1)
    if keys[at] in ("-", "to", "and") and (keys[at] != "-" or passage.glued(at)):
        second = _day(passage, at + 1)
        after = _after_ordinal(passage, at + 2)
        if second is not None and second > day and keys[after] in MONTHS:
            days, at = (day, second), after
    if keys[at] == "of":
        at += 1
    if keys[at] not in MONTHS or not passage.capital(at):
        return None
    month = MONTHS[keys[at]]
    return _complete(passage, _Day(index, at + 1, month, days, None))


def _read_slashes(passage: Passage, index: int) -> Date | None:
    """`26/09/2025`: read where only one order of day and month is possible, else only kept from being a number."""
    keys = passage.keys
    mark = keys[index + 1]
    if mark not in ("/", "-") or keys[index + 3] != mark or _year(passage, index + 4) is None:
        return None
    first, second, year = _day(passage, index), _day(passage, index + 2), _year(passage, index + 4)
    passage.take(index, index + 5)
    if first is None or second is None or (first <= 12 and second <= 12 and first != second):
        return None
    day, month = (first, second) if second <= 12 else (second, first)
    value = calendar.iso(year, month, day)
    return Date(index, index + 5, value) if value else None


# --- months first ----------------------------------------------------------------------------------------------------


def _read_month(passage: Passage, index: int) -> Date | None:
    keys = passage.keys
    if not passage.capital(index) or (
        keys[index - 1] == "-" and passage.glued(index) and keys[index - 2] not in _PARTS
    ):
        return None
    month = MONTHS[keys[index]]
    at = index + 1 + (keys[index + 1] == "." and passage.glued(index + 1) and len(keys[index]) <= 4)
    other = _second_month(passage, at)
    if other is not None:
        return _read_months(passage, index, month, at + 1)
    day = _day(passage, at)
    if day is not None and not _no_day(passage, at):
        return _read_month_day(passage, index, month, at, day)
    return _complete(passage, _Day(index, at, month, (), None)) if _is_month(passage, index, at) else None


def _no_day(passage: Passage, at: int) -> bool:
    """`In May 12 companies …`: a number of something, not a day."""
    after = at + 1
    if passage.keys[after] in ("%", "percent") or passage.keys[after] == "million":
        return True
    return passage.kinds[after] == WORD and passage.words[after].islower() and _measured(passage, after)


def _second_month(passage: Passage, at: int) -> int | None:
    keys = passage.keys
    if keys[at] == "-" and keys[at + 1] in MONTHS and passage.capital(at + 1):
        return MONTHS[keys[at + 1]]
    return None


def _read_months(passage: Passage, index: int, month: int, at: int) -> Date | None:
    """`July-March 2024`: a range of months where a year stands behind it; before a fiscal year only kept whole."""
    year = _year(passage, at + 1)
    second = MONTHS[passage.keys[at]]
    if year is None or passage.hyphen(at + 2):
        passage.take(index, at + 1)
        return None
    first_year = year if month < second else year - 1
    value, high = calendar.iso(first_year, month), calendar.iso(year, second)
    return Date(index, at + 2, value, high, Bound.RANGE) if value and high else None


def _read_month_day(passage: Passage, index: int, month: int, at: int, day: int) -> Date | None:
    keys = passage.keys
    days: tuple[int, ...] = (day,)
    end = _after_ordinal(passage, at + 1)
    if keys[end] in ("-", "to") and (keys[end] == "to" or passage.glued(end)):
        second = _day(passage, end + 1)
        if second is not None and second > day:
            days, end = (day, second), _after_ordinal(passage, end + 2)
    return _complete(passage, _Day(index, end, month, days, None))


def _is_month(passage: Passage, index: int, at: int) -> bool:
    """Whether a month's name alone is a month: `May` and `March` are other words too."""
    if _year(passage, at) is not None or (passage.keys[at] in (",", "of") and _year(passage, at + 1) is not None):
        return True
    left = passage.keys[index - 1]
    near = left in _MONTH_CUES or (left == "-" and passage.keys[index - 2] in _PARTS)
    if near:
        return not (passage.keys[index] == "may" and left in ("and", "to", "on"))
    possessive = passage.keys[at] == "'"
    return possessive and passage.keys[index] not in ("may", "march")


def _complete(passage: Passage, found: _Day) -> Date | None:
    """Adds the year that stands behind, or that the day of publication gives."""
    year, end = _year_behind(passage, found)
    if year is None and passage.published is not None and found.month is not None:
        day = found.days[0] if found.days else None
        tense = tense_before(passage, found.start)
        year = calendar.missing_year(found.month, day, passage.published, tense)
    if year is None and not found.days:
        return None
    value = calendar.iso(year, found.month, found.days[0] if found.days else None)
    if value is None:
        return None
    high = calendar.iso(year, found.month, found.days[1]) if len(found.days) > 1 else None
    return Date(found.start, end, value, high, Bound.RANGE if high else Bound.EXACT)


def _year_behind(passage: Passage, found: _Day) -> tuple[int | None, int]:
    keys, end = passage.keys, found.end
    at = end + 1 if keys[end] in (",", "of", ".") else end
    year = _year(passage, at)
    if year is not None and not _measured(passage, at + 1):
        return year, at + 1
    shift = {"next": 1, "last": -1, "this": 0}.get(keys[end])
    if shift is not None and keys[end + 1] == "year":
        published = passage.published
        return (published.year + shift if published else None), end + 2
    return None, end


def tense_before(passage: Passage, index: int) -> Tense:
    """Whether the clause before the token speaks of what is to come, of what was, or does not say."""
    for at in range(index - 1, max(passage.first, index - 30) - 1, -1):
        key = passage.keys[at]
        if key in SENTENCE_ENDS or passage.keys[at] == ";":
            break
        if key in _FUTURE and (key != "to" or passage.keys[at + 1] == "be" or passage.keys[at - 1] in ("is", "are")):
            return Tense.FUTURE
        if passage.keys[at - 1] == "be":
            return Tense.FUTURE
        if key in _PAST or (passage.kinds[at] == WORD and key.endswith("ed") and len(key) > 4):
            return Tense.PAST
    return Tense.UNKNOWN


_PAST: Final = word_set(
    """
    was were had did said told began met held took came went since last rose fell made gave
    """
)


# --- fiscal years, relative dates, weekdays -------------------------------------------------------------------------


def _read_fiscal(passage: Passage, index: int) -> Date | None:
    """`FY25`, `FY2024-25`, `fiscal year 2025`; named by the year of its end."""
    keys = passage.keys
    at = index + 1
    if keys[index] != "fy" and keys[at] == "year":
        at += 1
    at += keys[at] in ("'", "-")
    if passage.kinds[at] != NUMBER or not keys[at].isdigit() or len(keys[at]) not in (2, 4):
        return None
    year = int(keys[at]) if len(keys[at]) == 4 else calendar.century(int(keys[at]))
    if keys[at + 1] in ("-", "/") and passage.glued(at + 2) and keys[at + 2].isdigit() and len(keys[at + 2]) in (2, 4):
        second = calendar.short_year(year, keys[at + 2])
        return Date(index, at + 3, str(year), str(second), Bound.RANGE) if second else None
    return Date(index, at + 1, str(year)) if 1900 <= year <= 2100 else None


_RELATIVE: Final = frozenset({"today", "tomorrow", "yesterday", "next", "last", "this"})


def _read_relative(passage: Passage, index: int) -> Date | None:
    """`today`, `next year`, `last month`, `this year`: only where the day of publication is known."""
    published, key = passage.published, passage.keys[index]
    if published is None:
        return None
    if key in ("today", "tomorrow", "yesterday"):
        day = calendar.relative_day(key, published)
        return Date(index, index + 1, day.isoformat()) if day and passage.keys[index + 1] != "'" else None
    shift = {"next": 1, "last": -1, "this": 0}[key]
    if passage.keys[index + 1] == "year":
        value = calendar.iso(published.year + shift)
    elif passage.keys[index + 1] == "month":
        value = calendar.iso(*calendar.relative_month(shift, published))
    else:
        return None
    return Date(index, index + 2, value) if value else None


def _read_weekday(passage: Passage, index: int) -> Date | None:
    """A weekday, resolved by the day of publication."""
    published = passage.published
    if published is None or not passage.capital(index) or (len(passage.keys[index]) < 6):
        return None
    if passage.hyphen(index + 1):
        return None
    tense = Tense.FUTURE if passage.keys[index - 1] == "next" else tense_before(passage, index)
    day = calendar.weekday(WEEKDAYS[passage.keys[index]], published, tense)
    return Date(index, index + 1, day.isoformat()) if day else None


# --- bounds and ranges -----------------------------------------------------------------------------------------------


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
    """Steps back over `the end of`, `early`, `mid-`, `the first half of`, `the year`, `Friday,`."""
    keys = passage.keys
    at = start
    if keys[at - 1] == "year" and keys[at - 2] in ("the", "fiscal", "calendar"):
        at -= 2
    if keys[at - 1] == "of" and keys[at - 2] in _PARTS:
        at -= 2
    elif keys[at - 1] == "of" and keys[at - 2] in ("half", "quarter") and keys[at - 3] in _NTH:
        at -= 3
    elif keys[at - 1] == "-" and keys[at - 2] in _PARTS:
        at -= 2
    elif keys[at - 1] in _PARTS:
        at -= 1
    return at - 1 if at < start and keys[at - 1] == "the" else at


_NTH: Final = frozenset({"first", "second", "third", "fourth", "last"})


def _listed(passage: Passage, first: Date, date: Date) -> bool:
    """`by 2020, 2025 and 2030`: the deadline governs the whole list."""
    gap = passage.keys[first.end : date.start]
    return len(gap) <= 2 and all(key in (",", "and") for key in gap) and bool(gap)
