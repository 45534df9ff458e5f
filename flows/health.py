"""The flow `health`: every source is judged by its own history, and what is to be told of it is put down."""

from collections.abc import Coroutine
from typing import Any, TypeAlias

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.flows import Flow

from flows.alert import OpenLedger
from flows.desk import opened_ledger
from flows.passing import whole
from flows.stages.health import Judged, judge_sources
from flows.stages.housekeeping import keep_house

judge_task = task(name="judge", cache_policy=NO_CACHE)(judge_sources)
keep_house_task = task(name="keep-house", cache_policy=NO_CACHE)(keep_house)


HealthFlow: TypeAlias = Flow[[], Coroutine[Any, Any, Judged]]


def health_flow(ledger_opener: OpenLedger) -> HealthFlow:
    """The flow over the ledger that `ledger_opener` opens; the flow `alert` delivers what it puts down."""

    @flow(name="health", description="judge the sources, forget what is too old")
    async def health() -> Judged:
        with ledger_opener() as ledger:
            judged = judge_task(whole(ledger))
            keep_house_task(whole(ledger))
        return judged

    return health


health = health_flow(opened_ledger)
