"""Reading in other processes: pages are written by strangers, and their parsers are C.

A page that hangs, crashes or swallows memory costs its own reading and nothing else. pebble's pool is used because the
standard library's loses every pending page when one worker dies and cannot stop a task; threads are no way out, since
trafilatura crashes in them (adbar/trafilatura#925).
"""

import asyncio
import importlib
import logging
import multiprocessing
import os
import resource
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import suppress
from datetime import datetime
from types import TracebackType
from typing import Any, TypeVar

from pebble import ProcessExpired, ProcessPool

from claims.article import Article, Candidate, Listing, Page
from claims.errors import SkipReason, Unreadable
from claims.topic import Feed, Source
from extractors.wires import Marks

DEADLINE = 20.0
MOST_TASKS = 1000  # of one worker, then a fresh one takes its place
MEMORY = 512 * 2**20  # bytes of private memory a worker may take; idle it holds about 100 MB
READERS = ("extractors.pages", "extractors.feeds")

TASKS_BETWEEN_RESETS = 100

Result = TypeVar("Result")


class ReadingPool:
    """A pool of `workers` reading processes, to be used as an async context manager.

    `deadline` seconds are given to each page from the moment a worker takes it up; `memory` bytes to each worker;
    `readers` are the modules that a worker imports before its first page, so that no page pays for it.
    """

    def __init__(
        self,
        workers: int,
        deadline: float = DEADLINE,
        *,
        memory: int = MEMORY,
        readers: tuple[str, ...] = READERS,
    ) -> None:
        self._workers = workers
        self._deadline = deadline
        self._memory = memory
        self._readers = readers
        self._closed = False
        self._pending: set[Future[Any]] = set()
        self._pool = self._start()

    async def __aenter__(self) -> "ReadingPool":
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def read(
        self, page: Page, candidate: Candidate, source: Source, now: datetime, marks: Marks | None = None
    ) -> Article:
        """The article on a page; raises Unreadable, also where its worker died or took too long.

        `marks` are those of all agencies; without them only the source's own are looked for.
        """
        return await self.run(_read_article, page, candidate, source, now, marks, about=page.url)

    async def read_listing(self, page: Page, feed: Feed, source: Source, now: datetime) -> Listing:
        """What a feed, sitemap or listing page lists; raises Unreadable likewise."""
        return await self.run(_read_listing, page, feed, source, now, about=page.url)

    async def run(self, function: Callable[..., Result], *args: object, about: str) -> Result:
        """`function(*args)` in a worker; both must pickle. `about` names the page in what is raised.

        The function's own exceptions come back as they are. Raises Unreadable (worker-died, timeout, too-large) where
        the worker died, took longer than the deadline or wanted too much memory.
        """
        try:
            try:
                return await self._schedule(function, args)
            except _PoolBroke:
                return await self._schedule(function, args)  # once more: another page may have broken it
        except TimeoutError as error:
            words = f"{about}: reading it took longer than {self._deadline:g} s"
            raise Unreadable(SkipReason.TIMEOUT, words) from error
        except MemoryError as error:
            words = f"{about}: reading it needs more than {self._memory >> 20} MB"
            raise Unreadable(SkipReason.TOO_LARGE, words) from error
        except ProcessExpired as error:
            words = f"{about}: the process that read it died (exit code {error.exitcode})"
            raise Unreadable(SkipReason.WORKER_DIED, words) from error
        except _PoolBroke as error:
            raise Unreadable(SkipReason.WORKER_DIED, f"{about}: the reading processes could not be kept up") from error

    async def _schedule(self, function: Callable[..., Result], args: tuple[object, ...]) -> Result:
        """The function's result; a pool that broke down is replaced and raises _PoolBroke."""
        pool = self._pool
        try:
            future: Future[Result] = pool.schedule(_work, args=(function, args), timeout=self._deadline)
        except RuntimeError as error:  # what pebble says of a pool that no longer runs
            self._replace(pool)
            raise _PoolBroke from error
        self._pending.add(future)
        future.add_done_callback(self._pending.discard)
        try:
            return await asyncio.wrap_future(future)
        except BrokenProcessPool as error:
            self._replace(pool)
            raise _PoolBroke from error

    async def close(self) -> None:
        """Stop the workers; what is still being read is given up, and whoever waits for it is cancelled."""
        self._closed = True
        for future in tuple(self._pending):
            future.cancel()
        await asyncio.to_thread(_stop, self._pool)

    def _start(self) -> ProcessPool:
        return ProcessPool(
            max_workers=self._workers,
            max_tasks=MOST_TASKS,
            initializer=_prepare,
            initargs=(self._memory, self._readers),
            context=multiprocessing.get_context("spawn"),
        )

    def _replace(self, broken: ProcessPool) -> None:
        """A pool whose pipes broke takes no more work: the pages after this one get a new one."""
        if self._closed:
            raise RuntimeError("the reading pool is closed")
        if self._pool is broken:
            self._pool = self._start()
            threading.Thread(target=_stop, args=(broken,), daemon=True).start()


class _PoolBroke(Exception):
    """pebble lost its workers or its pipes while no page was to blame."""


def _stop(pool: ProcessPool) -> None:
    pool.stop()  # type: ignore[no-untyped-call]
    pool.join()


def _read_article(page: Page, candidate: Candidate, source: Source, now: datetime, marks: Marks | None) -> Article:
    from extractors.pages import read_article

    return read_article(page, candidate, source, now, marks)


def _read_listing(page: Page, feed: Feed, source: Source, now: datetime) -> Listing:
    from extractors.feeds import read_listing

    return read_listing(page, feed, source, now)


# What follows runs in the workers.

_done = 0


def _prepare(memory: int, readers: tuple[str, ...]) -> None:
    """Make a fresh process a worker."""
    signal.signal(signal.SIGTERM, signal.SIG_DFL)  # a parser deep in C would not hear pebble's own handler
    _limit_memory(memory)
    _die_with_parent()
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it gives up on, we report with the page's name
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    for name in readers:
        with suppress(ImportError):  # the reading itself will meet it again, and can tell
            importlib.import_module(name)


def _limit_memory(memory: int) -> None:
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    ceiling = memory if hard == resource.RLIM_INFINITY else min(memory, hard)
    resource.setrlimit(resource.RLIMIT_DATA, (ceiling, hard))


def _die_with_parent() -> None:
    """A parent that was killed outright cannot stop its workers: each watches it."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _work(function: Callable[..., Any], args: tuple[object, ...]) -> Any:
    global _done
    _done += 1
    if _done % TASKS_BETWEEN_RESETS == 0:
        _reset_caches()
    return function(*args)


def _reset_caches() -> None:
    """trafilatura's caches grow with every page; its own advice is to drop them between batches."""
    from trafilatura.meta import reset_caches

    reset_caches()
