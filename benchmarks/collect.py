"""What collecting costs over its parts: `python -m benchmarks.collect` (or `make bench`).

Fetching: the collector (guards, robots, caps, its own unpacking; no gaps) against plain httpx that unpacks the same
gzip over as many connections, from ten sites on loopback; by the clock, which is what the bar is for, and in processor
time, which a busy machine disturbs less. Reading: `read_article` against trafilatura's
`bare_extraction(with_metadata=True)` on the same pages, each in a reading pool of the same size. Rounds alternate, and
the median of their ratios is held to the bar; storing is printed apart. Exits with 1 where a bar fails.
"""

import asyncio
import os
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import psutil
from trafilatura import bare_extraction

from benchmarks.newspaper import NewsPage, make_pages
from benchmarks.site import LOOPBACK, serving
from claims.article import Article, Candidate, Page
from claims.topic import Source
from flows.edges.client import MOST_CONNECTIONS, make_client
from flows.edges.collector import Collector
from flows.edges.pace import Pace
from flows.edges.reading_pool import ReadingPool
from store.engine import open_engine, transaction, upgrade
from store.snapshots import save_snapshot

MOST_FETCH_RATIO = 1.5
LEAST_READING_RATE = 0.85
FETCH_ROUNDS = 21
READ_ROUNDS = 9
SITES = 10
READERS = 2
_AGENT = "cpecwatch-benchmark"
_NOW = datetime(2025, 11, 22, 8, 0, tzinfo=UTC)
_SOURCE = Source(
    id="sample",
    name="Sample",
    homepage="https://sample.example/",
    hosts=("sample.example",),
    feeds=(),
    tier=2,
    zone="UTC",
)


@dataclass(frozen=True, slots=True)
class Compared:
    """Seconds of each round, ours and the peer's, for `count` pages."""

    ours: tuple[float, ...]
    peer: tuple[float, ...]
    count: int

    @property
    def ratio(self) -> float:
        """The median over the rounds of our time as a multiple of the peer's."""
        return statistics.median(ours / peer for ours, peer in zip(self.ours, self.peer, strict=True))

    def row(self, name: str, bar: str, holds: bool | None) -> str:
        """A line of the table."""
        each = [1000 * statistics.median(seconds) / self.count for seconds in (self.ours, self.peer)]
        verdict = {True: "holds", False: "FAILS", None: ""}[holds]
        return f"{name:<32} {each[0]:8.2f} {each[1]:8.2f} {self.ratio:8.2f}  {bar:<10} {verdict}"


# Fetching.


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds by the clock, and of this process's processor time."""

    clock: float
    processor: float

    @classmethod
    def since(cls, started: "Spent | None" = None) -> "Spent":
        """What was spent since `started`; without it, the reading to start from."""
        clock, processor = time.perf_counter(), time.process_time()
        return cls(clock, processor) if started is None else cls(clock - started.clock, processor - started.processor)


async def _collected(urls: Sequence[str], ports: Sequence[int]) -> tuple[Spent, list[Page]]:
    allowed = frozenset((LOOPBACK, port) for port in ports)
    async with make_client(user_agent=_AGENT, allowed=allowed) as client:
        collector = Collector(client, agent=_AGENT, pace=Pace(gap=0.0))
        await asyncio.gather(*(collector.get(url, hosts=(LOOPBACK,)) for url in urls[:SITES]))  # robots, connections
        started = Spent.since()
        pages = await asyncio.gather(*(collector.get(url, hosts=(LOOPBACK,)) for url in urls))
        return Spent.since(started), pages


async def _plainly(urls: Sequence[str]) -> tuple[Spent, list[bytes]]:
    limits = httpx.Limits(max_connections=MOST_CONNECTIONS, max_keepalive_connections=MOST_CONNECTIONS)
    headers = {"Accept-Encoding": "gzip", "User-Agent": _AGENT}
    free = asyncio.Semaphore(MOST_CONNECTIONS)  # httpx's own line is slower than this one: the peer at its best
    async with httpx.AsyncClient(limits=limits, headers=headers, trust_env=False) as client:

        async def get(url: str) -> bytes:
            async with free:
                return (await client.get(url)).content

        await asyncio.gather(*map(get, urls[:SITES]))
        started = Spent.since()
        bodies = await asyncio.gather(*map(get, urls))
        return Spent.since(started), bodies


