"""What is remembered of a listing; above all, when its validators move."""

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import Engine

from claims.article import Listing
from claims.errors import FetchFailed, SkipReason
from claims.run import Outcome
from flows.desk import Ledger
from flows.stages.feeds import feed_items, settle_feeds
from flows.stages.visits import Collected, FeedVisit
from store.engine import reading
from store.feeds import FeedState, find_feed
from tests.flows.stages.conftest import Clock
from tests.flows.stages.factories import FEED, HOUR, NOW, SOURCE, a_ledger, a_page

READ = FeedVisit(source=SOURCE, feed=FEED, page=a_page(FEED.url), listing=Listing(candidates=()))
SAME = FeedVisit(source=SOURCE, feed=FEED, page=a_page(FEED.url, not_modified=True, headers=()))


@pytest.fixture
def ledger(engine: Engine, clock: Clock) -> Ledger:
    return a_ledger(engine, clock)


def settled(ledger: Ledger, visit: FeedVisit, *, complete: bool = True, brought: bool = False) -> FeedState:
    settle_feeds(ledger, collected(visit), complete=complete, brought=brought)
    with reading(ledger.engine) as session:
        state = find_feed(session, FEED.url)
    assert state is not None
    return state


def collected(visit: FeedVisit) -> Collected:
    return Collected(source=SOURCE, feeds=(visit,), visits=())


def failed(reason: SkipReason) -> FeedVisit:
    return FeedVisit(source=SOURCE, feed=FEED, error=FetchFailed(reason, f"{FEED.url}: {reason}"))


def test_validators_are_kept_when_everything_listed_is_settled(ledger: Ledger) -> None:
    state = settled(ledger, READ)
    assert (state.etag, state.last_modified) == ('"v1"', "Mon, 11 May 2026 04:00:00 GMT")
    assert (state.last_read, state.last_tried, state.last_status) == (NOW, NOW, "read")


def test_validators_stay_where_they_were_while_something_waits(ledger: Ledger) -> None:
    assert settled(ledger, READ, complete=False).etag is None
    settled(ledger, READ)
    newer = replace(READ, page=a_page(FEED.url, headers=(("etag", '"v2"'),)))
    assert settled(ledger, newer, complete=False).etag == '"v1"'
    assert settled(ledger, newer).etag == '"v2"'


def test_a_304_leaves_the_validators_as_they_are(ledger: Ledger, clock: Clock) -> None:
    settled(ledger, READ)
    clock.time += HOUR
    state = settled(ledger, SAME)
    assert (state.etag, state.last_status, state.last_read) == ('"v1"', "unchanged", NOW + HOUR)


def test_a_failure_leaves_the_validators_and_counts(ledger: Ledger, clock: Clock) -> None:
    settled(ledger, READ)
    clock.time += HOUR
    state = settled(ledger, failed(SkipReason.UNREACHABLE))
    assert (state.etag, state.failures, state.last_read, state.last_tried) == ('"v1"', 1, NOW, NOW + HOUR)
    assert "unreachable" in str(state.last_status)


@pytest.mark.parametrize(
    ("reason", "weight"),
    [
        (SkipReason.TIMEOUT, "0.25"),
        (SkipReason.RATE_LIMITED, "0.25"),
        (SkipReason.GONE, "0.5"),
        (SkipReason.NOT_A_FEED, "0.5"),
        (SkipReason.BOT_WALL, "1"),
        (SkipReason.ROBOTS, "1"),
    ],
)
def test_failures_weigh_by_how_likely_they_pass_and_a_good_answer_forgets_them(
    ledger: Ledger, reason: SkipReason, weight: str
) -> None:
    settled(ledger, failed(reason))
    twice = settled(ledger, failed(reason))
    assert (twice.failures, twice.failure_weight) == (2, 2 * Decimal(weight))
    good = settled(ledger, READ)
    assert (good.failures, good.failure_weight) == (0, Decimal(0))


def test_when_it_last_brought_something_is_remembered(ledger: Ledger, clock: Clock) -> None:
    assert settled(ledger, READ).last_new is None
    assert settled(ledger, READ, brought=True).last_new == NOW
    clock.time += HOUR
    assert settled(ledger, SAME).last_new == NOW


def test_where_it_moved_to_is_remembered(ledger: Ledger) -> None:
    moved = replace(READ, page=a_page(FEED.url, permanent_url="https://c.example/new-feed"))
    assert settled(ledger, moved).moved_to == "https://c.example/new-feed"
    assert settled(ledger, READ).moved_to == "https://c.example/new-feed"


@pytest.mark.parametrize(
    ("visit", "outcomes"),
    [
        (READ, [Outcome.NEW]),
        (SAME, [Outcome.UNCHANGED]),
        (failed(SkipReason.TLS), [Outcome.SKIPPED]),
        (
            replace(READ, listing=Listing(candidates=(), skipped=("entry 3 has no link",))),
            [Outcome.NEW, Outcome.SKIPPED],
        ),
    ],
    ids=["read", "304", "failed", "an entry skipped"],
)
def test_every_listing_has_a_line_in_the_report(visit: FeedVisit, outcomes: list[Outcome]) -> None:
    items = feed_items(collected(visit))
    assert [item.outcome for item in items] == outcomes
    assert [item.listing for item in items] == [True, False][: len(items)]
    assert all((item.reason is not None) == (item.outcome is Outcome.SKIPPED) for item in items)
