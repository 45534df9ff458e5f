from sqlmodel import Session

from claims.clusters import Regrouping
from store.articles import find_article
from store.changes import add_changes
from store.clusters import add_regrouping, known_ids, last_words, members_of, regroupings, set_clusters
from store.reports import add_claims, add_statuses, find_reports, find_status_reports
from tests.store.factory import (
    DAY,
    NOON,
    POLICY,
    a_change,
    a_report,
    a_status_report,
    an_article,
    keep_article,
    seen,
    signed,
)

ONE, TWO = "news.example/1", "other.example/2"


def both(session: Session) -> None:
    keep_article(session)
    keep_article(session, an_article(TWO, published=None))


def test_members_come_in_the_order_of_publication(session: Session) -> None:
    both(session)
    set_clusters(session, {TWO: ONE})
    members = members_of(session, [ONE, "unknown"])
    assert [(each.article, each.cluster, each.moment) for each in members] == [(ONE, ONE, NOON - DAY), (TWO, ONE, NOON)]
    assert [each.published for each in members] == [NOON - DAY, None]


def test_an_article_moves_with_its_reports(session: Session) -> None:
    both(session)
    report, status = a_report(), a_status_report()
    add_claims(session, [report], POLICY, seen())
    add_statuses(session, [status], seen())
    assert set_clusters(session, {ONE: TWO, TWO: TWO, "unknown": TWO}) == 1
    session.expire_all()
    article = find_article(session, ONE)
    assert article is not None
    assert article.cluster == TWO
    assert find_reports(session, [report.id])[report.id].cluster == TWO
    assert find_status_reports(session, [status.id])[status.id].cluster == TWO


def test_what_people_said_is_kept_and_the_last_word_counts(session: Session) -> None:
    both(session)
    add_regrouping(session, ONE, None, signed(why="own reporter"))
    add_regrouping(session, ONE, TWO, signed("bilal", hours=1))
    said = regroupings(session, [ONE, TWO])
    assert [(each.who, each.why, each.regrouping.joins) for each in said] == [
        ("ayesha", "own reporter", None),
        ("bilal", "", TWO),
    ]
    assert last_words(session, [ONE, TWO]) == {ONE: Regrouping(article=ONE, joins=TWO, order=said[-1].regrouping.order)}


def test_which_lines_are_there(session: Session) -> None:
    add_changes(session, [a_change(1)])
    assert known_ids(session, ["h1-0001", "h1-0002"]) == {"h1-0001"}
