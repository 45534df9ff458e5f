"""A pass over 300 sources with nothing new: `python -m benchmarks.quiet_pass` (or `make bench`).

Each source is on a port of its own. The flow `watch` as it is run, by Prefect's ephemeral API, with the settings' own
politeness: once to get to know the sources, then ten minutes later by the flow's clock, which is the pass that is
measured. From opening the desk to closing it; Prefect's own start is not counted. Exits with 1 where a bar fails: at
most one request per feed, every one conditional, no body transferred, no robots.txt asked for, under 30 seconds.
"""

import asyncio
import atexit
import multiprocessing
import shutil
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any

from claims.topic import Feed, FeedKind, Source
from flows import orchestrator
from flows.settings import Configuration, load_configuration, make_home

if TYPE_CHECKING:
    from flows.desk import Desk

LOOPBACK = "127.0.0.1"
SOURCES = 300
MOST_SECONDS = 30.0
_NOW = datetime(2026, 5, 11, 4, tzinfo=UTC)
_LATER = timedelta(minutes=10)  # no article is due again before fifteen have passed


@dataclass(frozen=True, slots=True)
class Traffic:
    """What the outlets answered: requests, those with If-None-Match, those for a robots.txt, bytes of bodies."""

    requests: int
    conditional: int
    robots: int
    body_bytes: int


class Outlets:
    """Outlets in a process of their own; `ports` of each, and the traffic since it was last asked for."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe
        self.ports: tuple[int, ...] = pipe.recv()

    def traffic(self) -> Traffic:
        """What was answered since the last time."""
        self._pipe.send("traffic")
        return Traffic(*self._pipe.recv())


@contextmanager
def outlets(count: int) -> Iterator[Outlets]:
    """So many outlets, each with a feed of one article."""
    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_serve, args=(there, count), daemon=True)
    process.start()
    try:
        yield Outlets(here)
    finally:
        process.terminate()
        process.join()


def measure(home: Path, count: int = SOURCES) -> tuple[float, Traffic]:
    """Seconds and traffic of a pass with nothing new over so many sources."""
    configuration = load_configuration(home, {})
    make_home(configuration)
    orchestrator.adopt_environment(configuration)
    with outlets(count) as running:
        _pass(configuration, running.ports, lambda: _NOW)
        first = running.traffic()
        print(f"getting to know them: {first.requests} requests, {first.body_bytes / 1e6:.1f} MB")
        seconds = _pass(configuration, running.ports, lambda: _NOW + _LATER)
        return seconds, running.traffic()


def _pass(configuration: Configuration, ports: tuple[int, ...], now: Callable[[], datetime]) -> float:
    """Seconds that one run of the flow took."""
    from flows.desk import open_desk
    from flows.watch import watch_flow

    seconds = 0.0
    allowed = frozenset((LOOPBACK, port) for port in ports)

    @asynccontextmanager
    async def desk() -> "AsyncIterator[Desk]":
        nonlocal seconds
        started = time.perf_counter()
        async with open_desk(
            configuration, now=now, sources=[_source(port) for port in ports], allowed=allowed
        ) as desk:
            yield desk
        seconds = time.perf_counter() - started

    asyncio.run(watch_flow(desk)(None))
    return seconds


def _source(port: int) -> Source:
    home = f"http://{LOOPBACK}:{port}"
    feed = Feed(url=f"{home}/feed.xml", kind=FeedKind.RSS)
    return Source(
        id=f"s{port}", name=str(port), homepage=f"{home}/", hosts=(LOOPBACK,), feeds=(feed,), tier=2, zone="UTC"
    )


def _serve(pipe: Connection, count: int) -> None:
    counts = [0, 0, 0, 0]

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        port = writer.get_extra_info("sockname")[1]
        while head := await _head(reader):
            status, body = _answer(head, port)
            conditional, robots = b"if-none-match:" in head.lower(), b" /robots.txt " in head
            for place, more in enumerate((1, conditional, robots, len(body))):
                counts[place] += more
            writer.write(b'HTTP/1.1 %b\r\nETag: "one"\r\nContent-Length: %d\r\n\r\n%b' % (status, len(body), body))
            await writer.drain()
        writer.close()

    def tell() -> None:
        pipe.recv()
        pipe.send(tuple(counts))
        counts[:] = [0, 0, 0, 0]

    async def main() -> None:
        servers = [await asyncio.start_server(answer, LOOPBACK, 0) for _ in range(count)]
        asyncio.get_running_loop().add_reader(pipe.fileno(), tell)
        pipe.send(tuple(server.sockets[0].getsockname()[1] for server in servers))
        await asyncio.gather(*(server.serve_forever() for server in servers))

    asyncio.run(main())


async def _head(reader: asyncio.StreamReader) -> bytes:
    try:
        return await reader.readuntil(b"\r\n\r\n")
    except (asyncio.IncompleteReadError, ConnectionError):
        return b""


def _answer(head: bytes, port: int) -> tuple[bytes, bytes]:
    path = head.split(b" ", 2)[1].decode()
    if path == "/robots.txt":
        return b"200 OK", b"User-agent: *\nDisallow: /private\n"
    if b"if-none-match:" in head.lower():
        return b"304 Not Modified", b""
    return b"200 OK", (_feed(port) if path == "/feed.xml" else _story(port)).encode()


def _feed(port: int) -> str:
    link = f"http://{LOOPBACK}:{port}/story-{port}00"
    return f"<rss version='2.0'><channel><item><title>CPEC {port}</title><link>{link}</link></item></channel></rss>"


def _story(port: int) -> str:
    words = " ".join(f"word{(port * 7919 + place * 104_729) % 99_991}" for place in range(300))
    return (
        f"<html><head><title>CPEC {port}</title></head><body><article><p>Investment under CPEC in district {port} "
        f"reached ${port % 97}.5 million.</p><p>{words}</p></article></body></html>"
    )


def main() -> int:
    """Measure, print, and say by the exit code whether the bars hold."""
    folder = tempfile.mkdtemp(prefix="cpecwatch-quiet-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)  # after Prefect's server has stopped, which lives there
    seconds, traffic = measure(Path(folder))
    bars: dict[str, Any] = {
        f"{traffic.requests} requests for {SOURCES} feeds": traffic.requests <= SOURCES,
        f"{traffic.conditional} of them conditional": traffic.conditional == traffic.requests,
        f"{traffic.robots} for a robots.txt": traffic.robots == 0,
        f"{traffic.body_bytes} bytes of bodies": traffic.body_bytes == 0,
        f"{seconds:.1f} s, at most {MOST_SECONDS:.0f}": seconds <= MOST_SECONDS,
    }
    for words, holds in bars.items():
        print(f"{'ok  ' if holds else 'FAIL'} {words}")
    return int(not all(bars.values()))


if __name__ == "__main__":
    sys.exit(main())
