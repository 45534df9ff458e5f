"""Outlets on loopback that a test writes page by page, and a desk over them, on a clock of the test's own."""

from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from hashlib import sha256
from pathlib import Path

from claims.run import RunReport
from claims.topic import Feed, FeedKind, Source
from flows.desk import Desk, open_desk
from flows.stages.collect import collect
from flows.stages.read import read_pages
from flows.stages.settle import begin, settle
from tests.flows.edges.servers import LOOPBACK, Asked, LoopbackServer, response, serving
from tests.flows.newsroom_desk import configured

FIRST = datetime(2026, 5, 1, 6, tzinfo=UTC)
PASSING_WORDS = (
    "The corridor was the subject of a long meeting in the capital, where officials spoke of plans for CPEC."
)


@dataclass
class Clock:
    """The time by which everything of a test runs."""

    now: datetime = FIRST

    def __call__(self) -> datetime:
        return self.now

    def go_on(self, step: timedelta) -> None:
        self.now += step


@dataclass
class Outlet:
    """One outlet: bodies by path, each with an ETag; a path in `failing` answers with that status line."""

    server: LoopbackServer
    bodies: dict[str, bytes] = field(default_factory=dict)
    failing: dict[str, str] = field(default_factory=dict)
    moved: dict[str, str] = field(default_factory=dict)
    body_bytes: int = 0

    def source(self, *feeds: Feed, name: str = "outlet") -> Source:
        return Source(
            id=name, name=name.title(), homepage=self.server.url(), hosts=(LOOPBACK,), feeds=feeds, tier=2, zone="UTC"
        )

    def feed(self, path: str = "/feed.xml", kind: FeedKind = FeedKind.RSS, pattern: str | None = None) -> Feed:
        return Feed(url=self.server.url(path), kind=kind, link_pattern=pattern)

    def answer(self, asked: Asked) -> bytes:
        if status := self.failing.get(asked.path) or self.failing.get("*"):
            return response(status=status)
        if target := self.moved.get(asked.path):
            return response(status="301 Moved Permanently", headers={"Location": target})
        body = self.bodies.get(asked.path)
        if body is None:
            return response(status="404 Not Found")
        tag = f'"{sha256(body).hexdigest()[:16]}"'
        if asked.headers.get("if-none-match") == tag:
            return response(status="304 Not Modified", headers={"ETag": tag})
        self.body_bytes += len(body)
        return response(body, headers={"ETag": tag})

    def asked(self, *, robots: bool = False) -> list[str]:
        """What it was asked for since the last time that somebody looked."""
        paths = [each for each in self.server.paths() if robots or each != "/robots.txt"]
        self.server.asked.clear()
        return paths


@asynccontextmanager
async def an_outlet() -> AsyncIterator[Outlet]:
    """An empty outlet on a port of its own."""
    outlets: list[Outlet] = []

    async def reply(asked: Asked, writer: object) -> None:
        writer.write(outlets[0].answer(asked))  # type: ignore[attr-defined]

    async with serving(reply) as server:
        outlets.append(Outlet(server))
        yield outlets[0]


@asynccontextmanager
async def outlets(count: int) -> AsyncIterator[list[Outlet]]:
    """Several."""
    async with AsyncExitStack() as stack:
        yield [await stack.enter_async_context(an_outlet()) for _ in range(count)]


@asynccontextmanager
async def a_desk(
    home: Path, clock: Clock, sources: Sequence[Source], running: Iterable[Outlet], channel: str | None = None
) -> AsyncIterator[Desk]:
    """A desk over outlets, without politeness."""
    allowed = frozenset(pair for outlet in running for pair in outlet.server.allowed)
    configuration = configured(home, channels={"desk": channel} if channel else None)
    async with open_desk(configuration, now=clock, sources=sources, allowed=allowed) as desk:
        yield desk


async def one_pass(desk: Desk) -> RunReport:
    """The stages of `watch`, without Prefect."""
    run = begin(desk.ledger, "watch")
    collected = [await collect(desk, source) for source in desk.chosen(None)]
    return settle(desk, run, collected, await read_pages(desk, collected))


def rss(*links: str, at: datetime = FIRST) -> bytes:
    """An RSS feed of these links."""
    items = "".join(
        f"<item><title>CPEC: report {link}</title><link>{link}</link><pubDate>{format_datetime(at)}</pubDate></item>"
        for link in links
    )
    return f"<?xml version='1.0'?><rss version='2.0'><channel><title>News</title>{items}</channel></rss>".encode()


def article(title: str, *paragraphs: str, at: datetime = FIRST) -> bytes:
    """An article's page."""
    body = "".join(f"<p>{each}</p>" for each in (*paragraphs, *(PASSING_WORDS for _ in range(3))))
    return (
        f"<html><head><title>{title}</title>"
        f'<meta property="article:published_time" content="{at.isoformat()}"></head>'
        f"<body><article><h1>{title}</h1>{body}</article></body></html>"
    ).encode()


def sitemap_index(*urls: str) -> bytes:
    """A sitemap index of these sitemaps."""
    rows = "".join(f"<sitemap><loc>{url}</loc></sitemap>" for url in urls)
    return f'<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</sitemapindex>'.encode()


def sitemap(*urls: str) -> bytes:
    """A sitemap of these pages."""
    rows = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
    return f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'.encode()
