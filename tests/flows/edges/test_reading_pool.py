"""The reading pool: what a worker returns comes back, what it does to itself costs its own page only."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable

import pytest

from claims.errors import SkipReason, Unreadable
from flows.edges.reading_pool import TASKS_BETWEEN_RESETS, ReadingPool

URL = "https://site.example/story"


def double(number: int) -> int:
    return number * 2


def who_am_i(_: int) -> int:
    return os.getpid()


def hang() -> int:
    time.sleep(3600)
    return 0


def die() -> int:
    os._exit(7)


def crash() -> int:
    os.kill(os.getpid(), signal.SIGSEGV)
    return 0


def hog() -> int:
    return len(bytearray(1 << 30))


def knows_trafilatura() -> bool:
    return "trafilatura.meta" in sys.modules


def refuse() -> None:
    raise Unreadable(SkipReason.PAYWALL, f"{URL}: behind a paywall")


def stumble() -> None:
    raise ZeroDivisionError("a bug")


async def test_what_the_function_returns_comes_back() -> None:
    async with ReadingPool(2, readers=()) as pool:
        assert await asyncio.gather(*(pool.run(double, n, about=URL) for n in range(40))) == [2 * n for n in range(40)]
        assert os.getpid() not in {await pool.run(who_am_i, n, about=URL) for n in range(4)}


async def test_caches_are_dropped_between_batches() -> None:
    async with ReadingPool(1, readers=()) as pool:
        known = [await pool.run(knows_trafilatura, about=URL) for _ in range(TASKS_BETWEEN_RESETS)]
    assert known == [False] * (TASKS_BETWEEN_RESETS - 1) + [True], "only the reset itself has loaded it here"


async def test_a_refusal_and_a_bug_come_back_as_they_are() -> None:
    async with ReadingPool(1, readers=()) as pool:
        with pytest.raises(Unreadable) as caught:
            await pool.run(refuse, about=URL)
        assert caught.value.reason is SkipReason.PAYWALL
        with pytest.raises(ZeroDivisionError, match="a bug"):
            await pool.run(stumble, about=URL)


@pytest.mark.parametrize(
    ("function", "reason"),
    [
        (hang, SkipReason.TIMEOUT),
        (die, SkipReason.WORKER_DIED),
        (crash, SkipReason.WORKER_DIED),
        (hog, SkipReason.TOO_LARGE),
    ],
)
async def test_an_evil_page_fails_alone(function: Callable[[], int], reason: SkipReason) -> None:
    async with ReadingPool(2, deadline=1.0, readers=()) as pool:
        evil = [pool.run(function, about=URL) for _ in range(2)]
        good = [pool.run(double, n, about=URL) for n in range(20)]
        outcomes = await asyncio.gather(*evil[:1], *good[:10], *evil[1:], *good[10:], return_exceptions=True)
    failed = [outcome for outcome in outcomes if isinstance(outcome, BaseException)]
    assert [outcome for outcome in outcomes if isinstance(outcome, int)] == [2 * n for n in range(20)]
    assert [type(outcome) for outcome in failed] == [Unreadable, Unreadable]
    for outcome in failed:
        assert isinstance(outcome, Unreadable)
        assert outcome.reason is reason
        assert URL in str(outcome)


async def test_a_worker_killed_while_idle_costs_nothing() -> None:
    async with ReadingPool(1, readers=()) as pool:
        os.kill(await pool.run(who_am_i, 0, about=URL), signal.SIGKILL)
        await asyncio.sleep(0.5)
        assert await pool.run(double, 21, about=URL) == 42


async def test_closing_leaves_no_process_and_no_one_waiting() -> None:
    pool = ReadingPool(1, readers=())
    worker = await pool.run(who_am_i, 0, about=URL)
    waiting = asyncio.ensure_future(pool.run(hang, about=URL))
    await asyncio.sleep(0.3)
    await pool.close()
    with pytest.raises(asyncio.CancelledError):
        await asyncio.wait_for(waiting, 5)
    assert not _alive(worker)
    with pytest.raises(RuntimeError):
        await pool.run(double, 1, about=URL)


KILLED_PARENT = """
import asyncio, os, sys
from flows.edges.reading_pool import ReadingPool
from tests.flows.edges.test_reading_pool import who_am_i
async def main():
    pool = ReadingPool(1, readers=())
    print(await pool.run(who_am_i, 0, about="x"), flush=True)
    await asyncio.sleep(600)
if __name__ == "__main__":
    asyncio.run(main())
"""


def test_workers_do_not_outlive_a_parent_that_was_killed() -> None:
    parent = subprocess.Popen(
        [sys.executable, "-c", KILLED_PARENT], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert parent.stdout is not None
    worker = int(parent.stdout.readline())
    assert _alive(worker)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    for _ in range(50):
        if not _alive(worker):
            return
        time.sleep(0.1)
    pytest.fail(f"worker {worker} is still there")


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    with open(f"/proc/{pid}/stat") as stat:  # noqa: PTH123
        return stat.read().split()[2] != "Z"
