"""How precisely a number was stated is read from its words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.figure import Bound
from claims.precision import stated_step
from tests.claims.comparison_factories import figure

DIGITS = [
    ("27 km", "27", "km", "1"),
    ("27.1 kilometres", "27.1", "km", "0.1"),
    ("$25bn", "25e9", "USD", "1e9"),
    ("$8.5 billion", "8.5e9", "USD", "1e8"),
    ("US $31.090 billion", "31.09e9", "USD", "1e6"),
    ("0.3 million people", "300000", "count:job", "1e5"),
    ("$1,200 million", "1.2e9", "USD", "1e6"),
    ("12.5 lakh crore", "12.5e12", "PKR", "1e11"),
    ("39GW", "39000", "MW", "1000"),
    ("3,081 GWh", "3081e6", "kWh", "1e6"),
    ("6,000 million units", "6e9", "kWh", "1e6"),
    ("6 miles", "9.656064", "km", "1.609344"),
    ("2 dozen km", "24", "km", "12"),
    ("down 18.97 percent", "-18.97", "percent", "0.01"),
    (".5 percent", "0.5", "percent", "0.1"),
    ("0%", "0", "percent", "1"),
    ("0 of 5 percent", "0", "percent", "1"),
    ("20 years", "20", "year", "1"),
    ("13,731", "13731", "count:person", "1"),
    ("Rs1,250.50", "1250.50", "PKR", "0.01"),
    ("٢٧ km", "27", "km", "1"),
    ("Rs2 billion and 300 million", "2.3e9", "PKR", "1e6"),
    ("5 crore 20 lakh rupees", "52e6", "PKR", "1e5"),
    ("12 of the 35 sections, 7.5 km", "7.5", "km", "0.1"),
]
STRAY_ZEROS = [
    ("13,700", "13700", "count:person", "100"),
    ("4,000", "4000", "acre", "400"),
    ("1,000", "1000", "MW", "100"),
    ("Rs 2,50,000", "250000", "PKR", "10000"),
    ("3,000 GWh", "3e9", "kWh", "3e8"),
    ("10\u202f000", "10000", "km", "1000"),
    ("15 hundred km", "1500", "km", "100"),
]
SPELLED = [
    ("four thousand acres", "4000", "acre", "1000"),
    ("six million metres", "6e6", "metre", "1e6"),
    ("one million two hundred thousand dollars", "1.2e6", "USD", "1e3"),
    ("five hundred million dollars", "5e8", "USD", "1e6"),
    ("two lakh crore rupees", "2e12", "PKR", "1e12"),
    ("two dozen km", "24", "km", "12"),
    ("fifteen hundred km", "1500", "km", "100"),
    ("twenty years", "20", "year", "1"),
    ("half a million dollars", "5e5", "USD", "5e4"),
    ("2 and a half million dollars", "2.5e6", "USD", "2.5e5"),
    ("2½ million dollars", "2.5e6", "USD", "2.5e5"),
    ("three-quarters", "75", "percent", "7.5"),
    ("one-third", "33.3", "percent", "3.33"),
    ("a thousand years", "1500", "year", "100"),
    ("zero percent", "0", "percent", "1"),
    ("", "25e9", "USD", "1e9"),
    ("", "8.65", "percent", "0.01"),
]


@pytest.mark.parametrize(("words", "value", "unit", "step"), DIGITS + STRAY_ZEROS + SPELLED)
def test_a_unit_of_the_last_stated_digit(words: str, value: str, unit: str, step: str) -> None:
    assert stated_step(figure(words, value, unit)) == Decimal(step)


@pytest.mark.parametrize("words", ["3 and 4 or 5 parts", "0 and 7", "9 and 0", "3 and 7", "0", "3 and a third"])
def test_words_that_do_not_hold_the_value_leave_it_to_the_digits_of_the_value(words: str) -> None:
    assert stated_step(figure(words, "51.5", "km")) in (Decimal("0.1"), Decimal("5.15"))


@pytest.mark.parametrize(
    ("words", "value", "unit"),
    [("800 companies", "800", "count:company"), ("two dozen", "24", "count:person"), ("14th", "14", "ordinal")],
)
def test_small_whole_counts_and_ordinals_stand_for_themselves(words: str, value: str, unit: str) -> None:
    assert stated_step(figure(words, value, unit)) == 0


def test_dates_and_impossible_values_have_no_step() -> None:
    assert stated_step(figure("2030", "2030", "date")) is None
    assert stated_step(figure("NaN", "NaN")) is None
    assert stated_step(figure("1e99", "1e99")) is None


@given(st.text(max_size=30), st.decimals(), st.sampled_from(["USD", "km", "count:job", "ordinal", "date"]))
def test_any_words_give_a_step_or_none(words: str, value: Decimal, unit: str) -> None:
    step = stated_step(figure(words, "2030", unit) if unit == "date" else figure(words, str(value), unit))
    assert step is None or step >= 0


@given(st.integers(1, 99_999), st.integers(0, 3), st.sampled_from([("", 0), ("mn", 6), ("bn", 9), ("crore", 7)]))
def test_the_step_scales_with_the_number(digits: int, decimals: int, scale: tuple[str, int]) -> None:
    """The step grows with the scale; only a plain number can hide zeros that were not stated."""
    number = Decimal(digits).scaleb(-decimals)
    value = number.scaleb(scale[1])
    step = stated_step(figure(f"${number:f} {scale[0]}", str(value), bound=Bound.ABOUT))
    assert step is not None
    if scale[0]:
        assert step == Decimal(1).scaleb(scale[1] - decimals)
    else:
        assert Decimal(1).scaleb(-decimals) <= step <= max(Decimal(1), value / 10)
