"""Pages as they came, compressed, addressed by the hash of their bytes."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, select, update
from sqlmodel import Session, col, func

from claims.article import Page
from claims.errors import MachineFailed
from claims.identity import content_hash
from store.bulk import in_parts, insert_new
from store.tables import RevisionRow, SightingRow, SnapshotRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How many snapshots there are, what they take (bytes, compressed) and when the oldest was fetched."""

    snapshots: int
    size: int
    oldest: datetime | None


def save_snapshot(session: Session, page: Page) -> str:
    """Keep a page and return the address of its snapshot; the same bytes are kept once, as they first came."""
    address = content_hash(page.body)
    if session.get(SnapshotRow, address) is None:
        insert_new(session, SnapshotRow, [_row(address, page)])
    return address


def load_snapshot(session: Session, address: str) -> Page | None:
    """The page at an address of `save_snapshot`; None where it is unknown. Raises MachineFailed if it is damaged."""
    row = session.get(SnapshotRow, address)
    return None if row is None else _page(row)


def all_snapshots(session: Session) -> Iterator[Page]:
    """Every page that is kept, in the order of their addresses, one in memory at a time. Raises MachineFailed."""
    query = select(col(SnapshotRow.hash)).order_by(col(SnapshotRow.hash))
    for address in session.connection().execute(query).scalars().all():
        page = load_snapshot(session, address)
        session.expunge_all()
        if page is not None:
            yield page


def count_snapshots(session: Session) -> Kept:
    """What keeping the pages costs."""
    query = select(func.count(), func.sum(func.length(SnapshotRow.body)), func.min(SnapshotRow.fetched))
    number, size, oldest = session.connection().execute(query).one()
    return Kept(snapshots=number, size=int(size or 0), oldest=oldest)


def forget_snapshots(session: Session, before: datetime, *, evidence: bool = False) -> int:
    """Drop pages that were fetched before a time; returns how many.

    The page of the latest revision in which a claim or a status stands is the evidence for it and is kept, unless
    `evidence` is given up as well. The texts of revisions stay in any case.
    """
    old = select(col(SnapshotRow.hash)).where(col(SnapshotRow.fetched) < before)
    if not evidence:
        old = old.where(col(SnapshotRow.hash).not_in(_evidence()))
    session.flush()
    connection = session.connection()
    addresses = connection.execute(old).scalars().all()
    for part in in_parts(addresses):
        connection.execute(update(RevisionRow).where(col(RevisionRow.snapshot).in_(part)).values(snapshot=None))
        connection.execute(delete(SnapshotRow).where(col(SnapshotRow.hash).in_(part)))
    session.expire_all()
    return len(addresses)


def _evidence() -> Select[Any]:
    """The addresses of the pages in which reports stand as they were last seen."""
    latest = (
        select(col(SightingRow.article), col(SightingRow.report), func.max(SightingRow.revision).label("revision"))
        .group_by(col(SightingRow.article), col(SightingRow.report))
        .subquery()
    )
    holds = (col(RevisionRow.article) == latest.c.article) & (col(RevisionRow.n) == latest.c.revision)
    return select(col(RevisionRow.snapshot)).join(latest, holds).where(col(RevisionRow.snapshot).is_not(None))


def _row(address: str, page: Page) -> dict[str, object]:
    return {
        "hash": address,
        "requested": page.requested,
        "url": page.url,
        "status": page.status,
        "headers": [list(header) for header in page.headers],
        "fetched": page.fetched,
        "permanent_url": page.permanent_url,
        "size": len(page.body),
        "body": zlib.compress(page.body),
    }


def _page(row: SnapshotRow) -> Page:
    return Page(
        requested=row.requested,
        url=row.url,
        status=row.status,
        headers=tuple((name, value) for name, value in row.headers),
        body=_body(row),
        fetched=row.fetched,
        permanent_url=row.permanent_url,
    )


def _body(row: SnapshotRow) -> bytes:
    try:
        body = zlib.decompress(row.body)
    except zlib.error as error:
        raise MachineFailed(f"snapshot {row.hash} of {row.url} is damaged: restore a backup") from error
    if content_hash(body) != row.hash:
        raise MachineFailed(f"snapshot {row.hash} of {row.url} holds other bytes: restore a backup")
    return body
