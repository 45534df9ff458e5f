"""Clusters: the same whatever the order, named after the first print; a person's word counts."""

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.changes import change_of, status_change_of
from claims.clusters import Print, Regrouping, clusters, first_print, ids_under_other_names
from tests.claims.comparison_factories import POLICY
from tests.claims.ledger_factories import START, decided, status_decided, status_told, told

STORY = frozenset(range(100))
OTHER = frozenset(range(1000, 1100))


def printed(article: str, day: float = 0, marks: frozenset[int] = STORY) -> Print:
    return Print(article, START + timedelta(days=day), marks)


def word(article: str, joins: str | None, order: int = 1) -> dict[str, Regrouping]:
    return {article: Regrouping(article=article, joins=joins, order=order)}


def grouped(*prints: Print, said: dict[str, Regrouping] | None = None) -> dict[str, str]:
    return clusters(prints, said or {})


def test_copies_are_one_cluster_named_after_the_first_print() -> None:
    assert grouped(printed("b", 1), printed("a", 2), printed("c", 0)) == dict.fromkeys("abc", "c")
    assert first_print([printed("b"), printed("a")]).article == "a"


def test_other_stories_are_clusters_of_their_own() -> None:
    assert grouped(printed("a"), printed("b", marks=OTHER)) == {"a": "a", "b": "b"}


def test_a_copy_of_two_stories_joins_them() -> None:
    both = frozenset([*range(50), *range(1000, 1050)])
    assert grouped(printed("a"), printed("b", 1, OTHER), printed("c", 2, both)) == dict.fromkeys("abc", "a")


def test_the_same_words_a_month_later_are_another_story() -> None:
    assert grouped(printed("a"), printed("b", 14.1)) == {"a": "a", "b": "b"}
    assert grouped(printed("a"), printed("b", 14)) == {"a": "a", "b": "a"}


def test_a_print_whose_words_are_forgotten_stays_where_it_is() -> None:
    assert grouped(printed("a", 0, frozenset()), printed("b", 40)) == dict.fromkeys("ab", "a")


def test_what_a_person_split_off_stands_alone_and_links_nobody() -> None:
    both = frozenset([*range(50), *range(1000, 1050)])
    prints = (printed("a"), printed("b", 1, OTHER), printed("c", 2, both))
    assert grouped(*prints, said=word("c", None)) == {"a": "a", "b": "b", "c": "c"}


def test_what_a_person_joined_is_a_copy_of_that_only() -> None:
    prints = (printed("a"), printed("b", 1), printed("c", 2, OTHER))
    assert grouped(*prints, said=word("b", "c")) == {"a": "a", "b": "b", "c": "b"}
    assert grouped(*prints, said=word("c", "a")) == dict.fromkeys("abc", "a")
    assert grouped(*prints, said=word("c", "elsewhere")) == {"a": "a", "b": "a", "c": "c"}


@pytest.mark.parametrize(("order", "together"), [(1, True), (3, False)])
def test_the_later_of_two_words_counts(order: int, together: bool) -> None:
    said = word("a", "b", 2) | word("b", None, order)
    assert (grouped(printed("a"), printed("b", marks=OTHER), said=said)["b"] == "a") is together


MARKS = st.frozensets(st.integers(0, 30), max_size=12)
WORDS = st.dictionaries(st.sampled_from("abcdef"), st.none() | st.sampled_from("abcdef"), max_size=3)


@given(st.lists(st.tuples(st.integers(0, 30), MARKS), max_size=6), WORDS)
def test_the_order_of_arrival_does_not_matter(
    told_of: list[tuple[int, frozenset[int]]], said: dict[str, str | None]
) -> None:
    prints = [printed(name, day, marks) for name, (day, marks) in zip("abcdef", told_of, strict=False)]
    words = {
        name: Regrouping(article=name, joins=joins, order=number) for number, (name, joins) in enumerate(said.items())
    }
    found = clusters(prints, words)
    assert clusters(prints[::-1], words) == found
    assert all(found[cluster] == cluster for cluster in found.values())


def test_the_ids_of_a_line_under_other_names_of_its_cluster() -> None:
    known, new = told(("$20bn", "20e9")), told(("$40bn", "40e9"), 9, cluster="b")
    line = change_of(decided(new, known), new, POLICY, url=None, found=START)
    former = replace(new, cluster="a")
    same = change_of(decided(former, known), former, POLICY, url=None, found=START)
    assert line is not None
    assert same is not None
    assert ids_under_other_names(line, new.claim, ["a", "b"]) == {same.id}


def test_the_same_of_a_status() -> None:
    new = status_told("signed", cluster="b")
    former = replace(new, cluster="a")
    line, same = (status_change_of(status_decided(each), each, url=None, found=START) for each in (new, former))
    assert line is not None
    assert same is not None
    assert ids_under_other_names(line, new.claim, ["a", "b"]) == {same.id}
