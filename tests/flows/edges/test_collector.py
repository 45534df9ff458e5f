"""The collector: robots, turn, fetch and retry together, against real loopback servers."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from itertools import pairwise

import pytest
import stamina

from claims.errors import FetchFailed, SkipReason
from flows.edges.client import make_client
from flows.edges.collector import Collector, Kind, Validators, utc_now
from flows.edges.pace import Pace
from flows.edges.robots import RobotsCopy, RobotsOutcome
from tests.flows.edges.servers import (
    LOOPBACK,
    Asked,
    LoopbackServer,
    always,
    by_path,
    in_turn,
    response,
    serving,
)

HOSTS = (LOOPBACK,)


@pytest.fixture(autouse=True)
def no_waiting() -> Iterator[None]:
    with stamina.set_testing(True, attempts=3, cap=True):
        yield


@asynccontextmanager
async def collecting(
    *servers: LoopbackServer, gap: float = 0.0, known: tuple[RobotsCopy, ...] = (), deadline: float = 5.0
) -> AsyncIterator[Collector]:
    allowed = frozenset[tuple[str, int]]().union(*(server.allowed for server in servers))
    async with make_client(user_agent="cpecwatch-test/1", allowed=allowed) as client:
        yield Collector(client, agent="cpecwatch", pace=Pace(gap=gap), known_robots=known, deadline=deadline)


async def test_robots_are_asked_once_before_the_pages() -> None:
    answers = {"/robots.txt": response(b"User-agent: *\nDisallow: /secret"), "/a": response(b"a"), "/b": response(b"b")}
    async with serving(by_path(answers)) as server, collecting(server) as collector:
        assert (await collector.get(server.url("/a"), hosts=HOSTS)).body == b"a"
        assert (await collector.get(server.url("/b"), hosts=HOSTS)).body == b"b"
        with pytest.raises(FetchFailed) as caught:
            await collector.get(server.url("/secret/x"), hosts=HOSTS)
        assert server.paths() == ["/robots.txt", "/a", "/b"]
        assert [copy.origin for copy in collector.robots_copies()] == [server.origin]
    assert caught.value.reason is SkipReason.ROBOTS
    assert "/secret/x" in str(caught.value)


async def test_a_redirect_is_held_to_the_robots_of_where_it_leads() -> None:
    forbidding = {"/robots.txt": response(b"User-agent: *\nDisallow: /"), "/there": response(b"x")}
    async with serving(by_path(forbidding)) as other:
        away = response(status="302 Found", headers={"Location": other.url("/there")})
        async with serving(by_path({"/here": away})) as server, collecting(server, other) as collector:
            with pytest.raises(FetchFailed) as caught:
                await collector.get(server.url("/here"), hosts=HOSTS)
        assert other.paths() == ["/robots.txt"]
    assert caught.value.reason is SkipReason.ROBOTS


async def test_robots_themselves_may_be_redirected_five_times() -> None:
    steps = {
        f"/{step}": response(status="301 Moved Permanently", headers={"Location": f"/{step + 1}"}) for step in range(9)
    }
    to_start = {n: response(status="302 Found", headers={"Location": f"/{n}"}) for n in (0, 1)}
    rules = response(b"User-agent: *\nDisallow: /")
    for first, allowed in ((1, False), (0, True)):  # by five redirects to the rules, by six to nothing
        answers = {**steps, "/robots.txt": to_start[first], "/5": rules, "/page": response(b"x")}
        async with serving(by_path(answers)) as server, collecting(server) as collector:
            if allowed:
                assert (await collector.get(server.url("/page"), hosts=HOSTS)).body == b"x"
            else:
                with pytest.raises(FetchFailed):
                    await collector.get(server.url("/page"), hosts=HOSTS)


@pytest.mark.parametrize("status", ["500 Internal Server Error", "503 Service Unavailable"])
async def test_robots_that_fail_forbid_the_page(status: str) -> None:
    answers = {"/robots.txt": response(status=status), "/page": response(b"x")}
    async with serving(by_path(answers)) as server, collecting(server) as collector:
        with pytest.raises(FetchFailed) as caught:
            await collector.get(server.url("/page"), hosts=HOSTS)
        assert "/page" not in server.paths()
    assert caught.value.reason is SkipReason.ROBOTS


async def test_huge_robots_are_cut_not_refused() -> None:
    body = b"User-agent: *\nDisallow: /secret\n" + b"# nothing\n" * 200_000
    answers = {"/robots.txt": response(body), "/page": response(b"x")}
    async with serving(by_path(answers)) as server, collecting(server) as collector:
        assert (await collector.get(server.url("/page"), hosts=HOSTS)).body == b"x"
        with pytest.raises(FetchFailed):
            await collector.get(server.url("/secret"), hosts=HOSTS)


async def test_a_dead_site_is_called_unreachable_not_forbidden() -> None:
    async with serving(always(b"")) as gone:
        pass
    async with collecting(gone) as collector:
        with pytest.raises(FetchFailed) as caught:
            await collector.get(gone.url("/page"), hosts=HOSTS)
    assert caught.value.reason is SkipReason.UNREACHABLE


async def test_a_5xx_is_tried_three_times_and_a_404_once() -> None:
    none = {"Retry-After": "0"}
    busy = response(status="503 Service Unavailable", headers=none)
    async with serving(in_turn(response(b""), busy, busy, response(b"x"))) as server, collecting(server) as collector:
        assert (await collector.get(server.url("/page"), hosts=HOSTS)).body == b"x"
        assert server.paths() == ["/robots.txt", "/page", "/page", "/page"]
    async with serving(by_path({})) as server, collecting(server) as collector:
        with pytest.raises(FetchFailed) as caught:
            await collector.get(server.url("/page"), hosts=HOSTS)
        assert server.paths() == ["/robots.txt", "/page"]
    assert caught.value.reason is SkipReason.GONE


async def test_validators_of_one_page_make_the_next_request_conditional() -> None:
    headers = {"ETag": '"1"', "Last-Modified": "Sun, 01 Mar 2026 00:00:00 GMT"}

    async def reply(asked: Asked, writer: asyncio.StreamWriter) -> None:
        if asked.headers.get("if-none-match") == '"1"':
            writer.write(b"HTTP/1.1 304 Not Modified\r\n\r\n")
        else:
            writer.write(response(b"feed", headers=headers))

    async with serving(reply) as server, collecting(server) as collector:
        page = await collector.get(server.url("/feed"), hosts=HOSTS, kind=Kind.FEED)
        again = await collector.get(server.url("/feed"), hosts=HOSTS, kind=Kind.FEED, validators=Validators.of(page))
        assert server.asked[-1].headers["if-modified-since"] == headers["Last-Modified"]
    assert again.not_modified


async def test_a_feed_may_be_longer_than_a_page() -> None:
    big = {"/robots.txt": response(b""), "/big": response(b"x" * 6_000_000)}
    async with serving(by_path(big)) as server, collecting(server) as collector:
        assert len((await collector.get(server.url("/big"), hosts=HOSTS, kind=Kind.FEED)).body) == 6_000_000
        with pytest.raises(FetchFailed) as caught:
            await collector.get(server.url("/big"), hosts=HOSTS)
    assert caught.value.reason is SkipReason.TOO_LARGE


async def test_a_crawl_delay_is_kept_as_the_server_sees_it() -> None:
    answers = {"/robots.txt": response(b"User-agent: *\nCrawl-delay: 0.2")}
    async with (
        serving(by_path(answers, other=response(b"x"))) as server,
        collecting(server) as collector,
    ):
        await asyncio.gather(*(collector.get(server.url(f"/{n}"), hosts=HOSTS) for n in range(5)))
        moments = [asked.at for asked in server.asked]
    gaps = [later - earlier for earlier, later in pairwise(moments)]
    assert len(gaps) == 5
    assert min(gaps) >= 0.2


async def test_waiting_for_a_turn_does_not_use_up_the_deadline() -> None:
    async with (
        serving(by_path({}, other=response(b""))) as server,
        collecting(server, gap=0.4, deadline=1.0) as collector,
    ):
        pages = await asyncio.gather(*(collector.get(server.url(f"/{n}"), hosts=HOSTS) for n in range(4)))
    assert len(pages) == 4


async def test_ten_hanging_hosts_do_not_hold_up_the_eleventh() -> None:
    async def hang(_: Asked, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(60)

    def known(server: LoopbackServer) -> RobotsCopy:
        return RobotsCopy(origin=server.origin, outcome=RobotsOutcome.NO_RULES, text="", fetched=utc_now())

    async with serving(hang) as evil, serving(always(response(b"x"))) as good:
        copies = (known(evil), known(good))
        async with collecting(evil, good, known=copies, deadline=30.0) as collector:
            hanging = [asyncio.ensure_future(collector.get(evil.url(f"/{n}"), hosts=HOSTS)) for n in range(12)]
            await asyncio.sleep(0.1)
            async with asyncio.timeout(5):
                assert (await collector.get(good.url("/"), hosts=HOSTS)).body == b"x"
            for task in hanging:
                task.cancel()
            await asyncio.gather(*hanging, return_exceptions=True)
            assert (await collector.get(good.url("/"), hosts=HOSTS)).body == b"x"
