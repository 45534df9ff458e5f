"""Prefect's API for the flows' tests, and the bundled newsroom on ports of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from prefect.testing.utilities import prefect_test_harness

from review.newsroom.newsroom import Newsroom, RunningNewsroom


@pytest.fixture(scope="session")
def prefect_api() -> Iterator[None]:
    """An API of Prefect's own for these tests only; starting it takes ten seconds, so tests ask for it by name."""
    with prefect_test_harness(server_startup_timeout=120):
        yield


@pytest.fixture
def running(tmp_path: Path) -> Iterator[RunningNewsroom]:
    with Newsroom(tmp_path).start(1) as running:
        yield running
