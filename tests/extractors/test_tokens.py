"""Words of a text with their places."""

from hypothesis import given
from hypothesis import strategies as st

from extractors.tokens import tokenize


def test_letters_and_digits_part_and_joining_marks_are_left_out() -> None:
    assert tokenize("the 14th ML-1 meeting").words == ("the", "14", "th", "ML", "1", "meeting")
    assert tokenize("1,400.5 km, deep-sea").words == ("1", "400", "5", "km", ",", "deep", "sea")


def test_a_possessive_is_a_word_of_its_own() -> None:
    assert tokenize("Ostland's exports").words == ("Ostland", "'s", "exports")


def test_a_mark_that_stands_alone_divides() -> None:
    assert tokenize("Ost - a port").words == ("Ost", "-", "a", "port")


def test_a_long_number_is_no_further_than_a_short_one() -> None:
    short, long = tokenize("cost $5 on"), tokenize("cost $1,234,567.89 on")
    assert long.depths[-1] - short.depths[-1] < 2


def test_words_are_found_by_offset() -> None:
    tokens = tokenize("one two three")
    assert tokens.at(0) == 0
    assert tokens.at(3) == 1
    assert tokens.at(99) == 3
    assert tokens.range(4, 13) == (1, 3)


@given(st.text(max_size=80))
def test_words_stand_where_they_say(text: str) -> None:
    tokens = tokenize(text)
    assert [text[start:end] for start, end in zip(tokens.starts, tokens.ends, strict=True)] == list(tokens.words)
    assert list(tokens.depths) == sorted(tokens.depths)
