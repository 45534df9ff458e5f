"""What the readers of dates share: a date phrase, and years and days as printed."""

from typing import Final, NamedTuple

from claims.figure import Bound
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
    key = passage.keys[index]
    if passage.kinds[index] != NUMBER or len(key) != 4 or not key.isdigit():
        return None
    year = int(key)
    return year if 1500 <= year <= 2100 else None


def day_at(passage: Passage, index: int) -> int | None:
    key = passage.keys[index]
    if passage.kinds[index] != NUMBER or len(key) > 2 or not 1 <= int(key) <= 31:
        return None
    return int(key)


def after_ordinal(passage: Passage, index: int) -> int:
    """The token after the `th` of a day, if one is there."""
    return index + 1 if passage.keys[index] in ("st", "nd", "rd", "th") and passage.glued(index) else index


def money_before(passage: Passage, index: int) -> bool:
    return passage.keys[index - 1] in ("$", "€", "£", "¥", "rs", "usd", "pkr", "rmb", "cny")


def measured(passage: Passage, index: int) -> bool:
    if passage.keys[index] in ("million", "billion", "trillion", "lakh", "crore", "bn", "m", "mn"):
        return True
    return read_unit(passage, index) is not None and passage.keys[index] not in ("year", "day", "month", "years")
