"""The attack and fault matrix: each row a loopback server, a named outcome, a bound on memory and on time.

While an attack goes on, another source is read in peace. Nothing is sent beyond loopback: the recording connector in
front of the socket sees every address that is about to be connected to.

Rows that take long are marked `attack`; `make attack` runs all of them and prints the table.
"""

import asyncio
import os
import ssl
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache

import httpcore
import pytest
import trustme

from claims.article import Article, Candidate, Listing, Page
from claims.errors import FetchFailed, SkipItem, SkipReason, Unreadable
from claims.topic import Feed, FeedKind, Source
from flows.edges.client import make_client
from flows.edges.collector import Collector, Kind
from flows.edges.guard import connect, resolve
from flows.edges.pace import Pace
from flows.edges.reading_pool import ReadingPool
from tests.flows.edges import attacks, memory
from tests.flows.edges.conftest import Measured
from tests.flows.edges.servers import LOOPBACK, LoopbackServer, Reply, always, in_turn, response, serving

MOST_GROWTH = 150 * 2**20
DEADLINE = 1.5
READING_DEADLINE = 20.0
NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)
NO_ROBOTS = response(status="404 Not Found")


class Recorder:
    """The connector in use, which writes down every address before a socket is opened for it."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, int]] = []

    async def __call__(self, address: str, port: int, timeout: float | None) -> httpcore.AsyncNetworkStream:
        self.asked.append((address, port))
        assert address == LOOPBACK, "a test may not send a packet beyond loopback"
        return await connect(address, port, timeout)


def after_robots(reply: Reply) -> Reply:
    """The attack waits behind a robots.txt that there is none of."""

    async def answer(asked: object, writer: asyncio.StreamWriter) -> None:
        if getattr(asked, "path", "") == "/robots.txt":
            writer.write(NO_ROBOTS)
        else:
            await reply(asked, writer)  # type: ignore[arg-type]

    return answer


@asynccontextmanager
async def collecting(
    recorder: Recorder, *servers: LoopbackServer, names: Mapping[str, Sequence[Sequence[str]]] | None = None
) -> AsyncIterator[Collector]:
    """A collector that reaches these servers, and resolves `names` to one answer after the other."""
    left = {host: list(answers) for host, answers in (names or {}).items()}

    async def look_up(host: str, port: int) -> Sequence[str]:
        answers = left.get(host)
        if answers is None:
            return await resolve(host, port)
        return answers.pop(0) if len(answers) > 1 else answers[0]

    allowed = frozenset[tuple[str, int]]().union(*(server.allowed for server in servers))
    async with make_client(user_agent="test", allowed=allowed, connector=recorder, resolver=look_up) as client:
        yield Collector(client, agent="cpecwatch", pace=Pace(gap=0), deadline=DEADLINE, tries=1)


@asynccontextmanager
async def measuring(name: str, measured: list[Measured], limit: float) -> AsyncIterator[list[object]]:
    """Yields a list for the outcome; asserts the bounds on this process."""
    outcome: list[object] = []
    _size_at_start()
    memory.idle()
    started = time.monotonic()
    yield outcome
    row = Measured(name, _word(outcome[0]), memory.peak() - _size_at_start(), time.monotonic() - started)
    measured.append(row)
    assert row.growth < MOST_GROWTH, row
    assert row.seconds < limit, row


@cache
def _size_at_start() -> int:
    """This process before the first attack: what one row leaves behind counts for all that follow."""
    return memory.idle()


def _word(outcome: object) -> str:
    return outcome.reason.value if isinstance(outcome, SkipItem) else type(outcome).__name__


async def outcome_of(work: Awaitable[object]) -> object:
    try:
        return await work
    except SkipItem as error:
        return error


async def read_in_peace(collector: Collector, server: LoopbackServer) -> float:
    """Reads five pages of another source, one after the other; the longest wait, in seconds."""
    longest = 0.0
    for number in range(5):
        started = time.monotonic()
        page = await collector.get(server.url(f"/{number}"), hosts=(LOOPBACK,))
        assert page.body == b"in peace"
        longest = max(longest, time.monotonic() - started)
    return longest


@dataclass(frozen=True, slots=True)
class Attack:
    """A server's reply, and the outcome that it must come to."""

    name: str
    reply: Reply
    outcome: SkipReason
    kind: Kind = Kind.PAGE


