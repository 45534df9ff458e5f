"""What became of the addresses that sources list, so that no pass fetches the same page in vain."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlmodel import Session, col, select

from store.bulk import in_parts
from store.tables import AddressRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """An address in canonical form. `article` is the key of the article found there (after redirects), if any.

    `outcome` is the last one (`new`, `off-topic`, or a reason for skipping); `next_try` is None where it is settled.
    """

    url: str
    source: str
    first_seen: datetime
    article: str | None = None
    last_tried: datetime | None = None
    next_try: datetime | None = None
    attempts: int = 0
    outcome: str | None = None


def find_addresses(session: Session, urls: Iterable[str]) -> dict[str, Address]:
    """Those of the addresses that are known, by address."""
    found: dict[str, Address] = {}
    for part in in_parts(_id(url) for url in urls):
        rows = session.exec(select(AddressRow).where(col(AddressRow.id).in_(part)))
        found |= {row.url: _address(row) for row in rows}
    return found


def save_address(session: Session, address: Address) -> None:
    """Keep what is known of an address in place of what was; its first sighting stays."""
    row = session.get(AddressRow, _id(address.url)) or AddressRow(
        id=_id(address.url), url=address.url, source=address.source, first_seen=address.first_seen
    )
    row.source, row.article, row.outcome = address.source, address.article, address.outcome
    row.last_tried, row.next_try, row.attempts = address.last_tried, address.next_try, address.attempts
    session.add(row)
    session.flush()


def _id(url: str) -> str:
    return sha256(url.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def _address(row: AddressRow) -> Address:
    return Address(
        url=row.url,
        source=row.source,
        first_seen=row.first_seen,
        article=row.article,
        last_tried=row.last_tried,
        next_try=row.next_try,
        attempts=row.attempts,
        outcome=row.outcome,
    )
