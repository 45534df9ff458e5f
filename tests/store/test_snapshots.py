import zlib
from datetime import timedelta

import pytest
from sqlmodel import Session, col, select, update

from claims.errors import MachineFailed
from claims.identity import content_hash
from store.articles import Visit, find_revision, save_article, save_revision
from store.reports import add_claims
from store.snapshots import Kept, all_snapshots, count_snapshots, forget_snapshots, load_snapshot, save_snapshot
from store.tables import SnapshotRow
from tests.store.factory import DAY, NOON, POLICY, a_page, a_report, an_article, seen


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


def keep_revision(session: Session, text: str) -> str:
    """One more revision of the article, with a page of its own; returns the page's address."""
    article = an_article(text=text)
    save_article(session, article, outlet="Example News", visit=Visit(at=NOON))
    address = save_snapshot(session, a_page(text.encode(), fetched=NOON))
    save_revision(session, article, extractor="x1", seen_at=NOON, snapshot=address)
    return address


def test_all_pages_come_back_and_are_counted(session: Session) -> None:
    assert count_snapshots(session) == Kept(snapshots=0, size=0, oldest=None)
    pages = [a_page(b"one", fetched=NOON + DAY), a_page(b"two"), a_page(b"three")]
    for page in pages:
        save_snapshot(session, page)
    kept = count_snapshots(session)
    assert (kept.snapshots, kept.oldest) == (3, NOON)
    assert 0 < kept.size < 100
    assert {page.body for page in all_snapshots(session)} == {b"one", b"two", b"three"}


def test_old_pages_are_forgotten_but_not_the_evidence_of_a_claim(session: Session) -> None:
    first, second, third = (keep_revision(session, text) for text in ("first", "second", "third"))
    lone = save_snapshot(session, a_page(b"no article"))
    young = save_snapshot(session, a_page(b"young", fetched=NOON + DAY))
    add_claims(session, [a_report()], POLICY, seen(1))
    add_claims(session, [a_report()], POLICY, seen(2))  # it stands in the second revision still, in the third no more
    assert forget_snapshots(session, NOON + DAY) == 3
    assert [load_snapshot(session, address) is not None for address in (first, second, third, lone, young)] == [
        False,
        True,
        False,
        False,
        True,
    ]
    revision = find_revision(session, an_article().key, 1)
    assert revision is not None
    assert (revision.snapshot, revision.text) == (None, "first")
    assert forget_snapshots(session, NOON + DAY) == 0
    assert forget_snapshots(session, NOON + DAY, evidence=True) == 1
    assert load_snapshot(session, second) is None
