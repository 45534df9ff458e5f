"""The newsroom over real HTTP: everything is served, and the editions differ exactly as intended."""

import json
import re
import socket
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import feedparser
import httpx
import pytest
import trafilatura
from lxml import etree
from protego import Protego

from claims.errors import BadConfiguration, MachineFailed
from claims.topic import FeedKind, Source
from claims.witness import is_copy, shingles
from review.newsroom.content import Outlet, Shown, Version
from review.newsroom.newsroom import Newsroom, RunningNewsroom

COURIER, WIRE, POST, ROOM = "sample-courier", "indus-wire", "khunjerab-post", "makran-reading-room"


def addresses(newsroom: Newsroom, edition: int) -> Iterator[tuple[Outlet, Version]]:
    for outlet in newsroom.content.outlets:
        for version in newsroom.content.on_show(outlet, edition):
            yield outlet, version


def source_of(running: RunningNewsroom, outlet: str) -> Source:
    return next(source for source in running.sources if source.id == outlet)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


def snapshot(
    newsroom: Newsroom, running: RunningNewsroom, reader: httpx.Client
) -> Mapping[str, tuple[int, str | None]]:
    """Status and validator of every address that edition 2 knows, whatever edition is on show."""
    urls = [running.home(outlet.id) + version.path for outlet, version in addresses(newsroom, 2)]
    urls += [feed.url for source in running.sources for feed in source.feeds]
    answers = {url: reader.get(url) for url in urls}
    return {url: (answer.status_code, answer.headers.get("ETag")) for url, answer in answers.items()}


# --- what the demo is told of the newsroom


def test_sources_list_their_articles_in_four_ways_on_the_loopback_only(running: RunningNewsroom) -> None:
    kinds = [feed.kind for source in running.sources for feed in source.feeds]
    assert kinds == [FeedKind.RSS, FeedKind.ATOM, FeedKind.SITEMAP, FeedKind.LISTING]
    assert {source.hosts for source in running.sources} == {("127.0.0.1",)}
    homes = {source.homepage for source in running.sources}
    assert {f"http://{ip}:{port}/" for ip, port in running.allowed} == homes


def test_the_second_edition_is_a_day_after_the_first(newsroom: Newsroom) -> None:
    assert newsroom.editions == (1, 2)
    assert newsroom.clock(1) == datetime(2026, 5, 11, 4, tzinfo=UTC)
    assert newsroom.clock(2) - newsroom.clock(1) == timedelta(days=1)


@pytest.mark.parametrize("edition", [0, 3])
def test_an_edition_there_is_not_is_refused_by_name(newsroom: Newsroom, edition: int) -> None:
    with pytest.raises(BadConfiguration, match=f"edition {edition}: .* has the editions 1, 2"):
        newsroom.start(edition)


# --- addresses


def test_a_second_newsroom_of_the_same_folder_has_the_same_addresses(newsroom: Newsroom, tmp_path: Path) -> None:
    with newsroom.start(1) as first:
        sources = first.sources
    with Newsroom(tmp_path).start(2) as second:
        assert second.sources == sources


def test_two_newsrooms_at_once_do_not_meet(running: RunningNewsroom, tmp_path: Path) -> None:
    with Newsroom(tmp_path / "other").start(1) as other:
        assert not other.allowed & running.allowed


def test_a_remembered_port_that_is_taken_stops_the_start_and_gives_the_other_ports_back(tmp_path: Path) -> None:
    with Newsroom(tmp_path).start(1) as running:
        ports = [port for _ip, port in sorted(running.allowed)]
    with socket.create_server(("127.0.0.1", ports[-1])):
        with pytest.raises(MachineFailed, match=f"port {ports[-1]} of 127.0.0.1 is taken .*ports.json"):
            Newsroom(tmp_path).start(1)
        for port in ports[:-1]:
            socket.create_server(("127.0.0.1", port)).close()


def test_a_machine_with_no_port_left_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[int] = []

    def refuse(_outlet: str, *, port: int, **_rest: object) -> None:
        tried.append(port)
        raise OSError("taken")

    monkeypatch.setattr("review.newsroom.newsroom.OutletServer", refuse)
    with pytest.raises(MachineFailed, match=r"100 ports of 127\.0\.0\.1 from 28101 on are taken"):
        Newsroom(tmp_path).start(1)
    assert tried[:3] == [28101, 28111, 28121]
    assert max(tried) < 32768  # below the range that the system hands out by itself
    assert not (tmp_path / "ports.json").exists()


