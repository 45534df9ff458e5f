"""Sources that die, fall silent, lose their figures and come back, over real stages and outlets on loopback."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from itertools import count
from pathlib import Path

from claims.health import Event, Trouble
from claims.topic import Source
from flows.desk import Desk
from flows.edges.send import Message, Outcome, Sent
from flows.stages.deliver import deliver_due, queue_digests
from flows.stages.health import judge_sources
from flows.stages.housekeeping import keep_house
from store.alarms import open_alarms
from store.arrivals import Arrival, add_arrivals, arrivals_of
from store.engine import reading, transaction
from store.feeds import FeedState, save_feed
from store.snapshots import count_snapshots
from tests.flows.stages.outlets import Clock, Outlet, a_desk, article, one_pass, outlets, rss

TEN = Decimal(10)
HALF_A_DAY = timedelta(hours=12)
NAMES = ("well", "dead", "quiet", "dry", "back")
FIGURES = "Investment under CPEC has reached ${}.4 billion, the planning ministry said on Friday."
NO_FIGURES = "Officials praised the corridor again and said that CPEC would bring both countries closer."


@dataclass
class Desks:
    """The channel's inbox: every message that was delivered."""

    messages: list[Message] = field(default_factory=list)

    async def send(self, message: Message, _url: str) -> Outcome:
        self.messages.append(message)
        return Sent("desk")

    def lines_about_sources(self) -> list[str]:
        lines: list[str] = []
        for message in self.messages:
            titled = message.text.split("SOURCES ", 1)
            lines += [line.strip() for line in titled[-1].splitlines() if line.startswith("  ")] if titled[1:] else []
        return lines


@dataclass
class Press:
    """Writes one more article for an outlet, on its front page at once."""

    numbers: Iterator[int] = field(default_factory=lambda: count(1))
    listed: dict[int, list[str]] = field(default_factory=dict)

    def print(self, outlet: Outlet, clock: Clock, words: str) -> None:
        number = next(self.numbers)
        path = f"/story-{number:06}"
        outlet.bodies[path] = article("What CPEC brings to the provinces", words.format(number), at=clock.now)
        links = self.listed.setdefault(outlet.server.port, [])
        links.insert(0, outlet.server.url(path))
        outlet.bodies["/feed.xml"] = rss(*links[:20], at=clock.now)


async def pass_and_alert(desk: Desk, inbox: Desks) -> None:
    await one_pass(desk)
    judge_sources(desk.ledger)
    queue_digests(desk.ledger)
    await deliver_due(desk.ledger, inbox.send)


async def test_each_trouble_and_its_end_are_told_exactly_once_over_ten_passes(tmp_path: Path) -> None:
    clock, inbox, press = Clock(), Desks(), Press()
    async with outlets(len(NAMES)) as running:
        named = dict(zip(NAMES, running, strict=True))
        sources = [outlet.source(outlet.feed(), name=name) for name, outlet in named.items()]
        async with a_desk(tmp_path, clock, sources, running, channel="json://127.0.0.1:1/") as desk:
            for _ in range(8):
                for outlet in running:
                    press.print(outlet, clock, FIGURES)
                await pass_and_alert(desk, inbox)
                clock.go_on(HALF_A_DAY)
            assert inbox.lines_about_sources() == []
            for number in range(10):
                press.print(named["well"], clock, FIGURES)
                press.print(named["dry"], clock, NO_FIGURES)
                press.print(named["back"], clock, FIGURES)
                named["dead"].failing["*"] = "404 Not Found"
                named["back"].failing = {"*": "403 Forbidden"} if number < 4 else {}
                await pass_and_alert(desk, inbox)
                clock.go_on(HALF_A_DAY)
            with reading(desk.ledger.engine) as session:
                still = {(alarm.source, alarm.kind) for alarm in open_alarms(session)}
    lines = inbox.lines_about_sources()
    assert Counter(line.partition(":")[0] for line in lines) == {"Dead": 1, "Quiet": 1, "Dry": 1, "Back": 2}
    told = {line.partition(":")[0]: line for line in lines[::-1]}
    assert told["Dead"].startswith("Dead: cannot be read for 24 hours, 2 tries failed; the last: ")
    assert "404 Not Found" in told["Dead"]
    assert told["Quiet"] == "Quiet: nothing new is listed for 2 days; before, something came every 12 hours"
    assert told["Dry"] == "Dry: no figure in the last 5 articles; before, 8 of 8 had some"
    assert "Back: can be read again, after 36 hours" in lines
    assert still == {("dead", "failing"), ("quiet", "silent"), ("dry", "no-figures")}


