from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from claims.report import Judgement, Report
from claims.series import group_of
from store.changes import add_changes, get_change
from store.decisions import record_decision, undo_decision
from store.history import groups_of, history, status_history, subjects_with_status
from store.reports import add_claims, add_correction, add_status_correction, add_statuses
from tests.store.factory import NOON, POLICY, a_change, a_figure, a_report, a_status_report, keep_article, seen, signed

GROUP = "cpec|investment|USD"
REPORT = a_report()
CORRECTED = a_report(a_figure(Decimal(26_000_000_000)))


@pytest.fixture(autouse=True)
def article(session: Session) -> None:
    keep_article(session)


def judged(session: Session) -> dict[str, Judgement]:
    return {entry.report.id: entry.judgement for entry in history(session, [GROUP]).get(GROUP, [])}


def a_told_report(session: Session, report: Report = REPORT, number: int = 1) -> str:
    """Add a report and a change that tells of it; returns the id of the change."""
    add_claims(session, [report], POLICY, seen())
    change = a_change(number, report=report.id)
    add_changes(session, [change])
    return change.id


def correct(session: Session, change: str, replacement: Report = CORRECTED) -> None:
    add_correction(session, replacement, POLICY, corrects=REPORT.id, revision=1, recorded=NOON)
    record_decision(session, change, Judgement.CORRECTED, signed(), replacement=replacement.id)


def test_a_group_has_its_reports_and_no_others(session: Session) -> None:
    mine, other = a_report(), a_report(measure="launch-date")
    unlinked = a_report(subject=None, measure=None)
    add_claims(session, [mine, other, unlinked], POLICY, seen())
    found = history(session, [GROUP, "cpec|nothing|USD"])
    assert found.keys() == {GROUP}
    assert [entry.report for entry in found[GROUP]] == [mine]
    assert group_of(mine.claim) == GROUP


def test_a_report_that_no_change_tells_of_is_open(session: Session) -> None:
    add_claims(session, [REPORT], POLICY, seen())
    assert judged(session) == {REPORT.id: Judgement.OPEN}


@pytest.mark.parametrize("judgement", [Judgement.ACCEPTED, Judgement.DISMISSED, Judgement.UNSURE, Judgement.OPEN])
def test_a_report_is_judged_as_its_change(session: Session, judgement: Judgement) -> None:
    record_decision(session, a_told_report(session), judgement, signed())
    assert judged(session) == {REPORT.id: judgement}


def test_of_several_changes_that_tell_of_a_report_the_latest_decision_counts(session: Session) -> None:
    first, second = (a_told_report(session, number=number) for number in (1, 2))
    a_told_report(session, number=3)
    record_decision(session, second, Judgement.DISMISSED, signed())
    record_decision(session, first, Judgement.ACCEPTED, signed())
    assert judged(session) == {REPORT.id: Judgement.ACCEPTED}
    undo_decision(session, first, signed())
    assert judged(session) == {REPORT.id: Judgement.DISMISSED}


def test_the_latest_decision_about_a_report_is_that_of_the_latest_time(session: Session) -> None:
    first, second = (a_told_report(session, number=number) for number in (1, 2))
    record_decision(session, first, Judgement.DISMISSED, signed(hours=1))
    record_decision(session, second, Judgement.ACCEPTED, signed())
    assert judged(session) == {REPORT.id: Judgement.DISMISSED}


def test_a_corrected_report_stands_in_place_of_the_machines(session: Session) -> None:
    change = a_told_report(session)
    correct(session, change)
    assert judged(session) == {CORRECTED.id: Judgement.CORRECTED}
    undo_decision(session, change, signed())
    assert judged(session) == {REPORT.id: Judgement.OPEN}


def test_a_correction_can_move_a_report_into_another_group(session: Session) -> None:
    elsewhere = a_report(measure="launch-date")
    correct(session, a_told_report(session), elsewhere)
    found = history(session, [GROUP, "cpec|launch-date|USD"])
    assert found.keys() == {"cpec|launch-date|USD"}


