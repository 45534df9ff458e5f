from dataclasses import replace

from sqlmodel import Session

from claims.report import Verdict
from claims.reversal import Reversals, ToldEdit
from store.changes import add_changes, get_change
from store.history import history, status_history
from store.reports import add_claims, add_correction, add_statuses
from store.withdrawals import note_reversals, note_statements, told_edits
from tests.store.factory import (
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
)

GROUP = "cpec|investment|USD"
KEY = "news.example/1"


def withdrawn(session: Session) -> dict[str, bool]:
    figures = [entry for entries in history(session, [GROUP]).values() for entry in entries]
    statuses = [entry for entries in status_history(session, ["ml-1"]).values() for entry in entries]
    return {each.report.id: each.withdrawn for each in (*figures, *statuses)}  # type: ignore[attr-defined]


def test_what_an_article_no_longer_says_is_withdrawn_until_it_says_so_again(session: Session) -> None:
    keep_article(session)
    keep_article(session, an_article("other.example/1"))
    report, status = a_report(), a_status_report()
    elsewhere = a_report(article="other.example/1")
    add_claims(session, [report, elsewhere], POLICY, seen())
    add_statuses(session, [status], seen())
    assert note_statements(session, KEY, {status.id}, NOON) == 1
    assert withdrawn(session) == {report.id: True, elsewhere.id: False, status.id: False}
    assert note_statements(session, KEY, {report.id}, NOON + HOUR) == 1
    assert withdrawn(session) == {report.id: False, elsewhere.id: False, status.id: True}


def test_what_a_person_put_right_is_not_the_articles_to_withdraw(session: Session) -> None:
    keep_article(session)
    report, right = a_report(), a_report(a_figure(words="more than $26 billion"), period="2025")
    add_claims(session, [report], POLICY, seen())
    add_correction(session, right, POLICY, corrects=report.id, revision=1, recorded=NOON)
    assert note_statements(session, KEY, (), NOON) == 1


def test_edits_are_told_reverted_and_made_again(session: Session) -> None:
    keep_article(session)
    old, new = a_report(), a_report(period="2025")
    add_claims(session, [old, new], POLICY, seen())
    edit = a_change(1, verdict=Verdict.REVISED, against=old.id, report=new.id)
    add_changes(session, [edit, a_change(2, against=old.id), a_change(3, verdict=Verdict.REVISED, against="elsewhere")])
    told = ToldEdit(change=edit.id, old=old.id, new=new.id, is_reverted=False)
    assert told_edits(session, KEY) == (told,)
    note_reversals(session, Reversals((edit.id,), ()), NOON)
    session.expire_all()
    assert told_edits(session, KEY) == (replace(told, is_reverted=True),)
    logged = get_change(session, edit.id)
    assert logged is not None
    assert logged.reverted == NOON
    note_reversals(session, Reversals((), (edit.id,)), NOON + HOUR)
    assert told_edits(session, KEY) == (told,)