def _head(*lines: str) -> str:
    return "".join(f"{line}\r\n" for line in ("HTTP/1.1 200 OK", *lines, ""))


TOO_LARGE, BAD_ENCODING, TIMEOUT = SkipReason.TOO_LARGE, SkipReason.BAD_ENCODING, SkipReason.TIMEOUT
UNREACHABLE, REDIRECTS = SkipReason.UNREACHABLE, SkipReason.REDIRECTS
BOMB = attacks.bomb(100)

FETCH_ATTACKS = [
    Attack("gzip bomb of 100 MB", always(attacks.packed(BOMB, "gzip")), TOO_LARGE),
    Attack("gzip bomb in a feed", always(attacks.packed(BOMB, "gzip")), TOO_LARGE, Kind.FEED),
    Attack(
        "gzip bomb as a .gz sitemap", always(response(BOMB, headers={"Content-Type": "application/gzip"})), TOO_LARGE
    ),
    Attack("100,000 empty gzip members", always(attacks.packed(attacks.empty_members(100_000), "gzip")), BAD_ENCODING),
    *(
        Attack(f"{coding} nobody asked for", always(attacks.packed(body, coding)), BAD_ENCODING)
        for coding, body in attacks.codings()
    ),
    Attack("damaged gzip", always(attacks.packed(b"\x1f\x8b\x08\0" + b"\xff" * 400, "gzip")), BAD_ENCODING),
    Attack("truncated gzip", always(attacks.packed(BOMB[:2000], "gzip")), BAD_ENCODING),
    Attack("endless body", attacks.endless_body(), TOO_LARGE),
    Attack("endless chunks", attacks.endless_chunks(), TOO_LARGE),
    Attack("endless gzip", attacks.endless_gzip(), TOO_LARGE),
    Attack("endless head", attacks.endless_head(), UNREACHABLE),
    Attack("10,000 hops", attacks.many_hops(10_000), REDIRECTS),
    Attack("redirect to itself", always(attacks.redirect("/0")), REDIRECTS),
    Attack("article of 20 MB, announced", always(response(b"x", length=20_000_000)), TOO_LARGE),
    Attack("article of 20 MB, not announced", attacks.long_body(20), TOO_LARGE),
    Attack("no HTTP at all", always(b"SSH-2.0-OpenSSH_9.6\r\n\r\n"), UNREACHABLE),
    Attack("closed before the head", attacks.then_gone(b""), UNREACHABLE),
    Attack("closed in the head", attacks.then_gone(b"HTTP/1.1 200 OK\r\nContent-"), UNREACHABLE),
    Attack("closed in the body", attacks.then_gone(response(b"half", length=1000)), UNREACHABLE),
    Attack(
        "closed in a chunk",
        attacks.then_gone(attacks.raw(_head("Transfer-Encoding: chunked"), b"ff\r\nhalf")),
        UNREACHABLE,
    ),
    Attack("reset in the body", attacks.then_gone(response(b"half", length=1000), reset=True), UNREACHABLE),
    Attack("NUL in a header", always(attacks.raw(_head("X-Odd: a\0b", "Content-Length: 0"))), UNREACHABLE),
    Attack("line break in a header", always(attacks.raw(_head("X-Odd: a\rb", "Content-Length: 0"))), UNREACHABLE),
    Attack("line break in Location", always(attacks.raw("HTTP/1.1 302 Found\r\nLocation: /\ra\r\n\r\n")), UNREACHABLE),
    Attack("header without a name", always(attacks.raw(_head(": x", "Content-Length: 0"))), UNREACHABLE),
    Attack("header of 1 MB", always(attacks.raw(_head(f"X-Odd: {'y' * 2**20}"))), UNREACHABLE),
    Attack("two lengths", always(attacks.raw(_head("Content-Length: 1", "Content-Length: 2"), b"x")), UNREACHABLE),
    Attack("length below zero", always(attacks.raw(_head("Content-Length: -1"), b"x")), UNREACHABLE),
    Attack("length of 5,000 digits", always(attacks.raw(_head(f"Content-Length: {'9' * 5000}"), b"x")), UNREACHABLE),
    Attack(
        "chunk of a length that is none",
        always(attacks.raw(_head("Transfer-Encoding: chunked"), b"zz\r\nx")),
        UNREACHABLE,
    ),
    Attack(
        "unknown transfer coding",
        always(attacks.raw(_head("Transfer-Encoding: gzip, chunked"), b"0\r\n\r\n")),
        UNREACHABLE,
    ),
]
STATUSES = [
    ("401 Unauthorized", SkipReason.HTTP_STATUS, {}),
    ("403 Forbidden", SkipReason.HTTP_STATUS, {}),
    ("404 Not Found", SkipReason.GONE, {}),
    ("410 Gone", SkipReason.GONE, {}),
    ("429 Too Many Requests", SkipReason.RATE_LIMITED, {"Retry-After": "3600"}),
    ("429 Too Many Requests", SkipReason.RATE_LIMITED, {"Retry-After": "Fri, 01 Jan 2100 00:00:00 GMT"}),
    ("500 Internal Server Error", SkipReason.HTTP_STATUS, {}),
    ("501 Not Implemented", SkipReason.HTTP_STATUS, {}),
    ("502 Bad Gateway", SkipReason.HTTP_STATUS, {}),
    ("503 Service Unavailable", SkipReason.HTTP_STATUS, {}),
    ("503 Service Unavailable", SkipReason.RATE_LIMITED, {"Retry-After": "3600"}),
    ("504 Gateway Timeout", SkipReason.HTTP_STATUS, {}),
]
FETCH_ATTACKS += [
    Attack(" ".join((status, *headers.values())), always(response(b"x", status=status, headers=headers)), reason)
    for status, reason, headers in STATUSES
]
SLOW_ATTACKS = [
    Attack("silence", attacks.silence, TIMEOUT),
    Attack("dripping body", attacks.dripping_body(), TIMEOUT),
    Attack("dripping gzip", attacks.dripping_gzip(), TIMEOUT),
    Attack("dripping head", attacks.dripping_head(), TIMEOUT),
    Attack("interim answers for ever", attacks.endless_interim(), TIMEOUT),
    Attack(
        "chunk of 2^60 bytes that never come",
        always(attacks.raw(_head("Transfer-Encoding: chunked"), b"1" + b"0" * 15 + b"\r\nx")),
        TIMEOUT,
    ),
]


