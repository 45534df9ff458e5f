from decimal import Decimal

from sqlmodel import Session

from claims.figure import Unread
from claims.report import Judgement, Verdict
from store.changes import add_changes
from store.counts import Counts, Yield, count_all, count_verdicts, figures_of_articles, yields
from store.decisions import record_decision
from store.reports import add_claims, add_correction, add_statuses, add_unread
from store.runs import start_run
from store.seeding import seed
from tests.store.factory import (
    DAY,
    HOUR,
    NOON,
    POLICY,
    a_change,
    a_document,
    a_figure,
    a_report,
    a_status_report,
    a_topic,
    an_article,
    keep_article,
    seen,
    signed,
)


def test_an_empty_database_counts_nothing(session: Session) -> None:
    assert count_all(session) == Counts(
        articles=0, baseline=0, revisions=0, claims=0, statuses=0, unread=0, changes={}, states={}
    )


def test_everything_is_counted(session: Session) -> None:
    seed(session, a_topic([a_document()]), POLICY, NOON)
    keep_article(session)
    keep_article(session, an_article(text="edited"))
    add_claims(session, [a_report()], POLICY, seen())
    add_statuses(session, [a_status_report()], seen())
    add_unread(session, an_article().key, [Unread(1, 2, "7X", "?")], seen())
    add_changes(session, [a_change(1), a_change(2), a_change(3, verdict=Verdict.REFINED)])
    record_decision(session, a_change(2).id, Judgement.ACCEPTED, signed())
    assert count_all(session) == Counts(
        articles=1,
        baseline=1,
        revisions=3,
        claims=2,
        statuses=2,
        unread=1,
        changes={Verdict.NEW: 2, Verdict.REFINED: 1},
        states={Judgement.OPEN: 2, Judgement.ACCEPTED: 1},
    )


def test_the_verdicts_of_one_run_are_counted(session: Session) -> None:
    start_run(session, "r1", "watch", NOON)
    add_changes(session, [a_change(1)])
    add_changes(session, [a_change(2), a_change(3, verdict=Verdict.UPDATED)], run="r1")
    assert count_verdicts(session, run="r1") == {Verdict.NEW: 1, Verdict.UPDATED: 1}
    assert count_verdicts(session, run="r2") == {}


def test_what_a_source_brought_is_counted_since_a_time(session: Session) -> None:
    seed(session, a_topic([a_document()]), POLICY, NOON)
    keep_article(session, an_article("old", source="dawn"), at=NOON - DAY)
    keep_article(session, an_article("new", source="dawn"), at=NOON)
    keep_article(session, an_article("newer", source="dawn"), at=NOON + HOUR)
    keep_article(session, an_article("x", source="xinhua"), at=NOON)
    reports = [a_report(a_figure(Decimal(number)), article="new") for number in (1, 2, 3)]
    add_claims(session, [*reports, a_report(article="old")], POLICY, seen())
    assert yields(session, since=NOON) == {
        "dawn": Yield(articles=2, claims=3, last_article=NOON + HOUR),
        "xinhua": Yield(articles=1, claims=0, last_article=NOON),
    }


def test_the_figures_of_each_article_are_counted_in_order_without_corrections(session: Session) -> None:
    keep_article(session, an_article("second", source="dawn"), at=NOON + HOUR)
    keep_article(session, an_article("first", source="dawn"), at=NOON)
    keep_article(session, an_article("old", source="dawn"), at=NOON - DAY)
    keep_article(session, an_article("other", source="xinhua"), at=NOON)
    reports = [a_report(a_figure(Decimal(number)), article="second") for number in (1, 2)]
    add_claims(session, reports, POLICY, seen())
    right = a_report(a_figure(Decimal(3)), article="second")
    add_correction(session, right, POLICY, corrects=reports[0].id, revision=1, recorded=NOON)
    assert figures_of_articles(session, "dawn", since=NOON) == ((NOON, 0), (NOON + HOUR, 2))
