from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest

from claims.errors import SkipReason
from claims.health import (
    HARD,
    PASSING,
    SOFT,
    Arrival,
    Event,
    Harvest,
    History,
    ListingState,
    Notice,
    OpenAlarm,
    PageTry,
    Rhythm,
    Trouble,
    condition_of,
    failure_weight,
    for_people,
    notice_id,
    notices_of,
    rhythm_of,
    troubles_of,
)

NOW = datetime(2026, 5, 11, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
WEEK = 7 * DAY
WELL = ListingState(url="https://dawn.example/feed", last_tried=NOW, last_read=NOW, status="read")
DEAD = replace(
    WELL,
    failures=4,
    weight=Decimal("2"),
    reason=SkipReason.GONE,
    status="https://dawn.example/feed: HTTP 404 Not Found",
    last_read=NOW - 3 * HOUR,
)


def arrivals(*days_ago: float) -> tuple[Arrival, ...]:
    return tuple(Arrival(NOW - each * DAY) for each in days_ago)


def pages(*reasons: SkipReason | None, until: datetime = NOW) -> tuple[PageTry, ...]:
    return tuple(PageTry(until - (len(reasons) - n) * HOUR, reason) for n, reason in enumerate(reasons))


def harvests(*figures: int, until: datetime = NOW) -> tuple[Harvest, ...]:
    return tuple(Harvest(until - (len(figures) - n) * HOUR, count) for n, count in enumerate(figures))


def dawn(**given: object) -> History:
    return replace(History(source="dawn", name="Dawn", listings=(WELL,)), **given)  # type: ignore[arg-type]


def alarm(trouble: Trouble, raised: datetime = NOW - DAY, **given: object) -> OpenAlarm:
    return replace(OpenAlarm(trouble=trouble, raised=raised, why="Dawn: why"), **given)  # type: ignore[arg-type]


def told(history: History, *alarms: OpenAlarm, now: datetime = NOW) -> list[tuple[Trouble, Event]]:
    return [(each.trouble, each.event) for each in notices_of(history, alarms, now, remind_after=WEEK)]


@pytest.mark.parametrize(
    ("reason", "weight"),
    [
        (SkipReason.TLS, HARD),
        (SkipReason.ROBOTS, HARD),
        (SkipReason.GONE, SOFT),
        (SkipReason.NOT_A_FEED, SOFT),
        (SkipReason.TIMEOUT, PASSING),
        (SkipReason.UNREACHABLE, PASSING),
    ],
)
def test_failures_weigh_by_how_likely_they_pass(reason: SkipReason, weight: Decimal) -> None:
    assert failure_weight(reason) == weight


# --- rhythm -----------------------------------------------------------------------------------------------------------


def test_a_rhythm_needs_five_gaps() -> None:
    assert rhythm_of([]) is None
    assert rhythm_of(arrivals(10, 8, 6, 4, 2)) is None
    assert rhythm_of(arrivals(10, 8, 6, 4, 2, 0)) == Rhythm(usual=2 * DAY, allowed=6 * DAY)


def test_a_holiday_does_not_change_a_rhythm() -> None:
    usual = arrivals(*(20 - n for n in range(10)))
    assert rhythm_of((*usual, *arrivals(1))) == Rhythm(usual=DAY, allowed=3 * DAY)


def test_a_silence_shorter_than_a_day_is_none() -> None:
    assert rhythm_of(arrivals(0.6, 0.5, 0.4, 0.3, 0.2, 0.1)) == Rhythm(usual=DAY / 10, allowed=DAY)


def test_what_was_left_by_one_pass_is_no_arrival_of_the_next() -> None:
    backlog = tuple(Arrival(NOW - (30 - n) * HOUR, backlog=40) for n in range(20))
    assert rhythm_of((*backlog, Arrival(NOW))) is None


# --- troubles ---------------------------------------------------------------------------------------------------------


def test_a_source_that_goes_on_as_ever_has_no_troubles() -> None:
    history = dawn(
        arrivals=arrivals(6, 5, 4, 3, 2, 1, 0), pages=pages(*[None] * 30), harvests=harvests(*[3, 1, 0, 5] * 10)
    )
    assert troubles_of(history, NOW) == {}
    assert condition_of(history, NOW) == (
        "well; something new about every 24 hours, last 0 minutes ago; 2.2 figures an article (40 articles)"
    )


def test_a_listing_fails_when_its_failures_weigh_enough() -> None:
    words = {
        Trouble.FAILING: "Dawn: cannot be read for 3 hours, 4 tries failed; the last: "
        "https://dawn.example/feed: HTTP 404 Not Found"
    }
    assert troubles_of(dawn(listings=(DEAD,)), NOW) == words
    assert troubles_of(dawn(listings=(replace(DEAD, weight=Decimal("1.75")),)), NOW) == {}


def test_a_listing_fails_when_it_was_not_read_for_a_day_however_rare_the_passes() -> None:
    rare = replace(DEAD, failures=2, weight=Decimal("0.5"), last_read=NOW - DAY)
    assert Trouble.FAILING in troubles_of(dawn(listings=(rare,)), NOW)
    assert troubles_of(dawn(listings=(replace(rare, failures=1),)), NOW) == {}
    assert troubles_of(dawn(listings=(replace(rare, last_read=None),)), NOW) == {}


def test_one_of_two_listings_that_fails_is_a_trouble() -> None:
    found = troubles_of(dawn(listings=(WELL, replace(DEAD, last_read=None))), NOW)
    assert found[Trouble.FAILING].startswith("Dawn: cannot be read (1 of 2 listings) and never could be, 4 tries")


def test_what_robots_forbid_has_its_own_name() -> None:
    forbidden = replace(DEAD, reason=SkipReason.ROBOTS, status="forbids it")
    assert list(troubles_of(dawn(listings=(forbidden,)), NOW)) == [Trouble.FORBIDDEN]
    few = dawn(pages=pages(None, SkipReason.ROBOTS, SkipReason.ROBOTS))
    assert troubles_of(few, NOW) == {}
    assert troubles_of(dawn(pages=pages(*[SkipReason.ROBOTS] * 3)), NOW) == {
        Trouble.FORBIDDEN: "Dawn: robots.txt forbids its articles: the last 3 were not fetched"
    }


def test_a_source_is_silent_when_it_was_read_and_named_nothing_for_longer_than_its_rhythm() -> None:
    quiet = arrivals(10, 9, 8, 7, 6, 5)
    words = "Dawn: nothing new is listed for 5 days; before, something came every 24 hours"
    assert troubles_of(dawn(arrivals=quiet), NOW) == {Trouble.SILENT: words}
    assert troubles_of(dawn(arrivals=arrivals(8, 7, 6, 5, 4, 3)), NOW) == {}


def test_nobody_is_silent_while_nobody_listened() -> None:
    quiet = arrivals(10, 9, 8, 7, 6, 5)
    unread = replace(WELL, last_read=NOW - 4 * DAY)
    assert troubles_of(dawn(arrivals=quiet, listings=(unread,)), NOW) == {}
    assert troubles_of(dawn(arrivals=quiet, listings=(replace(WELL, last_read=None),)), NOW) == {}
    assert troubles_of(dawn(arrivals=quiet, back_since=NOW - DAY), NOW) == {}
    assert list(troubles_of(dawn(arrivals=quiet, listings=(WELL, DEAD)), NOW)) == [Trouble.FAILING]


def test_pages_that_cannot_be_read_any_more() -> None:
    broken = dawn(pages=pages(*[None] * 10, *[SkipReason.EMPTY] * 5))
    assert troubles_of(broken, NOW) == {
        Trouble.UNREADABLE: "Dawn: the last 5 pages could not be read (empty); before, 10 of 10 could"
    }
    assert troubles_of(dawn(pages=pages(*[None] * 10, *[SkipReason.EMPTY] * 4)), NOW) == {}


def test_pages_that_never_could_be_read_take_longer_to_be_sure_of() -> None:
    assert troubles_of(dawn(pages=pages(*[SkipReason.PAYWALL] * 6)), NOW) == {}
    assert troubles_of(dawn(pages=pages(*[SkipReason.PAYWALL] * 7)), NOW) == {
        Trouble.UNREADABLE: "Dawn: the last 7 pages could not be read (paywall)"
    }


def test_a_source_behind_a_paywall_is_not_broken_by_it() -> None:
    mostly = [None, *[SkipReason.PAYWALL] * 9] * 3
    assert troubles_of(dawn(pages=pages(*mostly)), NOW) == {}


def test_being_slowed_down_is_no_fault_of_a_page() -> None:
    assert troubles_of(dawn(pages=pages(*[None] * 10, *[SkipReason.RATE_LIMITED] * 9)), NOW) == {}


def test_articles_without_figures() -> None:
    dry = dawn(harvests=harvests(*[2] * 9, 0, *[2] * 10, *[0] * 5))
    assert troubles_of(dry, NOW) == {
        Trouble.NO_FIGURES: "Dawn: no figure in the last 5 articles; before, 19 of 20 had some"
    }
    assert troubles_of(dawn(harvests=harvests(*[2] * 20, *[0] * 4)), NOW) == {}
    assert troubles_of(dawn(harvests=harvests(*[0] * 7)), NOW) == {
        Trouble.NO_FIGURES: "Dawn: no figure in the last 7 articles"
    }


def test_a_source_that_rarely_has_figures_is_given_time() -> None:
    rare = [1, 0, 0, 0, 0, 0, 0, 0]
    assert troubles_of(dawn(harvests=harvests(*rare * 4, 0, 0)), NOW) == {}


def test_far_fewer_figures_than_before() -> None:
    fallen = dawn(harvests=harvests(*[5, 6, 7] * 10, *[1] * 10))
    assert troubles_of(fallen, NOW) == {
        Trouble.FEWER_FIGURES: "Dawn: 10 figures in the last 10 articles; before, 6 or more in each"
    }
    assert troubles_of(dawn(harvests=harvests(*[5, 6, 7] * 6, *[1] * 10)), NOW) == {}
    assert troubles_of(dawn(harvests=harvests(*[5, 6, 7] * 10, *[1] * 8, 7, 7)), NOW) == {}


def test_a_listing_that_moved_is_told_unless_only_its_dress_changed() -> None:
    moved = replace(WELL, moved_to="https://dawn.example/rss.xml")
    assert troubles_of(dawn(listings=(moved,)), NOW) == {
        Trouble.MOVED: "Dawn: moved for good from https://dawn.example/feed to https://dawn.example/rss.xml; "
        "it is read there, and the sources file should say so"
    }
    dressed = replace(WELL, moved_to="http://www.dawn.example/feed/")
    assert troubles_of(dawn(listings=(dressed,)), NOW) == {}


# --- notices ----------------------------------------------------------------------------------------------------------


def test_a_trouble_is_told_once_once_more_and_once_when_it_is_over() -> None:
    dead = dawn(listings=(DEAD,))
    [raised] = notices_of(dead, [], NOW, remind_after=WEEK)
    assert (raised.source, raised.trouble, raised.event) == ("dawn", Trouble.FAILING, Event.RAISED)
    known = alarm(Trouble.FAILING, raised=NOW, why=raised.words)
    assert told(dead, known, now=NOW + WEEK - HOUR) == []
    [reminded] = notices_of(dead, [known], NOW + WEEK, remind_after=WEEK)
    assert reminded.event is Event.REMINDED
    assert reminded.words.startswith("still after 7 days: Dawn: cannot be read for 7 days, 4 tries failed")
    known = replace(known, reminded=NOW + WEEK)
    assert told(dead, known, now=NOW + 9 * WEEK) == []
    assert notices_of(dawn(), [known], NOW + 2 * DAY, remind_after=WEEK) == (
        Notice(
            source="dawn",
            trouble=Trouble.FAILING,
            event=Event.RECOVERED,
            words="Dawn: can be read again, after 2 days",
        ),
    )


def test_a_reminder_keeps_the_words_where_the_trouble_shows_no_more() -> None:
    half = dawn(listings=(replace(DEAD, weight=Decimal("0.5"), failures=1),))
    [reminded] = notices_of(half, [alarm(Trouble.FAILING, NOW - WEEK)], NOW, remind_after=WEEK)
    assert reminded.words == "still after 7 days: Dawn: why"


@pytest.mark.parametrize(
    ("trouble", "still", "over"),
    [
        (Trouble.FAILING, dawn(listings=(WELL, replace(DEAD, failures=1))), dawn()),
        (
            Trouble.FORBIDDEN,
            dawn(listings=(replace(DEAD, failures=1, reason=SkipReason.ROBOTS),)),
            dawn(listings=(replace(DEAD, failures=1, reason=SkipReason.TIMEOUT),)),
        ),
        (Trouble.FORBIDDEN, dawn(pages=pages(None, SkipReason.ROBOTS)), dawn(pages=pages(SkipReason.ROBOTS, None))),
        (Trouble.SILENT, dawn(arrivals=arrivals(3, 2)), dawn(arrivals=arrivals(3, 0.5))),
        (Trouble.SILENT, dawn(), dawn(arrivals=arrivals(0))),
        (
            Trouble.UNREADABLE,
            dawn(pages=pages(None, None, SkipReason.EMPTY, SkipReason.EMPTY)),
            dawn(pages=pages(SkipReason.EMPTY, None, None)),
        ),
        (
            Trouble.UNREADABLE,
            dawn(pages=pages(None, None, None, until=NOW - DAY)),
            dawn(pages=pages(None, SkipReason.EMPTY, None)),
        ),
        (Trouble.NO_FIGURES, dawn(harvests=harvests(1, 0, 0)), dawn(harvests=harvests(0, 1, 1))),
    ],
)
def test_a_trouble_is_over_when_the_source_shows_it(trouble: Trouble, still: History, over: History) -> None:
    assert (trouble, Event.RECOVERED) not in told(still, alarm(trouble))
    assert told(over, alarm(trouble)) == [(trouble, Event.RECOVERED)]


def test_fewer_figures_are_over_when_articles_have_as_many_as_before_the_alarm() -> None:
    before = harvests(*[5, 6, 7] * 10, *[1] * 10, until=NOW - DAY)
    fallen = alarm(Trouble.FEWER_FIGURES, raised=NOW - DAY)
    assert told(dawn(harvests=(*before, *harvests(2, 2, 2))), fallen) == []
    assert told(dawn(harvests=(*before, *harvests(2, 6, 7))), fallen) == [(Trouble.FEWER_FIGURES, Event.RECOVERED)]
    unknown = alarm(Trouble.FEWER_FIGURES, raised=NOW - 9 * DAY)
    assert told(dawn(harvests=harvests(1, 1)), unknown) == [(Trouble.FEWER_FIGURES, Event.RECOVERED)]


def test_a_drought_does_not_become_the_new_rule_and_end_the_alarm() -> None:
    dry = dawn(harvests=harvests(*[2] * 10, *[0] * 200))
    assert told(dry, alarm(Trouble.NO_FIGURES, raised=NOW - 190 * HOUR, reminded=NOW - DAY)) == []


def test_a_move_is_told_once_and_its_end_is_only_written_down() -> None:
    moved = dawn(listings=(replace(WELL, moved_to="https://dawn.example/rss.xml"),))
    assert told(moved) == [(Trouble.MOVED, Event.RAISED)]
    known = alarm(Trouble.MOVED, raised=NOW - 9 * WEEK)
    assert told(moved, known) == []
    [mended] = notices_of(dawn(), [known], NOW, remind_after=WEEK)
    assert (mended.event, mended.words) == (Event.RECOVERED, "")


def test_a_notice_has_one_id_for_one_event() -> None:
    [raised] = notices_of(dawn(listings=(DEAD,)), [], NOW, remind_after=WEEK)
    ids = [
        notice_id(raised, NOW),
        notice_id(raised, NOW.astimezone(timezone(5 * HOUR))),
        notice_id(raised, NOW + HOUR),
        notice_id(replace(raised, event=Event.REMINDED), NOW),
        notice_id(replace(raised, source="app"), NOW),
    ]
    assert ids[0] == ids[1]
    assert len(set(ids)) == 4
    assert all(len(each) == len("n1-") + 24 for each in ids)


# --- words ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("history", "words"),
    [
        (dawn(listings=(ListingState(url="u"),)), "never tried"),
        (dawn(), "well; nothing listed yet; no article about the topic yet"),
        (
            dawn(arrivals=arrivals(1)),
            "well; something new last 24 hours ago; its rhythm is not known yet; no article about the topic yet",
        ),
        (dawn(listings=(WELL, replace(DEAD, failures=1, weight=SOFT))), DEAD.status),
        (
            dawn(arrivals=arrivals(10, 9, 8, 7, 6, 5), harvests=harvests(*[0] * 7)),
            "no figure in the last 7 articles; nothing new is listed for 5 days; before, something came every 24 hours",
        ),
    ],
)
def test_the_condition_of_a_source_in_words(history: History, words: str) -> None:
    assert condition_of(history, NOW) == words


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(), "0 minutes"),
        (timedelta(minutes=119), "119 minutes"),
        (timedelta(hours=2), "2 hours"),
        (timedelta(hours=47), "47 hours"),
        (timedelta(days=2, hours=23), "2 days"),
    ],
)
def test_spans_are_told_in_a_unit_of_which_there_are_two(span: timedelta, words: str) -> None:
    assert for_people(span) == words


def test_histories_of_many_lengths_never_break_the_judging() -> None:
    some: Sequence[int] = range(0, 45, 4)
    for length in some:
        history = dawn(harvests=harvests(*[1] * length), pages=pages(*[None] * length))
        assert troubles_of(history, NOW) == {}
