"""Finding the listings of an outlet and rehearsing it, over outlets on loopback; nothing is recorded."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from sqlmodel import select

from claims.errors import BadConfiguration, FetchFailed
from claims.topic import Feed, FeedKind
from flows.desk import Desk
from flows.stages.discover import Naming, discover
from flows.stages.rehearse import rehearse
from store.engine import reading
from store.tables import AddressRow, ArticleRow, FeedRow, FetchRow, RunRow
from tests.flows.edges.servers import LOOPBACK
from tests.flows.stages.outlets import FIRST, Clock, Outlet, a_desk, an_outlet, article, rss, sitemap, sitemap_index

FIGURES = "CPEC: investment has reached $25.4 billion and 884 MW were added, the planning ministry said on Friday."
NAME = '<title>News | Corridor Post</title><meta property="og:site_name" content="Corridor Post">'
ANNOUNCED = '<link rel="alternate" type="application/rss+xml" href="{}">'


@pytest.fixture
async def outlet() -> AsyncIterator[Outlet]:
    async with an_outlet() as running:
        running.bodies["/story-10000"] = article("Investment under CPEC", FIGURES)
        running.bodies["/cricket-20000"] = b"<html><body><p>A dull draw in Lahore.</p></body></html>"
        yield running


@pytest.fixture
async def desk(tmp_path: Path, outlet: Outlet) -> AsyncIterator[Desk]:
    async with a_desk(tmp_path, Clock(), [], [outlet]) as desk:
        yield desk


def stories(outlet: Outlet) -> list[str]:
    return [outlet.server.url("/cricket-20000"), outlet.server.url("/story-10000")]


def front_page(*links: str) -> bytes:
    announced = "".join(ANNOUNCED.format(link) for link in links)
    return f"<html><head>{NAME}{announced}</head></html>".encode()


async def test_announced_feeds_are_taken_and_dead_ones_left(desk: Desk, outlet: Outlet) -> None:
    outlet.bodies["/"] = front_page("/dead.xml", "/good.xml", "https://elsewhere.example/feed")
    outlet.bodies["/good.xml"] = rss(*stories(outlet))
    found = await discover(desk, outlet.server.url(), Naming(id="post", zone="Asia/Karachi", hosts=("cdn.example",)))
    source = found.source
    assert source.feeds == (Feed(url=outlet.server.url("/good.xml"), kind=FeedKind.RSS, verified=True),)
    assert (source.id, source.name, source.zone, source.tier) == ("post", "Corridor Post", "Asia/Karachi", 3)
    assert source.hosts == (LOOPBACK, "cdn.example")
    assert source.homepage == outlet.server.url()
    assert [(each.items, bool(each.error)) for each in found.tried] == [(0, True), (2, False)]


async def test_the_address_of_a_feed_itself_is_enough(desk: Desk, outlet: Outlet) -> None:
    outlet.bodies["/any.xml"] = rss(*stories(outlet))
    found = await discover(desk, outlet.server.url("/any.xml"), Naming())
    assert [feed.url for feed in found.source.feeds] == [outlet.server.url("/any.xml")]
    assert (found.source.name, found.source.zone) == (LOOPBACK, "UTC")
    assert outlet.asked() == ["/any.xml", "/any.xml"]


async def test_sitemaps_that_robots_name_come_before_the_usual_places(desk: Desk, outlet: Outlet) -> None:
    outlet.bodies["/"] = front_page()
    outlet.bodies["/robots.txt"] = f"Sitemap: {outlet.server.url('/maps.xml')}\n".encode()
    outlet.bodies["/maps.xml"] = sitemap_index(outlet.server.url("/map-1.xml"))
    outlet.bodies["/map-1.xml"] = sitemap(*stories(outlet))
    outlet.bodies["/feed/"] = rss(*stories(outlet))
    found = await discover(desk, outlet.server.url(), Naming())
    assert [(feed.url, feed.kind) for feed in found.source.feeds] == [
        (outlet.server.url("/maps.xml"), FeedKind.SITEMAP)
    ]


async def test_usual_places_are_tried_until_one_is_good(desk: Desk, outlet: Outlet) -> None:
    outlet.bodies["/"] = front_page()
    outlet.bodies["/rss.xml"] = rss(*stories(outlet))
    outlet.bodies["/feed.xml"] = rss(*stories(outlet))
    found = await discover(desk, outlet.server.url(), Naming())
    assert [feed.url for feed in found.source.feeds] == [outlet.server.url("/rss.xml")]
    assert "/feed.xml" not in outlet.asked()


async def test_a_page_of_links_is_the_last_resort(desk: Desk, outlet: Outlet) -> None:
    links = "".join(f'<a href="/news/some-words-of-a-title-{n}">title</a>' for n in range(3))
    outlet.bodies["/news"] = f"<html><body>{links}</body></html>".encode()
    found = await discover(desk, outlet.server.url("/news"), Naming())
    assert [(feed.url, feed.kind) for feed in found.source.feeds] == [(outlet.server.url("/news"), FeedKind.LISTING)]


async def test_where_nothing_lists_articles_every_place_that_was_tried_is_named(desk: Desk, outlet: Outlet) -> None:
    outlet.bodies["/"] = front_page()
    with pytest.raises(BadConfiguration, match="no feed, sitemap or listing page was found") as caught:
        await discover(desk, outlet.server.url(), Naming())
    assert outlet.server.url("/sitemap.xml") in str(caught.value)


async def test_an_address_that_does_not_answer_or_is_none(desk: Desk, outlet: Outlet) -> None:
    with pytest.raises(FetchFailed):
        await discover(desk, outlet.server.url("/gone"), Naming())
    with pytest.raises(BadConfiguration, match="not an address"):
        await discover(desk, "corridor post", Naming())


async def test_a_rehearsal_reads_what_is_on_topic_first_and_tells_how_well(desk: Desk, outlet: Outlet) -> None:
    broken = outlet.server.url("/gone-30000")
    feed = rss(*stories(outlet), broken).replace(b"CPEC: report", b"Cricket", 1).replace(b"CPEC: report", b"CPEC", 1)
    outlet.bodies["/feed.xml"] = feed.replace(b"CPEC: report", b"Football")
    source = outlet.source(outlet.feed(), outlet.feed("/dead.xml"))
    rehearsal = await rehearse(desk, source)
    good, dead = rehearsal.listings
    assert (good.items, good.dated, good.on_topic, good.newest, good.error) == (3, 3, 1, FIRST, None)
    assert (dead.items, "404" in (dead.error or "")) == (0, True)
    story, cricket, gone = rehearsal.pages
    assert (story.figures, story.published, story.date_origin) == (2, FIRST, "feed")
    assert story.claims >= 1
    assert story.characters > 200
    assert (cricket.off_topic, cricket.characters) == (True, 0)
    assert "404" in (gone.error or "")
    assert rehearsal.items == 3
    assert [page.title for page in (await rehearse(desk, source, pages=1)).pages] == ["CPEC " + stories(outlet)[1]]


async def test_a_rehearsal_asks_as_if_for_the_first_time_and_records_nothing(desk: Desk, outlet: Outlet) -> None:
    outlet.bodies["/feed.xml"] = rss(*stories(outlet))
    source = outlet.source(outlet.feed())
    assert (await rehearse(desk, source)).items == (await rehearse(desk, source)).items == 2
    with reading(desk.ledger.engine) as session:
        for table in (AddressRow, FeedRow, FetchRow, RunRow):
            assert session.exec(select(table)).all() == []
        assert {row.kind for row in session.exec(select(ArticleRow))} == {"baseline"}
