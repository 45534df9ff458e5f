"""Revisiting: no article twice, none forgotten; errors and bot walls make no revision."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from claims.report import Verdict
from claims.run import Outcome, RunReport
from claims.topic import Source
from flows.desk import Desk
from flows.stages.collect import TURN, collect
from flows.stages.read import read_pages
from flows.stages.revisit import revisit
from flows.stages.settle import begin, settle
from store.articles import StoredArticle, due_articles, revisions
from store.engine import reading
from tests.flows.stages.outlets import FIRST, Clock, Outlet, a_desk, an_outlet, article, one_pass, rss
from tests.flows.stages.publishing import told

QUARTER = timedelta(minutes=15)
PATH = "/story-10000"
STORY = "Investment under CPEC reached $25.4 billion, the ministry said on Friday."
WALL = b"<html><head><title>Just a moment...</title></head><body><h1>Checking your browser</h1></body></html>"


@pytest.fixture
async def outlet() -> AsyncIterator[Outlet]:
    async with an_outlet() as running:
        running.bodies["/feed.xml"] = rss(running.server.url(PATH))
        running.bodies[PATH] = article("CPEC investment", STORY)
        yield running


def source_of(outlet: Outlet) -> Source:
    return outlet.source(outlet.feed())


async def one_recheck(desk: Desk) -> RunReport:
    """The stages of `recheck`, without Prefect."""
    run = begin(desk.ledger, "recheck")
    collected = [await revisit(desk, source) for source in desk.chosen(None)]
    return settle(desk, run, collected, await read_pages(desk, collected))


def due(desk: Desk) -> tuple[StoredArticle, ...]:
    with reading(desk.ledger.engine) as session:
        return due_articles(session, desk.now, limit=10)


def count_revisions(desk: Desk) -> int:
    with reading(desk.ledger.engine) as session:
        (key,) = {each.key for each in due_articles(session, FIRST + timedelta(days=90), limit=10)}
        return len(revisions(session, key))


async def test_an_article_that_no_listing_names_any_more_is_revisited_and_its_edit_told(
    tmp_path: Path, outlet: Outlet
) -> None:
    clock = Clock()
    async with a_desk(tmp_path, clock, [source_of(outlet)], [outlet]) as desk:
        await one_pass(desk)
        outlet.bodies["/feed.xml"] = rss()
        outlet.bodies[PATH] = article("CPEC investment", STORY.replace("$25.4", "$26.8"))
        outlet.asked()
        clock.go_on(QUARTER)
        report = await one_recheck(desk)
        assert outlet.asked() == [PATH]
        assert [item.outcome for item in report.items] == [Outcome.EDITED]
        assert told(desk.ledger, Verdict.REVISED) == ["revised $25.4 bn → $26.8 bn"]


async def test_whichever_flow_comes_first_takes_the_turn(tmp_path: Path, outlet: Outlet) -> None:
    clock = Clock()
    async with a_desk(tmp_path, clock, [source_of(outlet)], [outlet]) as desk:
        await one_pass(desk)
        for first, second in ((one_pass, one_recheck), (one_recheck, one_pass)):
            clock.go_on(QUARTER)
            outlet.asked()
            await first(desk)
            await second(desk)
            assert outlet.asked().count(PATH) == 1


async def test_two_runs_at_once_visit_an_article_once(tmp_path: Path, outlet: Outlet) -> None:
    clock, source = Clock(), source_of(outlet)
    async with a_desk(tmp_path, clock, [source], [outlet]) as desk:
        await one_pass(desk)
        clock.go_on(QUARTER)
        outlet.asked()
        taken = [await collect(desk, source), await revisit(desk, source), await revisit(desk, source)]
        assert [len(each.visits) for each in taken] == [1, 0, 0]
        assert outlet.asked().count(PATH) == 1


async def test_what_a_run_that_died_would_have_visited_is_due_again(tmp_path: Path, outlet: Outlet) -> None:
    clock, source = Clock(), source_of(outlet)
    async with a_desk(tmp_path, clock, [source], [outlet]) as desk:
        await one_pass(desk)
        clock.go_on(QUARTER)
        await revisit(desk, source)  # and nothing is settled
        assert due(desk) == ()
        clock.go_on(TURN)
        report = await one_recheck(desk)
    assert [item.outcome for item in report.items] == [Outcome.UNCHANGED]


@pytest.mark.parametrize(
    "failing",
    [
        pytest.param({PATH: "503 Service Unavailable"}, id="an error"),
        pytest.param({PATH: "403 Forbidden"}, id="refused"),
        pytest.param({}, id="a bot wall"),
    ],
)
async def test_an_error_or_a_wall_makes_no_revision_and_waits_its_turn(
    tmp_path: Path, outlet: Outlet, failing: dict[str, str]
) -> None:
    clock = Clock()
    async with a_desk(tmp_path, clock, [source_of(outlet)], [outlet]) as desk:
        await one_pass(desk)
        clock.go_on(QUARTER)
        outlet.failing = failing
        outlet.bodies[PATH] = WALL
        report = await one_recheck(desk)
        assert [item.outcome for item in report.items] == [Outcome.SKIPPED]
        assert (count_revisions(desk), told(desk.ledger, Verdict.REVISED), due(desk)) == (1, [], ())
        outlet.failing, outlet.bodies[PATH] = {}, article("CPEC investment", STORY)
        clock.go_on(QUARTER)
        report = await one_recheck(desk)
        assert [item.outcome for item in report.items] == [Outcome.UNCHANGED]
        assert count_revisions(desk) == 1


async def test_a_page_that_is_gone_is_left_in_peace_and_its_figures_stand(tmp_path: Path, outlet: Outlet) -> None:
    clock = Clock()
    async with a_desk(tmp_path, clock, [source_of(outlet)], [outlet]) as desk:
        await one_pass(desk)
        del outlet.bodies[PATH]
        clock.go_on(QUARTER)
        await one_recheck(desk)
        outlet.asked()
        clock.go_on(timedelta(days=20))
        await one_recheck(desk)
        assert outlet.asked() == []
        assert told(desk.ledger, Verdict.REVISED) == []


async def test_nothing_is_revisited_before_its_turn(tmp_path: Path, outlet: Outlet) -> None:
    clock = Clock()
    async with a_desk(tmp_path, clock, [source_of(outlet)], [outlet]) as desk:
        await one_pass(desk)
        clock.go_on(QUARTER - timedelta(seconds=1))
        assert (await one_recheck(desk)).items == ()
