"""robots.txt by RFC 9309, one copy per origin, kept across runs.

2xx: its rules. 4xx, or more redirects than five: no rules, all is allowed (§2.3.1.3, §2.3.1.2). 5xx, or no answer:
all is forbidden (§2.3.1.4), unless a copy from the last 24 hours is at hand. A copy is asked for anew after 12 hours,
so that a passing failure finds the older one still good. Rules are read and matched by Protego.
"""

import asyncio
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from http import HTTPStatus
from urllib.parse import urlsplit

from protego import Protego

from claims.errors import FetchFailed, SkipReason
from flows.edges.fetch import Answer

CAP = 500 * 1024  # RFC 9309 §2.5: at least 500 KiB are parsed
REFRESH_AFTER = timedelta(hours=12)
GOOD_FOR = timedelta(hours=24)
ASK_AGAIN_AFTER = timedelta(minutes=5)
MOST_WORK = 200_000

AskRobots = Callable[[str, frozenset[str]], Awaitable[Answer]]
"""Fetches a robots.txt (its URL, the hosts it may be redirected to): the answer of any status, or FetchFailed."""


class RobotsOutcome(StrEnum):
    """What asking for a robots.txt came to."""

    RULES = "rules"
    NO_RULES = "no-rules"


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsCopy:
    """A robots.txt as it was last read: what `Robots` keeps, and what a store may keep for it between runs."""

    origin: str
    outcome: RobotsOutcome
    text: str
    fetched: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsVerdict:
    """Whether an address may be fetched, how many seconds must lie between requests, and why (for people).

    `reason` says which kind of failure a refusal is: the rules, or a site that cannot be reached at all.
    """

    allowed: bool
    delay: float | None
    why: str
    reason: SkipReason = SkipReason.ROBOTS


@dataclass(frozen=True, slots=True)
class _Unreachable:
    """Nothing is known and nothing could be learnt: all is forbidden until `until`."""

    why: str
    reason: SkipReason
    until: datetime


class Robots:
    """The rules of every origin that was asked about; `agent` is the product token that groups are matched with."""

    def __init__(
        self, ask: AskRobots, *, agent: str, now: Callable[[], datetime], known: Iterable[RobotsCopy] = ()
    ) -> None:
        self._ask = ask
        self._agent = agent
        self._now = now
        self._copies = {copy.origin: copy for copy in known}
        self._rules: dict[str, tuple[RobotsCopy, Protego]] = {}
        self._unreachable: dict[str, _Unreachable] = {}
        self._locks: dict[str, asyncio.Lock] = {}

    def copies(self) -> tuple[RobotsCopy, ...]:
        """Every copy that is still good, to be given as `known` to the next run."""
        now = self._now()
        return tuple(copy for copy in self._copies.values() if now - copy.fetched < GOOD_FOR)

    async def verdict(self, url: str, hosts: frozenset[str]) -> RobotsVerdict:
        """Whether `url` may be fetched; asks for the origin's robots.txt where no fresh copy is at hand.

        `hosts` are those that the robots.txt itself may be redirected to.
        """
        origin = _origin(url)
        async with self._locks.setdefault(origin, asyncio.Lock()):
            if self._is_due(origin):
                await self._refresh(origin, hosts)
        return self._decide(origin, url)

    def _is_due(self, origin: str) -> bool:
        now = self._now()
        unreachable = self._unreachable.get(origin)
        if unreachable is not None and now < unreachable.until:
            return False
        copy = self._copies.get(origin)
        return copy is None or now - copy.fetched >= REFRESH_AFTER

    async def _refresh(self, origin: str, hosts: frozenset[str]) -> None:
        self._unreachable.pop(origin, None)
        try:
            answer = await self._ask(f"{origin}/robots.txt", hosts)
        except FetchFailed as failure:
            if failure.reason is SkipReason.REDIRECTS:
                self._keep(origin, RobotsOutcome.NO_RULES, "")
            else:
                self._forbid(origin, str(failure), failure.reason)
            return
        if answer.status >= HTTPStatus.INTERNAL_SERVER_ERROR or answer.status < HTTPStatus.OK:
            self._forbid(origin, f"{answer.url}: HTTP {answer.status}", SkipReason.ROBOTS)
        elif answer.status < HTTPStatus.MULTIPLE_CHOICES:
            self._read(origin, _text(answer.body))
        else:
            self._keep(origin, RobotsOutcome.NO_RULES, "")

    def _read(self, origin: str, text: str) -> None:
        if _work(text) > MOST_WORK:
            self._forbid(origin, "its groups have more names and rules than any honest file", SkipReason.ROBOTS)
        else:
            self._keep(origin, RobotsOutcome.RULES, text)

    def _keep(self, origin: str, outcome: RobotsOutcome, text: str) -> None:
        self._copies[origin] = RobotsCopy(origin=origin, outcome=outcome, text=text, fetched=self._now())

    def _forbid(self, origin: str, why: str, reason: SkipReason) -> None:
        self._unreachable[origin] = _Unreachable(why, reason, self._now() + ASK_AGAIN_AFTER)

    def _decide(self, origin: str, url: str) -> RobotsVerdict:
        copy = self._copies.get(origin)
        if copy is None or self._now() - copy.fetched >= GOOD_FOR:
            known = self._unreachable[origin]
            why = f"robots.txt could not be read, so nothing may be fetched: {known.why}"
            return RobotsVerdict(allowed=False, delay=None, why=why, reason=known.reason)
        if copy.outcome is RobotsOutcome.NO_RULES:
            return RobotsVerdict(allowed=True, delay=None, why=f"{origin} has no robots.txt")
        rules = self._parsed(copy)
        allowed = rules.can_fetch(url, self._agent)
        why = f"{origin}/robots.txt {'allows' if allowed else 'forbids'} it to {self._agent}"
        return RobotsVerdict(allowed=allowed, delay=self._delay(rules), why=why)

    def _parsed(self, copy: RobotsCopy) -> Protego:
        held = self._rules.get(copy.origin)
        if held is None or held[0] is not copy:
            held = (copy, Protego.parse(copy.text))
            self._rules[copy.origin] = held
        return held[1]

    def _delay(self, rules: Protego) -> float | None:
        """Seconds between requests: the longer of Crawl-delay and Request-rate."""
        rate = rules.request_rate(self._agent)
        by_rate = rate.seconds / rate.requests if rate is not None and rate.requests else 0.0
        return max(rules.crawl_delay(self._agent) or 0.0, by_rate) or None


def _origin(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}".lower()


def _text(body: bytes) -> str:
    """The lines of a robots.txt, UTF-8 by the RFC; of one that was cut at the cap, the whole lines only."""
    whole = body if len(body) < CAP else body[: body.rfind(b"\n") + 1]
    return whole.decode("utf-8-sig", errors="replace")


def _work(text: str) -> int:
    """How often Protego will add a rule or compare a name: each line once for every name of its group.

    Below the cap on bytes there is room for 14,000 names with 18,000 rules, which keep it busy for seven minutes.
    """
    work = names = 0
    after_rule = False
    for line in text.splitlines():
        field = line.strip().lower()
        if field.startswith(("user-agent", "useragent", "user agent")):
            names = 1 if after_rule else names + 1
            after_rule = False
        elif field and not field.startswith("#"):
            after_rule = True
        work += names
    return work
