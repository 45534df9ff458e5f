"""Ratios of figures: what is a misread word, and what is a spoken round number."""

from fractions import Fraction

import pytest

from claims.figure import Bound, Figure
from claims.scale import is_rounded_speech, is_scale_slip, ratio
from tests.claims.comparison_factories import figure

BN62 = figure("$62bn", "62e9")


@pytest.mark.parametrize(
    ("one", "other", "times"),
    [
        (BN62, figure("$31bn", "31e9"), Fraction(2)),
        (figure("$31bn", "31e9"), BN62, Fraction(2)),
        (figure("1 sq km", "1", "sq_km"), figure("50 hectares", "50", "hectare"), Fraction(2)),
        (figure("-4 km", "-4", "km"), figure("-2 km", "-2", "km"), Fraction(2)),
        (figure("-4 km", "-4", "km"), figure("2 km", "2", "km"), None),
        (BN62, figure("$0", "0"), None),
        (BN62, figure("NaN", "NaN"), None),
        (figure("4%", "4", "percent"), figure("2%", "2", "percent"), None),
        (figure("2030", "2030", "date"), figure("2015", "2015", "date"), None),
        (figure("14th", "14", "ordinal"), figure("7th", "7", "ordinal"), None),
    ],
)
def test_ratio(one: Figure, other: Figure, times: Fraction | None) -> None:
    assert ratio(one, other) == times


@pytest.mark.parametrize(
    ("other", "slips"),
    [
        (figure("$62m", "62e6"), True),
        (figure("$62.5m", "62.5e6"), True),
        (figure("$62tr", "62e12"), True),
        (figure("$620m", "620e6"), True),
        (figure("$0.62bn", "0.62e9"), True),
        (figure("$6.2bn", "6.2e9"), False),
        (figure("$600m", "600e6"), False),
        (figure("$500m", "500e6"), False),
        (figure("$0", "0"), False),
    ],
)
def test_scale_slips(other: Figure, slips: bool) -> None:
    assert is_scale_slip(BN62, other) is slips
    assert is_scale_slip(other, BN62) is slips


@pytest.mark.parametrize(
    ("one", "other", "rough"),
    [
        (figure("$2tr", "2e12"), figure("$2.6tr", "2.6e12"), True),
        (figure("about $3bn", "3e9", bound=Bound.ABOUT), figure("$2.48bn", "2.48e9"), True),
        (figure("$60bn", "60e9"), figure("$50bn", "50e9"), False),
        (figure("$6bn", "6e9"), figure("$9bn", "9e9"), False),
        (figure("9 zones", "9", "count:zone"), figure("8 zones", "8", "count:zone"), False),
        (figure("2030", "2030", "date"), figure("2031", "2031", "date"), False),
    ],
)
def test_rounded_speech(one: Figure, other: Figure, rough: bool) -> None:
    assert is_rounded_speech(one, other) is rough
    assert is_rounded_speech(other, one) is rough
