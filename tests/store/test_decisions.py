from datetime import timedelta

import pytest
from sqlmodel import Session

from claims.report import Judgement
from store.changes import add_changes, get_change
from store.decisions import Decided, decisions_of, live_decision, record_decision, undo_decision
from tests.store.factory import NOON, a_change, signed

CHANGE = a_change().id


@pytest.fixture(autouse=True)
def change(session: Session) -> None:
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
