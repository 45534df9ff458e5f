"""What is remembered of a feed between passes: validators for a conditional GET, and how well it answers."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlmodel import Session, col, select

from store.tables import FeedRow


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """A feed, sitemap or listing page as it is known.

    `last_read` is the last good answer (304 counts), `last_new` the last time it brought an unknown article; `failures`
    are those since the last good answer, `failure_weight` their weighted sum. `last_status` is for people. `parent` is
    the listing that led to this one, where no file names it.
    """

    url: str
    source: str
    etag: str | None = None
    last_modified: str | None = None
    moved_to: str | None = None
    last_tried: datetime | None = None
    last_read: datetime | None = None
    last_new: datetime | None = None
    last_status: str | None = None
    failures: int = 0
    failure_weight: Decimal = Decimal(0)
    parent: str | None = None


def find_feed(session: Session, url: str) -> FeedState | None:
    """The feed, or None where it was never tried."""
    row = session.get(FeedRow, url)
    return None if row is None else _state(row)


def list_feeds(session: Session, source: str | None = None) -> tuple[FeedState, ...]:
    """All feeds that were ever tried, or those of one source, in order of source and address."""
    query = select(FeedRow).order_by(col(FeedRow.source), col(FeedRow.url))
    if source is not None:
        query = query.where(FeedRow.source == source)
    return tuple(_state(row) for row in session.exec(query))


def found_by(session: Session, url: str, *, limit: int) -> tuple[FeedState, ...]:
    """The listings that a listing led to, the latest tried first."""
    query = (
        select(FeedRow)
        .where(FeedRow.parent == url)
        .order_by(col(FeedRow.last_tried).desc(), col(FeedRow.url))
        .limit(limit)
    )
    return tuple(_state(row) for row in session.exec(query))


def save_feed(session: Session, state: FeedState) -> None:
    """Keep the state of a feed in place of what was known."""
    session.merge(
        FeedRow(
            url=state.url,
            source=state.source,
            etag=state.etag,
            last_modified=state.last_modified,
            moved_to=state.moved_to,
            last_tried=state.last_tried,
            last_read=state.last_read,
            last_new=state.last_new,
            last_status=state.last_status,
            failures=state.failures,
            failure_weight=state.failure_weight,
            parent=state.parent,
        )
    )
    session.flush()


def _state(row: FeedRow) -> FeedState:
    return FeedState(
        url=row.url,
        source=row.source,
        etag=row.etag,
        last_modified=row.last_modified,
        moved_to=row.moved_to,
        last_tried=row.last_tried,
        last_read=row.last_read,
        last_new=row.last_new,
        last_status=row.last_status,
        failures=row.failures,
        failure_weight=row.failure_weight,
        parent=row.parent,
    )
