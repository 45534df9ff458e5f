"""Finding phrases by an index on their first words."""

import pytest

from extractors.phrases import PhraseIndex
from extractors.tokens import tokenize


def found(text: str, *phrases: str) -> list[str]:
    tokens = tokenize(text)
    index = PhraseIndex([(phrase, phrase) for phrase in phrases])
    return [" ".join(tokens.words[hit.first : hit.last]) for hit in index.find(tokens)]


@pytest.mark.parametrize(
    ("text", "phrase", "hit"),
    [
        ("the Ost–West bridge opened", "Ost-West Bridge", "Ost West bridge"),
        ("the ML-1 line", "ML 1", "ML 1"),
        ("two SEZs were built", "SEZ", "SEZs"),
        ("exports of goods and rice to Atland rose", "exports ... to Atland", "exports of goods and rice to Atland"),
        ("sold goods worth $2,332.7 million to Atland", "sold ... to Atland", None),
    ],
)
def test_a_phrase_is_found(text: str, phrase: str, hit: str | None) -> None:
    words = found(text.replace("–", "-"), phrase)
    assert words == [hit] if hit else len(words) == 1


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("sez who", "SEZ"),  # an acronym must match case
        ("prebuilt", "built"),  # whole words only
        ("exports fell. Rice went to Atland", "exports ... to Atland"),  # a gap ends with its sentence
        ("exports of one two three four five six to Atland", "exports ... to Atland"),
        ("exports of", "exports ... to Atland"),
        ("a deep", "deep sea"),
        ("bu", "bus"),
    ],
)
def test_a_phrase_is_not_found(text: str, phrase: str) -> None:
    assert found(text, phrase) == []


def test_a_phrase_may_mean_two_things_and_an_empty_one_nothing() -> None:
    index = PhraseIndex([("two zones", "north"), ("two zones", "south"), ("two zones", "north"), ("", "none")])
    assert [hit.meaning for hit in index.find(tokenize("two zones"))] == ["north", "south"]


def test_figures_do_not_fill_a_gap() -> None:
    assert found("sold goods worth $2,332,720,111.50 million to Atland", "sold ... to Atland")
