"""Runs whose process is gone let go of their place; everything else stays as it is."""

from typing import Any

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import State
from prefect.states import Completed, Running, Scheduled

from flows.alert import alert
from flows.orphans import release_orphans

pytestmark = pytest.mark.usefixtures("prefect_api")


async def test_only_deployed_runs_that_hold_a_place_are_marked_as_crashed() -> None:
    async with get_client() as client:
        flow = await client.create_flow(alert)
        deployment = await client.create_deployment(flow, "orphans", paused=True)
        states: tuple[State[Any], ...] = (Running(), Scheduled(), Completed())
        deployed = {
            state.name: await client.create_flow_run_from_deployment(deployment, state=state) for state in states
        }
        by_hand = await client.create_flow_run(alert, state=Running())

        assert await release_orphans(client) == 1
        assert await release_orphans(client) == 0

        names = {}
        for before, run in deployed.items():
            state = (await client.read_flow_run(run.id)).state
            names[before] = state.name if state else None
        kept = (await client.read_flow_run(by_hand.id)).state
    assert names == {"Running": "Crashed", "Scheduled": "Scheduled", "Completed": "Completed"}
    assert kept is not None and kept.is_running()