def test_a_stopped_newsroom_answers_no_more(newsroom: Newsroom, reader: httpx.Client) -> None:
    with newsroom.start(1) as running:
        homepage = running.sources[0].homepage
        assert reader.get(homepage).status_code == 200
    running.stop()
    with pytest.raises(httpx.ConnectError):
        reader.get(homepage)


# --- articles


@pytest.mark.parametrize("edition", [1, 2])
def test_every_article_survives_extraction_without_the_furniture_around_it(newsroom: Newsroom, edition: int) -> None:
    with newsroom.start(edition) as running, httpx.Client(trust_env=False) as reader:
        for outlet, version in addresses(newsroom, edition):
            if version.shown is not Shown.PAGE or not version.linked:
                continue
            url = running.home(outlet.id) + version.path
            read = trafilatura.extract(reader.get(url).content, url=url, include_comments=False) or ""
            missing, furniture = words(version.text) - words(read), words(read) - words(version.text)
            assert missing.total() <= 0.05 * words(version.text).total(), url
            assert furniture.total() <= 15, url  # a headline and a date line may come along
            assert not {"cookies", "subscribe", "retells", "comments"} & set(furniture), url


@pytest.mark.parametrize("edition", [1, 2])
def test_every_page_says_that_it_is_a_sample_and_what_it_retells(
    newsroom: Newsroom, running: RunningNewsroom, reader: httpx.Client, edition: int
) -> None:
    running.set_edition(edition)
    for outlet, version in addresses(newsroom, edition):
        if version.shown is Shown.PAGE:
            page = reader.get(running.home(outlet.id) + version.path).text
            assert "This is a sample page." in page
            assert (version.retells.outlet if version.retells else "invented for demonstration") in page


def test_each_template_carries_its_date_in_another_place(running: RunningNewsroom, reader: httpx.Client) -> None:
    courier = reader.get(running.home(COURIER) + "/news/71302/ten-years-of-the-corridor").text
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', courier, re.DOTALL)
    assert data and json.loads(data[1])["datePublished"] == "2026-05-08T10:15:00+05:00"
    wire = reader.get(running.home(WIRE) + "/dispatch/what-was-promised").text
    assert '<meta property="article:published_time" content="2026-05-09T13:30:00+05:00">' in wire
    room = reader.get(running.home(ROOM) + "/file/1-before-the-visit").text
    assert "Posted on 20 April 2015" in room
    assert not re.search("2015-04-20|ld\\+json|published_time", room)


# --- listings


def test_the_feeds_list_their_articles_with_times_and_one_entry_lacks_its_link(
    running: RunningNewsroom, reader: httpx.Client
) -> None:
    text = reader.get(source_of(running, COURIER).feeds[0].url).content
    assert b"<pubDate>Sat, 09 May 2026 20:40:00 PKT</pubDate>" in text
    rss = feedparser.parse(text)
    assert not rss.bozo
    assert [entry.title for entry in rss.entries if "link" not in entry] == ["Briefs: a bridge, a bus and a ballot"]
    atom = feedparser.parse(reader.get(source_of(running, WIRE).feeds[0].url).content)
    assert not atom.bozo
    times = [datetime.fromisoformat(entry.published) for entry in atom.entries]
    assert all(one >= other for one, other in pairwise(times))
    assert [time.year for time in times if time > running.clock(1)] == [2027]