@pytest.mark.parametrize(
    "attack",
    [pytest.param(attack, id=attack.name) for attack in FETCH_ATTACKS]
    + [pytest.param(attack, id=attack.name, marks=pytest.mark.attack) for attack in SLOW_ATTACKS],
)
async def test_a_hostile_server_gets_a_name_and_nothing_else(attack: Attack, measured: list[Measured]) -> None:
    recorder = Recorder()
    async with (
        serving(after_robots(attack.reply)) as evil,
        serving(after_robots(always(response(b"in peace")))) as good,
        collecting(recorder, evil, good) as collector,
    ):
        await collector.get(good.url(), hosts=(LOOPBACK,))
        async with measuring(attack.name, measured, DEADLINE + 2) as seen:
            fetching = outcome_of(collector.get(evil.url("/0"), hosts=(LOOPBACK,), kind=attack.kind))
            outcome, longest = await asyncio.gather(fetching, read_in_peace(collector, good))
            seen.append(outcome)
        assert isinstance(outcome, FetchFailed), outcome
        assert outcome.reason is attack.outcome, outcome
        assert evil.url("/0") in str(outcome)
        assert longest < DEADLINE
        assert await read_in_peace(collector, good) < DEADLINE, "and afterwards"


async def test_robots_made_to_be_read_for_minutes(measured: list[Measured]) -> None:
    names = "".join(f"User-agent: u{number}\n" for number in range(14_000))
    evil_robots = response((names + "Disallow: /x\n" * 18_000).encode())
    async with (
        serving(always(evil_robots)) as evil,
        serving(after_robots(always(response(b"in peace")))) as good,
        collecting(Recorder(), evil, good) as collector,
        measuring("robots.txt of 14,000 names and 18,000 rules", measured, DEADLINE + 2) as seen,
    ):
        fetching = outcome_of(collector.get(evil.url("/0"), hosts=(LOOPBACK,)))
        outcome, longest = await asyncio.gather(fetching, read_in_peace(collector, good))
        seen.append(outcome)
    assert isinstance(outcome, FetchFailed)
    assert outcome.reason is SkipReason.ROBOTS
    assert longest < DEADLINE


