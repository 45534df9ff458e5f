"""Alarms of sources: raised once, cleared once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from store.tables import AlarmRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Something is wrong with a source since `raised`; `kind` is a word such as `silent`, `why` a sentence.

    `reminded` is when people were told once more.
    """

    source: str
    kind: str
    raised: datetime
    why: str
    cleared: datetime | None = None
    reminded: datetime | None = None


def raise_alarm(session: Session, source: str, kind: str, *, why: str, now: datetime) -> bool:
    """Raise an alarm; False where it is open already."""
    if _open_row(session, source, kind) is not None:
        return False
    session.add(AlarmRow(source=source, kind=kind, raised=now, why=why))
    session.flush()
    return True


def clear_alarm(session: Session, source: str, kind: str, *, now: datetime) -> bool:
    """Clear an alarm; False where none is open."""
    row = _open_row(session, source, kind)
    if row is None:
        return False
    row.cleared = now
    session.add(row)
    session.flush()
    return True


def note_reminder(session: Session, source: str, kind: str, *, now: datetime) -> bool:
    """Remember that people were told once more of an alarm; False where none is open."""
    row = _open_row(session, source, kind)
    if row is None:
        return False
    row.reminded = now
    session.add(row)
    session.flush()
    return True


def last_cleared(session: Session, source: str, kinds: Iterable[str]) -> datetime | None:
    """When an alarm of one of these kinds was last cleared at a source; None where none ever was."""
    query = select(func.max(AlarmRow.cleared)).where(AlarmRow.source == source, col(AlarmRow.kind).in_(list(kinds)))
    return session.exec(query).one()


def open_alarms(session: Session) -> tuple[Alarm, ...]:
    """The alarms that are open, the oldest first."""
    query = select(AlarmRow).where(col(AlarmRow.cleared).is_(None)).order_by(col(AlarmRow.raised), col(AlarmRow.id))
    return tuple(_alarm(row) for row in session.exec(query))


def _open_row(session: Session, source: str, kind: str) -> AlarmRow | None:
    query = select(AlarmRow).where(AlarmRow.source == source, AlarmRow.kind == kind, col(AlarmRow.cleared).is_(None))
    return session.exec(query).first()


def _alarm(row: AlarmRow) -> Alarm:
    return Alarm(
        source=row.source, kind=row.kind, raised=row.raised, why=row.why, cleared=row.cleared, reminded=row.reminded
    )
