"""What a pass asks a source's listings for: indexes and next pages are followed, never further than is needed."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from claims.run import Outcome
from claims.topic import FeedKind
from store.arrivals import Arrival, arrivals_of
from store.engine import reading
from store.feeds import find_feed, list_feeds
from store.fetches import fetches_of
from tests.flows.stages.outlets import (
    FIRST,
    Clock,
    Outlet,
    a_desk,
    an_outlet,
    article,
    one_pass,
    rss,
    sitemap,
    sitemap_index,
)

HOUR, MOMENT = timedelta(hours=1), timedelta(minutes=3)


@pytest.fixture
async def outlet() -> AsyncIterator[Outlet]:
    async with an_outlet() as running:
        yield running


def with_articles(outlet: Outlet, *numbers: int) -> list[str]:
    """Give an outlet articles; returns their addresses."""
    for number in numbers:
        words = f"Investment under CPEC reached ${number}.5 billion, the ministry said on Friday."
        outlet.bodies[f"/story-{number}0000"] = article(f"CPEC report number {number}", words)
    return [outlet.server.url(f"/story-{number}0000") for number in numbers]


async def test_the_sitemaps_of_an_index_are_read_each_with_its_own_validators(tmp_path: Path, outlet: Outlet) -> None:
    one, two = with_articles(outlet, 1, 2)
    outlet.bodies["/a.xml"], outlet.bodies["/b.xml"] = sitemap(one), sitemap(two)
    outlet.bodies["/index.xml"] = sitemap_index(outlet.server.url("/a.xml"), outlet.server.url("/b.xml"))
    clock, source = Clock(), outlet.source(outlet.feed("/index.xml", FeedKind.SITEMAP))
    async with a_desk(tmp_path, clock, [source], [outlet]) as desk:
        report = await one_pass(desk)
        assert sum(item.outcome is Outcome.NEW and not item.listing for item in report.items) == 2
        outlet.asked()
        clock.go_on(MOMENT)
        await one_pass(desk)
        assert sorted(outlet.asked()) == ["/a.xml", "/b.xml", "/index.xml"]
        (three,) = with_articles(outlet, 3)
        outlet.bodies["/b.xml"] = sitemap(two, three)
        outlet.body_bytes = 0
        clock.go_on(MOMENT)
        report = await one_pass(desk)
        with reading(desk.ledger.engine) as session:
            parents = {state.url: state.parent for state in list_feeds(session)}
    assert [item.url for item in report.items if item.outcome is Outcome.NEW and not item.listing] == [three]
    assert outlet.body_bytes == len(outlet.bodies["/b.xml"]) + len(outlet.bodies["/story-30000"])
    index = outlet.server.url("/index.xml")
    assert parents == {index: None, outlet.server.url("/a.xml"): index, outlet.server.url("/b.xml"): index}


async def test_no_more_than_five_sitemaps_of_an_index_are_read_and_no_circle_is_walked(
    tmp_path: Path, outlet: Outlet
) -> None:
    children = [outlet.server.url(f"/{n}.xml") for n in range(9)]
    outlet.bodies |= {f"/{n}.xml": sitemap_index(outlet.server.url("/index.xml"), *children) for n in range(9)}
    outlet.bodies["/index.xml"] = sitemap_index(*children)
    async with a_desk(
        tmp_path, Clock(), [outlet.source(outlet.feed("/index.xml", FeedKind.SITEMAP))], [outlet]
    ) as desk:
        await one_pass(desk)
    asked = outlet.asked()
    assert len(asked) == len(set(asked)) == 6


async def test_a_sitemap_that_the_index_no_longer_names_is_left_alone(tmp_path: Path, outlet: Outlet) -> None:
    one, two = with_articles(outlet, 1, 2)
    outlet.bodies["/old.xml"], outlet.bodies["/new.xml"] = sitemap(one), sitemap(two)
    outlet.bodies["/index.xml"] = sitemap_index(outlet.server.url("/old.xml"))
    clock, source = Clock(), outlet.source(outlet.feed("/index.xml", FeedKind.SITEMAP))
    async with a_desk(tmp_path, clock, [source], [outlet]) as desk:
        for named in ("/old.xml", "/new.xml", "/new.xml"):
            outlet.bodies["/index.xml"] = sitemap_index(outlet.server.url(named))
            outlet.asked()
            await one_pass(desk)
            clock.go_on(MOMENT)
        assert outlet.asked() == ["/index.xml", "/new.xml"]


async def test_the_next_page_of_a_listing_is_read_while_it_brings_something_new(tmp_path: Path, outlet: Outlet) -> None:
    urls = with_articles(outlet, *range(1, 6))

    def page(*links: str, then: str | None) -> bytes:
        more = f'<a rel="next" href="{then}">older</a>' if then else ""
        return f"<html><body>{''.join(f'<a href={link}>x</a>' for link in links)}{more}</body></html>".encode()

    outlet.bodies["/news"] = page(*urls[3:], then="/news?page=2")
    outlet.bodies["/news?page=2"] = page(*urls[1:3], then="/news?page=3")
    outlet.bodies["/news?page=3"] = page(urls[0], then=None)
    clock, source = Clock(), outlet.source(outlet.feed("/news", FeedKind.LISTING, pattern=r"/story-\d+"))
    async with a_desk(tmp_path, clock, [source], [outlet]) as desk:
        await one_pass(desk)
        assert [path for path in outlet.asked() if "news" in path] == ["/news", "/news?page=2", "/news?page=3"]
        clock.go_on(MOMENT)
        await one_pass(desk)
        assert outlet.asked() == ["/news"]
        urls += with_articles(outlet, 6)
        outlet.bodies["/news"] = page(urls[5], *urls[3:5], then="/news?page=2")
        clock.go_on(MOMENT)
        await one_pass(desk)
        assert [path for path in outlet.asked() if "news" in path] == ["/news", "/news?page=2"]


async def test_a_feed_that_moved_for_good_is_read_there_and_at_home_again_when_it_is_gone(
    tmp_path: Path, outlet: Outlet
) -> None:
    outlet.bodies["/new.xml"] = rss(*with_articles(outlet, 1))
    outlet.moved["/feed.xml"] = "/new.xml"
    clock, feed = Clock(), outlet.feed()
    async with a_desk(tmp_path, clock, [outlet.source(feed)], [outlet]) as desk:
        await one_pass(desk)
        assert outlet.asked()[:2] == ["/feed.xml", "/new.xml"]
        clock.go_on(MOMENT)
        await one_pass(desk)
        assert outlet.asked() == ["/new.xml"]
        outlet.moved.clear()
        outlet.bodies["/feed.xml"] = outlet.bodies.pop("/new.xml")
        for asked in (["/new.xml"], ["/feed.xml"]):
            clock.go_on(MOMENT)
            await one_pass(desk)
            assert outlet.asked() == asked
        with reading(desk.ledger.engine) as session:
            state = find_feed(session, feed.url)
    assert state is not None
    assert (state.moved_to, state.failures) == (None, 0)


async def test_every_attempt_is_written_down_with_what_came_of_it(tmp_path: Path, outlet: Outlet) -> None:
    (story,) = with_articles(outlet, 1)
    outlet.bodies["/cricket-90000"] = b"<html><body><p>A dull draw in Lahore.</p></body></html>"
    outlet.bodies["/empty-80000"] = b"<html><head><title>CPEC</title></head><body></body></html>"
    missing = ["/cricket-90000", "/empty-80000", "/gone-70000"]
    feed = rss(story, *map(outlet.server.url, missing)).replace(b"CPEC: ", b"")
    outlet.bodies["/feed.xml"] = feed
    clock = Clock()
    async with a_desk(tmp_path, clock, [outlet.source(outlet.feed())], [outlet]) as desk:
        report = await one_pass(desk)
        clock.go_on(MOMENT)
        await one_pass(desk)
        with reading(desk.ledger.engine) as session:
            listings = fetches_of(session, "outlet", listing=True)
            pages = fetches_of(session, "outlet", listing=False)
            arrivals = arrivals_of(session, "outlet", since=FIRST)
    assert [(each.outcome, each.status, each.size) for each in listings] == [("read", 200, len(feed))] * 2
    first = {each.url.rpartition("/")[2]: each for each in pages if each.run == report.id}
    assert {name: (each.outcome, each.reason, each.status) for name, each in first.items()} == {
        "story-10000": ("read", None, 200),
        "cricket-90000": ("off-topic", None, 200),
        "empty-80000": ("unreadable", "empty", 200),
        "gone-70000": ("failed", "gone", None),
    }
    assert arrivals == (Arrival(source="outlet", at=FIRST, fresh=4),)


async def test_what_a_pass_leaves_for_the_next_is_written_down_as_a_backlog(tmp_path: Path, outlet: Outlet) -> None:
    outlet.bodies["/feed.xml"] = rss(*(outlet.server.url(f"/none-{n}0000") for n in range(50)))
    clock = Clock()
    async with a_desk(tmp_path, clock, [outlet.source(outlet.feed())], [outlet]) as desk:
        for _ in range(2):
            await one_pass(desk)
            clock.go_on(MOMENT)
        with reading(desk.ledger.engine) as session:
            arrivals = arrivals_of(session, "outlet", since=FIRST)
    assert [(each.fresh, each.backlog) for each in arrivals] == [(50, 10), (10, 0)]


async def test_a_robots_txt_is_asked_for_once_in_two_runs(tmp_path: Path, outlet: Outlet) -> None:
    outlet.bodies["/robots.txt"] = b"User-agent: *\nDisallow: /feed.xml\n"
    outlet.bodies["/feed.xml"] = rss(*with_articles(outlet, 1))
    clock = Clock()
    for asked in (["/robots.txt"], []):
        async with a_desk(tmp_path, clock, [outlet.source(outlet.feed())], [outlet]) as desk:
            report = await one_pass(desk)
        assert outlet.asked(robots=True) == asked
        assert [item.reason for item in report.items] == ["robots"]
        clock.go_on(HOUR)
    clock.go_on(timedelta(hours=24))
    async with a_desk(tmp_path, clock, [outlet.source(outlet.feed())], [outlet]) as desk:
        await one_pass(desk)
    assert outlet.asked(robots=True) == ["/robots.txt"]
