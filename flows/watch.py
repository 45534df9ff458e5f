"""The flow `watch`: one monitoring pass, from the sources' listings to the change log."""

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any, TypeAlias

from prefect import flow, task
from prefect.artifacts import acreate_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.flows import Flow

from claims.errors import NothingReadable
from claims.run import Outcome, RunReport
from claims.topic import Source
from flows.desk import Desk, OpenDesk, open_desk
from flows.passing import whole
from flows.reporting import as_markdown
from flows.stages.collect import collect
from flows.stages.read import read_pages
from flows.stages.settle import begin, settle

# A task is a source × stage, never an article: the server records 35 to 50 task runs a second.
collect_task = task(name="collect", cache_policy=NO_CACHE)(collect)
read_task = task(name="read", cache_policy=NO_CACHE)(read_pages)
settle_task = task(name="settle", cache_policy=NO_CACHE)(settle)


WatchFlow: TypeAlias = Flow[[list[str] | None], Coroutine[Any, Any, RunReport]]


def watch_flow(desk_opener: OpenDesk) -> WatchFlow:
    """The flow over the desk that `desk_opener` opens: the one way in for other clocks, sources and clients."""

    @flow(name="watch", description="fetch, read, compare, record")
    async def watch(sources: list[str] | None = None) -> RunReport:
        async with desk_opener() as desk:
            return await run_pass(desk, desk.chosen(sources))

    return watch


async def run_pass(desk: Desk, sources: Sequence[Source]) -> RunReport:
    """Collect from every source at once, read, then settle in the order of publication.

    Raises NothingReadable, after the run's report is kept, when no listing of any source could be read.
    """
    run = begin(desk.ledger, "watch")
    collected = await asyncio.gather(*(collect_task(whole(desk), source) for source in sources))
    visits = await read_task(whole(desk), whole(collected))
    report = settle_task(whole(desk), run, whole(collected), whole(visits))
    await acreate_markdown_artifact(as_markdown(report), key="watch-run", description="what this run saw")
    _require_a_readable_source(report)
    return report


def _require_a_readable_source(report: RunReport) -> None:
    listings = [item for item in report.items if item.listing]
    if listings and all(item.outcome is Outcome.SKIPPED for item in listings):
        names = "\n".join(f"  {item.source}: {item.message}" for item in listings)
        raise NothingReadable(f"no source could be read, so nothing was changed:\n{names}")


watch = watch_flow(open_desk)
