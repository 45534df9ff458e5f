"""The bundled newsroom, opened for a test on ports of its own."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from review.newsroom.newsroom import Newsroom, RunningNewsroom


@pytest.fixture
def newsroom(tmp_path: Path) -> Newsroom:
    return Newsroom(tmp_path)


@pytest.fixture
def running(newsroom: Newsroom) -> Iterator[RunningNewsroom]:
    with newsroom.start(1) as running:
        yield running


@pytest.fixture
def reader() -> Iterator[httpx.Client]:
    with httpx.Client(trust_env=False, timeout=5) as client:
        yield client
