from dataclasses import replace
from datetime import timedelta

import pytest
from sqlmodel import Session

from claims.report import Judgement, Severity, Verdict
from store.changes import (
    ChangeFilter,
    LoggedChange,
    add_changes,
    count_changes,
    decided_changes,
    get_change,
    ids_starting,
    list_changes,
)
from store.decisions import record_decision, undo_decision
from store.reports import add_claims, add_statuses
from store.runs import start_run
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


@pytest.fixture
def log(session: Session) -> Session:
    """Four lines, an hour apart, each different in what a filter looks at."""
    start_run(session, "r1", "watch", NOON)
    add_changes(
        session,
        [
            a_change(1, verdict=Verdict.NEW, subject="cpec", outlet="dawn", quote="It cost 100% more."),
            a_change(2, verdict=Verdict.UPDATED, subject="ml-1", outlet="dawn", found=NOON + timedelta(hours=1)),
        ],
    )
    add_changes(
        session,
        [
            a_change(3, verdict=Verdict.CONFLICTING, subject="cpec", outlet="xinhua", found=NOON + timedelta(hours=2)),
            a_change(4, severity=Severity.NONE, subject=None, series="s", found=NOON + timedelta(hours=3)),
        ],
        run="r1",
    )
    record_decision(session, a_change(2).id, Judgement.ACCEPTED, signed())
    return session


def numbers(session: Session, wanted: ChangeFilter) -> list[int]:
    found = [int(line.change.id[-4:]) for line in list_changes(session, wanted)]
    assert len(found) == count_changes(session, replace(wanted, limit=1, offset=0)) or wanted.limit < 100
    return found


def test_a_change_comes_back_as_it_was(session: Session) -> None:
    start_run(session, "r1", "watch", NOON)
    change = a_change(report="c1-a", against="c1-b", old="$46 bn", witnesses=3)
    add_changes(session, [change], run="r1")
    assert get_change(session, change.id) == LoggedChange(change=change, state=Judgement.OPEN, run="r1")
    assert get_change(session, "h1-none") is None


def test_only_new_changes_are_named_in_their_order(session: Session) -> None:
    one, two, three = (a_change(number) for number in (1, 2, 3))
    assert add_changes(session, [two]) == (two,)
    assert add_changes(session, [three, two, one, three]) == (three, one)
    assert add_changes(session, [one, two, three]) == ()


def test_what_was_said_when_it_was_found_stays(session: Session) -> None:
    add_changes(session, [a_change(why="first")])
    add_changes(session, [a_change(why="second")])
    (line,) = list_changes(session)
    assert line.change.why == "first"


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        (ChangeFilter(), [4, 3, 2, 1]),
        (ChangeFilter(verdicts=(Verdict.UPDATED, Verdict.CONFLICTING)), [3, 2]),
        (ChangeFilter(severities=(Severity.NONE,)), [4]),
        (ChangeFilter(states=(Judgement.ACCEPTED,)), [2]),
        (ChangeFilter(states=(Judgement.OPEN, Judgement.UNSURE)), [4, 3, 1]),
        (ChangeFilter(subject="cpec"), [3, 1]),
        (ChangeFilter(subject="cpec", verdicts=(Verdict.NEW,)), [1]),
        (ChangeFilter(series="s"), [4]),
        (ChangeFilter(outlet="xinhua"), [3]),
        (ChangeFilter(run="r1"), [4, 3]),
        (ChangeFilter(since=NOON + timedelta(hours=2)), [4, 3]),
        (ChangeFilter(until=NOON + timedelta(hours=2)), [2, 1]),
        (ChangeFilter(since=NOON + DAY), []),
        (ChangeFilter(text="XINHUA"), [3]),
        (ChangeFilter(text="100%"), [1]),
        (ChangeFilter(text="_"), []),
        (ChangeFilter(text="ml-1"), [2]),
        (ChangeFilter(limit=2), [4, 3]),
        (ChangeFilter(limit=2, offset=2), [2, 1]),
    ],
)
def test_a_filter_lets_through_what_it_asks_for_newest_first(
    log: Session, wanted: ChangeFilter, found: list[int]
) -> None:
    assert numbers(log, wanted) == found


def test_ids_are_found_by_what_a_person_types(log: Session) -> None:
    assert ids_starting(log, "h1-000") == tuple(a_change(number).id for number in (1, 2, 3, 4))
    assert ids_starting(log, "h1-0002") == ("h1-0002",)
    assert ids_starting(log, "h1_") == ()
    assert len(ids_starting(log, "h1", limit=2)) == 2


def test_the_decided_lines_of_an_article_are_those_that_tell_of_its_reports(session: Session) -> None:
    mine, gone, other = a_report(), a_report(measure="cost"), a_report(article="news.example/2")
    status = a_status_report()
    for key in ("news.example/1", "news.example/2"):
        keep_article(session, an_article(key))
    add_claims(session, [mine, gone, other], POLICY, seen())
    add_statuses(session, [status], seen())
    add_changes(
        session,
        [
            a_change(1, report=mine.id),
            a_change(2, report=None, against=gone.id),
            a_change(3, report=other.id, against=mine.id),
            a_change(4, report=status.id),
            a_change(5, report=mine.id),
        ],
    )
    for number in (1, 2, 3, 4):
        record_decision(session, a_change(number).id, Judgement.UNSURE, signed())
    assert [line.change.id for line in decided_changes(session, mine.article)] == ["h1-0001", "h1-0002", "h1-0004"]
    undo_decision(session, "h1-0001", signed())
    assert [line.change.id for line in decided_changes(session, mine.article)] == ["h1-0002", "h1-0004"]
    assert [line.change.id for line in decided_changes(session, other.article)] == ["h1-0003"]
