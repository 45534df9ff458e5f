"""Periods as spans of days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.periods import (
    Span,
    days_between,
    disjoint,
    extends,
    is_yearless,
    laid_together,
    same_period,
    span,
    years_to_try,
)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2025", "2025-01-01", "2025-12-31"),
        ("FY2025", "2024-07-01", "2025-06-30"),
        ("fy2025", "2024-07-01", "2025-06-30"),
        ("2025-09", "2025-09-01", "2025-09-30"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-09-26", "2025-09-26", "2025-09-26"),
        ("2015/2023", "2015-01-01", "2023-12-31"),
        ("2023-07/2024-04", "2023-07-01", "2024-04-30"),
        ("FY2022/FY2023", "2021-07-01", "2023-06-30"),
    ],
)
def test_a_period_is_its_days(period: str, first: str, last: str) -> None:
    assert span(period) == Span(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    "period",
    [None, "", "soon", "0000", "2025-13", "2025-02-30", "2023/2015", "2015/", "FY0001", "06", "04-01", "2025-9"],
)
def test_what_names_no_days_has_no_span(period: str | None) -> None:
    assert span(period) is None


def test_a_yearless_day_or_month_is_laid_in_a_year() -> None:
    assert span("04-01", 2025) == Span(date(2025, 4, 1), date(2025, 4, 1))
    assert span("06", 2025) == Span(date(2025, 6, 1), date(2025, 6, 30))
    assert span("02-29", 2025) is None


@pytest.mark.parametrize(
    ("period", "yearless"), [("06", True), ("02-29", True), ("2025", False), ("soon", False), (None, False)]
)
def test_only_a_real_day_without_a_year_is_yearless(period: str | None, yearless: bool) -> None:
    assert is_yearless(period) is yearless


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("FY2025", "2024-07/2025-06", True),
        ("2025", "2025-01/2025-12", True),
        ("2025", "FY2025", False),
        ("06", "06", True),
        ("06", "01", False),
        ("Soon", " soon ", True),
        ("2025", "soon", False),
        ("2025", None, False),
        (None, "2025", False),
        (None, None, False),
    ],
)
def test_periods_of_the_same_days(one: str | None, other: str | None, same: bool) -> None:
    assert same_period(one, other) is same


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [
        ("FY2023", "FY2024", True),
        ("2023", "FY2024", False),
        ("2024-03", "2024-04", True),
        ("06", "01", True),
        ("06", "2024-06", False),
        ("06", "2024-07/2025-05", True),
        ("06", "FY2025", False),
        ("06", "2010/2020", False),
        ("02-29", "2023", False),
        ("soon", "2024", False),
        (None, "2024", False),
    ],
)
def test_periods_are_disjoint_only_where_that_is_shown(one: str | None, other: str | None, apart: bool) -> None:
    assert disjoint(one, other) is apart
    assert disjoint(other, one) is apart


@pytest.mark.parametrize(
    ("former", "later", "longer"),
    [
        ("2023-07/2024-04", "FY2024", True),
        ("FY2024", "2023-07/2024-04", False),
        ("FY2024", "FY2024", False),
        ("2023-08/2024-04", "FY2024", False),
        ("soon", "FY2024", False),
        ("FY2024", None, False),
    ],
)
def test_a_period_extends_another_from_the_same_start(former: str | None, later: str | None, longer: bool) -> None:
    assert extends(former, later) is longer


def test_days_between_the_ends_of_two_periods() -> None:
    assert days_between("2024", "2025") == 365
    assert days_between("2025", "FY2025") == -184
    assert days_between("2014/2025", "2025") == 0
    assert days_between("06", "2025") is None
    assert days_between("2025", None) is None


def test_a_yearless_period_is_tried_in_three_years_at_most() -> None:
    assert list(years_to_try("06", "1999/2020")) == [1999, 2000, 2001]
    assert list(years_to_try("2024", "2025")) == [2024]
    assert len(list(laid_together("06", "2023-07/2024-04"))) == 2


PERIODS = st.one_of(
    st.none(),
    st.text(max_size=8),
    st.dates().map(date.isoformat),
    st.integers(0, 9999).map("{:04}".format),
    st.integers(0, 9999).map("FY{:04}".format),
    st.sampled_from(["06", "01", "02-29", "12-31", "2024-02", "9999", "2023-07/2024-04"]),
)


@given(PERIODS, PERIODS)
def test_any_two_periods_can_be_asked(one: str | None, other: str | None) -> None:
    assert disjoint(one, other) is disjoint(other, one)
    assert same_period(one, other) is same_period(other, one)
    assert not (extends(one, other) and extends(other, one))
    assert not (same_period(one, other) and disjoint(one, other))
