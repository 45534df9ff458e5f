"""Dates with a month: `March 31, 2026`, `26-28 September`, `July-March 2024`; and the year that they leave out."""

from typing import Final, NamedTuple

from claims.figure import Bound
from extractors.grammar import calendar
from extractors.grammar.calendar import MONTHS, Tense
from extractors.grammar.date_parts import PARTS, Date, after_ordinal, day_at, measured, year_at
from extractors.grammar.tokens import NUMBER, SENTENCE_ENDS, WORD, Passage
from extractors.grammar.wordlists import word_set


class _Day(NamedTuple):
    """A date as printed, before its year is known; `days` holds two days for a range."""

    start: int
    end: int
    month: int | None
    days: tuple[int, ...]
    year: int | None


_MONTH_CUES: Final = word_set(
    """
    in by since from until till before after during of early late mid end last next this to and on for between
    through every beginning starting
    """
)


def read_day_month(passage: Passage, index: int, day: int) -> Date | None:
    """`4 September`, `15th Aug, 2025`, `26-28 September 2025`, `14th of August`."""
    keys = passage.keys
    days: tuple[int, ...] = (day,)
    at = after_ordinal(passage, index + 1)
    if keys[at] in ("-", "to", "and") and (keys[at] != "-" or passage.glued(at)):
        second = day_at(passage, at + 1)
        after = after_ordinal(passage, at + 2)
        if second is not None and second > day and keys[after] in MONTHS:
            days, at = (day, second), after
    if keys[at] == "of":
        at += 1
    if keys[at] not in MONTHS or not passage.capital(at):
        return None
    month = MONTHS[keys[at]]
    return _complete(passage, _Day(index, at + 1, month, days, None))


def read_slashes(passage: Passage, index: int) -> Date | None:
    """`26/09/2025`: read where only one order of day and month is possible, else only kept from being a number."""
    keys = passage.keys
    mark = keys[index + 1]
    if mark not in ("/", "-") or keys[index + 3] != mark or year_at(passage, index + 4) is None:
        return None
    first, second, year = day_at(passage, index), day_at(passage, index + 2), year_at(passage, index + 4)
    passage.take(index, index + 5)
    if first is None or second is None or (first <= 12 and second <= 12 and first != second):
        return None
    day, month = (first, second) if second <= 12 else (second, first)
    value = calendar.iso(year, month, day)
    return Date(index, index + 5, value) if value else None


def read_month(passage: Passage, index: int) -> Date | None:
    """A date that begins with the name of a month: `March`, `March 31`, `March 31, 2026`, `March-April 2026`."""
    keys = passage.keys
    if not passage.capital(index) or _tail_of_name(passage, index):
        return None
    month = MONTHS[keys[index]]
    at = index + 1 + (keys[index + 1] == "." and passage.glued(index + 1) and len(keys[index]) <= 4)
    other = _second_month(passage, at)
    if other is not None:
        return _read_months(passage, index, month, at + 1)
    day = day_at(passage, at)
    if day is not None and not _no_day(passage, at):
        return _read_month_day(passage, index, month, at, day)
    return _complete(passage, _Day(index, at, month, (), None)) if _is_month(passage, index, at) else None


def _tail_of_name(passage: Passage, index: int) -> bool:
    """`Al-March`; not `mid-May`, `Jan 2023-Dec 2024`."""
    joined = passage.keys[index - 1] == "-" and passage.glued(index)
    return joined and passage.keys[index - 2] not in PARTS and passage.kinds[index - 2] != NUMBER


def _no_day(passage: Passage, at: int) -> bool:
    """`In May 12 companies …`: a number of something, not a day."""
    after = at + 1
    if passage.keys[after] in ("%", "percent") or passage.keys[after] == "million":
        return True
    return passage.kinds[after] == WORD and passage.words[after].islower() and measured(passage, after)


def _second_month(passage: Passage, at: int) -> int | None:
    keys = passage.keys
    if keys[at] == "-" and keys[at + 1] in MONTHS and passage.capital(at + 1):
        return MONTHS[keys[at + 1]]
    return None


def _read_months(passage: Passage, index: int, month: int, at: int) -> Date | None:
    """`July-March 2024`: a range of months where a year stands behind it; before a fiscal year only kept whole."""
    year = year_at(passage, at + 1)
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
    end = after_ordinal(passage, at + 1)
    if keys[end] in ("-", "to") and (keys[end] == "to" or passage.glued(end)):
        second = day_at(passage, end + 1)
        if second is not None and second > day:
            days, end = (day, second), after_ordinal(passage, end + 2)
    elif keys[end] == "and" and _second_day(passage, day, end + 1):
        days, end = (day, int(keys[end + 1])), after_ordinal(passage, end + 2)
    return _complete(passage, _Day(index, end, month, days, None))


def _second_day(passage: Passage, first: int, at: int) -> bool:
    """`on May 7 and 9,`; not `on May 7 and 9 people`, `between May 7 and 9 million`."""
    second = day_at(passage, at)
    after = after_ordinal(passage, at + 1)
    ends = passage.kinds[after] != WORD or passage.keys[after] in _AFTER_DAYS
    closed = ends and passage.keys[after] not in _UNIT_MARKS and not passage.glued(after + 1)
    return second is not None and second > first and closed and not measured(passage, after)


_AFTER_DAYS: Final = word_set("in at to for and when as with by")
_UNIT_MARKS: Final = frozenset({"%", "-", "/", "$", ":"})


def _is_month(passage: Passage, index: int, at: int) -> bool:
    """Whether a month's name alone is a month: `May` and `March` are other words too."""
    if year_at(passage, at) is not None or (passage.keys[at] in (",", "of") and year_at(passage, at + 1) is not None):
        return True
    left = passage.keys[index - 1]
    near = left in _MONTH_CUES or (left == "-" and passage.keys[index - 2] in PARTS)
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
        if tense is Tense.UNKNOWN and "by" in passage.keys[found.start - 4 : found.start]:
            tense = Tense.FUTURE  # a deadline
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
    year = year_at(passage, at)
    if year is not None and not measured(passage, at + 1):
        return year, at + 1
    shift = {"next": 1, "last": -1, "this": 0}.get(keys[end])
    if shift is not None and keys[end + 1] == "year":
        published = passage.published
        return (published.year + shift if published else None), end + 2
    return None, end


_FUTURE: Final = word_set(
    """
    will would shall to scheduled due expected planned plans likely set slated may could next should targeted
    must upcoming ahead
    """
)


_PAST: Final = word_set(
    """
    was were had did said told began met held took came went since last rose fell made gave
    """
)


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
