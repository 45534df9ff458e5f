"""Units and the quantities that they measure: which units convert into each other, and by which exact factor.

A *dimension* is what makes two figures comparable: each currency is one, all counts are one, the units of one physical
quantity are one. Values stay in the unit that was printed; they are brought to the base unit only to be compared.
"""

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

DATE = "date"
ORDINAL = "ordinal"
_COUNT_MARK = "count:"

# International definitions, so every factor is exact. An ounce is the troy ounce: the press of this corridor prints
# ounces for gold and silver only.
_PHYSICAL: Mapping[str, tuple[str, Fraction]] = MappingProxyType(
    {
        "sq_km": ("area", Fraction(1_000_000)),
        "hectare": ("area", Fraction(10_000)),
        "acre": ("area", Fraction("4046.8564224")),
        "tonne": ("mass", Fraction(1_000)),
        "kg": ("mass", Fraction(1)),
        "ounce": ("mass", Fraction("0.0311034768")),
        "km": ("length", Fraction(1_000)),
        "metre": ("length", Fraction(1)),
        "day": ("clock-time", Fraction(24)),
        "hour": ("clock-time", Fraction(1)),
        "year": ("calendar-time", Fraction(12)),
        "month": ("calendar-time", Fraction(1)),
    }
)
# No quantity of the news is longer than this; beyond it a number is a defect of its source, and its digits could fill
# the memory.
LONGEST = 60


def dimension(unit: str) -> str:
    """The dimension of a unit: `USD` → `USD`, `acre` → `area`, `count:project` → `count`; a lone unit is its own.

    A day and a month are of two dimensions, since no exact factor joins them.
    """
    if is_count(unit):
        return "count"
    return _PHYSICAL[unit][0] if unit in _PHYSICAL else unit


def factor(unit: str) -> Fraction:
    """How many base units (m², kg, metre, hour, month; else the unit itself) one unit is, exactly."""
    return _PHYSICAL[unit][1] if unit in _PHYSICAL else Fraction(1)


def in_base(value: Decimal, unit: str) -> Fraction:
    """`value` of `unit` in the base unit of its dimension, exactly: 1 acre → 4046.8564224 (m²)."""
    return Fraction(value) * factor(unit)


def is_count(unit: str) -> bool:
    """Whether the unit counts things: `count:project`."""
    return unit.startswith(_COUNT_MARK)


def counted(unit: str) -> str:
    """The singular noun that a count counts: `count:project` → `project`."""
    return unit.removeprefix(_COUNT_MARK)


def is_plausible(value: Decimal) -> bool:
    """Whether a number can be a quantity at all: finite, with at most `LONGEST` digits on either side of its point."""
    if not value.is_finite():
        return False
    return value.adjusted() <= LONGEST and int(value.as_tuple().exponent) >= -LONGEST
