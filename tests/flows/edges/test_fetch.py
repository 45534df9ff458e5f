"""Fetching: what comes back, what is sent, and the name of everything that can go wrong."""

import asyncio
import gzip
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from functools import partial

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.article import Page
from claims.errors import FetchFailed, SkipReason
from flows.edges.client import make_client
from flows.edges.failures import TransientFailure
from flows.edges.fetch import LONGEST_RETRY_AFTER, Sent, fetch, read_retry_after
from tests.flows.edges.servers import LOOPBACK, LoopbackServer, Reply, always, by_path, in_turn, response, serving

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
HOSTS = frozenset({LOOPBACK})


def client_for(server: LoopbackServer) -> httpx.AsyncClient:
    return make_client(user_agent="cpecwatch-test/1", allowed=server.allowed)


async def get(server: LoopbackServer, path: str = "/", *, cap: int = 5_000_000, deadline: float = 5.0) -> Page:
    async with client_for(server) as client:
        return await fetch(client, server.url(path), hosts=HOSTS, now=lambda: NOW, cap=cap, deadline=deadline)


async def failure(reply: Reply, path: str = "/", *, cap: int = 5_000_000, deadline: float = 5.0) -> FetchFailed:
    """The failure of a fetch from a server that replies so; its message must name the URL."""
    async with serving(reply) as server:
        with pytest.raises(FetchFailed) as caught:
            await get(server, path, cap=cap, deadline=deadline)
        assert server.url(path) in str(caught.value)
    return caught.value


def redirect(to: str, status: str = "302 Found") -> bytes:
    return response(status=status, headers={"Location": to})


async def test_a_page_comes_back_as_it_was_sent() -> None:
    answer = response("café".encode("latin-1"), headers={"Content-Type": "text/html", "ETag": '"one"', "X-Odd": "a"})
    async with serving(always(answer)) as server:
        page = await get(server, "/story#part")
        assert page.requested == server.url("/story#part")
        assert page.url == server.url("/story")
    assert (page.status, page.body, page.fetched) == (200, b"caf\xe9", NOW)
    assert page.header("etag") == '"one"'
    assert all(name == name.lower() for name, _ in page.headers)
    assert page.permanent_url is None
    assert not page.not_modified


async def test_a_request_says_who_asks_and_asks_for_gzip_alone() -> None:
    async with serving(always(response(b"x"))) as server:
        await get(server)
        sent = server.asked[0].headers
    assert sent["user-agent"] == "cpecwatch-test/1"
    assert sent["accept-encoding"] == "gzip"
    assert "if-none-match" not in sent


async def test_gzip_is_unpacked() -> None:
    packed = response(gzip.compress(b"text " * 1000), headers={"Content-Encoding": "gzip"})
    async with serving(always(packed)) as server:
        assert (await get(server)).body == b"text " * 1000


async def test_a_gz_file_is_unpacked_as_the_same_thing() -> None:
    packed = response(gzip.compress(b"<urlset/>"), headers={"Content-Type": "application/x-gzip; charset=binary"})
    async with serving(always(packed)) as server:
        assert (await get(server, "/sitemap.xml.gz")).body == b"<urlset/>"


async def test_validators_are_sent_and_a_304_is_no_failure() -> None:
    answer = b'HTTP/1.1 304 Not Modified\r\nETag: "one"\r\n\r\n'
    async with serving(always(answer)) as server, client_for(server) as client:
        for _ in range(2):
            page = await fetch(
                client, server.url(), hosts=HOSTS, now=lambda: NOW, etag='"one"', last_modified="Sun, 01 Mar 2026"
            )
        assert page.not_modified
        assert page.body == b""
        assert server.asked[0].headers["if-none-match"] == '"one"'
        assert server.asked[0].headers["if-modified-since"] == "Sun, 01 Mar 2026"
        assert server.connections == 1, "the connection must serve again after a 304"


async def test_a_304_that_nobody_asked_for_is_a_failure() -> None:
    failed = await failure(always(b"HTTP/1.1 304 Not Modified\r\n\r\n"))
    assert failed.reason is SkipReason.HTTP_STATUS


async def test_cookies_are_not_kept() -> None:
    async with serving(always(response(b"x", headers={"Set-Cookie": "id=7; Path=/"}))) as server:
        async with client_for(server) as client:
            for _ in range(2):
                await fetch(client, server.url(), hosts=HOSTS, now=lambda: NOW)
        assert "cookie" not in server.asked[1].headers


