"""The flow `recheck` over the bundled newsroom."""

from datetime import timedelta
from pathlib import Path

import pytest

from claims.report import Verdict
from claims.run import Outcome
from flows.desk import opened_ledger
from flows.recheck import recheck_flow
from flows.watch import watch_flow
from review.newsroom.newsroom import RunningNewsroom
from store.engine import reading
from store.runs import list_runs
from tests.flows.newsroom_desk import configured, desk_opener
from tests.flows.stages.publishing import lines

pytestmark = pytest.mark.usefixtures("prefect_api")


async def test_it_finds_what_the_second_edition_edited_and_is_a_run_of_its_own(
    tmp_path: Path, running: RunningNewsroom
) -> None:
    configuration = configured(tmp_path)
    await watch_flow(desk_opener(configuration, running, running.clock(1)))(None)
    running.set_edition(2)
    recheck = recheck_flow(desk_opener(configuration, running, running.clock(2)))
    report = await recheck(None)
    again = await recheck(None)

    assert report.flow == "recheck"
    assert Outcome.EDITED in {item.outcome for item in report.items}
    assert not any(item.listing or item.outcome is Outcome.NEW for item in report.items)
    assert again.items == ()
    with opened_ledger(configuration) as ledger:
        (edit,) = lines(ledger, Verdict.REVISED)
        with reading(ledger.engine) as session:
            assert {run.id for run in list_runs(session, flow="recheck")} == {report.id, again.id}
    assert edit.run == report.id


async def test_a_day_later_it_finds_nothing_new(tmp_path: Path, running: RunningNewsroom) -> None:
    configuration = configured(tmp_path)
    await watch_flow(desk_opener(configuration, running, running.clock(1)))(None)
    later = running.clock(1) + timedelta(days=1)
    report = await recheck_flow(desk_opener(configuration, running, later))(None)
    assert {item.outcome for item in report.items} <= {Outcome.UNCHANGED, Outcome.SKIPPED}
    assert report.changes == 0
