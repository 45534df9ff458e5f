"""The interval of true values that a figure leaves open."""

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.figure import Bound, Figure
from claims.interval import NOWHERE, Interval, are_apart, interval, is_readable, laid_intervals
from tests.claims.comparison_factories import figure

EXACT = [
    (("27 km", "27", "km"), "26500", "27500"),
    (("$25bn", "25e9"), "24.5e9", "25.5e9"),
    (("13,700", "13700", "count:person"), "13650", "13750"),
    (("4,000 MW", "4000", "MW"), "3800", "4200"),
    (("$3 billion", "3e9"), "2.5e9", "3.5e9"),
    (("−8.6 %", "-8.6", "percent"), "-8.65", "-8.55"),
    (("800 companies", "800", "count:company"), "800", "800"),
    (("14th", "14", "ordinal"), "14", "14"),
    (("1.5 times", "1.5", "count:multiple"), "1.45", "1.55"),
    (("2 hectares", "2", "hectare"), "15000", "25000"),
]
BOUNDED = [
    (figure("about $60bn", "60e9", bound=Bound.ABOUT), "54e9", "66e9"),
    (figure("about $3bn", "3e9", bound=Bound.ABOUT), "2.5e9", "3.5e9"),
    (figure("some 46 firms", "46", "count:company", bound=Bound.ABOUT), "41.4", "50.6"),
    (figure("more than $25bn", "25e9", bound=Bound.MORE_THAN), "25e9", "30e9"),
    (figure("at least 36", "36", "count:student", bound=Bound.AT_LEAST), "36", "43.2"),
    (figure("less than 5 km", "5", "km", bound=Bound.LESS_THAN), "0", "5000"),
    (figure("up to 300 MW", "300", "MW", bound=Bound.AT_MOST), "0", "300"),
    (figure("more than 0", "0", "MW", bound=Bound.MORE_THAN), "0", "0"),
    (figure("less than 0", "0", "MW", bound=Bound.LESS_THAN), "0", "0"),
    (figure("fell by more than 5 %", "-5", "percent", bound=Bound.MORE_THAN), "-6", "-5"),
    (figure("fell by up to 5 %", "-5", "percent", bound=Bound.AT_MOST), "-5", "0"),
    (figure("$6-7bn", "6e9", high="7e9", bound=Bound.RANGE), "6e9", "7e9"),
    (figure("2-3 years", "2", "year", high="3", bound=Bound.RANGE), "24", "36"),
    (figure("-3 to -5 %", "-3", "percent", high="-5", bound=Bound.RANGE), "-5", "-3"),
]


@pytest.mark.parametrize(("stated", "low", "high"), EXACT)
def test_an_unmodified_figure_covers_half_a_unit_of_its_last_digit(
    stated: tuple[str, str], low: str, high: str
) -> None:
    covered = interval(figure(*stated))
    assert (covered.low, covered.high) == (Fraction(low), Fraction(high))


@pytest.mark.parametrize(("stated", "low", "high"), BOUNDED)
def test_a_bound_opens_one_side(stated: Figure, low: str, high: str) -> None:
    covered = interval(stated)
    assert (covered.low, covered.high) == (Fraction(low), Fraction(high))


def day(text: str) -> int:
    return date.fromisoformat(text).toordinal()


@pytest.mark.parametrize(
    ("stated", "low", "high"),
    [
        (figure("2015", "2015", "date"), day("2015-01-01"), day("2016-01-01")),
        (figure("around 2015", "2015", "date", bound=Bound.ABOUT), day("2015-01-01"), day("2016-01-01")),
        (figure("March 2026", "2026-03", "date"), day("2026-03-01"), day("2026-04-01")),
        (figure("31 March 2026", "2026-03-31", "date"), day("2026-03-31"), day("2026-04-01")),
        (figure("by 2030", "2030", "date", bound=Bound.AT_MOST), 1, day("2031-01-01")),
        (figure("before 2030", "2030", "date", bound=Bound.LESS_THAN), 1, day("2030-01-01")),
        (figure("after 2030", "2030", "date", bound=Bound.MORE_THAN), day("2031-01-01"), day("9999-12-31") + 1),
        (figure("since 2013", "2013", "date", bound=Bound.AT_LEAST), day("2013-01-01"), day("9999-12-31") + 1),
        (
            figure("2026 to 2028", "2026", "date", high="2028", bound=Bound.RANGE),
            day("2026-01-01"),
            day("2029-01-01"),
        ),
    ],
)
def test_a_date_covers_its_days(stated: Figure, low: int, high: int) -> None:
    covered = interval(stated)
    assert (covered.low, covered.high) == (Fraction(low), Fraction(high))


@pytest.mark.parametrize(
    "stated",
    [
        figure("soon", "soon", "date"),
        figure("1 April", "04-01", "date"),
        figure("2026 to then", "2026", "date", high="then", bound=Bound.RANGE),
        figure("NaN", "NaN"),
        figure("1e999", "1e999"),
        figure("1 to NaN", "1", high="NaN", bound=Bound.RANGE),
        Figure(0, 0, "a year of money", "2030", None, Bound.EXACT, "USD"),
        Figure(0, 0, "a number of days", Decimal(2030), None, Bound.EXACT, "date"),
        Figure(0, 0, "a mix", "2030", Decimal(2031), Bound.RANGE, "date"),
        Figure(0, 0, "a mix", Decimal(1), "2031", Bound.RANGE, "USD"),
    ],
)
def test_what_is_no_quantity_stands_nowhere(stated: Figure) -> None:
    assert interval(stated) == NOWHERE
    assert not NOWHERE.overlaps(NOWHERE)