def test_a_correction_may_say_what_the_article_says_elsewhere(session: Session) -> None:
    change = a_told_report(session)
    add_claims(session, [CORRECTED], POLICY, seen())
    correct(session, change)
    assert judged(session) == {CORRECTED.id: Judgement.CORRECTED}
    undo_decision(session, change, signed())
    assert judged(session) == {REPORT.id: Judgement.OPEN, CORRECTED.id: Judgement.OPEN}


def test_what_an_article_says_after_it_was_corrected_to_that_stays_when_the_correction_is_undone(
    session: Session,
) -> None:
    change = a_told_report(session)
    correct(session, change)
    add_claims(session, [CORRECTED], POLICY, seen(revision=2))
    assert judged(session) == {CORRECTED.id: Judgement.CORRECTED}
    undo_decision(session, change, signed())
    assert judged(session) == {REPORT.id: Judgement.OPEN, CORRECTED.id: Judgement.OPEN}


def test_a_correction_that_leaves_the_meaning_keeps_the_report(session: Session) -> None:
    correct(session, a_told_report(session), REPORT)
    assert judged(session) == {REPORT.id: Judgement.CORRECTED}


def test_a_status_is_judged_and_corrected_like_a_figure(session: Session) -> None:
    report, corrected = a_status_report("signed"), a_status_report("approved")
    add_statuses(session, [report], seen())
    add_changes(session, [a_change(report=report.id)])
    assert [entry.judgement for entry in status_history(session, ["ml-1", "none"])["ml-1"]] == [Judgement.OPEN]
    add_status_correction(session, corrected, corrects=report.id, revision=1, recorded=NOON)
    record_decision(session, a_change().id, Judgement.CORRECTED, signed(), replacement=corrected.id)
    (entry,) = status_history(session, ["ml-1"])["ml-1"]
    assert (entry.report, entry.judgement) == (corrected, Judgement.CORRECTED)


def test_groups_and_subjects_are_listed(session: Session) -> None:
    reports = [a_report(), a_report(subject="ml-1"), a_report(subject=None)]
    add_claims(session, reports, POLICY, seen())
    add_statuses(session, [a_status_report()], seen())
    assert groups_of(session) == (GROUP, "ml-1|investment|USD")
    assert groups_of(session, "ml-1") == ("ml-1|investment|USD",)
    assert subjects_with_status(session) == ("ml-1",)


ACTS = st.lists(
    st.tuples(st.integers(1, 3), st.sampled_from([*Judgement, "undo"])),
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(ACTS)
def test_whatever_people_do_and_undo_the_log_shows_what_lives(session: Session, acts: list[tuple[int, str]]) -> None:
    """A model: a stack of judgements for each change, from which undoing takes the last."""
    said: dict[int, list[Judgement]] = {1: [], 2: [], 3: []}
    with session.begin_nested() as savepoint:
        for number in said:
            a_told_report(session, a_report(a_figure(Decimal(number))), number)
        for number, act in acts:
            change = a_change(number)
            if act == "undo":
                assert (undo_decision(session, change.id, signed()) is not None) == bool(said[number])
                said[number] = said[number][:-1]
                continue
            replacement = CORRECTED.id if act is Judgement.CORRECTED else None
            record_decision(session, change.id, Judgement(act), signed(), replacement=replacement)
            said[number].append(Judgement(act))
        for number, judgements in said.items():
            logged = get_change(session, a_change(number).id)
            assert logged is not None
            assert logged.state is (judgements[-1] if judgements else Judgement.OPEN)
        savepoint.rollback()


def test_thousands_of_groups_can_be_asked_for_at_once(session: Session) -> None:
    add_claims(session, [REPORT], POLICY, seen())
    others = [f"{number}|investment|USD" for number in range(12_000)]
    assert history(session, [*others, GROUP, *others]).keys() == {GROUP}
