"""When each source listed something that it never listed before: its rhythm is learnt from that."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from store.tables import ArrivalRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """A pass that found `fresh` addresses nobody knew; `backlog` of them were left for the next pass."""

    source: str
    at: datetime
    fresh: int
    backlog: int = 0


def add_arrivals(session: Session, arrivals: Iterable[Arrival]) -> None:
    """Append arrivals; one of the same source and time takes the place of what was kept."""
    for each in arrivals:
        session.merge(ArrivalRow(source=each.source, at=each.at, fresh=each.fresh, backlog=each.backlog))
    session.flush()


def arrivals_of(session: Session, source: str, *, since: datetime) -> tuple[Arrival, ...]:
    """The arrivals at a source since a time, the oldest first."""
    query = (
        select(ArrivalRow).where(ArrivalRow.source == source, col(ArrivalRow.at) >= since).order_by(col(ArrivalRow.at))
    )
    return tuple(
        Arrival(source=row.source, at=row.at, fresh=row.fresh, backlog=row.backlog) for row in session.exec(query)
    )


def forget_arrivals(session: Session, before: datetime) -> int:
    """Drop arrivals before a time; returns how many."""
    return session.exec(delete(ArrivalRow).where(col(ArrivalRow.at) < before)).rowcount
