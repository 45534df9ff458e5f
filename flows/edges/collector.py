"""The collector: client, robots, pace and retries joined into one question, `get`."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from functools import partial
from urllib.parse import urlsplit

import httpx

from claims.article import Page
from claims.errors import FetchFailed
from flows.edges import fetch as fetching
from flows.edges.client import MOST_CONNECTIONS
from flows.edges.fetch import Answer, Limits, Sent, fetch, follow
from flows.edges.names import Names
from flows.edges.pace import Pace
from flows.edges.retries import TRIES, retrying
from flows.edges.robots import CAP as ROBOTS_CAP
from flows.edges.robots import Robots, RobotsCopy


class Kind(Enum):
    """What is asked for; its value is the cap in bytes."""

    PAGE = fetching.PAGE_CAP
    FEED = fetching.FEED_CAP


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server said of a page, sent back to ask whether it changed. Kept by the caller after a good read only."""

    etag: str | None = None
    last_modified: str | None = None

    @classmethod
    def of(cls, page: Page) -> "Validators":
        """The validators of a page that was read."""
        return cls(page.header("etag"), page.header("last-modified"))


NO_VALIDATORS = Validators()


def utc_now() -> datetime:
    """The wall clock, in UTC."""
    return datetime.now(UTC)


class Collector:
    """Fetches politely: robots, then the host's turn, then the fetch, and again where the failure may pass.

    `agent` is the product token of the User-Agent, which robots groups are matched with; `known_robots` are the copies
    of an earlier run; `names`, where given, are looked up before a connection is asked for (not behind a proxy, which
    may know names that do not resolve here). One collector serves one event loop; the client stays its maker's to
    close.
    """

    def __init__(
        self,
        client: httpx.AsyncClient,
        *,
        agent: str,
        pace: Pace | None = None,
        known_robots: Iterable[RobotsCopy] = (),
        deadline: float = fetching.DEADLINE,
        tries: int = TRIES,
        now: Callable[[], datetime] = utc_now,
        names: Names | None = None,
    ) -> None:
        self._client = client
        self._names = names
        self._pace = pace or Pace()
        self._deadline = deadline
        self._tries = tries
        self._now = now
        self._connections = asyncio.Semaphore(MOST_CONNECTIONS)
        self._robots = Robots(self._ask_robots, agent=agent, now=now, known=known_robots)

    def robots_copies(self) -> tuple[RobotsCopy, ...]:
        """The robots.txt copies to keep for the next run."""
        return self._robots.copies()

    async def get(
        self,
        url: str,
        *,
        hosts: Iterable[str],
        kind: Kind = Kind.PAGE,
        validators: Validators = NO_VALIDATORS,
    ) -> Page:
        """The page at `url`; `hosts` are the source's. Raises FetchFailed, whose message names the URL."""
        allowed = frozenset(host.lower() for host in hosts)

        async def once() -> Page:
            return await fetch(
                self._client,
                url,
                hosts=allowed,
                now=self._now,
                cap=kind.value,
                deadline=self._deadline,
                etag=validators.etag,
                last_modified=validators.last_modified,
                gate=lambda hop: self._admit(hop, allowed),
            )

        return await retrying(once, longest_wait=self._deadline, tries=self._tries)

    @asynccontextmanager
    async def _admit(self, url: str, hosts: frozenset[str]) -> AsyncIterator[Sent]:
        """Let a hop through once robots allow it, its host's turn has come and a connection is free."""
        verdict = await self._robots.verdict(url, hosts)
        if not verdict.allowed:
            raise FetchFailed(verdict.reason, f"{url}: {verdict.why}")
        async with self._turn(url, verdict.delay) as sent:
            yield sent

    @asynccontextmanager
    async def _turn(self, url: str, delay: float | None = None) -> AsyncIterator[Sent]:
        if self._names is not None:
            parts = urlsplit(url)
            await self._names.require(parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80))
        async with self._pace.turn(_host(url), delay) as sent, self._connections:
            yield sent

    async def _ask_robots(self, url: str, hosts: frozenset[str]) -> Answer:
        limits = Limits(hosts=hosts, cap=ROBOTS_CAP, deadline=self._deadline, cut=True)
        ask = partial(follow, self._client, url, limits, gate=self._turn)
        return await retrying(ask, longest_wait=self._deadline, tries=self._tries)


def _host(url: str) -> str:
    """What one gap is kept for: the host, whichever of its usual ports; another port is another server."""
    parts = urlsplit(url)
    return parts.hostname or "" if parts.port in (None, 80, 443) else f"{parts.hostname}:{parts.port}"
