from sqlmodel import Session

from store.articles import note_reread, save_revision
from store.rereading import read_otherwise
from store.seeding import seed
from tests.store.factory import HOUR, NOON, POLICY, TEXT, a_document, a_topic, an_article, keep_article


def otherwise(session: Session, reading: str) -> list[tuple[str, int]]:
    return [(each.article, each.n) for each in read_otherwise(session, reading)]


def test_texts_of_another_reading_come_in_order(session: Session) -> None:
    keep_article(session, an_article("b.example/1"))
    keep_article(session, an_article("a.example/1"))
    assert otherwise(session, "x1") == []
    assert otherwise(session, "x2") == [("a.example/1", 1), ("b.example/1", 1)]
    note_reread(session, "a.example/1", 1, "x2")
    assert otherwise(session, "x2") == [("b.example/1", 1)]


def test_a_revision_that_returns_has_no_reading_of_its_own(session: Session) -> None:
    keep_article(session)
    for hours, text in ((1, "Other words."), (2, TEXT)):
        save_revision(session, an_article(text=text), extractor="x1", seen_at=NOON + hours * HOUR)
    assert [n for _, n in otherwise(session, "x2")] == [1, 2]


def test_what_people_read_is_left_to_them(session: Session) -> None:
    seed(session, a_topic([a_document()]), POLICY, NOON)
    keep_article(session)
    save_revision(session, an_article(text="Typed in."), extractor="hand", seen_at=NOON)
    assert [n for _, n in otherwise(session, "x2")] == [1]
