"""Dates that only the day of publication makes sense of: `Friday`, `today`, `next year`, `last month`."""

from typing import Final

from extractors.grammar import calendar
from extractors.grammar.calendar import WEEKDAYS, Tense
from extractors.grammar.date_parts import Date
from extractors.grammar.months import tense_before
from extractors.grammar.tokens import Passage

RELATIVE: Final = frozenset({"today", "tomorrow", "yesterday", "next", "last", "this"})


def read_relative(passage: Passage, index: int) -> Date | None:
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


def read_weekday(passage: Passage, index: int) -> Date | None:
    """A weekday, resolved by the day of publication."""
    published = passage.published
    if published is None or not passage.capital(index) or (len(passage.keys[index]) < 6):
        return None
    if passage.hyphen(index + 1):
        return None
    tense = Tense.FUTURE if passage.keys[index - 1] == "next" else tense_before(passage, index)
    day = calendar.weekday(WEEKDAYS[passage.keys[index]], published, tense)
    return Date(index, index + 1, day.isoformat()) if day else None
