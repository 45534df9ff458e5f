"""Figures in words lose no digit."""

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.figure import Bound, Figure
from claims.wording import date_words, words
from tests.claims.comparison_factories import figure

MONEY = [
    (figure("more than $25 billion", "25e9", bound=Bound.MORE_THAN), "more than $25 bn"),
    (figure("Rs1.5tr", "1.5e12", "PKR"), "Rs 1.5 trillion"),
    (figure("$6-7 billion", "6e9", high="7e9", bound=Bound.RANGE), "$6–7 bn"),
    (figure("$800 million to $1.2bn", "8e8", high="1.2e9", bound=Bound.RANGE), "$0.8–1.2 bn"),
    (figure("US $31.090 billion", "31.09e9"), "$31.090 bn"),
    (figure("$500 million", "5e8"), "$500 million"),
    (figure("$25,123,456,789", "25123456789"), "$25,123,456,789"),
    (figure("RMB14.8 billion", "14.8e9", "CNY"), "RMB 14.8 bn"),
    (figure("-$3bn", "-3e9"), "−$3 bn"),
    (figure("CHF 5", "5", "CHF"), "CHF 5"),
    (figure("at least $1", "1", bound=Bound.AT_LEAST), "at least $1"),
    (figure("$0", "0"), "$0"),
]
QUANTITIES = [
    (figure("about 800 companies", "800", "count:company", bound=Bound.ABOUT), "about 800 companies"),
    (figure("one company", "1", "count:company"), "1 company"),
    (figure("75,000 people", "75000", "count:person"), "75,000 people"),
    (figure("2.3 million jobs", "2.3e6", "count:job"), "2.3 million jobs"),
    (figure("1,234,567 jobs", "1234567", "count:job"), "1,234,567 jobs"),
    (figure("3 branches", "3", "count:branch"), "3 branches"),
    (figure("3 railways", "3", "count:railway"), "3 railways"),
    (figure("35 times", "35", "count:multiple"), "35 times"),
    (figure("884 MW", "884", "MW"), "884 MW"),
    (figure("up to 300 MW", "300", "MW", bound=Bound.AT_MOST), "up to 300 MW"),
    (figure("less than 8.6 pc", "8.6", "percent", bound=Bound.LESS_THAN), "less than 8.6 %"),
    (figure("fell 8.6 %", "-8.6", "percent"), "−8.6 %"),
    (figure("-5 to -3 %", "-5", "percent", high="-3", bound=Bound.RANGE), "−5 to −3 %"),
    (figure("12-18 years", "12", "year", high="18", bound=Bound.RANGE), "12–18 years"),
    (figure("one tonne", "1", "tonne"), "1 tonne"),
    (figure("4,000 acres", "4000", "acre"), "4,000 acres"),
    (figure("4.0 sq km", "4.0", "sq_km"), "4.0 sq km"),
    (figure("14th", "14", "ordinal"), "14th"),
    (figure("1st", "1", "ordinal"), "1st"),
    (figure("22nd", "22", "ordinal"), "22nd"),
    (figure("111th", "111", "ordinal"), "111th"),
    (figure("13th", "13", "ordinal"), "13th"),
    (figure("2nd to 3rd", "2", "ordinal", high="3", bound=Bound.RANGE), "2nd–3rd"),
    (figure("1e99", "1e99"), "1E+99 USD"),
    (figure("NaN", "NaN"), "NaN USD"),
    (Figure(0, 0, "1 to then", Decimal(1), "then", Bound.RANGE, "km"), "1 km"),
]
DATES = [
    (figure("by 2030", "2030", "date", bound=Bound.AT_MOST), "by 2030"),
    (figure("before", "2026-03", "date", bound=Bound.LESS_THAN), "before March 2026"),
    (figure("after", "2026-03-31", "date", bound=Bound.MORE_THAN), "after 31 March 2026"),
    (figure("since", "2013", "date", bound=Bound.AT_LEAST), "from 2013"),
    (figure("around", "2015", "date", bound=Bound.ABOUT), "around 2015"),
    (figure("", "2026", "date", high="2028", bound=Bound.RANGE), "2026 to 2028"),
    (figure("", "04-01", "date"), "1 April"),
    (figure("", "06", "date"), "June"),
    (figure("", "2026-13", "date"), "2026-13"),
    (figure("", "soon", "date"), "soon"),
    (Figure(0, 0, "", Decimal(2030), None, Bound.EXACT, "date"), "2030"),
]


@pytest.mark.parametrize(("stated", "shown"), MONEY + QUANTITIES + DATES)
def test_a_figure_for_people(stated: Figure, shown: str) -> None:
    assert words(stated) == shown


def test_a_date_for_people() -> None:
    assert date_words("2025-09-26") == "26 September 2025"


SCALES = {"trillion": 12, "bn": 9, "million": 6, "": 0}


def read_back(shown: str) -> Decimal:
    found = re.fullmatch(r"(−?)\$([\d,.]+) ?(\w*)", shown)
    assert found, shown
    value = Decimal(found[2].replace(",", "")).scaleb(SCALES[found[3]])
    return -value if found[1] else value


@given(
    st.integers(-(10**15), 10**15) | st.integers(-5_000, 5_000).map(lambda n: n * 10**7),
    st.integers(0, 4),
)
def test_no_digit_is_lost(digits: int, decimals: int) -> None:
    value = Decimal(digits).scaleb(-decimals)
    assert read_back(words(figure("", str(value)))) == value


@given(st.decimals(), st.text(max_size=12), st.sampled_from(Bound), st.sampled_from(["USD", "ordinal", "count:", ""]))
def test_every_figure_has_words(value: Decimal, said: str, bound: Bound, unit: str) -> None:
    assert words(figure(said, str(value), unit, bound=bound))
