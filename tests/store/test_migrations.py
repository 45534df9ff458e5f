"""What a migration does to rows that are there already."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Engine, text

from claims.errors import SkipReason
from store.alarms import Alarm, open_alarms
from store.engine import open_engine, reading, transaction, upgrade
from store.feeds import FeedState, list_feeds
from store.fetches import Fetch, fetches_of
from tests.store.factory import NOON


@pytest.fixture
def empty(empty_url: str) -> Iterator[Engine]:
    engine = open_engine(empty_url)
    yield engine
    engine.dispose()


def test_what_was_known_of_sources_outlives_0002(empty: Engine) -> None:
    upgrade(empty, to="0001")
    with transaction(empty) as session:
        noon = {"noon": NOON.replace(tzinfo=None) if empty.dialect.name == "sqlite" else NOON}
        for statement in (
            "INSERT INTO feeds (url, source, failures, failure_weight) VALUES ('f', 'example', 0, '0')",
            "INSERT INTO fetches (url, source, at, outcome, reason, size) "
            "VALUES ('u', 'example', :noon, 'failed', 'timeout', 0)",
            "INSERT INTO alarms (source, kind, raised, why) VALUES ('example', 'silent', :noon, 'why')",
        ):
            session.execute(text(statement), noon if ":noon" in statement else {})
    upgrade(empty)
    with reading(empty) as session:
        assert list_feeds(session) == (FeedState(url="f", source="example"),)
        assert fetches_of(session, "example") == (
            Fetch(url="u", source="example", at=NOON, outcome="failed", reason=SkipReason.TIMEOUT),
        )
        assert open_alarms(session) == (Alarm(source="example", kind="silent", raised=NOON, why="why"),)
