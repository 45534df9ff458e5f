import zlib
from datetime import timedelta

import pytest
from sqlmodel import Session, col, select, update

from claims.errors import MachineFailed
from claims.identity import content_hash
from store.snapshots import load_snapshot, save_snapshot
from store.tables import SnapshotRow
from tests.store.factory import NOON, a_page


def test_a_page_comes_back_as_it_was(session: Session) -> None:
    page = a_page(
        bytes(range(256)) * 40,
        requested="https://news.example/?id=1",
        headers=(("content-type", "text/html"), ("vary", "a"), ("vary", "b")),
        permanent_url="https://www.news.example/1",
    )
    assert load_snapshot(session, save_snapshot(session, page)) == page


def test_the_address_is_the_hash_of_the_body(session: Session) -> None:
    assert save_snapshot(session, a_page(b"body")) == content_hash(b"body")


def test_the_same_bytes_are_kept_once_as_they_first_came(session: Session) -> None:
    first = a_page(b"body")
    save_snapshot(session, first)
    address = save_snapshot(session, a_page(b"body", url="https://mirror.example/1", fetched=NOON + timedelta(1)))
    assert load_snapshot(session, address) == first
    assert len(session.exec(select(SnapshotRow)).all()) == 1


def test_bodies_are_compressed(session: Session) -> None:
    save_snapshot(session, a_page(b"<p>more than $25 billion</p>" * 1000))
    row = session.exec(select(SnapshotRow)).one()
    assert row.size == 28_000
    assert len(row.body) < 1_000


def test_an_unknown_address_has_no_page(session: Session) -> None:
    assert load_snapshot(session, content_hash(b"never seen")) is None


@pytest.mark.parametrize("damaged", [b"not zlib", zlib.compress(b"other bytes")])
def test_damage_is_told_not_returned(session: Session, damaged: bytes) -> None:
    address = save_snapshot(session, a_page(b"body"))
    session.exec(update(SnapshotRow).where(col(SnapshotRow.hash) == address).values(body=damaged))
    session.expire_all()
    with pytest.raises(MachineFailed, match=address):
        load_snapshot(session, address)
