"""Feeds, fetches, addresses and alarms: what is remembered of sources."""

from dataclasses import replace
from decimal import Decimal

from sqlmodel import Session

from claims.errors import SkipReason
from store.addresses import Address, find_addresses, save_address
from store.alarms import Alarm, clear_alarm, open_alarms, raise_alarm
from store.feeds import FeedState, find_feed, list_feeds, save_feed
from store.fetches import Fetch, add_fetches, fetches_of, forget_fetches
from store.runs import start_run
from tests.store.factory import DAY, HOUR, NOON, an_article, keep_article

FEED = FeedState(
    url="https://news.example/feed",
    source="example",
    etag='"1"',
    last_modified="Tue, 31 Mar 2026 11:00:00 GMT",
    moved_to="https://www.news.example/feed",
    last_tried=NOON,
    last_read=NOON - HOUR,
    last_new=NOON - DAY,
    last_status="timeout",
    failures=3,
    failure_weight=Decimal("1.75"),
)


def test_a_feed_comes_back_as_it_was_last_kept(session: Session) -> None:
    save_feed(session, FEED)
    assert find_feed(session, FEED.url) == FEED
    well = replace(FEED, failures=0, failure_weight=Decimal(0), last_status="read", etag=None)
    save_feed(session, well)
    assert find_feed(session, FEED.url) == well
    assert find_feed(session, "https://other.example") is None


def test_feeds_are_listed_by_source(session: Session) -> None:
    others = [FeedState(url="b", source="xinhua"), FeedState(url="a", source="xinhua")]
    for feed in (FEED, *others):
        save_feed(session, feed)
    assert list_feeds(session) == (FEED, *reversed(others))
    assert list_feeds(session, "example") == (FEED,)


def test_fetches_are_kept_latest_first_until_they_are_forgotten(session: Session) -> None:
    start_run(session, "r1", "watch", NOON)
    good = Fetch(url="u", source="example", at=NOON, outcome="read", run="r1", status=200, size=4096)
    bad = Fetch(url="u", source="example", at=NOON + HOUR, outcome="failed", reason=SkipReason.TIMEOUT)
    add_fetches(session, [good, bad, replace(good, source="other")])
    add_fetches(session, [])
    assert fetches_of(session, "example") == (bad, good)
    assert fetches_of(session, "example", limit=1) == (bad,)
    assert fetches_of(session, "example", since=NOON + HOUR) == (bad,)
    assert forget_fetches(session, NOON + HOUR) == 2
    assert fetches_of(session, "example") == (bad,)


def test_an_address_comes_back_as_it_was_last_kept(session: Session) -> None:
    long = Address(url="https://news.example/?q=" + "x" * 9000, source="example", first_seen=NOON)
    save_address(session, long)
    assert find_addresses(session, [long.url, "https://news.example/2"]) == {long.url: long}
    keep_article(session)
    read = replace(
        long, article=an_article().key, last_tried=NOON, next_try=NOON + HOUR, attempts=2, outcome="rate-limited"
    )
    save_address(session, replace(read, first_seen=NOON + DAY))
    assert find_addresses(session, [long.url]) == {long.url: read}


def test_an_alarm_is_raised_once_and_cleared_once(session: Session) -> None:
    assert raise_alarm(session, "example", "silent", why="no article for 3 days", now=NOON)
    assert not raise_alarm(session, "example", "silent", why="no article for 4 days", now=NOON + DAY)
    assert raise_alarm(session, "example", "failing", why="5 timeouts", now=NOON + HOUR)
    assert open_alarms(session) == (
        Alarm(source="example", kind="silent", raised=NOON, why="no article for 3 days"),
        Alarm(source="example", kind="failing", raised=NOON + HOUR, why="5 timeouts"),
    )
    assert clear_alarm(session, "example", "silent", now=NOON + DAY)
    assert not clear_alarm(session, "example", "silent", now=NOON + DAY)
    assert [alarm.kind for alarm in open_alarms(session)] == ["failing"]
    assert raise_alarm(session, "example", "silent", why="again", now=NOON + 2 * DAY)
