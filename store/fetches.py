"""Every attempt to fetch an address: what the health of a source is judged by."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, select

from claims.errors import SkipReason
from store.bulk import insert_new
from store.tables import FetchRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetch:
    """One attempt; `outcome` is a word such as `read`, `not-modified` or `failed`, `status` of HTTP, `size` bytes.

    `listing` tells a feed, sitemap or listing page from an article's page.
    """

    url: str
    source: str
    at: datetime
    outcome: str
    run: str | None = None
    reason: SkipReason | None = None
    status: int | None = None
    size: int = 0
    listing: bool = False


def add_fetches(session: Session, fetches: Iterable[Fetch]) -> None:
    """Append attempts."""
    rows = [
        {
            "url": fetch.url,
            "source": fetch.source,
            "run": fetch.run,
            "at": fetch.at,
            "outcome": fetch.outcome,
            "reason": None if fetch.reason is None else fetch.reason.value,
            "status": fetch.status,
            "size": fetch.size,
            "listing": fetch.listing,
        }
        for fetch in fetches
    ]
    insert_new(session, FetchRow, rows)


def fetches_of(
    session: Session, source: str, *, since: datetime | None = None, listing: bool | None = None, limit: int = 100
) -> tuple[Fetch, ...]:
    """The attempts at a source's addresses, the latest first; `listing`: only those at listings, or at articles."""
    query = select(FetchRow).where(FetchRow.source == source)
    if listing is not None:
        query = query.where(FetchRow.listing == listing)
    if since is not None:
        query = query.where(col(FetchRow.at) >= since)
    query = query.order_by(col(FetchRow.at).desc(), col(FetchRow.id).desc()).limit(limit)
    return tuple(_fetch(row) for row in session.exec(query))


def forget_fetches(session: Session, before: datetime) -> int:
    """Drop attempts made before a time; returns how many."""
    return session.exec(delete(FetchRow).where(col(FetchRow.at) < before)).rowcount


def _fetch(row: FetchRow) -> Fetch:
    return Fetch(
        url=row.url,
        source=row.source,
        at=row.at,
        outcome=row.outcome,
        run=row.run,
        reason=None if row.reason is None else SkipReason(row.reason),
        status=row.status,
        size=row.size,
        listing=row.listing,
    )
