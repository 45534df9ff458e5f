"""What holds for every text: offsets are true, nothing raises, nothing depends on typography."""

from datetime import date
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.figure import Bound, Figure
from extractors.figures import read_figures, scan

_WORDS = """
$ Rs PKR US$ € 5 12 1,500 2.5 2,50,000 2025 2025-26 14th half a two dozen million bn lakh crore % pc per cent MW km
acres people projects of the to and between from by more than over up - – , . ( ) ; ' May March Friday FY25 next year
\u00ad .5 last 1/2 ½ 3-1 worth CPEC 2.0 5G m b k tr x / : + ~ minus one in five first third twenty-eight hundred
\u200b thousand
"""
_PIECES = st.sampled_from([*_WORDS.split(), "\n", " "])
_NEWS = st.lists(_PIECES, max_size=30).flatmap(
    lambda pieces: st.sampled_from(["", " "]).map(lambda separator: separator.join(pieces))
)
_DAYS = st.none() | st.dates()


def _check(text: str, figures: tuple[Figure, ...]) -> None:
    for figure in figures:
        assert 0 <= figure.start < figure.end <= len(text)
        assert text[figure.start : figure.end] == figure.words
        assert isinstance(figure.value, str) == (figure.unit == "date")
        assert (figure.value_high is not None) == (figure.bound is Bound.RANGE)
        if figure.value_high is not None:
            assert type(figure.value) is type(figure.value_high)
            assert figure.value < figure.value_high  # type: ignore[operator]
        assert not isinstance(figure.value, Decimal) or figure.value.is_finite()


@given(st.text(), _DAYS)
def test_never_raises_on_any_text(text: str, published: date | None) -> None:
    figures, unread = scan(text, published)
    _check(text, figures)
    assert all(text[number.start : number.end] == number.words for number in unread)


@given(_NEWS, _DAYS)
def test_never_raises_on_pieces_of_news(text: str, published: date | None) -> None:
    figures, unread = scan(text, published)
    _check(text, figures)
    assert all(number.words and number.reason for number in unread)


@given(_NEWS)
def test_figures_come_in_reading_order_and_do_not_overlap(text: str) -> None:
    figures = read_figures(text)
    assert all(left.end <= right.start for left, right in pairwise(figures))


@given(_NEWS, _NEWS)
def test_a_paragraph_before_does_not_change_what_is_read_after_it(before: str, after: str) -> None:
    """Only the unit of a bare number may come from an earlier line; its value never does."""
    alone = [(figure.words, figure.value, figure.value_high, figure.bound) for figure in read_figures(after)]
    text = f"{before}\n\nNo figure is here.\n\n{after}"
    offset = len(text) - len(after)
    together = [
        (figure.words, figure.value, figure.value_high, figure.bound)
        for figure in read_figures(text)
        if figure.start >= offset
    ]
    assert together == alone


_AMOUNTS = st.integers(min_value=1, max_value=999)
_SCALES = st.sampled_from(
    [("million", 6), ("billion", 9), ("trillion", 12), ("lakh", 5), ("crore", 7), ("bn", 9), ("mn", 6)]
)
_MONEY = st.sampled_from([("$", "USD"), ("US$", "USD"), ("Rs", "PKR"), ("PKR ", "PKR"), ("RMB", "CNY"), ("€", "EUR")])


@given(_AMOUNTS, st.integers(min_value=0, max_value=99), _SCALES, _MONEY, st.sampled_from(["", " ", "-"]))
def test_money_is_exact(whole: int, cents: int, scale: tuple[str, int], money: tuple[str, str], joint: str) -> None:
    text = f"They paid {money[0]}{whole}.{cents:02d}{joint}{scale[0]} for it."
    (figure,) = read_figures(text)
    assert figure.value == Decimal(f"{whole}.{cents:02d}") * Decimal(10) ** scale[1]
    assert figure.unit == money[1]


@given(st.integers(min_value=0, max_value=10**12 - 1))
def test_grouping_never_changes_the_value(number: int) -> None:
    western = f"They counted {number:,} trees."
    assert [figure.value for figure in read_figures(western)] == [Decimal(number)]


@pytest.mark.parametrize("junk", ["$", "1", "Rs", "(", ",", "1,", "5 to ", "twenty-", "$5 ", "\u200b", "more than "])
def test_reads_long_junk(junk: str) -> None:
    text = junk * 2000
    _check(text, read_figures(text))
