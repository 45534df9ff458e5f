"""What people said of changes: appended, never altered; what counts is the latest decision that is not undone.

The latest is the one of the latest time, whatever the order in which decisions reach the database.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from typing import TypeAlias

from sqlalchemy import exists
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from claims.errors import BadConfiguration
from claims.report import Judgement
from store.standings import forget_reports
from store.tables import ChangeRow, DecisionRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """One row of the history of a change: a judgement, or the undoing of an earlier row (`undo_of`, no judgement).

    `replacement` is the id of the claim that a correction puts in place of the machine's.
    """

    id: int
    change: str
    judgement: Judgement | None
    who: str
    at: datetime
    why: str
    replacement: str | None = None
    undo_of: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Signature:
    """Who decides, when and why."""

    who: str
    at: datetime
    why: str = ""


class Unchecked(Enum):
    """What a person saw before deciding, where nobody says."""

    UNCHECKED = "unchecked"


UNCHECKED = Unchecked.UNCHECKED
Seen: TypeAlias = int | Unchecked | None
"""The id of the live decision that a person saw before deciding; None: the change was open."""


class DecidedMeanwhile(BadConfiguration):
    """Somebody else decided after a person had looked; `live` is what counts now, None where that was undone."""

    def __init__(self, change_id: str, live: Decided | None) -> None:
        self.live = live
        super().__init__(f"{change_id}: {_told(live)} meanwhile; nothing was recorded, look again and decide")


def record_decision(
    session: Session,
    change_id: str,
    judgement: Judgement,
    signed: Signature,
    *,
    replacement: str | None = None,
    seen: Seen = UNCHECKED,
) -> Decided:
    """Append what a person says of a change; it counts from now on, unless a later decision is there.

    A correction needs its `replacement` (added by `store.reports.add_correction`), nothing else has one: ValueError
    otherwise. Raises LookupError for an unknown change, DecidedMeanwhile where the live decision is not the one `seen`.
    """
    if (judgement is Judgement.CORRECTED) != (replacement is not None):
        raise ValueError(f"{judgement}: a correction, and nothing else, names a replacement")
    _check_seen(session, change_id, seen)
    row = DecisionRow(
        change=change_id,
        judgement=judgement.value,
        who=signed.who,
        at=signed.at,
        why=signed.why,
        replacement=replacement,
    )
    return _append(session, row)


def undo_decision(session: Session, change_id: str, signed: Signature, *, seen: Seen = UNCHECKED) -> Decided | None:
    """Append that the live decision of a change is undone, so that the one before it counts again.

    None where there is nothing to undo. Raises LookupError for an unknown change, DecidedMeanwhile as above.
    """
    _check_seen(session, change_id, seen)
    live = _live(session, change_id)
    if live is None:
        _change_row(session, change_id)
        return None
    row = DecisionRow(change=change_id, who=signed.who, at=signed.at, why=signed.why, undo_of=live.id)
    return _append(session, row)


def live_decision(session: Session, change_id: str) -> Decided | None:
    """The decision that counts, or None where the change is open."""
    row = _live(session, change_id)
    return None if row is None else _decided(row)


def decisions_of(session: Session, change_id: str) -> tuple[Decided, ...]:
    """Everything that was ever said of a change, oldest first, undone decisions included."""
    order = (col(DecisionRow.at), col(DecisionRow.id))
    rows = session.exec(select(DecisionRow).where(DecisionRow.change == change_id).order_by(*order))
    return tuple(_decided(row) for row in rows)


def _check_seen(session: Session, change_id: str, seen: Seen) -> None:
    live = live_decision(session, change_id)
    if seen is not UNCHECKED and seen != (live and live.id):
        raise DecidedMeanwhile(change_id, live)


def _told(live: Decided | None) -> str:
    if live is None:
        return "the decision that you saw was undone"
    because = f" ({live.why})" if live.why else ""
    return f"{live.who} decided “{live.judgement}” at {live.at:%Y-%m-%d %H:%M} UTC{because} (decision {live.id})"


def _append(session: Session, row: DecisionRow) -> Decided:
    change = _change_row(session, row.change)
    session.add(row)
    session.flush()
    live = _live(session, row.change)
    change.decision = None if live is None else live.id
    change.state = (live and live.judgement) or Judgement.OPEN
    session.add(change)
    session.flush()
    forget_reports(session, _reports_of(session, change))
    return _decided(row)


def _reports_of(session: Session, change: ChangeRow) -> list[str]:
    """The reports whose judgement is that of a change: the one that it tells of, and what people put in its place."""
    replacements = session.exec(select(DecisionRow.replacement).where(DecisionRow.change == change.id))
    return [report for report in (change.report, *replacements) if report is not None]


def _change_row(session: Session, change_id: str) -> ChangeRow:
    row = session.get(ChangeRow, change_id)
    if row is None:
        raise LookupError(f"no change has the id {change_id!r}")
    return row


def _live(session: Session, change_id: str) -> DecisionRow | None:
    undoing = aliased(DecisionRow)
    query = (
        select(DecisionRow)
        .where(DecisionRow.change == change_id, col(DecisionRow.undo_of).is_(None))
        .where(~exists().where(col(undoing.undo_of) == col(DecisionRow.id)))
        .order_by(col(DecisionRow.at).desc(), col(DecisionRow.id).desc())
        .limit(1)
    )
    return session.exec(query).first()


def _decided(row: DecisionRow) -> Decided:
    assert row.id is not None
    return Decided(
        id=row.id,
        change=row.change,
        judgement=None if row.judgement is None else Judgement(row.judgement),
        who=row.who,
        at=row.at,
        why=row.why,
        replacement=row.replacement,
        undo_of=row.undo_of,
    )
