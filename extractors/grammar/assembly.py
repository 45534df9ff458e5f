"""Figures out of quantities: bounds around them, units that a list leaves out, spans of text."""

from decimal import Decimal
from typing import Final

from claims.figure import Bound, Figure, Unread, Value
from extractors.grammar.bounds import bound_before, bound_behind, leading_words
from extractors.grammar.date_parts import Date
from extractors.grammar.numbers import Trouble
from extractors.grammar.ordinals import Place
from extractors.grammar.quantities import BARE_UNIT, Quantity
from extractors.grammar.tokens import Passage

_PERCENT: Final = "percent"


class Assembly:
    """Collects the figures of one passage in the order in which they are found."""

    def __init__(self, passage: Passage) -> None:
        self.passage = passage
        self.figures: list[Figure] = []
        self.unread: list[Unread] = []

    def add_date(self, date: Date) -> None:
        """A date with its deadline."""
        self._add(date.start, date.end, date.value, date.high, date.bound, "date")

    def add_place(self, place: Place, unit: str) -> None:
        """An ordinal, or a part in percent with its bound."""
        if unit != _PERCENT:
            self._add(place.start, place.end, place.value, None, Bound.EXACT, unit)
            return
        limit = bound_before(self.passage, place.start, unit)
        start = limit.start if limit else place.start
        self._add(start, place.end, place.value, None, limit.bound if limit else Bound.EXACT, unit)

    def add_trouble(self, trouble: Trouble) -> None:
        """A number that is not read."""
        start, end = self.passage.span(trouble.start, trouble.end)
        self.passage.take(trouble.start, trouble.end)
        self.unread.append(Unread(start, end, self.passage.text[start:end], trouble.reason))

    def add_quantity(self, quantity: Quantity, noun_end: int) -> int:
        """A single number with the bound words around it; returns the token after it."""
        limit = bound_before(self.passage, quantity.start, quantity.unit)
        behind = bound_behind(self.passage, noun_end) or bound_behind(self.passage, quantity.number.end)
        start = limit.start if limit else leading_words(self.passage, quantity.start)
        end = max(noun_end, behind.end) if behind else noun_end
        bound = limit.bound if limit else behind.bound if behind else Bound.EXACT
        self._add(start, end, quantity.value, None, bound, quantity.unit or BARE_UNIT)
        self.passage.take(start, end)
        return end

    def add_range(self, low: Quantity, high: Quantity, end: int) -> int:
        """Two numbers as one figure; returns the token after it."""
        start = low.start
        limit = bound_before(self.passage, start, high.unit)
        if limit is not None:
            start = limit.start
        elif self.passage.keys[start - 1] == "between":
            start -= 1
        self._add(start, end, low.value, high.value, Bound.RANGE, high.unit or BARE_UNIT)
        self.passage.take(start, end)
        return end

    def _add(self, start: int, end: int, value: Value, high: Value | None, bound: Bound, unit: str) -> None:
        first, last = self.passage.span(start, end)
        words = self.passage.text[first:last]
        self.figures.append(
            Figure(first, last, words, _plain(value), _plain(high) if high is not None else None, bound, unit)
        )


def _plain(value: Value) -> Value:
    """The value without exponent or trailing zeros, so that equal figures look alike."""
    if not isinstance(value, Decimal):
        return value
    shorter = value.normalize()
    return shorter if shorter.as_tuple().exponent == 0 else Decimal(format(shorter, "f"))