def test_a_yearless_date_is_readable_and_a_word_is_not() -> None:
    assert is_readable(figure("1 April", "04-01", "date"))
    assert is_readable(figure("$1", "1"))
    assert not is_readable(figure("soon", "soon", "date"))


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (figure("$25.4bn", "25.4e9"), figure("more than $25bn", "25e9", bound=Bound.MORE_THAN), True),
        (figure("$60bn", "60e9"), figure("more than $25bn", "25e9", bound=Bound.MORE_THAN), False),
        (figure("27 km", "27", "km"), figure("27,100 metres", "27100", "metre"), True),
        (figure("923 ha", "923", "hectare"), figure("2,281 acres", "2281", "acre"), True),
        (figure("$4-5bn", "4e9", high="5e9"), figure("$5-6bn", "5e9", high="6e9"), False),
        (figure("27 km", "27", "km"), figure("28 km", "28", "km"), False),
        (figure("8-10", "8", "count:zone", high="10"), figure("10", "10", "count:zone"), True),
        (figure("over 10", "10", "count:zone", bound=Bound.MORE_THAN), figure("10", "10", "count:zone"), False),
        (figure("10", "10", "count:zone"), figure("at least 10", "10", "count:zone", bound=Bound.AT_LEAST), True),
        (figure("under 10", "10", "count:zone", bound=Bound.LESS_THAN), figure("10", "10", "count:zone"), False),
        (figure("up to 10", "10", "count:zone", bound=Bound.AT_MOST), figure("10", "10", "count:zone"), True),
        (figure("10", "10", "count:zone"), figure("11", "11", "count:zone"), False),
        (figure("by 2030", "2030", "date", bound=Bound.AT_MOST), figure("May 2028", "2028-05", "date"), True),
        (figure("by 2030", "2030", "date", bound=Bound.AT_MOST), figure("May 2031", "2031-05", "date"), False),
        (figure("1 April", "04-01", "date"), figure("2025-26", "2025", "date", high="2026"), True),
        (figure("1 April", "04-01", "date"), figure("March 2025", "2025-03", "date"), False),
        (figure("1 April", "04-01", "date"), figure("1 April", "04-01", "date"), True),
        (figure("soon", "soon", "date"), figure("2030", "2030", "date"), False),
    ],
)
def test_figures_that_can_both_be_true_overlap(one: Figure, other: Figure, meet: bool) -> None:
    assert any(first.overlaps(second) for first, second in laid_intervals(one, other)) is meet
    assert any(first.overlaps(second) for first, second in laid_intervals(other, one)) is meet


def test_a_sharper_figure_lies_inside_a_looser_one() -> None:
    sharp, loose = interval(figure("$25.4bn", "25.4e9")), interval(figure("over $25bn", "25e9", bound=Bound.MORE_THAN))
    assert sharp.lies_inside(loose)
    assert not loose.lies_inside(sharp)
    assert not sharp.lies_inside(sharp)
    assert not NOWHERE.lies_inside(loose)
    assert not loose.lies_inside(NOWHERE)


VALUES = st.decimals(allow_nan=False, allow_infinity=False, places=2, min_value=-10_000, max_value=10_000)
BOUNDS = st.sampled_from([bound for bound in Bound if bound is not Bound.RANGE])


@given(VALUES, BOUNDS, st.sampled_from(["USD", "acre", "count:job", "ordinal", "year"]))
def test_a_figure_covers_its_own_value_and_its_negative_mirrors_it(value: Decimal, bound: Bound, unit: str) -> None:
    covered, mirrored = (interval(figure(f"{v}", str(v), unit, bound=bound)) for v in (value, -value))
    assert covered.low <= interval(figure("", str(value), unit)).high
    assert covered.high >= interval(figure("", str(value), unit)).low
    if value:
        assert mirrored == Interval(-covered.high, -covered.low, covered.high_in, covered.low_in)


@given(VALUES.filter(bool), BOUNDS)
def test_scaling_a_figure_scales_its_interval(value: Decimal, bound: Bound) -> None:
    """A number in billions covers a thousand times what it covers in millions."""
    small = interval(figure(f"{value} mn", str(value.scaleb(6)), bound=bound))
    large = interval(figure(f"{value} bn", str(value.scaleb(9)), bound=bound))
    assert (large.low, large.high) == (small.low * 1000, small.high * 1000)


@given(VALUES, VALUES, BOUNDS, BOUNDS)
def test_figures_that_are_apart_have_no_value_in_common(one: Decimal, other: Decimal, mine: Bound, its: Bound) -> None:
    first, second = figure(str(one), str(one), bound=mine), figure(str(other), str(other), bound=its)
    if are_apart(first, second):
        assert not interval(first).overlaps(interval(second))
        assert one != other


def test_a_look_at_the_ends_tells_quantities_apart_and_nothing_of_dates() -> None:
    assert are_apart(figure("$20bn", "20e9"), figure("$62bn", "62e9"))
    assert are_apart(figure("$62bn", "62e9"), figure("$20bn", "20e9"))
    assert not are_apart(figure("$20bn", "20e9"), figure("about $21bn", "21e9", bound=Bound.ABOUT))
    assert not are_apart(figure("2015", "2015", "date"), figure("2026", "2026", "date"))
    assert not are_apart(figure("a lot", "1e500"), figure("$1", "1"))
