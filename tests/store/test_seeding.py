from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

from sqlmodel import Session, select

from claims.article import DateOrigin
from claims.report import KnownFrom
from store.articles import ArticleKind, find_article, find_revision
from store.changes import count_changes
from store.history import history, status_history
from store.reports import claims_of_revision, statuses_of_revision
from store.seeding import Seeded, baseline_key, seed
from store.tables import ClaimRow
from tests.store.factory import DAY, NOON, POLICY, a_document, a_topic

GROUP = "cpec|investment|USD"
DOCUMENT = a_document()
TOPIC = a_topic([DOCUMENT, a_document(1, published=date(2025, 9, 26), outlet=None)])


def test_the_baseline_becomes_the_first_entries_of_the_ledger(session: Session) -> None:
    assert seed(session, TOPIC, POLICY, NOON) == Seeded(documents=2, claims=2, statuses=2)
    undated, dated = sorted(
        (entry.report for entry in history(session, [GROUP])[GROUP]), key=lambda report: report.article
    )
    assert (undated.known, undated.known_from) == (datetime(2025, 10, 1, tzinfo=UTC), KnownFrom.DOCUMENT)
    assert (dated.known, dated.known_from) == (datetime(2025, 9, 26, tzinfo=UTC), KnownFrom.PUBLISHED)
    assert (undated.outlet, dated.outlet) == ("Example Insights", "an unnamed outlet")
    assert undated.claim.figure.value == Decimal(25_000_000_000)
    assert (undated.claim.figure.start, undated.claim.figure.end) == (506, 527)
    assert undated.quote == DOCUMENT.figures[0].statement
    assert {undated.cluster, dated.cluster} == {baseline_key(each) for each in TOPIC.baseline}
    assert len(status_history(session, ["ml-1"])["ml-1"]) == 2


def test_the_change_log_does_not_tell_of_the_baseline(session: Session) -> None:
    seed(session, TOPIC, POLICY, NOON)
    assert count_changes(session) == 0


def test_a_document_is_an_article_without_text(session: Session) -> None:
    seed(session, TOPIC, POLICY, NOON)
    key = baseline_key(DOCUMENT)
    article, revision = find_article(session, key), find_revision(session, key, 1)
    assert article is not None
    assert (article.kind, article.url, article.next_check) == (ArticleKind.BASELINE, None, None)
    assert revision is not None
    assert (revision.text, revision.text_hash) == (None, DOCUMENT.sha256)
    assert (revision.published, revision.date_origin) == (None, DateOrigin.NONE)
    assert len(claims_of_revision(session, key, 1)) == 1
    assert len(statuses_of_revision(session, key, 1)) == 1


def test_seeding_again_adds_nothing(session: Session) -> None:
    seed(session, TOPIC, POLICY, NOON)
    before = session.exec(select(ClaimRow.id, ClaimRow.recorded)).all()
    assert seed(session, TOPIC, POLICY, NOON + DAY) == Seeded(documents=0, claims=0, statuses=0)
    assert session.exec(select(ClaimRow.id, ClaimRow.recorded)).all() == before


def test_only_what_is_new_in_the_baseline_is_added(session: Session) -> None:
    seed(session, TOPIC, POLICY, NOON)
    figure = replace(DOCUMENT.figures[0], value=Decimal(62_000_000_000))
    longer = replace(DOCUMENT, figures=(*DOCUMENT.figures, figure))
    topic = a_topic([longer, *TOPIC.baseline[1:], a_document(2)])
    assert seed(session, topic, POLICY, NOON) == Seeded(documents=1, claims=2, statuses=1)


def test_a_topic_without_a_baseline_is_no_error(session: Session) -> None:
    assert seed(session, a_topic([]), POLICY, NOON) == Seeded(documents=0, claims=0, statuses=0)
