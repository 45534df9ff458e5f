from decimal import Decimal

from sqlmodel import Session

from claims.figure import Unread
from store.articles import note_reread
from store.missed import list_unlinked, list_unread
from store.reports import add_claims, add_unread
from tests.store.factory import DAY, NOON, POLICY, a_figure, a_report, an_article, keep_article, seen

ZILLION = Unread(3, 12, "7 zillion", "unknown scale")


def test_an_unread_number_is_told_with_its_text(session: Session) -> None:
    article = an_article(text="It cost 7 zillion.")
    keep_article(session, article)
    add_unread(session, article.key, [ZILLION], seen())
    (found,) = list_unread(session)
    assert found.unread == ZILLION
    assert (found.article, found.revision, found.url) == (article.key, 1, article.url)
    assert (found.outlet, found.title, found.text) == ("Example News", article.title, article.text)


def test_unread_numbers_come_latest_first(session: Session) -> None:
    for number, key in enumerate(("a", "b", "c")):
        keep_article(session, an_article(key))
        add_unread(session, key, [ZILLION], seen(recorded=NOON + number * DAY))
    assert [found.article for found in list_unread(session)] == ["c", "b", "a"]
    assert [found.article for found in list_unread(session, limit=1)] == ["c"]
    assert [found.article for found in list_unread(session, since=NOON + DAY)] == ["c", "b"]


def test_a_number_that_a_later_extractor_reads_is_missed_no_more(session: Session) -> None:
    keep_article(session)
    add_unread(session, an_article().key, [ZILLION], seen(extractor="x1"))
    note_reread(session, an_article().key, 1, "x2")
    assert list_unread(session) == ()


def test_claims_without_a_subject_come_latest_first(session: Session) -> None:
    keep_article(session)
    lost = [a_report(a_figure(Decimal(number)), subject=None) for number in (1, 2)]
    add_claims(session, [a_report(), lost[0]], POLICY, seen())
    add_claims(session, [lost[1]], POLICY, seen(recorded=NOON + DAY))
    assert list_unlinked(session) == (lost[1], lost[0])
    assert list_unlinked(session, since=NOON + DAY) == (lost[1],)
    assert list_unlinked(session, limit=1) == (lost[1],)