STATUSES = [
    ("401 Unauthorized", SkipReason.HTTP_STATUS, False),
    ("402 Payment Required", SkipReason.HTTP_STATUS, False),
    ("403 Forbidden", SkipReason.HTTP_STATUS, False),
    ("404 Not Found", SkipReason.GONE, False),
    ("410 Gone", SkipReason.GONE, False),
    ("429 Too Many Requests", SkipReason.RATE_LIMITED, True),
    ("451 Unavailable For Legal Reasons", SkipReason.HTTP_STATUS, False),
    ("500 Internal Server Error", SkipReason.HTTP_STATUS, True),
    ("501 Not Implemented", SkipReason.HTTP_STATUS, True),
    ("502 Bad Gateway", SkipReason.HTTP_STATUS, True),
    ("503 Service Unavailable", SkipReason.HTTP_STATUS, True),
    ("504 Gateway Timeout", SkipReason.HTTP_STATUS, True),
    ("206 Partial Content", SkipReason.HTTP_STATUS, False),
    ("300 Multiple Choices", SkipReason.HTTP_STATUS, False),
    ("302 Found", SkipReason.HTTP_STATUS, False),  # a redirect that says not where to
    ("599 Odd", SkipReason.HTTP_STATUS, True),
]


@pytest.mark.parametrize(("status", "reason", "transient"), STATUSES, ids=[row[0] for row in STATUSES])
async def test_every_status_has_its_name(status: str, reason: SkipReason, transient: bool) -> None:
    failed = await failure(always(response(b"page", status=status)))
    assert failed.reason is reason
    assert isinstance(failed, TransientFailure) is transient
    assert f"HTTP {status[:3]}" in str(failed)


async def test_a_challenge_is_named_a_bot_wall() -> None:
    failed = await failure(always(response(status="403 Forbidden", headers={"cf-mitigated": "challenge"})))
    assert failed.reason is SkipReason.BOT_WALL


@pytest.mark.parametrize("status", ["429 Too Many Requests", "503 Service Unavailable"])
@pytest.mark.parametrize("value", ["120", format_datetime(NOW + timedelta(seconds=120), usegmt=True)])
async def test_both_forms_of_retry_after_are_read(status: str, value: str) -> None:
    failed = await failure(always(response(status=status, headers={"Retry-After": value})))
    assert failed.reason is SkipReason.RATE_LIMITED
    assert failed.retry_after == 120.0


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (None, None),
        ("0", 0.0),
        (" 7 ", 7.0),
        ("1e3", None),
        ("-5", None),
        ("soon", None),
        ("9" * 5000, LONGEST_RETRY_AFTER),
        ("Sun, 01 Mar 2026 11:59:00 GMT", 0.0),
        ("Sun, 01 Mar 2026 12:01:00 -0000", 60.0),
        ("Sun, 01 Mar 9999 12:01:00 GMT", LONGEST_RETRY_AFTER),
        ("Sun, 01 Mar 99999 12:01:00 GMT", None),
        ("", None),
    ],
)
def test_retry_after(value: str | None, seconds: float | None) -> None:
    assert read_retry_after(value, NOW) == seconds


@given(st.text())
def test_no_retry_after_is_a_crash(value: str) -> None:
    seconds = read_retry_after(value, NOW)
    assert seconds is None or 0 <= seconds <= LONGEST_RETRY_AFTER


async def test_redirects_are_followed_and_the_permanent_part_is_recorded() -> None:
    answers = {
        "/old": redirect("/older", "301 Moved Permanently"),
        "/older": redirect("new", "308 Permanent Redirect"),
        "/new": redirect("/today", "302 Found"),
        "/today": redirect("/end", "301 Moved Permanently"),
        "/end": response(b"here"),
    }
    async with serving(by_path(answers)) as server:
        page = await get(server, "/old")
        assert page.body == b"here"
        assert page.url == server.url("/end")
        assert page.permanent_url == server.url("/new"), "what lies behind a temporary redirect is not for ever"
        assert server.connections == 1


async def test_a_temporary_redirect_moves_nothing() -> None:
    answers = {"/a": redirect("/b"), "/b": response(b"here")}
    async with serving(by_path(answers)) as server:
        assert (await get(server, "/a")).permanent_url is None


async def test_five_redirects_are_followed_and_six_are_not() -> None:
    steps = {f"/{step}": redirect(f"/{step + 1}") for step in range(6)} | {"/6": response(b"end")}
    async with serving(by_path(steps)) as server:
        assert (await get(server, "/1")).body == b"end"
        with pytest.raises(FetchFailed) as caught:
            await get(server, "/0")
    assert caught.value.reason is SkipReason.REDIRECTS


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("http://elsewhere.example/", SkipReason.FORBIDDEN_HOST),
        ("//elsewhere.example/", SkipReason.FORBIDDEN_HOST),
        (f"http://{LOOPBACK}.elsewhere.example/", SkipReason.FORBIDDEN_HOST),
        (f"http://user@{LOOPBACK}/", SkipReason.FORBIDDEN_HOST),
        (f"http://{LOOPBACK}\\@elsewhere.example/", SkipReason.FORBIDDEN_HOST),
        ("file:///etc/passwd", SkipReason.FORBIDDEN_SCHEME),
        ("gopher://127.0.0.1/", SkipReason.FORBIDDEN_SCHEME),
        ("data:text/html,x", SkipReason.FORBIDDEN_ADDRESS),  # httpx itself will not take these two for addresses
        ("javascript:alert(1)", SkipReason.FORBIDDEN_ADDRESS),
        ("http://[::1", SkipReason.FORBIDDEN_ADDRESS),
        ("http://127.0.0.1:99999/", SkipReason.FORBIDDEN_ADDRESS),
        ("http://127.0.0.1:0/", SkipReason.FORBIDDEN_ADDRESS),
    ],
)
async def test_every_hop_is_checked(location: str, reason: SkipReason) -> None:
    failed = await failure(always(redirect(location)))
    assert failed.reason is reason


