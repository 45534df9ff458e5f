"""Feeds, fetches, addresses and alarms: what is remembered of sources."""

from dataclasses import replace
from decimal import Decimal

from sqlmodel import Session

from claims.errors import SkipReason
from store.addresses import Address, find_addresses, save_address
from store.alarms import Alarm, clear_alarm, last_cleared, note_reminder, open_alarms, raise_alarm
from store.arrivals import Arrival, add_arrivals, arrivals_of, forget_arrivals
from store.feeds import FeedState, find_feed, found_by, list_feeds, save_feed
from store.fetches import Fetch, add_fetches, fetches_of, forget_fetches
from store.notices import StoredNotice, add_notices, note_told, untold_notices
from store.outbox import put_message
from store.robots import StoredRobots, forget_robots, known_robots, save_robots
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


def test_listings_that_a_listing_led_to_are_found_by_it(session: Session) -> None:
    children = [
        FeedState(url=f"https://news.example/{n}", source="example", parent=FEED.url, last_tried=NOON + n * HOUR)
        for n in range(3)
    ]
    for feed in (FEED, *children):
        save_feed(session, feed)
    assert found_by(session, FEED.url, limit=2) == (children[2], children[1])
    assert found_by(session, children[0].url, limit=2) == ()


def test_fetches_are_kept_latest_first_until_they_are_forgotten(session: Session) -> None:
    start_run(session, "r1", "watch", NOON)
    good = Fetch(url="u", source="example", at=NOON, outcome="read", run="r1", status=200, size=4096)
    bad = Fetch(url="u", source="example", at=NOON + HOUR, outcome="failed", reason=SkipReason.TIMEOUT)
    add_fetches(session, [good, bad, replace(good, source="other")])
    add_fetches(session, [])
    assert fetches_of(session, "example") == (bad, good)
    assert fetches_of(session, "example", limit=1) == (bad,)
    assert fetches_of(session, "example", since=NOON + HOUR) == (bad,)
    feed = replace(good, url="f", source="listed", listing=True)
    add_fetches(session, [feed, replace(good, source="listed")])
    assert fetches_of(session, "listed", listing=True) == (feed,)
    assert [each.url for each in fetches_of(session, "listed", listing=False)] == ["u"]
    assert forget_fetches(session, NOON + HOUR) == 4
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


def test_an_alarm_remembers_the_reminder_and_its_end(session: Session) -> None:
    raise_alarm(session, "example", "silent", why="no article for 3 days", now=NOON)
    assert note_reminder(session, "example", "silent", now=NOON + DAY)
    assert not note_reminder(session, "example", "failing", now=NOON + DAY)
    assert [alarm.reminded for alarm in open_alarms(session)] == [NOON + DAY]
    assert last_cleared(session, "example", ["silent"]) is None
    clear_alarm(session, "example", "silent", now=NOON + 2 * DAY)
    assert last_cleared(session, "example", ["silent", "failing"]) == NOON + 2 * DAY
    assert last_cleared(session, "example", ["failing"]) is None


def test_arrivals_come_back_in_order_until_they_are_forgotten(session: Session) -> None:
    late, early = (
        Arrival(source="example", at=NOON, fresh=3, backlog=1),
        Arrival(source="example", at=NOON - DAY, fresh=1),
    )
    add_arrivals(session, [late, early, Arrival(source="other", at=NOON, fresh=9)])
    add_arrivals(session, [late])
    assert arrivals_of(session, "example", since=NOON - DAY) == (early, late)
    assert arrivals_of(session, "example", since=NOON) == (late,)
    assert forget_arrivals(session, NOON) == 1
    assert arrivals_of(session, "example", since=NOON - DAY) == (late,)


def test_a_robots_txt_is_replaced_and_forgotten_when_it_is_old(session: Session) -> None:
    copy = StoredRobots(origin="https://news.example", outcome="rules", text="User-agent: *\n", fetched=NOON)
    save_robots(
        session, [replace(copy, text="older", fetched=NOON - DAY), replace(copy, origin="b", fetched=NOON - DAY)]
    )
    save_robots(session, [copy])
    assert known_robots(session, since=NOON - HOUR) == (copy,)
    assert forget_robots(session, NOON) == 1
    assert known_robots(session, since=NOON - 2 * DAY) == (copy,)


def test_a_notice_is_untold_until_a_message_tells_a_channel_of_it(session: Session) -> None:
    raised = StoredNotice(id="n1", source="example", event="raised", at=NOON, words="no answer for two days")
    cleared = StoredNotice(id="n2", source="example", event="recovered", at=NOON + DAY, words="answers again")
    add_notices(session, [raised, cleared])
    add_notices(session, [replace(raised, words="other words")])
    assert untold_notices(session, "desk", since=NOON) == (raised, cleared)
    assert untold_notices(session, "desk", since=NOON + HOUR) == (cleared,)
    put_message(session, "m1", "desk", {}, changes=[], now=NOON)
    note_told(session, "m1", "desk", ["n1"])
    assert untold_notices(session, "desk", since=NOON) == (cleared,)
    assert untold_notices(session, "night", since=NOON) == (raised, cleared)
