"""Politeness per host: a gap between requests, never more than a few at once, and a crawl-delay that is never undercut.

The gap runs from the moment a request has left to the moment the next one starts, so that a slow connection cannot
bring two of them closer together than was asked.
"""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from claims.errors import SkipReason
from flows.edges.failures import Refusal

GAP = 1.0
AT_ONCE = 2
PATIENCE = 600.0

# The wire may carry a second request faster than the first: a little more than was asked keeps the server content.
_MARGIN = 1.02

Clock = Callable[[], float]
Sleep = Callable[[float], Awaitable[None]]


@dataclass(slots=True)
class _Gate:
    """What is known of one host: when its last request left (None before the first), and who stands in line."""

    slots: asyncio.Semaphore
    line: asyncio.Lock = field(default_factory=asyncio.Lock)
    last_sent: float | None = None
    waiting: int = 0


class Pace:
    """One gate per host.

    `gap` seconds lie between requests to a host unless a longer delay is asked for; `at_once` requests at most are open
    to it; a request whose turn lies more than `patience` seconds ahead is refused as rate-limited instead of waiting.
    """

    def __init__(
        self,
        *,
        gap: float = GAP,
        at_once: int = AT_ONCE,
        patience: float = PATIENCE,
        clock: Clock = time.monotonic,
        sleep: Sleep = asyncio.sleep,
    ) -> None:
        self._gap = gap
        self._at_once = at_once
        self._patience = patience
        self._clock = clock
        self._sleep = sleep
        self._gates: dict[str, _Gate] = {}

    @asynccontextmanager
    async def turn(self, host: str, delay: float | None = None) -> AsyncIterator[Callable[[], None]]:
        """Wait for the host's next turn; yields what must be called when the request has left.

        Raises Refusal (rate-limited, with the seconds to wait) where the turn is too far ahead.
        """
        gap = max(self._gap, delay or 0.0) * _MARGIN
        gate = self._gates.setdefault(host, _Gate(asyncio.Semaphore(self._at_once)))
        self._refuse_long_line(host, gate, gap)
        gate.waiting += 1
        try:
            await gate.slots.acquire()
        finally:
            gate.waiting -= 1
        try:
            async with _Line(gate, self._clock) as line:
                await self._wait(gate, gap)
                yield line.leave
        finally:
            gate.slots.release()

    def _refuse_long_line(self, host: str, gate: _Gate, gap: float) -> None:
        if gate.last_sent is None:
            return
        due = gate.last_sent + gap * (1 + gate.waiting) - self._clock()
        if due > self._patience:
            words = f"the turn of {host} comes in {due:.0f} s only (one request in {gap:.0f} s); try again later"
            raise Refusal(SkipReason.RATE_LIMITED, words, retry_after=due)

    async def _wait(self, gate: _Gate, gap: float) -> None:
        while gate.last_sent is not None and (rest := gate.last_sent + gap - self._clock()) > 0:
            await self._sleep(rest)


class _Line:
    """Holds the front of a host's line until the request has left, or has failed to."""

    def __init__(self, gate: _Gate, clock: Clock) -> None:
        self._gate = gate
        self._clock = clock
        self._inside = False

    async def __aenter__(self) -> "_Line":
        await self._gate.line.acquire()
        self._inside = True
        return self

    async def __aexit__(self, *_: object) -> None:
        self.leave()

    def leave(self) -> None:
        """The request has left: the gap begins, and the next in line may count it."""
        if self._inside:
            self._inside = False
            self._gate.last_sent = self._clock()
            self._gate.line.release()
