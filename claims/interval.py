"""What a figure can mean: the interval of true values that it leaves open.

| stated | stands for |
|---|---|
| exact | half a unit of its last stated digit on each side; a whole count below 1,000 and an ordinal only themselves |
| about | ± 10 %, at least its rounding |
| more_than, at_least | the value to 1.2 times the value |
| less_than, at_most | 0 to the value |
| range | its ends |
| a date | its day, month or year; `by 2030` everything before its end; `after 2030` everything that follows |
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import lru_cache

from claims.figure import Bound, Figure, Value
from claims.periods import Span, span, years_to_try
from claims.precision import stated_step
from claims.units import DATE, factor, is_plausible

_ROUNDING = 1e-9  # of floating point, many times over
_ABOUT = Fraction(1, 10)
_ABOVE = Fraction(12, 10)


@dataclass(frozen=True, slots=True)
class Interval:
    """Values from `low` to `high`, in the base unit of the quantity; dates in days (`date.toordinal`).

    `low_in` and `high_in` say whether an end belongs to it: `at least 300` takes in 300, `more than 300` does not.
    """

    low: Fraction
    high: Fraction
    low_in: bool = False
    high_in: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether no value at all is in it: the interval of a figure that cannot be read as a quantity."""
        return self.low > self.high

    @property
    def is_point(self) -> bool:
        """Whether it is a single value."""
        return self.low == self.high

    def overlaps(self, other: "Interval") -> bool:
        """Whether a value lies in both. Ends that only touch do not count, but a single value on an end that is part
        of the other does: 10 lies in `8 to 10`."""
        low, high = max(self.low, other.low), min(self.high, other.high)
        if low != high:
            return low < high
        return (self.is_point or other.is_point) and self._takes_in(low) and other._takes_in(low)

    def lies_inside(self, other: "Interval") -> bool:
        """Whether all of it is in the other and leaves something out: `$25.4bn` inside `more than $25bn`."""
        if self.is_empty or other.is_empty:
            return False
        within = other.low <= self.low and self.high <= other.high
        return within and (self.low, self.high) != (other.low, other.high)

    def _takes_in(self, value: Fraction) -> bool:
        above = self.low < value or (self.low_in and self.low == value)
        return above and (value < self.high or (self.high_in and self.high == value))


NOWHERE = Interval(Fraction(1), Fraction(0))


# A figure that stands is laid beside every new one.
@lru_cache(maxsize=8192)
def interval(figure: Figure, year: int | None = None) -> Interval:
    """The interval that a figure stands for, in the base unit of its quantity; `NOWHERE` for a value that is none.

    `year` is where a yearless date (`04-01`) is laid; without it such a date stands nowhere.
    """
    if isinstance(figure.value, str):
        return _date_interval(figure, year) if figure.unit == DATE else NOWHERE
    if figure.unit == DATE or not is_plausible(figure.value):
        return NOWHERE
    return _quantity_interval(figure, Fraction(figure.value))


def is_readable(figure: Figure) -> bool:
    """Whether a figure stands for anything that can be compared."""
    return any(not laid.is_empty for laid, _ in laid_intervals(figure, figure))


def laid_intervals(one: Figure, other: Figure) -> Iterator[tuple[Interval, Interval]]:
    """The intervals of two figures; where one is a date without a year, a pair for each year of the other."""
    dates = [figure.value if isinstance(figure.value, str) else None for figure in (one, other)]
    for year in years_to_try(*dates):
        yield interval(one, year), interval(other, year)


def are_apart(one: Figure, other: Figure) -> bool:
    """Whether two quantities leave no value in common, by a look at their ends.

    A series is asked for all that it ever said, and this look spares the rules of comparison most of it. False tells
    nothing.
    """
    first, second = _ends(one), _ends(other)
    return first is not None and second is not None and (first[1] < second[0] or second[1] < first[0])


@lru_cache(maxsize=8192)
def _ends(figure: Figure) -> tuple[float, float] | None:
    """The ends of a quantity's interval, a little further out than they are, so that no rounding sets two apart.

    None where it has none. What is plausible fits into floating point.
    """
    laid = interval(figure)
    if figure.unit == DATE or laid.is_empty:
        return None
    low, high = float(laid.low), float(laid.high)
    return low - abs(low) * _ROUNDING, high + abs(high) * _ROUNDING


def _quantity_interval(figure: Figure, value: Fraction) -> Interval:
    if figure.value_high is not None:
        return _between(figure, value)
    # A fall is a negative number, and `more than` then means a larger fall.
    size = _size_interval(figure, abs(value))
    scale = factor(figure.unit)
    if value >= 0:
        return Interval(size.low * scale, size.high * scale, size.low_in, size.high_in)
    return Interval(-size.high * scale, -size.low * scale, size.high_in, size.low_in)


def _between(figure: Figure, value: Fraction) -> Interval:
    if isinstance(figure.value_high, str) or figure.value_high is None or not is_plausible(figure.value_high):
        return NOWHERE
    low, high = sorted((value, Fraction(figure.value_high)))
    scale = factor(figure.unit)
    return Interval(low * scale, high * scale, low_in=True, high_in=True)


def _size_interval(figure: Figure, size: Fraction) -> Interval:
    """The interval of a number without its sign, in the unit that was printed."""
    match figure.bound:
        case Bound.MORE_THAN | Bound.AT_LEAST:
            return Interval(size, size * _ABOVE, low_in=figure.bound is Bound.AT_LEAST or not size, high_in=True)
        case Bound.LESS_THAN | Bound.AT_MOST:
            return Interval(Fraction(0), size, low_in=True, high_in=figure.bound is Bound.AT_MOST or not size)
        case Bound.ABOUT:
            margin = max(_rounding(figure), size * _ABOUT)
        case _:
            margin = _rounding(figure)
    return Interval(size - margin, size + margin, low_in=not margin, high_in=not margin)


def _rounding(figure: Figure) -> Fraction:
    """Half a unit of the last stated digit."""
    return Fraction(stated_step(figure) or 0) / 2


def _date_interval(figure: Figure, year: int | None) -> Interval:
    days, until = _date_span(figure.value, year), _date_span(figure.value_high, year)
    if days is None or (until is None and figure.value_high is not None):
        return NOWHERE
    first, after = days.first.toordinal(), (until or days).last.toordinal() + 1
    match figure.bound:
        case Bound.AT_MOST:
            return _days(date.min.toordinal(), after)
        case Bound.LESS_THAN:
            return _days(date.min.toordinal(), first)
        case Bound.MORE_THAN:
            return _days(after, date.max.toordinal() + 1)
        case Bound.AT_LEAST:
            return _days(first, date.max.toordinal() + 1)
        case _:  # exact and a range; around a date leaves its rounding open
            return _days(first, after)


def _date_span(value: Value | None, year: int | None) -> Span | None:
    return span(value, year) if isinstance(value, str) else None


def _days(first: int, after: int) -> Interval:
    """Days as values: a day begins at its ordinal and ends where the next one begins."""
    return Interval(Fraction(first), Fraction(after), low_in=True)
