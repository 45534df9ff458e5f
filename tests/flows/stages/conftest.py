"""Stages that record and decide are tested on SQLite and on a real PostgreSQL, over the bundled topic pack."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Engine

from claims.policy import policy_of
from claims.topic import Topic
from extractors.claims import Lexicon, compile_lexicon
from flows.desk import Ledger
from flows.settings import BUNDLED_SEEDS, Settings
from flows.topic_pack import read_topic
from tests.store.conftest import backend, engine, postgres, postgres_url, sqlite_template

__all__ = ["backend", "engine", "postgres", "postgres_url", "sqlite_template"]

START = datetime(2026, 3, 31, 12, tzinfo=UTC)


@dataclass(slots=True)
class Clock:
    """A clock that a test sets."""

    time: datetime = START

    def __call__(self) -> datetime:
        return self.time

    def forward(self, **by: float) -> None:
        self.time += timedelta(**by)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture(scope="session")
def topic() -> Topic:
    return read_topic(BUNDLED_SEEDS)


@pytest.fixture(scope="session")
def lexicon(topic: Topic) -> Lexicon:
    return compile_lexicon(topic)


@pytest.fixture
def ledger(engine: Engine, clock: Clock, topic: Topic, lexicon: Lexicon) -> Ledger:
    """An empty ledger: the baseline is not seeded, so that only what a test tells is in it."""
    return Ledger(
        settings=Settings.model_validate({}),
        topic=topic,
        policy=policy_of(topic),
        lexicon=lexicon,
        engine=engine,
        now=clock,
    )
