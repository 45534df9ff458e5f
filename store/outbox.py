"""The outbox: messages to channels, written in the transaction of what they tell, delivered afterwards.

    pending ──claim_due──► sending ──mark_sent────► sent
       ▲                      ├──────mark_failed──► failed ──(next_try)──► sending …
       │                      ├──────mark_dead────► dead     given up
       └───────requeue────────┴──────mark_unsure──► unsure   may have been accepted; a person decides

A message is claimed by one sender only. A sender that dies leaves its message `sending`; `stranded` finds it.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlmodel import Session, col, select, update

from claims.report import Change, Severity
from store.bulk import insert_and_name_new, insert_new
from store.changes import logged_change
from store.tables import AnnouncedRow, ChangeRow, OutboxRow


class OutboxState(StrEnum):
    """How far a message has come."""

    PENDING = "pending"
    SENDING = "sending"
    SENT = "sent"
    FAILED = "failed"
    DEAD = "dead"
    UNSURE = "unsure"


DELIVERABLE = (OutboxState.PENDING, OutboxState.FAILED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A message of the outbox. `key` is stable for what it tells and where; `attempts` counts the sendings begun."""

    key: str
    channel: str
    payload: Mapping[str, Any]
    state: OutboxState
    attempts: int
    created: datetime
    next_try: datetime
    claimed_at: datetime | None
    sent_at: datetime | None
    last_error: str | None


def put_message(
    session: Session, key: str, channel: str, payload: Mapping[str, Any], *, changes: Iterable[str], now: datetime
) -> bool:
    """Put a message about some changes (ids) into the outbox; False where the key is there already."""
    row = {
        "key": key,
        "channel": channel,
        "payload": dict(payload),
        "state": OutboxState.PENDING.value,
        "attempts": 0,
        "created": now,
        "next_try": now,
    }
    if not insert_and_name_new(session, OutboxRow, [row], "key"):
        return False
    told = [{"key": key, "change": change, "channel": channel} for change in changes]
    insert_new(session, AnnouncedRow, told)
    return True


def claim_due(session: Session, now: datetime, *, limit: int = 20) -> tuple[Message, ...]:
    """Take messages that are due, the longest waiting first, and mark them as being sent.

    Commit before sending. Two senders never get the same message: on PostgreSQL each passes over what the other holds.
    """
    query = (
        select(OutboxRow)
        .where(col(OutboxRow.state).in_(DELIVERABLE), col(OutboxRow.next_try) <= now)
        .order_by(col(OutboxRow.next_try), col(OutboxRow.key))
        .limit(limit)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    rows = session.exec(query).all()
    for row in rows:
        row.state, row.attempts, row.claimed_at = OutboxState.SENDING, row.attempts + 1, now
        session.add(row)
    session.flush()
    return tuple(_message(row) for row in rows)


def mark_sent(session: Session, message: Message, now: datetime) -> bool:
    """The channel accepted the message. True also where others gave it up meanwhile: what is sent is sent."""
    return _mark(session, message, state=OutboxState.SENT, fenced=False, sent_at=now, last_error=None)


def mark_failed(session: Session, message: Message, *, error: str, next_try: datetime) -> bool:
    """The channel refused the message for now; it is due again at `next_try`. False where it is no longer ours."""
    return _mark(session, message, state=OutboxState.FAILED, next_try=next_try, last_error=error)


def mark_dead(session: Session, message: Message, *, error: str) -> bool:
    """The message is given up. False where it is no longer ours."""
    return _mark(session, message, state=OutboxState.DEAD, last_error=error)


def mark_unsure(session: Session, message: Message, *, error: str) -> bool:
    """Nobody can know whether the channel accepted the message. False where it is no longer ours."""
    return _mark(session, message, state=OutboxState.UNSURE, last_error=error)


def requeue(session: Session, key: str, now: datetime) -> bool:
    """Make a message due at once that failed, was given up or is unsure; False for any other."""
    states = (OutboxState.FAILED, OutboxState.DEAD, OutboxState.UNSURE)
    statement = update(OutboxRow).where(col(OutboxRow.key) == key, col(OutboxRow.state).in_(states))
    return session.exec(statement.values(state=OutboxState.PENDING, next_try=now)).rowcount == 1


def stranded(session: Session, claimed_before: datetime) -> tuple[Message, ...]:
    """Messages whose sender took them before that time and never said what became of them."""
    return _messages(session, col(OutboxRow.state) == OutboxState.SENDING, col(OutboxRow.claimed_at) < claimed_before)


def list_outbox(
    session: Session, states: Iterable[OutboxState] = OutboxState, *, limit: int = 100
) -> tuple[Message, ...]:
    """Messages in any of the states, the newest first."""
    return _messages(session, col(OutboxRow.state).in_(list(states)), limit=limit)


def find_message(session: Session, key: str) -> Message | None:
    """The message, or None."""
    row = session.get(OutboxRow, key, populate_existing=True)
    return None if row is None else _message(row)


def unannounced(
    session: Session, channel: str, severities: Iterable[Severity], *, since: datetime | None = None
) -> tuple[Change, ...]:
    """Changes of these severities that no message to the channel tells of, oldest first; from `since` on."""
    told = select(AnnouncedRow.change).where(AnnouncedRow.channel == channel)
    query = select(ChangeRow).where(
        col(ChangeRow.severity).in_([severity.value for severity in severities]), col(ChangeRow.id).not_in(told)
    )
    if since is not None:
        query = query.where(col(ChangeRow.found) >= since)
    rows = session.exec(query.order_by(col(ChangeRow.found), col(ChangeRow.id)))
    return tuple(logged_change(row).change for row in rows)


def _mark(session: Session, message: Message, *, state: OutboxState, fenced: bool = True, **values: Any) -> bool:
    statement = update(OutboxRow).where(col(OutboxRow.key) == message.key)
    if fenced:
        # Whoever was taken for dead and comes back late must not undo what another sender has done since.
        statement = statement.where(
            col(OutboxRow.state) == OutboxState.SENDING, col(OutboxRow.attempts) == message.attempts
        )
    return session.exec(statement.values(state=state, **values)).rowcount == 1


def _messages(session: Session, *conditions: Any, limit: int | None = None) -> tuple[Message, ...]:
    query = select(OutboxRow).where(*conditions).order_by(col(OutboxRow.created).desc(), col(OutboxRow.key))
    rows = session.exec(query.limit(limit).execution_options(populate_existing=True))
    return tuple(_message(row) for row in rows)


def _message(row: OutboxRow) -> Message:
    return Message(
        key=row.key,
        channel=row.channel,
        payload=row.payload,
        state=OutboxState(row.state),
        attempts=row.attempts,
        created=row.created,
        next_try=row.next_try,
        claimed_at=row.claimed_at,
        sent_at=row.sent_at,
        last_error=row.last_error,
    )