PRIVATE_TARGETS = [
    "10.0.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",
    "2130706433",
    "0x7f.1",
    "0177.0.0.1",
    "127.1",
    "[::1]",
    "[::ffff:127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "[fe80::1]",
    "rebound.example",
]


@pytest.mark.parametrize("target", PRIVATE_TARGETS)
@pytest.mark.parametrize("listed", [False, True], ids=["not a host of the source", "even where it is listed"])
async def test_a_redirect_inwards_opens_no_socket(target: str, listed: bool, measured: list[Measured]) -> None:
    recorder = Recorder()
    # httpx gives an IPv6 host without its brackets and in its own spelling
    spellings = {target, target.strip("[]"), "::ffff:127.0.0.1", "64:ff9b::7f00:1"}
    hosts = spellings | {LOOPBACK} if listed else {LOOPBACK}
    reply = after_robots(always(attacks.redirect(f"http://{target}:6379/")))
    async with (
        serving(reply) as evil,
        collecting(recorder, evil, names={"rebound.example": [["10.0.0.7"]]}) as collector,
        measuring(f"redirect to {target}", measured, 2.0) as seen,
    ):
        seen.append(outcome := await outcome_of(collector.get(evil.url("/0"), hosts=hosts)))
    assert isinstance(outcome, FetchFailed)
    forbidden = {SkipReason.FORBIDDEN_ADDRESS} if listed else {SkipReason.FORBIDDEN_HOST, SkipReason.FORBIDDEN_ADDRESS}
    assert outcome.reason in forbidden, outcome
    assert set(recorder.asked) == {(LOOPBACK, evil.port)}


@pytest.mark.parametrize("second", ["127.0.0.1", "10.0.0.1", "::1", "169.254.169.254"])
async def test_a_name_that_is_public_first_and_private_second(second: str, measured: list[Measured]) -> None:
    recorder = Recorder()
    close = {"Connection": "close"}
    async with serving(in_turn(NO_ROBOTS, response(b"first", headers=close), response(b"second"))) as evil:
        names = {"two-faced.example": [[LOOPBACK], [LOOPBACK], [second]]}
        url = f"http://two-faced.example:{evil.port}/"
        # `allowed` makes this address with this port public for the test; with port 81 it is private
        async with (
            collecting(recorder, evil, names=names) as collector,
            measuring(f"rebinding to {second}", measured, 2.0) as seen,
        ):
            assert (await collector.get(url, hosts=("two-faced.example",))).body == b"first"
            moved = url.replace(str(evil.port), "81")
            seen.append(outcome := await outcome_of(collector.get(moved, hosts=("two-faced.example",))))
    assert isinstance(outcome, FetchFailed)
    assert outcome.reason is SkipReason.FORBIDDEN_ADDRESS
    assert {port for _, port in recorder.asked} == {evil.port}


