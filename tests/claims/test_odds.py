from datetime import timedelta
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.odds import failures_at_end, odds_of_at_most, quantile, share

HOURS = [timedelta(hours=n) for n in (9, 1, 2, 3, 4, 5, 6, 7, 8, 200)]


def test_nothing_known_is_a_half() -> None:
    assert share([]) == 0.5
    assert share([True] * 8) == 0.9
    assert share([False] * 8) == 0.1


@pytest.mark.parametrize(
    ("successes", "trials", "expected", "odds"),
    [(0, 1, 0.5, 0.5), (0, 7, 0.5, 1 / 128), (1, 2, 0.5, 0.75), (2, 2, 0.3, 1.0), (0, 5, 0.9, 0.00001)],
)
def test_odds_are_those_of_the_binomial(successes: int, trials: int, expected: float, odds: float) -> None:
    assert isclose(odds_of_at_most(successes, trials, expected), odds)


@given(st.integers(0, 30), st.integers(0, 30), st.floats(0.01, 0.99))
def test_odds_grow_with_what_is_allowed_and_end_at_one(successes: int, trials: int, expected: float) -> None:
    here = odds_of_at_most(successes, trials, expected)
    assert 0 <= here <= 1 + 1e-9
    assert here <= odds_of_at_most(successes + 1, trials, expected) + 1e-12
    if successes >= trials:
        assert isclose(here, 1)


@pytest.mark.parametrize(
    ("results", "run"), [([], 0), ([True], 0), ([False], 1), ([False, True, False, False], 2), ([False] * 3, 3)]
)
def test_failures_are_counted_from_the_end(results: list[bool], run: int) -> None:
    assert failures_at_end(results) == run


def test_a_quantile_is_a_gap_that_was_seen_and_one_freak_does_not_move_it() -> None:
    assert quantile(HOURS, 0.9) == timedelta(hours=9)
    assert quantile(HOURS, 0.5) == timedelta(hours=5)
    assert quantile(HOURS, 0) == timedelta(hours=1)
    assert quantile(HOURS, 1) == timedelta(hours=200)
    with pytest.raises(ValueError, match="no gaps"):
        quantile([], 0.5)
