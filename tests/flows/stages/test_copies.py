"""Copies of one story: one witness, whoever comes first; what a person says of them counts."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import permutations

import pytest

from claims.errors import BadConfiguration
from claims.report import Verdict
from claims.standing import standing
from flows.desk import Ledger
from flows.stages.copies import copies_of, find_print, join_to, split_off
from store.clusters import last_words, regroupings
from store.engine import reading, transaction
from store.history import groups_of, history
from tests.flows.stages.conftest import START, Clock
from tests.flows.stages.publishing import lines, publish, told
from tests.flows.stages.telling import signed

SENTENCE = "The 5G network is to cost $8.5 billion, the minister told reporters in the capital on his return."
WIRE = f"Work on the corridor between China and Pakistan goes on as agreed, and officials are content. {SENTENCE}"
OWN = "A reporter of ours who asked around learnt that 5G, part of CPEC, is to cost $8.5 billion, more than before."
BEFORE = "For CPEC the ministry puts what the 5G network is to cost at $6.8 billion, according to an earlier paper."
HOURS = {"wire": 0, "late": 1, "later": 2}


def printed(ledger: Ledger, name: str, text: str = WIRE, *, hours: float | None = None) -> None:
    """An outlet of that name prints a text, so many hours after the start."""
    outlets = dict(zip(("before", "own", *HOURS), ledger.topic.sources, strict=False))
    moment = START + timedelta(hours=HOURS.get(name, 0) if hours is None else hours)
    publish(ledger, f"{name.upper()}: {text}", key=f"{name}.example/1", outlet=outlets[name], published=moment)


def grouped(ledger: Ledger, *names: str) -> dict[str, str]:
    with reading(ledger.engine) as session:
        found = {name: find_print(session, f"{name}.example/1").cluster for name in names}
    return {name: cluster.removesuffix(".example/1") for name, cluster in found.items()}


def witnesses(ledger: Ledger) -> list[int]:
    with reading(ledger.engine) as session:
        groups = history(session, [group for group in groups_of(session, "5g") if "cost" in group])
    return [len(strand.witnesses) for each in groups.values() for strand in standing(each, ledger.policy).strands]


def regroup(ledger: Ledger, name: str, joins: str | None = None) -> None:
    with transaction(ledger.engine) as session:
        article = find_print(session, f"{name}.example/1")
        if joins is None:
            split_off(session, article, signed(why="own reporter"))
        else:
            join_to(session, article, find_print(session, f"{joins}.example/1"), signed())


@pytest.mark.parametrize("order", list(permutations(HOURS)))
def test_three_prints_are_one_witness_named_after_the_first_whatever_the_order(
    ledger: Ledger, clock: Clock, order: Sequence[str]
) -> None:
    for name in order:
        printed(ledger, name)
        clock.forward(hours=1)
    assert grouped(ledger, *order) == dict.fromkeys(order, "wire")
    assert witnesses(ledger) == [1]
    assert len([line for line in lines(ledger) if line.change.measure == "cost"]) == 1


@pytest.mark.parametrize("order", list(permutations(HOURS)))
def test_a_contradiction_that_a_story_makes_is_told_once_whatever_the_order_of_its_prints(
    ledger: Ledger, order: Sequence[str]
) -> None:
    printed(ledger, "before", BEFORE, hours=-30)
    for name in order:
        printed(ledger, name)
    assert told(ledger, Verdict.CONFLICTING) == ["conflicting $6.8 bn → $8.5 bn"]


def test_an_own_story_is_a_witness_of_its_own(ledger: Ledger) -> None:
    printed(ledger, "wire")
    printed(ledger, "own", OWN, hours=3)
    assert grouped(ledger, "wire", "own") == {"wire": "wire", "own": "own"}
    assert witnesses(ledger) == [2]


def test_who_was_split_off_is_a_witness_and_joined_again_is_none(ledger: Ledger) -> None:
    for name in HOURS:
        printed(ledger, name)
    regroup(ledger, "late")
    assert grouped(ledger, *HOURS) == {"wire": "wire", "late": "late", "later": "wire"}
    assert witnesses(ledger) == [2]
    regroup(ledger, "late", "later")
    assert grouped(ledger, *HOURS) == dict.fromkeys(HOURS, "wire")
    assert witnesses(ledger) == [1]
    with reading(ledger.engine) as session:
        said = regroupings(session, ["late.example/1"])
    assert [(each.regrouping.joins, each.who, each.why) for each in said] == [
        (None, "ayesha", "own reporter"),
        ("later.example/1", "ayesha", ""),
    ]


def test_splitting_off_the_first_print_gives_the_others_another_name(ledger: Ledger) -> None:
    for name in HOURS:
        printed(ledger, name)
    regroup(ledger, "wire")
    assert grouped(ledger, *HOURS) == {"wire": "wire", "late": "late", "later": "late"}


def test_a_copy_that_comes_later_leaves_alone_what_a_person_split_off(ledger: Ledger) -> None:
    printed(ledger, "wire")
    printed(ledger, "late")
    regroup(ledger, "late")
    printed(ledger, "later")
    assert grouped(ledger, *HOURS) == {"wire": "wire", "late": "late", "later": "wire"}


def test_an_own_story_that_a_person_joins_is_no_witness(ledger: Ledger) -> None:
    printed(ledger, "wire")
    printed(ledger, "own", OWN, hours=3)
    regroup(ledger, "own", "wire")
    assert grouped(ledger, "wire", "own") == {"wire": "wire", "own": "wire"}
    assert witnesses(ledger) == [1]


def test_an_article_is_found_by_key_address_or_change(ledger: Ledger) -> None:
    printed(ledger, "wire")
    (line,) = [each.change for each in lines(ledger) if each.change.measure == "cost"]
    with reading(ledger.engine) as session:
        found = [find_print(session, typed) for typed in ("wire.example/1", "https://wire.example/1", line.id[:12])]
        assert {each.key for each in found} == {"wire.example/1"}
        assert [member.article for member in copies_of(session, found[0])] == ["wire.example/1"]
        assert last_words(session, ["wire.example/1"]) == {}
        with pytest.raises(BadConfiguration, match="no article is known as 'elsewhere'"):
            find_print(session, "elsewhere")
        with pytest.raises(BadConfiguration, match="cannot be a copy of itself"):
            join_to(session, found[0], found[0], signed())
