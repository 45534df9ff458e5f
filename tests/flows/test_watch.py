"""The flow `watch` over the bundled newsroom: what it finds, what it finds again, and what it says of the rest."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from claims.errors import BadConfiguration, NothingReadable, SkipReason
from claims.report import Verdict
from claims.run import Outcome, RunReport
from flows.desk import open_ledger
from flows.watch import watch_flow
from review.newsroom.newsroom import RunningNewsroom
from store.changes import ChangeFilter, list_changes
from store.engine import reading
from store.runs import find_run, items_of, list_runs
from tests.flows.newsroom_desk import configured, desk_opener

pytestmark = pytest.mark.usefixtures("prefect_api")

HOUR = timedelta(hours=1)
ALL = ChangeFilter(limit=1000)


async def one_pass(home: Path, running: RunningNewsroom, edition: int, *, later: timedelta = timedelta(0)) -> RunReport:
    running.set_edition(edition)
    now = running.clock(edition) + later
    return await watch_flow(desk_opener(configured(home), running, now))(None)


def outcomes(report: RunReport) -> Counter[Outcome]:
    return Counter(item.outcome for item in report.items if not item.listing)


def verdicts(home: Path) -> Counter[Verdict]:
    ledger = open_ledger(configured(home))
    with reading(ledger.engine) as session:
        found = Counter(logged.change.verdict for logged in list_changes(session, ALL))
    ledger.engine.dispose()
    return found


async def test_the_first_edition_is_read_and_its_second_reading_adds_nothing(
    tmp_path: Path, running: RunningNewsroom
) -> None:
    first = await one_pass(tmp_path, running, 1)
    logged = verdicts(tmp_path)
    second = await one_pass(tmp_path, running, 1, later=HOUR)

    assert {item.source for item in first.items if item.listing and item.outcome is Outcome.NEW} == {
        "sample-courier",
        "indus-wire",
        "khunjerab-post",
        "makran-reading-room",
    }
    assert outcomes(first)[Outcome.NEW] >= 20
    assert first.claims > 0
    assert first.changes == logged.total() > 0
    assert {item.reason for item in first.skipped} >= {SkipReason.ROBOTS, SkipReason.MISSING_FIELD}
    assert (second.claims, second.changes, outcomes(second)[Outcome.NEW]) == (0, 0, 0)
    assert verdicts(tmp_path) == logged


async def test_the_second_edition_brings_edits_removals_and_troubles(tmp_path: Path, running: RunningNewsroom) -> None:
    await one_pass(tmp_path, running, 1)
    report = await one_pass(tmp_path, running, 2)

    assert outcomes(report)[Outcome.EDITED] == 1
    assert outcomes(report)[Outcome.NEW] > 0
    assert {item.reason for item in report.skipped} >= {SkipReason.GONE, SkipReason.RATE_LIMITED, SkipReason.BOT_WALL}
    assert verdicts(tmp_path)[Verdict.REVISED] == 1


async def test_the_report_is_kept_with_its_items(tmp_path: Path, running: RunningNewsroom) -> None:
    report = await one_pass(tmp_path, running, 1)
    ledger = open_ledger(configured(tmp_path))
    with reading(ledger.engine) as session:
        run = find_run(session, report.id)
        kept = items_of(session, report.id)
    ledger.engine.dispose()
    assert run is not None
    assert (run.status, run.summary["claims"], run.summary["changes"]) == ("done", report.claims, report.changes)
    assert kept == tuple(item for item in report.items if item.outcome is not Outcome.UNCHANGED)


async def test_nothing_readable_names_every_source_and_changes_nothing(
    tmp_path: Path, running: RunningNewsroom
) -> None:
    opener = desk_opener(configured(tmp_path), running, datetime(2026, 5, 11, tzinfo=UTC))
    running.stop()
    with pytest.raises(NothingReadable) as raised:
        await watch_flow(opener)(None)
    for source in running.sources:
        assert source.id in str(raised.value)
    assert verdicts(tmp_path) == Counter()
    ledger = open_ledger(configured(tmp_path))
    with reading(ledger.engine) as session:
        assert [run.summary["claims"] for run in list_runs(session)] == [0]
    ledger.engine.dispose()


async def test_an_unknown_source_is_refused_before_anything_is_fetched(
    tmp_path: Path, running: RunningNewsroom
) -> None:
    with pytest.raises(BadConfiguration, match="no-such-paper"):
        await watch_flow(desk_opener(configured(tmp_path), running, running.clock(1)))(["no-such-paper"])
    assert not running.visits
