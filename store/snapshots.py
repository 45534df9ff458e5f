"""Pages as they came, compressed, addressed by the hash of their bytes."""

import zlib

from sqlmodel import Session

from claims.article import Page
from claims.errors import MachineFailed
from claims.identity import content_hash
from store.bulk import insert_new
from store.tables import SnapshotRow


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