async def test_a_source_that_is_no_longer_watched_is_nobodys_trouble(tmp_path: Path) -> None:
    clock, inbox = Clock(), Desks()
    async with outlets(2) as running:
        sources = [outlet.source(outlet.feed(), name=f"s{number}") for number, outlet in enumerate(running)]
        for watched, told in ((sources, 2), (sources[:1], 2)):
            async with a_desk(tmp_path, clock, watched, running, channel="json://127.0.0.1:1/") as desk:
                for _ in range(4):
                    await pass_and_alert(desk, inbox)
                    clock.go_on(HALF_A_DAY)
                with reading(desk.ledger.engine) as session:
                    alarms = open_alarms(session)
            assert {alarm.source for alarm in alarms} == {source.id for source in watched}
            assert len(inbox.lines_about_sources()) == told


async def test_a_trouble_that_lasts_is_told_once_more(tmp_path: Path) -> None:
    clock = Clock()
    events: list[tuple[Trouble, Event]] = []
    async with outlets(1) as [outlet], a_desk(tmp_path, clock, [a_source(outlet)], [outlet]) as desk:
        for _ in range(40):
            await one_pass(desk)
            events += [(notice.trouble, notice.event) for notice in judge_sources(desk.ledger).notices]
            clock.go_on(HALF_A_DAY)
    assert events == [(Trouble.FAILING, Event.RAISED), (Trouble.FAILING, Event.REMINDED)]


async def test_what_robots_forbid_is_told_by_its_name(tmp_path: Path) -> None:
    clock = Clock()
    async with outlets(1) as [outlet], a_desk(tmp_path, clock, [a_source(outlet)], [outlet]) as desk:
        outlet.bodies["/robots.txt"] = b"User-agent: *\nDisallow: /\n"
        for _ in range(2):
            await one_pass(desk)
        [notice] = judge_sources(desk.ledger).notices
    assert notice.trouble is Trouble.FORBIDDEN
    assert "robots.txt forbids it to cpecwatch" in notice.words


async def test_a_feed_that_moved_is_told_once(tmp_path: Path) -> None:
    clock = Clock()
    async with outlets(1) as [outlet], a_desk(tmp_path, clock, [a_source(outlet)], [outlet]) as desk:
        outlet.moved["/feed.xml"] = "/rss.xml"
        outlet.bodies["/rss.xml"] = rss()
        events = []
        for _ in range(3):
            await one_pass(desk)
            events += [(notice.trouble, notice.event) for notice in judge_sources(desk.ledger).notices]
    assert events == [(Trouble.MOVED, Event.RAISED)]


async def test_a_sitemap_that_its_index_names_no_more_is_no_trouble(tmp_path: Path) -> None:
    clock = Clock()
    async with outlets(1) as [outlet], a_desk(tmp_path, clock, [a_source(outlet)], [outlet]) as desk:
        own = outlet.server.url("/feed.xml")
        lost = FeedState(url="lost", source="outlet", parent=own, failures=9, failure_weight=TEN, last_tried=clock.now)
        with transaction(desk.ledger.engine) as session:
            save_feed(session, lost)
            save_feed(session, FeedState(url="other", source="outlet", failures=9, failure_weight=TEN))
            save_feed(session, FeedState(url=own, source="outlet", last_tried=clock.now, last_read=clock.now))
        assert [notice.trouble for notice in judge_sources(desk.ledger).notices] == [Trouble.FAILING]
        with transaction(desk.ledger.engine) as session:
            later = clock.now + HALF_A_DAY
            save_feed(session, FeedState(url=own, source="outlet", last_tried=later, last_read=later))
        assert [notice.event for notice in judge_sources(desk.ledger).notices] == [Event.RECOVERED]


async def test_what_is_too_old_is_forgotten_and_pages_only_where_the_settings_say_so(tmp_path: Path) -> None:
    clock = Clock()
    async with outlets(1) as [outlet], a_desk(tmp_path, clock, [a_source(outlet)], [outlet]) as desk:
        press = Press()
        press.print(outlet, clock, FIGURES)
        press.print(outlet, clock, NO_FIGURES)
        await one_pass(desk)
        with transaction(desk.ledger.engine) as session:
            add_arrivals(session, [Arrival(source="outlet", at=clock.now - timedelta(days=400), fresh=1)])
        assert keep_house(desk.ledger).arrivals == 1
        clock.go_on(timedelta(days=40))
        assert keep_house(desk.ledger).snapshots == 0
        with reading(desk.ledger.engine) as session:
            assert count_snapshots(session).snapshots == 2
            assert len(arrivals_of(session, "outlet", since=clock.now - timedelta(days=400))) == 1
        month = desk.ledger.settings.model_copy(update={"keep_snapshots": 30})
        object.__setattr__(desk.ledger, "settings", month)
        assert keep_house(desk.ledger).snapshots == 1
        with reading(desk.ledger.engine) as session:
            assert count_snapshots(session).snapshots == 1
        clock.go_on(timedelta(days=200))
        assert keep_house(desk.ledger).attempts == 3


def a_source(outlet: Outlet) -> Source:
    return outlet.source(outlet.feed())
