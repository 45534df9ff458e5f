import threading
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from claims.report import Severity
from store.changes import add_changes
from store.engine import reading, transaction
from store.outbox import (
    Message,
    OutboxState,
    claim_due,
    find_message,
    list_outbox,
    mark_dead,
    mark_failed,
    mark_sent,
    mark_unsure,
    put_message,
    requeue,
    stranded,
    unannounced,
)
from tests.store.factory import DAY, HOUR, NOON, a_change

LOUD = (Severity.ALERT,)


def put(
    session: Session, key: str = "k1", channel: str = "mail", changes: tuple[str, ...] = (), hours: int = 0
) -> bool:
    return put_message(session, key, channel, {"title": "Digest"}, changes=changes, now=NOON + hours * HOUR)


def claim(session: Session) -> Message:
    (message,) = claim_due(session, NOON)
    return message


def state(session: Session, key: str = "k1") -> OutboxState:
    message = find_message(session, key)
    assert message is not None
    return message.state


def test_a_message_waits_as_it_was_put(session: Session) -> None:
    assert put(session)
    assert find_message(session, "k1") == Message(
        key="k1",
        channel="mail",
        payload={"title": "Digest"},
        state=OutboxState.PENDING,
        attempts=0,
        created=NOON,
        next_try=NOON,
        claimed_at=None,
        sent_at=None,
        last_error=None,
    )
    assert find_message(session, "k2") is None


def test_the_same_key_is_put_once(session: Session) -> None:
    assert put(session)
    assert not put_message(session, "k1", "mail", {"title": "Other"}, changes=[], now=NOON)
    assert [message.payload for message in list_outbox(session)] == [{"title": "Digest"}]


def test_due_messages_are_claimed_longest_waiting_first(session: Session) -> None:
    for key, hours in (("late", 1), ("second", -1), ("first", -2)):
        put(session, key, hours=hours)
    assert [message.key for message in claim_due(session, NOON, limit=1)] == ["first"]
    (second,) = claim_due(session, NOON)
    assert (second.key, second.state, second.attempts, second.claimed_at) == ("second", OutboxState.SENDING, 1, NOON)
    assert claim_due(session, NOON) == ()


def test_what_was_sent_is_not_claimed_again(session: Session) -> None:
    put(session)
    assert mark_sent(session, claim(session), NOON + HOUR)
    message = find_message(session, "k1")
    assert message is not None
    assert (message.state, message.sent_at) == (OutboxState.SENT, NOON + HOUR)
    assert claim_due(session, NOON + DAY) == ()


def test_what_failed_is_due_again_later(session: Session) -> None:
    put(session)
    assert mark_failed(session, claim(session), error="connection refused", next_try=NOON + HOUR)
    assert claim_due(session, NOON) == ()
    (again,) = claim_due(session, NOON + HOUR)
    assert (again.attempts, again.last_error) == (2, "connection refused")


@pytest.mark.parametrize(("mark", "found"), [(mark_dead, OutboxState.DEAD), (mark_unsure, OutboxState.UNSURE)])
def test_what_is_dead_or_unsure_waits_for_a_person(session: Session, mark: object, found: OutboxState) -> None:
    put(session)
    assert callable(mark)
    assert mark(session, claim(session), error="gone")
    assert state(session) is found
    assert claim_due(session, NOON + DAY) == ()
    assert requeue(session, "k1", NOON + HOUR)
    assert [message.key for message in claim_due(session, NOON + HOUR)] == ["k1"]


def test_only_what_has_stopped_is_queued_again(session: Session) -> None:
    put(session)
    assert not requeue(session, "k1", NOON)
    mark_sent(session, claim(session), NOON)
    assert not requeue(session, "k1", NOON)
    assert not requeue(session, "k2", NOON)


def test_a_sender_that_died_is_found_by_the_age_of_its_claim(session: Session) -> None:
    put(session)
    message = claim(session)
    assert stranded(session, NOON) == ()
    assert stranded(session, NOON + HOUR) == (message,)


def test_a_sender_that_was_taken_for_dead_undoes_nothing(session: Session) -> None:
    put(session)
    first = claim(session)
    mark_failed(session, first, error="stranded", next_try=NOON)
    second = claim(session)
    assert not mark_failed(session, first, error="late", next_try=NOON)
    assert not mark_dead(session, first, error="late")
    assert not mark_unsure(session, first, error="late")
    assert state(session) is OutboxState.SENDING
    assert mark_sent(session, first, NOON)  # what is sent is sent, whoever is late
    assert not mark_failed(session, second, error="late", next_try=NOON)
    assert state(session) is OutboxState.SENT


def test_messages_are_listed_newest_first(session: Session) -> None:
    for number in range(3):
        put(session, f"k{number}", hours=number)
    claim_due(session, NOON)
    assert [message.key for message in list_outbox(session)] == ["k2", "k1", "k0"]
    assert [message.key for message in list_outbox(session, [OutboxState.SENDING])] == ["k0"]
    assert [message.key for message in list_outbox(session, limit=1)] == ["k2"]


def test_each_channel_is_told_of_each_change_once(session: Session) -> None:
    changes = [a_change(number, found=NOON + timedelta(minutes=number)) for number in (2, 1)]
    quiet = a_change(3, severity=Severity.NONE)
    add_changes(session, [*changes, quiet])
    assert [change.id for change in unannounced(session, "mail", LOUD)] == ["h1-0001", "h1-0002"]
    put(session, changes=("h1-0001",))
    assert [change.id for change in unannounced(session, "mail", LOUD)] == ["h1-0002"]
    assert len(unannounced(session, "slack", LOUD)) == 2
    assert len(unannounced(session, "slack", LOUD, since=NOON + timedelta(minutes=2))) == 1
    assert [change.id for change in unannounced(session, "mail", tuple(Severity))] == ["h1-0003", "h1-0002"]


def test_many_senders_at_once_claim_each_message_once(engine: Engine) -> None:
    with transaction(engine) as session:
        for number in range(60):
            put(session, f"k{number:02}")
    claimed: list[str] = []
    start = threading.Barrier(4)

    def send() -> None:
        start.wait()
        while True:
            with transaction(engine, exclusive=False) as session:
                messages = claim_due(session, NOON, limit=5)
            claimed.extend(message.key for message in messages)
            if not messages:
                return

    senders = [threading.Thread(target=send) for _ in range(4)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()
    assert sorted(claimed) == [f"k{number:02}" for number in range(60)]
    with reading(engine) as session:
        assert {message.attempts for message in list_outbox(session)} == {1}


def test_a_sender_passes_over_what_another_one_holds(postgres_url: str) -> None:
    from store.engine import open_engine

    engine = open_engine(postgres_url, patience=0.2)
    with transaction(engine) as session:
        put(session, "k1")
        put(session, "k2")
    with transaction(engine, exclusive=False) as one, transaction(engine, exclusive=False) as other:
        assert [message.key for message in claim_due(one, NOON, limit=1)] == ["k1"]
        assert [message.key for message in claim_due(other, NOON, limit=2)] == ["k2"]
    engine.dispose()
