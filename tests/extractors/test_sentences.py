"""Paragraphs, sentences and clauses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.sentences import divide


def sentences(text: str) -> list[str]:
    return [text[sentence.start : sentence.end] for sentence in divide(text).sentences]


@pytest.mark.parametrize(
    "text",
    [
        "It cost Rs. 5 billion and Gen. Bajwa agreed.",
        "The Hakla-D.I. Khan road is 4.5 km long.",
        "Prof. Ahsan met Mr. Wang of XYZ Co. No. 5 at 5 p.m. today.",
        "It is a line that goes on\nin lower case.",
    ],
)
def test_one_sentence_stays_one(text: str) -> None:
    assert sentences(text) == [text]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It opened. It cost $5bn.", ["It opened.", "It cost $5bn."]),
        ('"It is done." He left.', ['"It is done."', "He left."]),
        ("It cost 4.5. Ten died!", ["It cost 4.5.", "Ten died!"]),
        ("A headline\nA paragraph.\n\nAnother.", ["A headline", "A paragraph.", "Another."]),
    ],
)
def test_sentences_end(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    "dateline",
    [
        "ISLAMABAD: ",
        "ISLAMABAD, Feb 12 (APP): ",
        "ISLAMABAD (Online): ",
        "BEIJING - ",
        "BEIJING (Agencies) ",
        "Islamabad [Pakistan], Jan. 22 (ANI): ",
        "ISLAMABAD, 15th Aug, 2025: ",
    ],
)
def test_a_dateline_is_no_part_of_the_first_sentence(dateline: str) -> None:
    text = f"{dateline}Pakistan opened the road."
    assert divide(text).body == len(dateline)
    assert sentences(text) == ["Pakistan opened the road."]


def test_clauses_part_at_conjunctions_and_marks() -> None:
    text = "The road, which opened in May, cost $5bn; the bridge is planned, and the port was sold."
    sentence = divide(text).sentences[0]
    start, end = sentence.clause(text.index("bridge"))
    assert text[start:end] == "the bridge is planned, "
    assert sentence.clause(0)[0] == 0


def test_paragraphs_are_numbered_and_sentences_found_by_offset() -> None:
    layout = divide("One. Two.\n\nThree.")
    assert [sentence.paragraph for sentence in layout.sentences] == [0, 0, 1]
    assert layout.number(6) == 1
    assert layout.number(0) == 0


def test_a_sentence_without_an_end_is_cut() -> None:
    assert max(map(len, sentences("word " * 2_000))) <= 1_200
    assert max(map(len, sentences("x" * 5_000))) <= 1_200


@given(st.text(alphabet="aB .!?\n\"'()5$:;-,", max_size=200))
def test_sentences_are_in_order_and_cover_every_letter(text: str) -> None:
    layout = divide(text)
    reach = layout.body
    for sentence in layout.sentences:
        assert sentence.start >= reach
        assert not any(letter.isalnum() for letter in text[reach : sentence.start])
        reach = sentence.end
    assert not any(letter.isalnum() for letter in text[reach:])
