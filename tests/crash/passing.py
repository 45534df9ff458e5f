"""One pass and one delivery as plain stages, in a process of its own that can be killed.

Pages are read in that process itself: that reading processes die with their parent is shown in
tests/flows/edges/test_reading_pool.py, and starting them would cost most of a trial's time.
"""

import asyncio
import json
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any
from unittest.mock import patch

from claims.article import Page
from claims.topic import Source
from extractors import feeds, pages
from extractors.claims import compile_lexicon
from flows import desk as desk_module
from flows import topic_pack
from flows.desk import Desk, open_desk, opened_ledger
from flows.edges.collector import Collector
from flows.edges.reading_pool import ReadingPool
from flows.edges.send import Message, Outcome, channel_name, send
from flows.settings import BUNDLED_SEEDS, Configuration
from flows.stages.collect import collect
from flows.stages.deliver import deliver_due, queue_digests
from flows.stages.read import read_pages
from flows.stages.settle import begin, settle
from tests.crash.traps import Points, Trace

Trap = Callable[[str, int, str], None]


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What a process works on: the settings (database and channel among them), the newsroom, and the time it is."""

    configuration: Configuration
    sources: tuple[Source, ...]
    allowed: frozenset[tuple[str, int]]
    now: datetime


def run_pass(plan: Plan, trap: Trap) -> None:
    """Watch and alert once; the entry of a child process."""
    asyncio.run(_pass(plan, Points(trap)))


def trace_pass(plan: Plan, file: Path) -> None:
    """The same, undisturbed, with the points written to a file."""
    trace = Trace()
    asyncio.run(_pass(plan, Points(trace)))
    file.write_text(json.dumps(trace.points), encoding="utf-8")


async def _pass(plan: Plan, points: Points) -> None:
    with (
        patch.multiple(desk_module, topic_of=lambda _: TOPIC, compile_lexicon=lambda _: LEXICON),
        points.in_the_database(),
    ):
        await _watch(plan, points)
        await _alert(plan, points)


async def _watch(plan: Plan, points: Points) -> None:
    opened = open_desk(plan.configuration, now=lambda: plan.now, sources=plan.sources, allowed=plan.allowed)
    async with opened as desk:
        desk = _trapped(desk, points)
        run = begin(desk.ledger, "watch")
        points.enter("collect")
        collected = await asyncio.gather(*(collect(desk, source) for source in desk.chosen(None)))
        points.enter("read")
        visits = await read_pages(desk, collected)
        points.enter("settle")
        settle(desk, run, collected, visits)
        points.enter("close")


async def _alert(plan: Plan, points: Points) -> None:
    async def trapped_send(message: Message, url: str) -> Outcome:
        points.reach("send")
        outcome = await send(message, url)
        points.reach("sent")
        return outcome

    with opened_ledger(plan.configuration, now=lambda: plan.now) as ledger:
        points.enter("queue")
        queue_digests(ledger)
        points.enter("deliver")
        await deliver_due(ledger, trapped_send)


def _trapped(desk: Desk, points: Points) -> Desk:
    return replace(
        desk,
        collector=_TrappedCollector(desk.collector, points),
        pool=_OwnReader(points),
        progress=lambda stage, _done, _of: points.reach(stage),
    )


class _TrappedCollector(Collector):
    """Another collector, with a point before and after everything that it gets."""

    def __init__(self, collector: Collector, points: Points) -> None:
        self._collector = collector
        self._points = points

    async def get(self, url: str, **asked: Any) -> Page:
        self._points.reach("fetch")
        page = await self._collector.get(url, **asked)
        self._points.reach("fetched")
        return page


class _OwnReader(ReadingPool):
    """Reads in this process, with a point before and after every page."""

    def __init__(self, points: Points) -> None:
        self._points = points

    async def run(self, function: Callable[..., Any], *args: object, about: str) -> Any:
        self._points.reach("read")
        result = function(*args)
        self._points.reach("was-read")
        return result


# The fork server imports this module once: its children need not load readers, channels and the topic pack again.
READERS = (pages, feeds)
TOPIC = topic_pack.read_topic(BUNDLED_SEEDS)
LEXICON = compile_lexicon(TOPIC)
channel_name("json://127.0.0.1/")