def measure_fetching(pages: Sequence[NewsPage]) -> tuple[Compared, Compared, list[Page]]:
    """Both ways of fetching the pages from every site, in turn: by the clock, in processor time; and the pages."""
    ours: list[Spent] = []
    peer: list[Spent] = []
    with serving({page.path: page.body for page in pages}, SITES) as ports:
        urls = [f"http://{LOOPBACK}:{port}{page.path}" for page in pages for port in ports]
        for _ in range(FETCH_ROUNDS):
            spent, bodies = asyncio.run(_plainly(urls))
            peer.append(spent)
            spent, collected = asyncio.run(_collected(urls, ports))
            ours.append(spent)
            assert [page.body for page in collected] == bodies, "both must have fetched the same"
    clock = Compared(tuple(each.clock for each in ours), tuple(each.clock for each in peer), len(urls))
    processor = Compared(tuple(each.processor for each in ours), tuple(each.processor for each in peer), len(urls))
    return clock, processor, collected


def measure_storing(pages: Sequence[Page]) -> float:
    """Seconds to keep each of the pages as a snapshot, a transaction for each, in a fresh SQLite file."""
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'ledger.db'}")
        upgrade(engine)
        started = time.perf_counter()
        for page in pages:
            with transaction(engine) as session:
                save_snapshot(session, page)
        seconds = time.perf_counter() - started
        engine.dispose()
    return seconds


# Reading.


def read_by_trafilatura(body: bytes) -> tuple[str | None, str | None, str | None]:
    """What the peer makes of a page: title, date, text."""
    document: Any = bare_extraction(body, with_metadata=True)
    return (document.title, document.date, document.text) if document is not None else (None, None, None)


async def _timed(ask: Callable[[NewsPage], Awaitable[Any]], pages: Sequence[NewsPage]) -> tuple[float, list[Any]]:
    started = time.perf_counter()
    results = await asyncio.gather(*map(ask, pages))
    return time.perf_counter() - started, results


async def measure_reading(pages: Sequence[NewsPage]) -> Compared:
    """Both ways of reading every page, in turn, each in a pool of its own of the same size."""
    async with ReadingPool(READERS) as ours_pool, ReadingPool(READERS) as peer_pool:

        async def ours(page: NewsPage) -> Article:
            url = f"https://sample.example{page.path}"
            headers = (("content-type", "text/html; charset=utf-8"),)
            answer = Page(requested=url, url=url, status=200, headers=headers, body=page.body, fetched=_NOW)
            return await ours_pool.read(answer, Candidate(source="sample", url=url), _SOURCE, _NOW)

        async def peer(page: NewsPage) -> object:
            return await peer_pool.run(read_by_trafilatura, page.body, about=page.path)

        for ask in (ours, peer):
            await _timed(ask, pages)  # imports, caches
        rounds = [((await _timed(ours, pages))[0], (await _timed(peer, pages))[0]) for _ in range(READ_ROUNDS)]
    return Compared(tuple(pair[0] for pair in rounds), tuple(pair[1] for pair in rounds), len(pages))


def _machine() -> str:
    memory = psutil.virtual_memory().total / 2**30
    return f"{os.cpu_count()} CPUs, {memory:.0f} GB, Python {platform.python_version()}, {platform.system()}"


def main() -> int:
    """Print the table; 0 where every bar holds."""
    pages = make_pages()
    sizes = [len(page.body) / 1000 for page in pages]
    print(f"{len(pages)} pages of {min(sizes):.0f} to {max(sizes):.0f} KB; {_machine()}")
    print(f"{'':<32} {'ours ms':>8} {'peer ms':>8} {'ratio':>8}  bar")
    fetching, processor, collected = measure_fetching(pages[::3])
    fetch_holds = fetching.ratio <= MOST_FETCH_RATIO
    print(fetching.row("fetching, peer plain httpx", f"≤ {MOST_FETCH_RATIO}", fetch_holds))
    print(processor.row("… in processor time", "", None))
    kept = collected[::SITES]
    print(f"{'storing a snapshot, apart':<32} {1000 * measure_storing(kept) / len(kept):8.2f}")
    reading = asyncio.run(measure_reading(pages))
    rate = 1 / reading.ratio
    print(reading.row("reading, peer trafilatura", f"≤ {1 / LEAST_READING_RATE:.2f}", rate >= LEAST_READING_RATE))
    print(f"reading runs at {rate:.0%} of the peer's rate ({READERS} readers each; bar {LEAST_READING_RATE:.0%})")
    print("again: make bench, or python -m benchmarks.collect")
    return 0 if fetch_holds and rate >= LEAST_READING_RATE else 1


if __name__ == "__main__":
    sys.exit(main())