@pytest.mark.parametrize("location", ["file:///etc/passwd", "data:text/html,x", "gopher://127.0.0.1:70/", "ftp://a/"])
async def test_a_redirect_to_another_scheme(location: str, measured: list[Measured]) -> None:
    recorder = Recorder()
    async with (
        serving(after_robots(always(attacks.redirect(location)))) as evil,
        collecting(recorder, evil) as collector,
        measuring(f"redirect to {location}", measured, 2.0) as seen,
    ):
        seen.append(outcome := await outcome_of(collector.get(evil.url("/0"), hosts=(LOOPBACK, "a"))))
    assert isinstance(outcome, FetchFailed)
    assert outcome.reason in (SkipReason.FORBIDDEN_SCHEME, SkipReason.FORBIDDEN_ADDRESS)
    assert set(recorder.asked) == {(LOOPBACK, evil.port)}


@pytest.mark.parametrize("name", ["other.example", LOOPBACK], ids=["another's certificate", "nobody's certificate"])
async def test_a_wrong_certificate(name: str, measured: list[Measured]) -> None:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    trustme.CA().issue_cert(name).configure_cert(context)
    async with (
        serving(always(response(b"x")), tls=context) as evil,
        collecting(Recorder(), evil) as collector,
        measuring(f"certificate of {name}", measured, 2.0) as seen,
    ):
        seen.append(outcome := await outcome_of(collector.get(evil.url("/0"), hosts=(LOOPBACK,))))
    assert isinstance(outcome, FetchFailed)
    assert outcome.reason is SkipReason.TLS
    assert evil.asked == []


async def test_many_hostile_hosts_at_once_leave_the_others_alone(measured: list[Measured]) -> None:
    """Bombs, drips and silence from twelve servers, more than there are connections, beside one that answers."""
    replies = [attacks.endless_gzip(), attacks.silence, attacks.dripping_body(), attacks.endless_body()] * 3
    async with serving(after_robots(always(response(b"in peace")))) as good:
        evil = [serving(after_robots(reply)) for reply in replies]
        servers = [await each.__aenter__() for each in evil]
        try:
            async with (
                collecting(Recorder(), good, *servers) as collector,
                measuring("twelve hostile hosts at once", measured, 2 * DEADLINE + 2) as seen,
            ):
                attacks_on = [outcome_of(collector.get(each.url("/0"), hosts=(LOOPBACK,))) for each in servers]
                peace = read_in_peace(collector, good)
                *outcomes, longest = await asyncio.gather(*attacks_on, peace)
                seen.append(outcomes[0])
        finally:
            for each in evil:
                await each.__aexit__(None, None, None)
    assert all(isinstance(outcome, FetchFailed) for outcome in outcomes)
    assert isinstance(longest, float)
    assert longest <= DEADLINE + 1


# Reading what was fetched, in the workers.

SOURCE = Source(
    id="evil", name="Evil", homepage="http://127.0.0.1/", hosts=(LOOPBACK,), feeds=(), tier=3, zone="Asia/Karachi"
)
FEED = Feed(url="http://127.0.0.1/feed", kind=FeedKind.RSS)


@pytest.fixture(scope="module")
def pool() -> Iterator[ReadingPool]:
    reading = ReadingPool(1, READING_DEADLINE)
    yield reading
    asyncio.run(reading.close())


def page_of(body: bytes, content_type: str) -> Page:
    url = "http://127.0.0.1/story/1"
    headers = (("content-type", content_type),)
    return Page(requested=url, url=url, status=200, headers=headers, body=body, fetched=NOW)


