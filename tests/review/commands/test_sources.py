"""`cpecwatch sources`, `snapshots` and `export`, as they are typed and over an outlet on loopback."""

import asyncio
import json
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest

from extractors.warc import read_warc
from flows.desk import Desk, open_desk, opened_ledger
from flows.own_sources import add_source
from flows.settings import Configuration, load_configuration
from flows.stages.discover import Naming
from flows.stages.health import judge_sources
from flows.topic_pack import own_sources_file, topic_of
from review.commands.sources import add_source_of
from review.newsroom.newsroom import Newsroom
from store.engine import transaction
from store.feeds import FeedState, save_feed
from store.snapshots import save_snapshot
from tests.flows.newsroom_desk import configured
from tests.flows.stages.outlets import an_outlet, article, rss
from tests.review.commands.conftest import Run
from tests.store.factory import NOON, a_page


def with_a_dead_source(home: Path) -> None:
    """A data folder whose source `dawn` has failed for days, and is known to."""
    with opened_ledger(load_configuration(home, {}), now=lambda: NOON) as ledger:
        feed = ledger.topic.sources["dawn"].feeds[0]
        state = FeedState(
            url=feed.url,
            source="dawn",
            last_tried=NOON,
            last_read=NOON - timedelta(days=3),
            last_status="HTTP 404",
            failures=9,
        )
        with transaction(ledger.engine) as session:
            save_feed(session, state)
        judge_sources(ledger)


def test_sources_say_how_each_is(run: Run, tmp_path: Path) -> None:
    with_a_dead_source(tmp_path)
    ran = run("sources", "--home", tmp_path)
    assert ran.code == 0
    assert "cannot be read" in ran.out
    assert "never tried" in ran.out


def test_the_digest_names_the_sources_in_trouble(run: Run, tmp_path: Path) -> None:
    with_a_dead_source(tmp_path)
    assert "1 source in trouble" in run("digest", "--home", tmp_path).out


def test_sources_as_json_have_state_health_and_alarms(run: Run, tmp_path: Path) -> None:
    with_a_dead_source(tmp_path)
    rows = json.loads(run("sources", "--json", "--home", tmp_path).out)
    dawn = next(row for row in rows if row["source"] == "dawn")
    assert dawn["state"]["failures"] == 9
    assert dawn["health"].startswith("cannot be read")
    assert [alarm["kind"] for alarm in dawn["alarms"]] == ["failing"]
    app = next(row for row in rows if row["source"] == "app")
    assert (app["state"], app["health"], app["alarms"]) == (None, "never tried", [])


def test_an_unknown_source_cannot_be_rehearsed(run: Run) -> None:
    ran = run("sources", "test", "no-such-paper")
    assert (ran.code, "no source is called no-such-paper" in ran.err) == (2, True)


def test_an_address_inside_is_not_added(run: Run, tmp_path: Path) -> None:
    ran = run("sources", "add", "http://127.0.0.1:9/", "--home", tmp_path)
    assert (ran.code, "loopback" in ran.err) == (2, True)
    assert not (tmp_path / "sources.yaml").exists()


async def served(check: Callable[[str, frozenset[tuple[str, int]]], None]) -> None:
    async with an_outlet() as outlet:
        outlet.bodies["/story-10000"] = article("Investment under CPEC", "CPEC has drawn $25.4 billion.")
        outlet.bodies["/feed.xml"] = rss(outlet.server.url("/story-10000"))
        await asyncio.to_thread(check, outlet.server.url("/feed.xml"), outlet.server.allowed)


@pytest.mark.parametrize("dry_run", [True, False])
async def test_adding_shows_a_rehearsal_and_writes_only_where_it_is_meant(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], dry_run: bool
) -> None:
    def add(url: str, allowed: frozenset[tuple[str, int]]) -> None:
        configuration = configured(tmp_path)
        opener = partial(open_desk, configuration, allowed=allowed)
        add_source_of(configuration, opener, url, Naming(id="post"), pages=1, dry_run=dry_run)

    await served(add)
    said = capsys.readouterr().out
    assert "1 articles listed; of 1 pages 1 read, 1 dated, 1 figures" in said
    assert (tmp_path / "sources.yaml").exists() is not dry_run
    assert ("- id: post" in said) is dry_run


def test_a_source_is_rehearsed_by_its_name(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The command as typed; only the door to loopback is opened for it, which no setting could."""
    with Newsroom(tmp_path).start(1) as running:
        configuration = configured(tmp_path)
        add_source(own_sources_file(configuration), running.sources[0], topic_of(configuration))

        def door(_given: Configuration) -> AbstractAsyncContextManager[Desk]:
            return open_desk(configuration, allowed=running.allowed)

        monkeypatch.setattr("flows.desk.open_desk", door)
        name = running.sources[0].id
        told = json.loads(run("sources", "test", name, "--pages", "1", "--json", "--home", tmp_path).out)
        shown = run("sources", "test", name, "--pages", "1", "--home", tmp_path)
    assert shown.code == 0
    assert f"listings of {name}" in shown.out
    assert "of 1 pages 1 read, 1 dated" in shown.out
    assert told["listings"][0]["items"] > 1
    assert told["pages"][0]["characters"] > 100


def with_pages(home: Path) -> None:
    with opened_ledger(load_configuration(home, {}), now=lambda: NOON) as ledger, transaction(ledger.engine) as session:
        for body in (b"<p>one", b"<p>two"):
            save_snapshot(session, a_page(body))


def test_kept_pages_are_exported_as_warc(run: Run, tmp_path: Path) -> None:
    with_pages(tmp_path)
    file = tmp_path / "pages.warc.gz"
    ran = run("export", "--warc", file, "--home", tmp_path, "--json")
    assert (ran.code, json.loads(ran.out)["pages"]) == (0, 2)
    with file.open("rb") as stream:
        assert sorted(page.body for page in read_warc(stream)) == [b"<p>one", b"<p>two"]
    assert "is there already" in run("export", "--warc", file, "--home", tmp_path).err
    missing = run("export", "--warc", tmp_path / "nowhere" / "x.warc.gz", "--home", tmp_path)
    assert (missing.code, "cannot be written" in missing.err) == (2, True)
    assert [each.name for each in tmp_path.glob("*.partial")] == []


def test_old_pages_are_dropped_when_asked(run: Run, tmp_path: Path) -> None:
    with_pages(tmp_path)
    assert "2 kept" in run("snapshots", "--home", tmp_path).out
    assert json.loads(run("snapshots", "--forget", "1", "--json", "--home", tmp_path).out)["dropped"] == 2
    ran = run("snapshots", "--evidence-too", "--home", tmp_path)
    assert (ran.code, "goes with --forget" in ran.err) == (2, True)
