import pytest
from sqlmodel import Session

from claims.errors import SkipReason
from claims.run import Item, Outcome
from store.runs import StoredRun, add_items, end_run, find_run, items_of, list_runs, start_run
from tests.store.factory import DAY, HOUR, NOON

SKIPPED = Item(
    source="example", url="u2", outcome=Outcome.SKIPPED, reason=SkipReason.PAYWALL, message="u2: behind a paywall"
)
READ = Item(source="example", url="u1", outcome=Outcome.NEW)
LISTED = Item(source="example", url="feed", outcome=Outcome.UNCHANGED, listing=True)


def test_a_run_is_running_until_it_ends(session: Session) -> None:
    start_run(session, "r1", "watch", NOON)
    running = StoredRun(id="r1", flow="watch", started=NOON, ended=None, status="running", summary={})
    assert find_run(session, "r1") == running
    end_run(session, "r1", ended=NOON + HOUR, status="completed", summary={"claims": 3, "by": {"new": 2}})
    ended = StoredRun(
        id="r1",
        flow="watch",
        started=NOON,
        ended=NOON + HOUR,
        status="completed",
        summary={"claims": 3, "by": {"new": 2}},
    )
    assert find_run(session, "r1") == ended
    assert find_run(session, "r2") is None


def test_a_run_that_is_tried_again_begins_anew(session: Session) -> None:
    start_run(session, "r1", "watch", NOON)
    end_run(session, "r1", ended=NOON + HOUR, status="failed", summary={})
    start_run(session, "r1", "watch", NOON + DAY)
    found = find_run(session, "r1")
    assert found is not None
    assert (found.started, found.ended, found.status) == (NOON + DAY, None, "running")


def test_a_run_that_never_started_cannot_end(session: Session) -> None:
    with pytest.raises(LookupError, match="r1"):
        end_run(session, "r1", ended=NOON, status="completed", summary={})


def test_runs_are_listed_latest_first(session: Session) -> None:
    for number, flow in enumerate(("watch", "alert", "watch")):
        start_run(session, f"r{number}", flow, NOON + number * HOUR)
    assert [run.id for run in list_runs(session)] == ["r2", "r1", "r0"]
    assert [run.id for run in list_runs(session, flow="watch")] == ["r2", "r0"]
    assert [run.id for run in list_runs(session, limit=1)] == ["r2"]


def test_items_come_back_in_the_order_in_which_they_were_met(session: Session) -> None:
    start_run(session, "r1", "watch", NOON)
    add_items(session, "r1", [LISTED, SKIPPED])
    add_items(session, "r1", [READ])
    assert items_of(session, "r1") == (LISTED, SKIPPED, READ)
    assert items_of(session, "r1", Outcome.SKIPPED) == (SKIPPED,)
    assert items_of(session, "r2") == ()
