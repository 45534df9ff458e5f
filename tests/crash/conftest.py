"""The newsroom of eight pages, and a scene for each edition on each database."""

from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from claims.policy import Policy, policy_of
from flows.settings import BUNDLED_SEEDS
from flows.topic_pack import read_topic
from review.newsroom.newsroom import RunningNewsroom
from tests.crash.copies import CopyOf, postgres_copies, sqlite_copies
from tests.crash.eight_pages import eight_pages
from tests.crash.trials import Left, Scene, Stage, reference
from tests.store.conftest import postgres

__all__ = ["postgres"]


@pytest.fixture(scope="session")
def policy() -> Policy:
    return policy_of(read_topic(BUNDLED_SEEDS))


@pytest.fixture(scope="session")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningNewsroom]:
    with eight_pages(tmp_path_factory.mktemp("newsroom")).start(1) as running:
        yield running


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def copies(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> CopyOf:
    if request.param == "sqlite":
        return sqlite_copies(tmp_path_factory.mktemp("databases"))
    return postgres_copies(request.getfixturevalue("postgres"))


@pytest.fixture(scope="session")
def first(copies: CopyOf, running: RunningNewsroom, tmp_path_factory: pytest.TempPathFactory) -> Scene:
    """The very first pass: no schema, no baseline, the four pages of edition 1."""
    return Scene(tmp_path_factory.mktemp("home"), running, copies, edition=1)


@pytest.fixture(scope="session")
def following(first: Scene) -> Iterator[Scene]:
    """A day later: all eight pages, of which one is edited and one gone."""
    with ExitStack() as held:
        before: Stage = held.enter_context(first.opened())
        before.undisturbed()
        yield Scene(first.home, first.newsroom, first.copies, edition=2, base=before.url)


@pytest.fixture(scope="session")
def expected(following: Scene, policy: Policy) -> Left:
    """What an undisturbed pass of that day leaves."""
    return reference(following, policy)
