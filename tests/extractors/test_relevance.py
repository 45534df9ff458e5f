from pathlib import Path

import pytest

from claims.topic import Subject, Topic
from extractors import relevance
from extractors.relevance import concerns, is_relevant
from extractors.topic import load_topic
from tests.extractors.factories import labelled_articles

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def subject(name: str, *aliases: str, gate: bool = False) -> Subject:
    return Subject(id=name, name=name, kind="project", parent=None, aliases=aliases, gate=gate)


def topic(version: str = "1", words: tuple[tuple[str, ...], ...] = (("Lake", "Big Lake"), ("Sea",))) -> Topic:
    subjects = (
        subject("canal", "Great Canal", "GC", "Lake-Sea Canal"),
        subject("tunnel", "road tunnel", gate=True),
        subject("board", "canal board", gate=True),
    )
    return Topic(
        name="T",
        subjects={each.id: each for each in subjects},
        measures={},
        statuses={},
        sources={},
        baseline=(),
        about=("canal", "board"),
        version=version,
        about_words=words,
    )


@pytest.mark.parametrize(
    ("body", "relevant"),
    [
        ("<p>The Great\n  Canal opens", True),
        ("<p>the great canal opens", True),
        ("<p>The Lake&ndash;Sea Canal opens", True),
        ("<p>The Lake&#8209;Sea&nbsp;Canal opens", True),
        ("<p>GCs are fine", True),
        ("<p>gc is not", False),
        ("<p>The Greater Canal opens", False),
        ("<p>The road tunnel opens", False),
        ("<p>The canal board opens", True),
        ("<p>From the lake to the SEA", True),
        ("<p>From the lake to the seaside", False),
        ("<p>Nothing at all", False),
        ("", False),
    ],
)
def test_by_bytes(body: str, relevant: bool) -> None:
    assert is_relevant(body.encode(), None, topic()) is relevant
    assert is_relevant(body.encode("utf-16"), None, topic()) is relevant


def test_a_title_is_enough() -> None:
    assert is_relevant(b"<p>Nothing", "Great Canal opens", topic())
    assert not is_relevant(b"<p>Nothing", "Nothing opens", topic())


def test_bytes_that_are_no_text_are_left_to_the_reading() -> None:
    assert is_relevant(bytes(range(256)) * 50, None, topic())


def test_words_of_several_words_and_no_words() -> None:
    assert concerns("by the sea and the big lake", topic("2", (("Big Lake",), ("Sea",))))
    assert not concerns("by the sea and the lake", topic("3", (("Big Lake",), ("Sea",))))
    assert not concerns("by the sea", topic("4", ()))
    assert not concerns("by the sea", topic("5", (("–",),)))


def test_only_a_few_topics_are_kept() -> None:
    for number in range(20):
        concerns("text", topic(f"many-{number}"))
    assert len(relevance._compiled) <= 4


@pytest.fixture(scope="module")
def cpec() -> Topic:
    return load_topic({path.name: path.read_text(encoding="utf-8") for path in SEEDS.glob("*.yaml")})


def test_every_labelled_article_is_relevant(cpec: Topic) -> None:
    for article in labelled_articles():
        assert is_relevant(article["text"].encode(), None, cpec), article["id"]


def test_nothing_about_the_corridor_is_dropped(cpec: Topic) -> None:
    for text in (
        "CPEC",
        "the China–Pakistan Economic Corridor",
        "Beijing and Islamabad agree",
        "ML-1 costs",
        "Gwadar port",
    ):
        assert is_relevant(f"<html><body><p>{text}</p></body></html>".encode(), None, cpec), text
    assert not is_relevant(b"<html><body><p>A football match in Spain</p></body></html>", "Sport", cpec)
