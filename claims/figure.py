"""Figures: the numbers that a text states, with their bounds and units.

The meaning of every field is that of the label schema in docs/fields.md.
"""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias


class Bound(StrEnum):
    """How a stated number limits the truth: `more than $25bn`, `up to 300 MW`, `nearly 800`."""

    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"
    RANGE = "range"


# A date is an ISO string at the precision given: `2015`, `2026-03`, `2026-03-31`; `04-01` where no year can be known.
IsoDate: TypeAlias = str
Value: TypeAlias = Decimal | IsoDate


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as a text states it: `text[start:end]` are its words, with modifiers and unit.

    `value` is exact and in base units (25000000000 for `$25bn`, with unit `USD`); `value_high` is set only for a range.
    `unit` is an ISO currency code, a unit of docs/fields.md, `count:<singular noun>`, `date` or `ordinal`.
    How precisely the number was stated is read from `words` by `claims.precision.stated_step`.
    """

    start: int
    end: int
    words: str
    value: Value
    value_high: Value | None
    bound: Bound
    unit: str


@dataclass(frozen=True, slots=True)
class Unread:
    """A number that was seen but not understood: kept and listed, never guessed at."""

    start: int
    end: int
    words: str
    reason: str
