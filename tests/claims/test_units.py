"""Units of one quantity convert exactly; everything else is a dimension of its own."""

from decimal import Decimal
from fractions import Fraction

import pytest

from claims.units import counted, dimension, factor, in_base, is_count, is_plausible


@pytest.mark.parametrize(
    ("units", "shared"),
    [
        (("acre", "hectare", "sq_km"), "area"),
        (("kg", "tonne", "ounce"), "mass"),
        (("km", "metre"), "length"),
        (("hour", "day"), "clock-time"),
        (("month", "year"), "calendar-time"),
        (("count:project", "count:person", "count:joint venture"), "count"),
    ],
)
def test_units_of_one_quantity_share_a_dimension(units: tuple[str, ...], shared: str) -> None:
    assert {dimension(unit) for unit in units} == {shared}


def test_currencies_and_lone_units_are_dimensions_of_their_own() -> None:
    lone = ["USD", "PKR", "CNY", "percent", "percentage-point", "MW", "kWh", "kV", "km/h", "date", "ordinal", ""]
    assert [dimension(unit) for unit in lone] == lone


def test_days_and_months_do_not_convert() -> None:
    assert dimension("day") != dimension("month")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("1", "sq_km"), ("100", "hectare")),
        (("1", "acre"), ("0.40468564224", "hectare")),
        (("2.5", "tonne"), ("2500", "kg")),
        (("1", "ounce"), ("0.0311034768", "kg")),
        (("1.609344", "km"), ("1609.344", "metre")),
        (("2", "day"), ("48", "hour")),
        (("1.5", "year"), ("18", "month")),
    ],
)
def test_conversion_is_exact(one: tuple[str, str], other: tuple[str, str]) -> None:
    assert in_base(Decimal(one[0]), one[1]) == in_base(Decimal(other[0]), other[1])


def test_what_does_not_convert_keeps_its_value() -> None:
    assert (factor("USD"), in_base(Decimal("8.6"), "percent")) == (Fraction(1), Fraction(86, 10))


def test_a_count_names_its_noun() -> None:
    assert (is_count("count:special economic zone"), is_count("USD")) == (True, False)
    assert counted("count:special economic zone") == "special economic zone"


@pytest.mark.parametrize(
    ("value", "plausible"),
    [
        ("0", True),
        ("-25e9", True),
        ("1e60", True),
        ("1e61", False),
        ("1e-61", False),
        ("NaN", False),
        ("Infinity", False),
    ],
)
def test_a_quantity_is_finite_and_of_sane_length(value: str, plausible: bool) -> None:
    assert is_plausible(Decimal(value)) is plausible
