"""The flow `alert`: what is new in the change log becomes a digest, and the digest is delivered."""

from collections.abc import Callable, Coroutine
from contextlib import AbstractContextManager
from dataclasses import replace
from typing import Any, TypeAlias

from prefect import flow, task
from prefect.cache_policies import NO_CACHE
from prefect.flows import Flow

from flows.desk import Ledger, opened_ledger
from flows.edges.send import send
from flows.passing import whole
from flows.stages.deliver import Delivered, Send, deliver_due, queue_digests

OpenLedger = Callable[[], AbstractContextManager[Ledger]]

queue_task = task(name="queue", cache_policy=NO_CACHE)(queue_digests)
deliver_task = task(name="deliver", cache_policy=NO_CACHE)(deliver_due)


AlertFlow: TypeAlias = Flow[[], Coroutine[Any, Any, Delivered]]


def alert_flow(ledger_opener: OpenLedger, sender: Send = send) -> AlertFlow:
    """The flow over the ledger that `ledger_opener` opens, delivering by `sender`."""

    @flow(name="alert", description="digest what is new and deliver it")
    async def alert() -> Delivered:
        with ledger_opener() as ledger:
            queued = queue_task(whole(ledger))
            delivered = await deliver_task(whole(ledger), sender)
        return replace(delivered, queued=queued)

    return alert


alert = alert_flow(opened_ledger)