@given(location=st.text(st.characters(min_codepoint=33, max_codepoint=255), max_size=40))
def test_no_location_is_a_crash(location: str) -> None:
    asyncio.run(_ask_with_location(location))


async def _ask_with_location(location: str) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/start":
            return httpx.Response(302, headers=[(b"Location", location.encode("latin-1"))])
        return httpx.Response(200, stream=httpx.ByteStream(b"x"))

    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as client:
        try:
            await fetch(client, "http://site.example/start", hosts=frozenset({"site.example"}), now=lambda: NOW)
        except FetchFailed as failed:
            assert "http://site.example/start" in str(failed)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("file:///etc/passwd", SkipReason.FORBIDDEN_SCHEME),
        ("ftp://site.example/", SkipReason.FORBIDDEN_SCHEME),
        ("data:text/html,x", SkipReason.FORBIDDEN_SCHEME),
        ("gopher://site.example/", SkipReason.FORBIDDEN_SCHEME),
        ("http:site.example", SkipReason.FORBIDDEN_HOST),
        ("site.example/news", SkipReason.FORBIDDEN_SCHEME),
        ("", SkipReason.FORBIDDEN_SCHEME),
        ("http://", SkipReason.FORBIDDEN_HOST),
        ("http://site.example\x00/", SkipReason.FORBIDDEN_ADDRESS),
        ("http://other.example/", SkipReason.FORBIDDEN_HOST),
        ("http://site.example.other.example/", SkipReason.FORBIDDEN_HOST),
        ("http://site.example@other.example/", SkipReason.FORBIDDEN_HOST),
    ],
)
async def test_what_is_not_an_address_of_the_source_is_not_asked(url: str, reason: SkipReason) -> None:
    def answer(_: httpx.Request) -> httpx.Response:
        raise AssertionError("nothing may be asked")

    async with httpx.AsyncClient(transport=httpx.MockTransport(answer)) as client:
        with pytest.raises(FetchFailed) as caught:
            await fetch(client, url, hosts=frozenset({"site.example"}), now=lambda: NOW)
    assert caught.value.reason is reason


async def test_a_host_is_compared_without_regard_to_case() -> None:
    async with httpx.AsyncClient(
        transport=httpx.MockTransport(lambda _: httpx.Response(200, stream=httpx.ByteStream(b"x")))
    ) as client:
        page = await fetch(client, "http://SITE.example/", hosts=frozenset({"site.example"}), now=lambda: NOW)
    assert page.body == b"x"


async def test_no_way_leads_from_https_down_to_http() -> None:
    transport = httpx.MockTransport(lambda _: httpx.Response(302, headers={"Location": "http://site.example/"}))
    async with httpx.AsyncClient(transport=transport) as client:
        with pytest.raises(FetchFailed) as caught:
            await fetch(client, "https://site.example/", hosts=frozenset({"site.example"}), now=lambda: NOW)
    assert caught.value.reason is SkipReason.REDIRECTS
    assert "down to http" in str(caught.value)


async def test_an_announced_length_over_the_cap_is_refused_before_the_body() -> None:
    failed = await failure(always(response(b"short", length=6_000_000)))
    assert failed.reason is SkipReason.TOO_LARGE


@pytest.mark.parametrize(("size", "fits"), [(1000, True), (1001, False)])
async def test_the_cap_is_exact(size: int, fits: bool) -> None:
    head = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n"

    async def reply(_: object, writer: asyncio.StreamWriter) -> None:
        writer.write(head + b"x" * size)
        writer.close()

    if fits:
        async with serving(reply) as server:
            assert len((await get(server, cap=1000)).body) == size
    else:
        assert (await failure(reply, cap=1000)).reason is SkipReason.TOO_LARGE


async def test_the_gap_is_told_when_the_request_has_left() -> None:
    told: list[str] = []

    @asynccontextmanager
    async def gate(url: str) -> AsyncIterator[Sent]:
        told.append(f"enter {url[-2:]}")
        yield partial(told.append, "sent")
        told.append("leave")

    async with serving(in_turn(redirect("/b"), response(b"x"))) as server, client_for(server) as client:
        await fetch(client, server.url("/a"), hosts=HOSTS, now=lambda: NOW, gate=gate)
    assert told == ["enter /a", "sent", "leave", "enter /b", "sent", "leave"]
