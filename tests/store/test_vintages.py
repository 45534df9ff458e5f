from dataclasses import replace
from datetime import datetime

from sqlmodel import Session

from claims.report import Judgement, Report
from store.articles import save_revision
from store.changes import add_changes
from store.decisions import record_decision, undo_decision
from store.history import history, status_history
from store.reports import add_claims, add_correction, add_statuses
from store.vintages import dated_history, dated_statuses
from store.withdrawals import note_statements
from tests.store.factory import (
    DAY,
    HOUR,
    NOON,
    POLICY,
    a_change,
    a_figure,
    a_report,
    a_status_report,
    an_article,
    keep_article,
    seen,
    signed,
)

GROUP = "cpec|investment|USD"
KEY = "news.example/1"


def known(session: Session) -> Report:
    keep_article(session)
    report = a_report()
    add_claims(session, [report], POLICY, seen())
    add_changes(session, [a_change(report=report.id)])
    return report


def judged(session: Session, when: datetime) -> dict[str, Judgement]:
    entries = (each.as_of(when) for each in dated_history(session, [GROUP]).get(GROUP, []))
    return {entry.report.id: entry.judgement for entry in entries if entry is not None}


def test_a_report_is_there_from_the_day_on_which_it_was_known(session: Session) -> None:
    report = known(session)
    assert judged(session, NOON - 2 * DAY) == {}
    assert judged(session, NOON) == {report.id: Judgement.OPEN}
    assert dated_history(session, ["cpec|loan|USD"]) == {}


def test_a_report_without_a_date_is_there_since_it_was_recorded(session: Session) -> None:
    keep_article(session)
    add_claims(session, [replace(a_report(), known=None)], POLICY, seen())
    assert judged(session, NOON - HOUR) == {}
    assert len(judged(session, NOON)) == 1


def test_decisions_and_their_undoing_are_dated(session: Session) -> None:
    report = known(session)
    record_decision(session, a_change().id, Judgement.ACCEPTED, signed(hours=1))
    record_decision(session, a_change().id, Judgement.DISMISSED, signed(hours=2))
    undo_decision(session, a_change().id, signed(hours=3))
    said = [judged(session, NOON + hours * HOUR)[report.id] for hours in range(4)]
    assert said == [Judgement.OPEN, Judgement.ACCEPTED, Judgement.DISMISSED, Judgement.ACCEPTED]


def test_a_correction_stands_in_place_of_the_report_while_it_counts(session: Session) -> None:
    report = known(session)
    right = a_report(a_figure(words="more than $26 billion"), period="2025")
    add_correction(session, right, POLICY, corrects=report.id, revision=1, recorded=NOON + HOUR)
    record_decision(session, a_change().id, Judgement.CORRECTED, signed(hours=1), replacement=right.id)
    undo_decision(session, a_change().id, signed(hours=2))
    assert [set(judged(session, NOON + hours * HOUR)) for hours in range(3)] == [{report.id}, {right.id}, {report.id}]


def test_an_article_that_goes_back_and_forth_says_it_in_between(session: Session) -> None:
    report, article = known(session), an_article()
    other = replace(article, text="CPEC goes on.")
    for hours, text in ((1, other), (2, article), (3, other)):
        n = save_revision(session, text, extractor="x1", seen_at=NOON + hours * HOUR).n
        note_statements(session, KEY, {report.id} if text is article else (), NOON + hours * HOUR)
        assert n == hours + 1
    (dated,) = dated_history(session, [GROUP])[GROUP]
    assert dated.life.withdrawn == ((NOON + HOUR, NOON + 2 * HOUR), (NOON + 3 * HOUR, None))


def test_what_an_edit_brought_was_not_withdrawn_before(session: Session) -> None:
    known(session)
    n = save_revision(session, an_article(text="More of it."), extractor="x1", seen_at=NOON + HOUR).n
    late = a_report(period="2025", known=NOON + HOUR)
    add_claims(session, [late], POLICY, seen(n))
    lives = {each.report.id: each.life for each in dated_history(session, [GROUP])[GROUP]}
    assert lives[late.id].withdrawn == ()


def test_statuses_have_lives_too(session: Session) -> None:
    keep_article(session)
    add_statuses(session, [a_status_report()], seen())
    note_statements(session, KEY, (), NOON)
    (dated,) = dated_statuses(session, ["ml-1", "cpec"])["ml-1"]
    assert (dated.life.since, dated.life.withdrawn) == (NOON - DAY, ((NOON, None),))


def test_today_they_say_what_the_history_says(session: Session) -> None:
    report = known(session)
    add_statuses(session, [a_status_report()], seen())
    record_decision(session, a_change().id, Judgement.UNSURE, signed(hours=1))
    note_statements(session, KEY, (), NOON + HOUR)
    now = NOON + DAY
    assert [each.as_of(now) for each in dated_history(session, [GROUP])[GROUP]] == history(session, [GROUP])[GROUP]
    assert [each.as_of(now) for each in dated_statuses(session, ["ml-1"])["ml-1"]] == status_history(session, ["ml-1"])[
        "ml-1"
    ]
    assert judged(session, now) == {report.id: Judgement.UNSURE}
