"""What the readers of dates share: a date phrase, and years and days as printed."""

from typing import Final, NamedTuple

from claims.figure import Bound
from extractors.grammar import currencies
from extractors.grammar.scales import PRINTED
from extractors.grammar.tokens import NUMBER, Passage
from extractors.grammar.units import read_unit


class Date(NamedTuple):
    """A date phrase: the tokens `start:end`, ISO values, and its bound."""

    start: int
    end: int
    value: str
    high: str | None = None
    bound: Bound = Bound.EXACT


PARTS: Final = frozenset({"early", "late", "mid", "end", "start", "beginning", "middle", "spring", "summer", "autumn"})


def year_at(passage: Passage, index: int) -> int | None:
    """The year that a token states, or None."""
    key = passage.keys[index]
    if passage.kinds[index] != NUMBER or len(key) != 4 or not key.isdigit():
        return None
    year = int(key)
    return year if 1500 <= year <= 2100 else None


def day_at(passage: Passage, index: int) -> int | None:
    """The day of a month that a token states, or None."""
    key = passage.keys[index]
    if passage.kinds[index] != NUMBER or len(key) > 2 or not key.isdigit() or not 1 <= int(key) <= 31:
        return None
    return int(key)


def after_ordinal(passage: Passage, index: int) -> int:
    """The token after the `th` of a day, if one is there."""
    return index + 1 if passage.keys[index] in ("st", "nd", "rd", "th") and passage.glued(index) else index


def money_before(passage: Passage, index: int) -> bool:
    """Whether a currency stands before the token: `Rs. 2025` is no year."""
    return currencies.before(passage, index) is not None


def measured(passage: Passage, index: int) -> bool:
    """Whether a scale word, a currency or a unit stands behind four digits: `2000 MW`, `1900 arab`, `2020 rupees`."""
    index += passage.hyphen(index)
    if passage.keys[index] in PRINTED or currencies.behind(passage, index, scaled=False) is not None:
        return True
    return read_unit(passage, index) is not None and passage.keys[index] not in ("year", "day", "month", "years")
