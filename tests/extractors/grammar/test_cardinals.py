"""Numbers in words."""

from decimal import Decimal

import pytest

from extractors.grammar.cardinals import SMALL, TENS, read_cardinal
from extractors.grammar.tokens import PAD, Passage


@pytest.mark.parametrize(
    ("words", "value"),
    [
        ("seven", 7),
        ("twenty-one", 21),
        ("twenty one", 21),
        ("one hundred", 100),
        ("a hundred and fifty", 150),
        ("two hundred and three thousand", 203_000),
        ("two thousand and five", 2005),
        ("two thousand and twenty-five", 2025),
        ("fifteen hundred", 1500),
        ("a million", 1_000_000),
        ("one million two hundred thousand", 1_200_000),
        ("twenty-eight thousand six hundred forty-two", 28_642),
        ("five lakh crore", 5 * 10**12),
        ("two hundred thousand million", 2 * 10**11),
        ("two crore fifty lakh", 25_000_000),
        ("half a million", 500_000),
        ("half million", 500_000),
        ("half-a-million", 500_000),
        ("a quarter of a million", 250_000),
        ("three quarters of a billion", 750_000_000),
        ("two-and-a-half", "2.5"),
        ("two and a half", "2.5"),
        ("two and a quarter", "2.25"),
        ("two and a half million", 2_500_000),
        ("a million and a half", 1_500_000),
        ("half a percent", "0.5"),
    ],
)
def test_reads_a_number_in_words(words: str, value: int | str) -> None:
    passage = Passage(words)
    cardinal = read_cardinal(passage, PAD)
    assert cardinal is not None
    assert cardinal.value == Decimal(value)


@pytest.mark.parametrize(
    ("words", "value", "rest"),
    [
        ("two three", 2, "three"),
        ("ten five", 10, "five"),
        ("twenty twelve", 20, "twelve"),
        ("one million and two million", 1_000_000, "and"),
        ("five and ten", 5, "and"),
        ("ten and a dog", 10, "and"),
        ("two-three", 2, "-"),
        ("five thousand hundred", 5000, "hundred"),
        ("six million two billion", None, ""),
        ("a hundred hundred", 100, "hundred"),
    ],
)
def test_ends_where_the_number_ends(words: str, value: int | None, rest: str) -> None:
    passage = Passage(words)
    cardinal = read_cardinal(passage, PAD)
    assert cardinal is not None
    if value is not None:
        assert (int(cardinal.value), passage.keys[cardinal.end]) == (value, rest)


@pytest.mark.parametrize(
    "words",
    [
        "a",
        "a dozen",
        "half",
        "half a dozen",
        "half of it",
        "quarter",
        "hundred",
        "three quarters of it",
    ],
)
def test_loose_words_are_no_number(words: str) -> None:
    assert read_cardinal(Passage(words), PAD) is None


@pytest.mark.parametrize("tens", sorted(TENS))
@pytest.mark.parametrize("ones", ["one", "nine"])
def test_tens_and_ones_add_up(tens: str, ones: str) -> None:
    cardinal = read_cardinal(Passage(f"{tens}-{ones}"), PAD)
    assert cardinal is not None
    assert cardinal.value == TENS[tens] + SMALL[ones]
