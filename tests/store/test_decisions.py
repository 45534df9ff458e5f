import itertools
import threading
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from claims.report import Judgement
from store.changes import add_changes, get_change
from store.decisions import Decided, DecidedMeanwhile, decisions_of, live_decision, record_decision, undo_decision
from store.engine import reading, transaction
from tests.store.factory import NOON, a_change, signed

CHANGE = a_change().id


@pytest.fixture(autouse=True)
def change(engine: Engine) -> None:
    with transaction(engine) as session:
        add_changes(session, [a_change(1), a_change(2)])


def state(session: Session) -> Judgement:
    logged = get_change(session, CHANGE)
    assert logged is not None
    return logged.state


def test_a_change_is_open_until_somebody_decides(session: Session) -> None:
    assert state(session) is Judgement.OPEN
    assert live_decision(session, CHANGE) is None
    assert decisions_of(session, CHANGE) == ()


def test_a_decision_says_who_when_and_why(session: Session) -> None:
    decided = record_decision(session, CHANGE, Judgement.DISMISSED, signed("bilal", "an old figure"))
    assert decided == Decided(
        id=decided.id, change=CHANGE, judgement=Judgement.DISMISSED, who="bilal", at=NOON, why="an old figure"
    )
    assert live_decision(session, CHANGE) == decided
    assert state(session) is Judgement.DISMISSED


def test_the_latest_decision_counts_and_the_others_stay(session: Session) -> None:
    first = record_decision(session, CHANGE, Judgement.DISMISSED, signed())
    second = record_decision(session, CHANGE, Judgement.ACCEPTED, signed())
    assert state(session) is Judgement.ACCEPTED
    assert decisions_of(session, CHANGE) == (first, second)


def test_undoing_brings_back_the_decision_before(session: Session) -> None:
    first = record_decision(session, CHANGE, Judgement.DISMISSED, signed())
    second = record_decision(session, CHANGE, Judgement.ACCEPTED, signed())
    undone = undo_decision(session, CHANGE, signed("bilal", hours=1))
    assert undone is not None
    assert (undone.undo_of, undone.judgement, undone.at) == (second.id, None, NOON + timedelta(hours=1))
    assert live_decision(session, CHANGE) == first
    assert state(session) is Judgement.DISMISSED
    undo_decision(session, CHANGE, signed())
    assert state(session) is Judgement.OPEN
    assert undo_decision(session, CHANGE, signed()) is None
    assert len(decisions_of(session, CHANGE)) == 4


def test_decisions_on_one_change_leave_the_others_alone(session: Session) -> None:
    record_decision(session, CHANGE, Judgement.ACCEPTED, signed())
    assert decisions_of(session, a_change(2).id) == ()
    assert undo_decision(session, a_change(2).id, signed()) is None
    assert state(session) is Judgement.ACCEPTED


def test_a_correction_needs_the_corrected_claim(session: Session) -> None:
    with pytest.raises(ValueError, match="replacement"):
        record_decision(session, CHANGE, Judgement.CORRECTED, signed())
    with pytest.raises(ValueError, match="replacement"):
        record_decision(session, CHANGE, Judgement.ACCEPTED, signed(), replacement="c1-x")
    assert record_decision(session, CHANGE, Judgement.CORRECTED, signed(), replacement="c1-x").replacement == "c1-x"


def test_an_unknown_change_cannot_be_decided(session: Session) -> None:
    with pytest.raises(LookupError, match="h1-none"):
        record_decision(session, "h1-none", Judgement.ACCEPTED, signed())
    with pytest.raises(LookupError, match="h1-none"):
        undo_decision(session, "h1-none", signed())


def test_the_latest_decision_is_that_of_the_latest_time_in_every_order_of_arrival(session: Session) -> None:
    said = [(Judgement.ACCEPTED, 0), (Judgement.DISMISSED, 1), (Judgement.UNSURE, 2)]
    for order in itertools.permutations(said):
        with session.begin_nested() as savepoint:
            for judgement, hours in order:
                record_decision(session, CHANGE, judgement, signed(hours=hours))
            assert state(session) is Judgement.UNSURE
            assert [each.judgement for each in decisions_of(session, CHANGE)] == [judgement for judgement, _ in said]
            savepoint.rollback()


def test_of_two_decisions_of_one_time_the_one_recorded_last_counts(session: Session) -> None:
    record_decision(session, CHANGE, Judgement.DISMISSED, signed())
    record_decision(session, CHANGE, Judgement.ACCEPTED, signed())
    assert state(session) is Judgement.ACCEPTED


def test_who_decides_on_what_was_seen_is_told_of_a_decision_meanwhile(session: Session) -> None:
    first = record_decision(session, CHANGE, Judgement.ACCEPTED, signed("ayesha", "by the ministry"), seen=None)
    with pytest.raises(DecidedMeanwhile, match=r"ayesha decided “accepted”.*\(by the ministry\)") as caught:
        record_decision(session, CHANGE, Judgement.DISMISSED, signed("bilal", hours=1), seen=None)
    assert caught.value.live == first
    assert decisions_of(session, CHANGE) == (first,)
    record_decision(session, CHANGE, Judgement.DISMISSED, signed("bilal", hours=1), seen=first.id)
    with pytest.raises(DecidedMeanwhile):
        undo_decision(session, CHANGE, signed("ayesha", hours=2), seen=first.id)
    undo_decision(session, CHANGE, signed("ayesha", hours=2))
    assert live_decision(session, CHANGE) == first


def test_who_saw_a_decision_is_told_that_it_was_undone(session: Session) -> None:
    first = record_decision(session, CHANGE, Judgement.ACCEPTED, signed())
    undo_decision(session, CHANGE, signed())
    with pytest.raises(DecidedMeanwhile, match="was undone") as caught:
        record_decision(session, CHANGE, Judgement.DISMISSED, signed(), seen=first.id)
    assert caught.value.live is None


def test_of_reviewers_who_decide_at_once_one_is_first_and_the_others_are_told(engine: Engine) -> None:
    told: list[DecidedMeanwhile] = []
    ready = threading.Barrier(4)

    def decide(who: str) -> None:
        ready.wait()
        try:
            with transaction(engine) as session:
                record_decision(session, CHANGE, Judgement.ACCEPTED, signed(who), seen=None)
        except DecidedMeanwhile as error:
            told.append(error)

    threads = [threading.Thread(target=decide, args=(f"reviewer {number}",)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with reading(engine) as session:
        (first,) = decisions_of(session, CHANGE)
    assert [error.live for error in told] == [first] * 3
