"""The flow `recheck`: known articles are visited again, often while they are young, to see what outlets edit silently.

`watch` visits due articles too, since it is at the outlet anyway; whichever comes first takes the article's turn, so no
article is visited twice and none is forgotten.
"""

import asyncio
from collections.abc import Coroutine, Sequence
from typing import Any, TypeAlias

from prefect import flow, task
from prefect.artifacts import acreate_markdown_artifact
from prefect.cache_policies import NO_CACHE
from prefect.flows import Flow

from claims.run import RunReport
from claims.topic import Source
from flows.desk import Desk, OpenDesk, open_desk
from flows.passing import whole
from flows.reporting import as_markdown
from flows.stages.read import read_pages
from flows.stages.revisit import revisit
from flows.stages.settle import begin, settle

revisit_task = task(name="revisit", cache_policy=NO_CACHE)(revisit)
read_task = task(name="read", cache_policy=NO_CACHE)(read_pages)
settle_task = task(name="settle", cache_policy=NO_CACHE)(settle)

RecheckFlow: TypeAlias = Flow[[list[str] | None], Coroutine[Any, Any, RunReport]]


def recheck_flow(desk_opener: OpenDesk) -> RecheckFlow:
    """The flow over the desk that `desk_opener` opens."""

    @flow(name="recheck", description="revisit recent articles, find silent edits")
    async def recheck(sources: list[str] | None = None) -> RunReport:
        async with desk_opener() as desk:
            return await run_recheck(desk, desk.chosen(sources))

    return recheck


async def run_recheck(desk: Desk, sources: Sequence[Source]) -> RunReport:
    """Revisit what is due of every source at once, read, then settle in the order of publication."""
    run = begin(desk.ledger, "recheck")
    collected = await asyncio.gather(*(revisit_task(whole(desk), source) for source in sources))
    visits = await read_task(whole(desk), whole(collected))
    report = settle_task(whole(desk), run, whole(collected), whole(visits))
    await acreate_markdown_artifact(as_markdown(report), key="recheck-run", description="what this run saw")
    return report


recheck = recheck_flow(open_desk)
