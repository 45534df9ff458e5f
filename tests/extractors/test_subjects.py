"""Where a text names a tracked subject."""

import pytest

from extractors.folding import fold
from extractors.sentences import divide
from extractors.subjects import Strength
from extractors.tokens import tokenize
from tests.extractors.small_topic import lexicon


def mentions(text: str, title: str | None = None) -> list[tuple[str, str, Strength]]:
    folded = fold(text)
    heading = tokenize(fold(title)) if title else None
    found = lexicon().subjects.find(tokenize(folded), divide(folded), heading)
    return [(mention.subject, text[mention.start : mention.end], mention.strength) for mention in found.items]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Second Lock opened.", [("lock", "Second Lock")]),
        ("The Ost-West Bridge opened.", [("bridge", "Ost-West Bridge")]),
        ("The Ost–West Bridge opened.", [("bridge", "Ost–West Bridge")]),
        ("Ost Harbour grew.", [("harbour", "Ost Harbour")]),  # and not the place inside it
        ("GCP Bank lent it.", []),  # a look-alike
        ("gcp is an acronym that must match case.", []),
        ("OST: Nothing is said of the place.", []),  # a dateline
    ],
)
def test_names(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(subject, words) for subject, words, _ in mentions(text)] == expected


def test_a_weak_name_needs_its_context() -> None:
    assert mentions("It is ready. Later the canal opened.") == []
    assert mentions("Atland pays. Then the canal opened.") == [("canal", "the canal", Strength.WEAK)]
    assert mentions("Then the canal opened. It is long. It is wide. Atland pays.") == [
        ("canal", "the canal", Strength.FAINT)
    ]
    assert mentions("The Great Canal is long. Soon the canal opened.")[1] == ("canal", "the canal", Strength.WEAK)


def test_one_phrase_may_name_several_subjects_and_a_place() -> None:
    folded = "Ships reached Ost."
    found = lexicon().subjects.find(tokenize(folded), divide(folded))
    assert {mention.subject for mention in found.items} == {"harbour", "ost"}
    assert all(found.is_place(mention) for mention in found.items)


@pytest.mark.parametrize(
    ("text", "title", "open_gate"),
    [
        ("It paid for new schools.", None, False),
        ("The Great Canal paid for new schools.", None, True),
        ("It paid for new schools.", "The Great Canal", True),
        ("Ostland paid for new schools.", None, False),
        ("Ostland and Atland paid for new schools.", None, True),
    ],
)
def test_a_gated_name_counts_only_in_a_text_about_the_topic(text: str, title: str | None, open_gate: bool) -> None:
    assert ("schools" in [subject for subject, _, _ in mentions(text, title)]) is open_gate


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # by the distinctive core and the noun of a name, whatever stands between
        ("The Ost-West eight-lane (toll) bridge opened.", [("bridge", "Ost-West eight-lane (toll) bridge")]),
        ("Work on the harbour at Ost began.", [("harbour", "harbour at Ost")]),
        ("Ost and its bridge are old.", []),
        ("The Ost-West bridges opened.", [("bridge", "Ost-West bridges")]),
        ("The west bridge opened.", []),
    ],
)
def test_turned_names(text: str, expected: list[tuple[str, str]]) -> None:
    named = [(subject, words) for subject, words, _ in mentions(text) if subject not in ("ost",)]
    assert [entry for entry in named if entry[1] != "Ost"] == expected


def test_initials_that_the_text_gives_a_name() -> None:
    text = "The Second Lock (SL) opened. Ships like the SL. An SLB is another thing."
    assert [words for subject, words, _ in mentions(text) if subject == "lock"] == ["Second Lock", "SL", "SL"]
    assert [words for _, words, _ in mentions("The Second Lock (open) is SL.")] == ["Second Lock"]
