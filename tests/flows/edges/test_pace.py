"""The gate of a host, on a clock that only moves when somebody sleeps."""

import asyncio
from collections.abc import Coroutine
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.errors import SkipReason
from flows.edges.failures import Refusal
from flows.edges.pace import Pace


class Time:
    """A clock whose sleepers wake in order; sleeping is the only way that time goes by."""

    def __init__(self) -> None:
        self.now = 100.0
        self._sleepers: list[tuple[float, asyncio.Event]] = []

    def clock(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        woken = asyncio.Event()
        self._sleepers.append((self.now + seconds, woken))
        await woken.wait()

    async def run(self, *works: Coroutine[None, None, None]) -> None:
        """Let the works run, moving the clock to the next sleeper whenever all of them wait."""
        tasks = [asyncio.ensure_future(work) for work in works]
        while not all(task.done() for task in tasks):
            for _ in range(20):
                await asyncio.sleep(0)
            if self._sleepers:
                self._sleepers.sort(key=lambda sleeper: sleeper[0])
                due, woken = self._sleepers.pop(0)
                self.now = max(self.now, due)
                woken.set()
        await asyncio.gather(*tasks)


async def ask(
    pace: Pace, time: Time, sent: list[float], host: str = "a", *, delay: float = 0, takes: float = 0
) -> None:
    """One request that leaves at once and whose answer takes a while."""
    async with pace.turn(host, delay) as leave:
        sent.append(time.now)
        leave()
        if takes:
            await time.sleep(takes)


def gaps(moments: list[float]) -> list[float]:
    return [later - earlier for earlier, later in pairwise(moments)]


@given(delay=st.floats(0.01, 300), gap=st.floats(0, 30), count=st.integers(2, 6), takes=st.floats(0, 3))
async def test_a_delay_is_never_undercut_and_hardly_exceeded(
    delay: float, gap: float, count: int, takes: float
) -> None:
    time, sent = Time(), list[float]()
    pace = Pace(gap=gap, at_once=9, patience=1e9, clock=time.clock, sleep=time.sleep)
    await time.run(*(ask(pace, time, sent, delay=delay, takes=takes) for _ in range(count)))
    asked = max(gap, delay)
    assert all(asked <= between <= asked * 1.1 for between in gaps(sent))


async def test_hosts_do_not_wait_for_each_other() -> None:
    time, sent = Time(), list[float]()
    pace = Pace(gap=5, clock=time.clock, sleep=time.sleep)
    await time.run(*(ask(pace, time, sent, host) for host in "abc"))
    assert sent == [100.0] * 3


async def test_without_a_gap_nobody_waits() -> None:
    time, sent = Time(), list[float]()
    pace = Pace(gap=0, clock=time.clock, sleep=time.sleep)
    await time.run(*(ask(pace, time, sent) for _ in range(30)))
    assert sent == [100.0] * 30


async def test_a_slow_host_holds_only_its_own_places() -> None:
    time, sent, elsewhere = Time(), list[float](), list[float]()
    pace = Pace(gap=0, at_once=2, clock=time.clock, sleep=time.sleep)
    slow = [ask(pace, time, sent, "slow", takes=60) for _ in range(4)]
    await time.run(*slow, ask(pace, time, elsewhere, "quick"))
    assert sent == [100.0, 100.0, 160.0, 160.0]
    assert elsewhere == [100.0]


async def test_the_gap_counts_from_when_a_request_has_left_not_from_when_it_was_begun() -> None:
    time, sent = Time(), list[float]()
    pace = Pace(gap=10, clock=time.clock, sleep=time.sleep)

    async def slow_to_connect() -> None:
        async with pace.turn("a") as leave:
            await time.sleep(7)
            sent.append(time.now)
            leave()

    await time.run(slow_to_connect(), slow_to_connect())
    assert gaps(sent)[0] >= 10


async def test_a_request_that_failed_to_leave_frees_its_place() -> None:
    time, sent = Time(), list[float]()
    pace = Pace(gap=1, at_once=1, clock=time.clock, sleep=time.sleep)

    async def fail() -> None:
        with pytest.raises(ConnectionError):
            async with pace.turn("a"):
                raise ConnectionError

    await time.run(fail(), ask(pace, time, sent))
    assert sent == [101.02]


async def test_one_who_gives_up_waiting_holds_nobody_up() -> None:
    time, sent = Time(), list[float]()
    pace = Pace(gap=50, at_once=2, clock=time.clock, sleep=time.sleep)
    await time.run(ask(pace, time, sent))
    waiting = [asyncio.ensure_future(ask(pace, time, sent)) for _ in range(3)]
    await asyncio.sleep(0.01)
    for task in waiting:
        task.cancel()
    await asyncio.gather(*waiting, return_exceptions=True)
    await time.run(ask(pace, time, sent))
    assert len(sent) == 2


async def test_a_turn_that_is_too_far_ahead_is_refused_with_the_time_to_wait() -> None:
    time, sent = Time(), list[float]()
    pace = Pace(gap=1, patience=60, clock=time.clock, sleep=time.sleep)
    await time.run(ask(pace, time, sent, delay=3600))
    with pytest.raises(Refusal) as caught:
        await ask(pace, time, sent, delay=3600)
    assert caught.value.reason is SkipReason.RATE_LIMITED
    assert caught.value.retry_after == pytest.approx(3600 * 1.02)
    assert len(sent) == 1


async def test_a_long_line_is_not_joined() -> None:
    time, sent = Time(), list[float]()
    pace = Pace(gap=10, at_once=1, patience=60, clock=time.clock, sleep=time.sleep)
    refused = 0

    async def try_to() -> None:
        nonlocal refused
        try:
            await ask(pace, time, sent)
        except Refusal:
            refused += 1

    await time.run(ask(pace, time, sent))
    await time.run(*(try_to() for _ in range(20)))
    assert refused > 10
    assert max(gaps(sent)) <= 11