async def read_evil(pool: ReadingPool, name: str, work: Awaitable[object], measured: list[Measured]) -> object:
    """The outcome of a reading; asserts the bounds on the worker, watched from outside, since it may not survive."""
    worker = await pool.run(os.getpid, about="who")
    idle = await pool.run(memory.idle, about="idle")
    started = time.monotonic()
    reading = asyncio.ensure_future(outcome_of(work))
    peak = idle
    while not reading.done():
        peak = max(peak, memory.peak(worker))
        await asyncio.wait((reading,), timeout=0.02)
    row = Measured(name, _word(reading.result()), max(peak, memory.peak(worker)) - idle, time.monotonic() - started)
    measured.append(row)
    assert row.growth < MOST_GROWTH, row
    assert row.seconds < READING_DEADLINE + 1, row
    return reading.result()


ARTICLE = attacks.article(attacks.paragraphs(12))
HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class EvilPage:
    """A page and what may come of it: an article where `reasons` is empty, else one of them.

    `slow` rows stay out of the normal run.
    """

    name: str
    body: bytes
    content_type: str = HTML
    reasons: tuple[SkipReason, ...] = ()
    slow: bool = False


EMPTY, NOT_HTML = SkipReason.EMPTY, SkipReason.NOT_HTML
SCRIPT = "&lt;script&gt;alert(1)&lt;/script&gt; A zone opens"
SENTENCE = "word and word again, and no end of it, the 7th of the month, $25 billion and so on. "
PAGES = [
    EvilPage("UTF-16 with a mark", ARTICLE.encode("utf-16"), "text/html"),
    EvilPage("UTF-16 under another name", ARTICLE.encode("utf-16")),
    EvilPage("wrong charset", ARTICLE.replace("Monday", "Montag, für Öl").encode("cp1252")),
    EvilPage("unknown charset", ARTICLE.encode(), "text/html; charset=klingon"),
    EvilPage("NUL bytes", ARTICLE.replace("zone", "zo\0ne").encode()),
    EvilPage("nothing but NUL", b"\0" * 100_000, reasons=(EMPTY,)),
    EvilPage("nothing", b"", reasons=(EMPTY,)),
    EvilPage("a picture called HTML", b"\x89PNG\r\n\x1a\n" + bytes(5000), reasons=(NOT_HTML,)),
    EvilPage("title with a script", attacks.article(attacks.paragraphs(12), title=SCRIPT).encode()),
    EvilPage("100,000 deep HTML", attacks.deep_html(100_000), reasons=(TOO_LARGE,)),
    EvilPage("49,000 deep HTML", attacks.deep_html(49_000), reasons=(EMPTY, NOT_HTML)),
    EvilPage(
        "49,000 deep XHTML",
        b"<?xml version='1.0'?>" + attacks.deep_html(49_000),
        "application/xhtml+xml",
        reasons=(EMPTY, NOT_HTML),
    ),
    EvilPage(
        "1,000,000 entities", attacks.article(f"<p>{'&amp;' * 900_000}</p>").encode(), reasons=(EMPTY,), slow=True
    ),
    EvilPage(
        "4.9 MB in one paragraph",
        attacks.article(f"{attacks.paragraphs(12)}<p>{'word ' * 970_000}</p>").encode(),
        slow=True,
    ),
    EvilPage(
        "20,000 paragraphs",
        attacks.article(f"{attacks.paragraphs(12)}{f'<p>{SENTENCE}</p>' * 20_000}").encode(),
        slow=True,
    ),
    # refused by a count, before libxml2 would take minutes (attributes) or half a gigabyte (tags)
    EvilPage(
        "200,000 attributes",
        b"<html><body " + b"".join(b'a%d="1" ' % number for number in range(200_000)) + b">",
        reasons=(TOO_LARGE,),
    ),
    EvilPage(
        "200,000 attributes behind a false end",
        b"<html><body z='>' " + b"".join(b"a%d='>'" % number for number in range(200_000)) + b">",
        reasons=(TOO_LARGE,),
    ),
    EvilPage("480,000 open tags", b"<html><body>" + b"<a href=x>" * 480_000, reasons=(TOO_LARGE,)),
    EvilPage("700,000 short tags", b"<html><body>" + b"<p><hr>" * 700_000, reasons=(TOO_LARGE,)),
    EvilPage(
        "49,000 open tags, which pass the count", b"<html><body>" + b"<a href=x>" * 49_000, reasons=(EMPTY,), slow=True
    ),
    EvilPage(
        "4,900 attributes in each of 15 tags, which pass the count",
        attacks.article(
            attacks.paragraphs(12)
            + "".join("<p " + " ".join(f"a{number}='1'" for number in range(4_900)) + ">x</p>" for _ in range(15))
        ).encode(),
        slow=True,
    ),
]


