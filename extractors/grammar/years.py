"""Dates that begin with a year: `2015`, `2026-03-31`, `2025-26`, `FY25`; and four digits that are a number."""

from typing import Final

from claims.figure import Bound
from extractors.grammar import calendar
from extractors.grammar.calendar import MONTHS, WEEKDAYS
from extractors.grammar.date_parts import PARTS, Date, measured, money_before
from extractors.grammar.nouns import is_plural
from extractors.grammar.tokens import NUMBER, WORD, Passage
from extractors.grammar.wordlists import word_set

_YEAR_CUES: Final = word_set(
    """
    in by since from until till before after during of for early late mid end year to and circa around between
    through than the about spring summer autumn winter fall fy fiscal calendar as on versus vs against over
    """
)


# Counted things before which four digits are a number: `2000 workers`, unless `in`, `since` … stand before them.
_FIRM_CUES: Final = frozenset({"in", "since", "by", "during", "until", "fy", "year", "late", "early", "mid", "the"})


_NUMBER_BEFORE: Final = word_set(
    """
    about around nearly almost some over than least approximately up another
    """
)


def read_iso(passage: Passage, index: int, year: int) -> Date | None:
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


def read_dotted(passage: Passage, index: int) -> Date | None:
    """`30.06.2022`: where full stops are used, the day comes first."""
    day, _, rest = passage.keys[index].partition(".")
    month, _, year = rest.partition(".")
    plain = all(part.isdigit() for part in (day, month, year))
    if not plain or len(year) != 4 or len(day) > 2 or len(month) > 2 or not 1900 <= int(year) <= 2100:
        return None
    value = calendar.iso(int(year), int(month), int(day))
    return Date(index, index + 1, value) if value and int(month) and int(day) else None


def read_years(passage: Passage, index: int, year: int) -> Date | None:
    """`2025-26`, `2017-2030`, `2023/24`, `2015`."""
    keys = passage.keys
    joined = keys[index + 1] in ("-", "/") and passage.glued(index + 1) and passage.glued(index + 2)
    if joined and len(keys[index + 2]) in (2, 4) and keys[index + 2].isdigit():
        second = calendar.short_year(year, keys[index + 2])
        if second is not None and not measured(passage, index + 3) and not money_before(passage, index):
            return Date(index, index + 3, str(year), str(second), Bound.RANGE)
        return None
    if keys[index + 1] == "s" and passage.glued(index + 1):
        passage.take(index, index + 2)  # a decade: `the 1960s`
        return None
    return Date(index, index + 1, str(year)) if _is_year(passage, index, year) else None


def _is_year(passage: Passage, index: int, year: int) -> bool:
    """Whether four bare digits are a year rather than a number of something."""
    left = passage.keys[index - 1]
    if passage.capital(index - 1) and left not in _YEAR_CUES and left not in MONTHS and left not in WEEKDAYS:
        # `Vision 2025`, `Made in China 2025`: part of a name
        return False
    if money_before(passage, index) or passage.keys[index + 1] in ("+", "th", "st", "nd", "rd"):
        return False
    if (passage.glued(index + 1) and passage.kinds[index + 1] == WORD) or measured(passage, index + 1):
        return False
    if left in ("no", "room", "flight", "number") or (left in ("-", "/") and passage.glued(index)):
        return passage.keys[index - 2] in PARTS or passage.keys[index - 2] in ("pre", "post")
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


def read_fiscal(passage: Passage, index: int) -> Date | None:
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
