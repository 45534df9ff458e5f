"""One fetch: redirects by hand, every hop checked, the body capped, the whole under one deadline."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus

import httpx

from claims.article import Page
from claims.errors import FetchFailed, SkipReason
from flows.edges.bodies import read_body
from flows.edges.failures import Refusal, TransientFailure, naming

PAGE_CAP = 5_000_000
FEED_CAP = 10_000_000
DEADLINE = 30.0
MOST_REDIRECTS = 5
LONGEST_RETRY_AFTER = 86_400.0

_SCHEMES = frozenset({"http", "https"})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_SHORT_DIGITS = 4  # a body under 10 kB is cheaper to read than a new connection is to make
_GZIP_FILES = frozenset({"application/gzip", "application/x-gzip"})

Sent = Callable[[], None]
"""Told when a request has left, so that the gap to the next one is counted from there."""

HopGate = Callable[[str], AbstractAsyncContextManager[Sent]]
"""Entered with the address of each hop before it is asked, and left after its answer; may raise FetchFailed or Refusal.
The time spent entering it is not the fetch's: a page that stands in line does not use up its deadline."""


@asynccontextmanager
async def ungated(_: str) -> AsyncIterator[Sent]:
    """No gate: every hop may go at once."""
    yield _nobody_asks


def _nobody_asks() -> None:
    """Nobody counts a gap from here."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came back, whatever its status. `url` is where it came from, `permanent` where 301s and 308s led first."""

    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    permanent: str | None = None

    def header(self, name: str) -> str | None:
        """The first value of a header, or None; `name` in lower case."""
        return next((value for key, value in self.headers if key == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """`hosts` that any hop may go to, `cap` in bytes unpacked, `deadline` in seconds; `cut` keeps a long body's head.

    Without `cut` a body over the cap is an error.
    """

    hosts: frozenset[str]
    cap: int
    deadline: float
    cut: bool = False


async def fetch(
    client: httpx.AsyncClient,
    url: str,
    *,
    hosts: frozenset[str],
    now: Callable[[], datetime],
    cap: int = PAGE_CAP,
    deadline: float = DEADLINE,
    etag: str | None = None,
    last_modified: str | None = None,
    gate: HopGate = ungated,
) -> Page:
    """The page at `url`, or a 304 where the validators still hold.

    `hosts` are the host names (lower case, without port) that any hop may go to; `cap` is in bytes unpacked; `deadline`
    in seconds for the whole exchange, redirects included. Raises FetchFailed, whose message names the URL; the kinds
    that may pass by themselves are a TransientFailure.
    """
    conditions = _conditions(etag, last_modified)
    limits = Limits(hosts=hosts, cap=cap, deadline=deadline)
    answer = await follow(client, url, limits, headers=conditions, gate=gate)
    fetched = now()
    not_modified = answer.status == HTTPStatus.NOT_MODIFIED and bool(conditions)
    if not not_modified:
        _judge(url, answer, fetched)
    return Page(
        requested=url,
        url=answer.url,
        status=answer.status,
        headers=answer.headers,
        body=answer.body,
        fetched=fetched,
        not_modified=not_modified,
        permanent_url=answer.permanent,
    )


async def follow(
    client: httpx.AsyncClient,
    url: str,
    limits: Limits,
    *,
    headers: dict[str, str] | None = None,
    gate: HopGate = ungated,
) -> Answer:
    """The answer at the end of at most five redirects, of any status. Raises FetchFailed naming `url`."""
    left = limits.deadline
    clock = asyncio.get_running_loop().time
    with naming(url):
        current = _checked(_parsed(url), limits.hosts)
        permanent: str | None = None
        only_permanent = True
        for _ in range(MOST_REDIRECTS + 1):
            async with gate(str(current)) as sent:
                started = clock()
                async with asyncio.timeout(left):
                    answer = await _exchange(client, current, limits, headers or {}, sent)
                left -= clock() - started
            target = _target(current, answer)
            if target is None:
                return _with_permanent(answer, permanent)
            only_permanent = only_permanent and answer.status in _PERMANENT
            permanent = str(target) if only_permanent else permanent
            current = _checked(target, limits.hosts, came_from=current)
    raise FetchFailed(SkipReason.REDIRECTS, f"{url}: more than {MOST_REDIRECTS} redirects; the last led to {current}")


def _with_permanent(answer: Answer, permanent: str | None) -> Answer:
    return Answer(url=answer.url, status=answer.status, headers=answer.headers, body=answer.body, permanent=permanent)


def _parsed(url: str) -> httpx.URL:
    scheme = url.partition(":")[0].strip().lower()
    if scheme not in _SCHEMES:  # httpx finds other faults with `data:` first
        raise Refusal(SkipReason.FORBIDDEN_SCHEME, "only http and https are fetched")
    return httpx.URL(url)


def _checked(url: httpx.URL, hosts: frozenset[str], came_from: httpx.URL | None = None) -> httpx.URL:
    """`url` without its fragment if it may be asked for; raises Refusal otherwise.

    What is checked is the parsed value that is then sent, so that no second parser can see another host in it.
    """
    led = f"led to {url}, " if came_from is not None else ""
    if url.scheme not in _SCHEMES:
        raise Refusal(SkipReason.FORBIDDEN_SCHEME, f"{led}{url.scheme or 'no scheme'}: only http and https are fetched")
    if came_from is not None and came_from.scheme == "https" and url.scheme == "http":
        raise Refusal(SkipReason.REDIRECTS, f"{led}from https down to http")
    if url.userinfo:
        raise Refusal(SkipReason.FORBIDDEN_HOST, f"{led}the address carries a user name")
    if url.host not in hosts:
        listed = ", ".join(sorted(hosts)) or "none"
        raise Refusal(
            SkipReason.FORBIDDEN_HOST, f"{led}{url.host or 'no host'} is not a host of this source ({listed})"
        )
    return url.copy_with(fragment=None) if url.fragment else url


def _target(url: httpx.URL, answer: Answer) -> httpx.URL | None:
    """Where a redirect leads, or None where the answer is none."""
    location = answer.header("location")
    return url.join(location) if answer.status in _REDIRECTS and location is not None else None


async def _exchange(
    client: httpx.AsyncClient, url: httpx.URL, limits: Limits, headers: dict[str, str], sent: Sent
) -> Answer:
    """One request and its answer; the body is read only where it will be used."""
    request = client.build_request("GET", url, headers=headers)
    if sent is not _nobody_asks:
        request.extensions["trace"] = _tell_when_sent(sent)
    response = await client.send(request, stream=True)
    try:
        received = _headers(response)
        wanted = response.status_code < HTTPStatus.MULTIPLE_CHOICES
        body = await _body(response, limits) if wanted else await _drained(response)
    finally:
        await response.aclose()
    return Answer(url=str(url), status=response.status_code, headers=received, body=body)


def _tell_when_sent(sent: Sent) -> Callable[[str, object], Awaitable[None]]:
    async def trace(event: str, _: object) -> None:
        if event == "http11.send_request_headers.complete":
            sent()

    return trace


async def _drained(response: httpx.Response) -> bytes:
    """Nothing; a short body is read to its end first, so that the connection can serve the next request."""
    length = response.headers.get("content-length", "")
    short = length.isdecimal() and len(length) <= _SHORT_DIGITS
    if short or response.status_code == HTTPStatus.NOT_MODIFIED:
        async for _ in response.aiter_raw():
            pass
    return b""


async def _body(response: httpx.Response, limits: Limits) -> bytes:
    coding = response.headers.get("content-encoding", "")
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if not coding and media_type in _GZIP_FILES:
        coding = "gzip"  # a sitemap kept as .gz is the same bomb by another road
    return await read_body(
        response.aiter_raw(),
        coding=coding,
        length=response.headers.get("content-length"),
        cap=limits.cap,
        cut=limits.cut,
    )


def _headers(response: httpx.Response) -> tuple[tuple[str, str], ...]:
    """Names in lower case, in the order received; raises Refusal for a value that would break a line."""
    encoding = response.headers.encoding  # worked out anew at each question, so it is asked once
    raw = response.headers.raw
    received = tuple((name.decode(encoding).lower(), value.decode(encoding)) for name, value in raw)
    broken = next((name for name, value in received if any(mark in value for mark in "\r\n\0")), None)
    if broken is not None:
        raise Refusal(SkipReason.UNREACHABLE, f"the header {broken!r} holds a line break")
    return received


def _conditions(etag: str | None, last_modified: str | None) -> dict[str, str]:
    pairs = {"If-None-Match": etag, "If-Modified-Since": last_modified}
    return {name: value for name, value in pairs.items() if value}


def _judge(url: str, answer: Answer, now: datetime) -> None:
    """Raise the named failure for a status that is not a whole page."""
    status = answer.status
    shown = f"{url}: HTTP {status} {_phrase(status)}".rstrip()
    if status == HTTPStatus.PARTIAL_CONTENT:
        raise FetchFailed(SkipReason.HTTP_STATUS, f"{shown}, though the whole was asked for")
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        return
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        raise FetchFailed(SkipReason.GONE, shown)
    if answer.header("cf-mitigated") == "challenge":
        raise FetchFailed(SkipReason.BOT_WALL, f"{shown}: the site asks for a proof that a person is reading")
    retry_after = read_retry_after(answer.header("retry-after"), now)
    if status == HTTPStatus.TOO_MANY_REQUESTS or (status == HTTPStatus.SERVICE_UNAVAILABLE and retry_after is not None):
        raise TransientFailure(SkipReason.RATE_LIMITED, shown, retry_after=retry_after)
    kind = TransientFailure if status >= HTTPStatus.INTERNAL_SERVER_ERROR else FetchFailed
    raise kind(SkipReason.HTTP_STATUS, shown)


def _phrase(status: int) -> str:
    return HTTPStatus(status).phrase if status in HTTPStatus.__members__.values() else ""


def read_retry_after(value: str | None, now: datetime) -> float | None:
    """Seconds to wait by a Retry-After header (RFC 9110 §10.2.3: seconds, or a date), at most a day; None if unread."""
    if value is None:
        return None
    stripped = value.strip()
    if stripped.isascii() and stripped.isdecimal():
        return min(float(stripped), LONGEST_RETRY_AFTER)
    try:
        moment = parsedate_to_datetime(stripped)
    except ValueError:
        return None
    moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
    return min(max((moment - now).total_seconds(), 0.0), LONGEST_RETRY_AFTER)