@pytest.mark.parametrize(
    "evil", [pytest.param(evil, id=evil.name, marks=pytest.mark.attack if evil.slow else ()) for evil in PAGES]
)
async def test_an_evil_page_is_read_or_named(pool: ReadingPool, measured: list[Measured], evil: EvilPage) -> None:
    candidate = Candidate(source="evil", url="http://127.0.0.1/story/1")
    reading = pool.read(page_of(evil.body, evil.content_type), candidate, SOURCE, NOW)
    outcome = await read_evil(pool, evil.name, reading, measured)
    if evil.reasons:
        assert isinstance(outcome, Unreadable), outcome
        assert outcome.reason in evil.reasons
    else:
        assert isinstance(outcome, Article), outcome
        assert "drawn 25 firms" in outcome.text.replace("\0", "")
        assert "<script" not in outcome.title
        assert "\0" not in outcome.text + outcome.title
    innocent = page_of(ARTICLE.encode(), HTML)
    assert isinstance(await pool.read(innocent, candidate, SOURCE, NOW), Article), "the next page is read as ever"


FEEDS = [
    ("billion laughs", attacks.billion_laughs(), False),
    ("quadratic blow-up", attacks.quadratic_blowup(), False),
    ("100,000 deep XML", attacks.deep_xml(100_000), False),
    ("feed of 100,000 items", attacks.many_items(100_000), True),
    ("feed title with a script", attacks.rss(attacks.item(1, "&lt;script&gt;alert(1)&lt;/script&gt; A zone")), False),
]


@pytest.mark.parametrize(
    ("name", "body"),
    [pytest.param(row[0], row[1], id=row[0], marks=pytest.mark.attack if row[2] else ()) for row in FEEDS],
)
async def test_an_evil_feed_is_read_or_named(
    pool: ReadingPool, measured: list[Measured], name: str, body: bytes
) -> None:
    page = page_of(body, "application/rss+xml")
    outcome = await read_evil(pool, name, pool.read_listing(page, FEED, SOURCE, NOW), measured)
    assert isinstance(outcome, Listing | Unreadable), outcome
    if isinstance(outcome, Listing):
        assert len(outcome.candidates) <= 2000
        assert all("<script" not in (each.title or "") for each in outcome.candidates)


@pytest.mark.parametrize("make", [attacks.external_entity, attacks.parameter_entity])
async def test_an_entity_from_outside_is_not_fetched(
    pool: ReadingPool, measured: list[Measured], make: Callable[[str], bytes]
) -> None:
    async with serving(always(response(b"stolen"))) as inside:
        for address in (inside.url("/secret"), "file:///etc/passwd"):
            page = page_of(make(address), "application/rss+xml")
            outcome = await read_evil(
                pool,
                f"{make.__name__} {address[:5]}",
                pool.read_listing(page, FEED, SOURCE, NOW),
                measured,
            )
            assert "root:" not in repr(outcome)
            assert "stolen" not in repr(outcome).replace("&stolen;", "")
        assert inside.connections == 0
