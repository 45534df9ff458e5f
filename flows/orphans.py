"""Flow runs whose process is gone: they are marked as crashed, for they would hold a place for ever.

A deployment runs once at a time (prefect.yaml). A run that was cut off, by Ctrl-C or by a power cut, stays `running` in
Prefect's database, and every later run of its deployment would be cancelled or wait for it. `python -m flows.orphans`
runs between the start of the server and that of its only worker, when no deployed flow can be running.
"""

import asyncio

from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterState, FlowRunFilterStateType
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.states import Crashed

HOLDING = [StateType.PENDING, StateType.RUNNING, StateType.CANCELLING, StateType.PAUSED]
WHY = "Its process ended with an earlier `cpecwatch serve`."
AT_ONCE = 200  # the most that Prefect's API lists in one answer


async def release_orphans(client: PrefectClient) -> int:
    """Mark every deployed run that holds a place as crashed; how many there were."""
    released = 0
    while orphans := await _orphans(client):
        for run in orphans:
            await client.set_flow_run_state(run.id, Crashed(message=WHY), force=True)
        released += len(orphans)
    return released


async def _orphans(client: PrefectClient) -> list[FlowRun]:
    holding = FlowRunFilter(state=FlowRunFilterState(type=FlowRunFilterStateType(any_=HOLDING)))
    found = await client.read_flow_runs(flow_run_filter=holding, limit=AT_ONCE)
    return [run for run in found if run.deployment_id is not None]


async def _main() -> None:
    async with get_client() as client:
        await release_orphans(client)


if __name__ == "__main__":
    asyncio.run(_main())