def test_the_sitemap_and_the_listing_name_absolute_and_relative_links_of_the_running_ports(
    running: RunningNewsroom, reader: httpx.Client
) -> None:
    sitemap = etree.fromstring(reader.get(source_of(running, POST).feeds[0].url).content)
    links = [loc.text or "" for loc in sitemap.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert links and all(link.startswith(running.home(POST) + "/") for link in links)
    (feed,) = source_of(running, ROOM).feeds
    found = re.findall(r'<a href="(/[^"]*)"', reader.get(feed.url).text)
    assert feed.link_pattern
    matching = [link for link in found if re.search(feed.link_pattern, link)]
    assert len(matching) == len([link for link in found if link.startswith("/file/")]) > 5
    assert len(matching) < len(found)  # menus and pages to come are not articles


def test_robots_forbid_one_address_that_a_feed_lists(running: RunningNewsroom, reader: httpx.Client) -> None:
    rules = {source.id: Protego.parse(reader.get(source.homepage + "robots.txt").text) for source in running.sources}
    atom = feedparser.parse(reader.get(source_of(running, WIRE).feeds[0].url).content)
    refused = [entry.link for entry in atom.entries if not rules[WIRE].can_fetch(entry.link, "cpecwatch")]
    assert refused == [running.home(WIRE) + "/members/table-of-projects"]
    assert rules[COURIER].crawl_delay("cpecwatch") == 0
    assert rules[WIRE].crawl_delay("cpecwatch") == 0.05


# --- the two editions


def test_the_editions_differ_exactly_as_intended(
    newsroom: Newsroom, running: RunningNewsroom, reader: httpx.Client
) -> None:
    first = snapshot(newsroom, running, reader)
    running.set_edition(2)
    second = snapshot(newsroom, running, reader)
    courier, wire, post, room = (running.home(outlet) for outlet in (COURIER, WIRE, POST, ROOM))
    came = {url for url in first if first[url][0] == 404 and second[url][0] == 200}
    assert came == {
        f"{courier}/news/71344/a-hospital-by-the-sea",
        f"{courier}/news/71349/committee-wants-factories",
        f"{wire}/dispatch/zone-for-the-capital",
        f"{wire}/dispatch/jcc-ends-in-islamabad",
        f"{post}/2026/05/11/after-the-flood",
        f"{room}/file/12-the-committee-in-islamabad",
        f"{room}/file/13-a-clipping-about-cotton",
    }
    changed = {url for url in first if first[url][0] == second[url][0] == 200 and first[url] != second[url]}
    assert changed == {
        f"{courier}/news/71315/what-pakistan-sells-to-china",
        f"{courier}/news/71260/weather-gear-for-gwadar",
        f"{courier}/feed.xml",
        f"{wire}/dispatches.atom",
        f"{room}/files.html",
    }
    lost = {url: second[url][0] for url in first if first[url][0] == 200 and second[url][0] != 200}
    assert lost == {f"{wire}/dispatch/laboratories-approved": 404, f"{post}/news-sitemap.xml": 503}


def test_the_silent_edit_changes_a_figure_and_no_date(running: RunningNewsroom, reader: httpx.Client) -> None:
    url = running.home(COURIER) + "/news/71315/what-pakistan-sells-to-china"
    before = reader.get(url).text
    running.set_edition(2)
    after = reader.get(url).text
    assert before.replace("$1.84 billion", "$2.04 billion") == after != before


def test_a_page_whose_furniture_changed_holds_the_same_article(running: RunningNewsroom, reader: httpx.Client) -> None:
    url = running.home(COURIER) + "/news/71260/weather-gear-for-gwadar"
    before = reader.get(url).content
    running.set_edition(2)
    after = reader.get(url).content
    assert before != after
    assert trafilatura.extract(before, url=url) == trafilatura.extract(after, url=url)


def test_the_wire_story_stands_in_three_outlets_as_copies(newsroom: Newsroom) -> None:
    stories = {
        outlet.id: shingles(version.text)
        for outlet, version in addresses(newsroom, 2)
        if "15th meeting" in version.text
    }
    assert set(stories) == {COURIER, WIRE, ROOM}
    assert is_copy(stories[WIRE], stories[COURIER])
    assert is_copy(stories[WIRE], stories[ROOM])
    assert is_copy(stories[COURIER], stories[ROOM])
    assert len(stories[ROOM]) < len(stories[WIRE])


def test_no_other_two_articles_are_copies(newsroom: Newsroom) -> None:
    texts = [version.text for _outlet, version in addresses(newsroom, 2) if "15th meeting" not in version.text]
    cut = [shingles(text) for text in texts if text]
    assert not [1 for place, one in enumerate(cut) for other in cut[place + 1 :] if is_copy(one, other)]


def test_troubles_look_as_they_do_on_the_web(running: RunningNewsroom, reader: httpx.Client) -> None:
    running.set_edition(2)
    wall = reader.get(running.home(ROOM) + "/file/13-a-clipping-about-cotton")
    assert (wall.status_code, wall.headers.get("ETag")) == (200, None)
    assert "verify you are human" in wall.text
    down = reader.get(source_of(running, POST).feeds[0].url)
    assert (down.status_code, down.headers["Retry-After"]) == (503, "1")
    empty = reader.get(running.home(POST) + "/2026/05/10/notice")
    assert (empty.status_code, empty.content) == (200, b"")
    picture = reader.get(running.home(ROOM) + "/file/11-a-photograph-of-the-port")
    assert picture.headers["Content-Type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
