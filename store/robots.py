"""robots.txt of each origin, kept between runs so that no run asks for what the last one knows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from store.tables import RobotsRow


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRobots:
    """A robots.txt as it was last read; `outcome` says whether there are rules."""

    origin: str
    outcome: str
    text: str
    fetched: datetime


def known_robots(session: Session, *, since: datetime) -> tuple[StoredRobots, ...]:
    """The copies that were read since a time, by origin."""
    query = select(RobotsRow).where(col(RobotsRow.fetched) >= since).order_by(col(RobotsRow.origin))
    return tuple(
        StoredRobots(origin=row.origin, outcome=row.outcome, text=row.text, fetched=row.fetched)
        for row in session.exec(query)
    )


def save_robots(session: Session, copies: Iterable[StoredRobots]) -> None:
    """Keep copies in place of what was kept of their origins."""
    for copy in copies:
        session.merge(RobotsRow(origin=copy.origin, outcome=copy.outcome, text=copy.text, fetched=copy.fetched))
    session.flush()


def forget_robots(session: Session, before: datetime) -> int:
    """Drop copies that were read before a time; returns how many."""
    return session.exec(delete(RobotsRow).where(col(RobotsRow.fetched) < before)).rowcount
