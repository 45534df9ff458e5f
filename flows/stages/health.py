"""The health of the sources: their histories from the store, judged, and what people have to be told put down."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from claims.health import (
    Arrival,
    Event,
    Harvest,
    History,
    ListingState,
    Notice,
    OpenAlarm,
    PageTry,
    Trouble,
    notice_id,
    notices_of,
)
from claims.topic import Source
from flows.desk import Ledger
from flows.stages.attempts import Came
from store.alarms import Alarm, clear_alarm, last_cleared, note_reminder, open_alarms, raise_alarm
from store.arrivals import arrivals_of
from store.counts import figures_of_articles
from store.engine import transaction
from store.feeds import FeedState, list_feeds
from store.fetches import Fetch, fetches_of
from store.notices import StoredNotice, add_notices

MEMORY = timedelta(days=180)  # a source is judged by what it did since
_MOST_ATTEMPTS = 400
_AWAY = (Trouble.FAILING, Trouble.FORBIDDEN)
_NO_ANSWER = (Came.FAILED, Came.UNREADABLE)


@dataclass(frozen=True, slots=True)
class Judged:
    """What judging the sources came to: how many there were, and what is to be told of them."""

    sources: int
    notices: tuple[Notice, ...]


def judge_sources(ledger: Ledger) -> Judged:
    """Judge every source that is watched; what is to be told is put down once, for every channel to hear once."""
    now = ledger.now()
    remind_after = timedelta(days=ledger.settings.remind_after)
    sources = watched(ledger)
    found: list[Notice] = []
    with transaction(ledger.engine) as session:
        alarms = open_alarms(session)
        for source in sources:
            history = history_of(session, source, now)
            known = [_known(alarm) for alarm in alarms if alarm.source == source.id]
            found += notices_of(history, known, now, remind_after=remind_after)
        for notice in found:
            _put_down(session, notice, now)
        _clear_unwatched(session, alarms, {source.id for source in sources}, now)
        add_notices(session, (_stored(notice, now) for notice in found if notice.words))
    return Judged(sources=len(sources), notices=tuple(found))


def watched(ledger: Ledger) -> tuple[Source, ...]:
    """The sources that passes visit: those of the settings, else all of the topic."""
    wanted = ledger.settings.sources or tuple(ledger.topic.sources)
    return tuple(ledger.topic.sources[each] for each in wanted if each in ledger.topic.sources)


def history_of(session: Session, source: Source, now: datetime) -> History:
    """What is remembered of a source."""
    since = now - MEMORY
    listings = fetches_of(session, source.id, since=since, listing=True, limit=_MOST_ATTEMPTS)
    pages = fetches_of(session, source.id, since=since, listing=False, limit=_MOST_ATTEMPTS)
    return History(
        source=source.id,
        name=source.name,
        listings=tuple(_listings(source, list_feeds(session, source.id), listings)),
        arrivals=tuple(Arrival(each.at, each.backlog) for each in arrivals_of(session, source.id, since=since)),
        pages=tuple(_fair_tries(pages, listings)),
        harvests=tuple(Harvest(*each) for each in figures_of_articles(session, source.id, since=since)),
        back_since=last_cleared(session, source.id, _AWAY),
    )


def _listings(source: Source, states: Iterable[FeedState], fetches: Sequence[Fetch]) -> Iterable[ListingState]:
    """The listings that the sources file names, and those that they led to in the last pass."""
    by_url = {state.url: state for state in states}
    reasons = {fetch.url: fetch.reason for fetch in reversed(fetches)}  # the latest counts
    own = [by_url.get(feed.url, FeedState(url=feed.url, source=source.id)) for feed in source.feeds]
    tried = {state.url: state.last_tried for state in own}
    for state in (*own, *(each for each in by_url.values() if _is_of_last_pass(each, tried))):
        yield ListingState(
            url=state.url,
            failures=state.failures,
            weight=state.failure_weight,
            reason=reasons.get(state.url) if state.failures else None,
            status=state.last_status,
            last_tried=state.last_tried,
            last_read=state.last_read,
            moved_to=state.moved_to,
        )


def _is_of_last_pass(state: FeedState, parents: dict[str, datetime | None]) -> bool:
    if state.parent is None or state.url in parents:
        return False
    parent = parents.get(state.parent)
    return parent is not None and state.last_tried is not None and state.last_tried >= parent


def _fair_tries(pages: Sequence[Fetch], listings: Sequence[Fetch]) -> Iterable[PageTry]:
    """The tries of pages, oldest first, without those made while no listing answered: the outlet was away."""
    asked: dict[str | None, list[Fetch]] = {}
    for each in reversed(listings):
        asked.setdefault(each.run, []).append(each)
    times = [tries[0].at for tries in asked.values()]
    answered = [any(each.outcome not in _NO_ANSWER for each in tries) for tries in asked.values()]
    for page in reversed(pages):
        latest = bisect_right(times, page.at) - 1
        if latest >= 0 and answered[latest]:
            yield PageTry(page.at, page.reason)


def _known(alarm: Alarm) -> OpenAlarm:
    return OpenAlarm(trouble=Trouble(alarm.kind), raised=alarm.raised, why=alarm.why, reminded=alarm.reminded)


def _put_down(session: Session, notice: Notice, now: datetime) -> None:
    match notice.event:
        case Event.RAISED:
            raise_alarm(session, notice.source, notice.trouble, why=notice.words, now=now)
        case Event.REMINDED:
            note_reminder(session, notice.source, notice.trouble, now=now)
        case Event.RECOVERED:
            clear_alarm(session, notice.source, notice.trouble, now=now)


def _clear_unwatched(session: Session, alarms: Iterable[Alarm], watched_ids: set[str], now: datetime) -> None:
    """A source that is no longer watched is nobody's trouble."""
    for alarm in alarms:
        if alarm.source not in watched_ids:
            clear_alarm(session, alarm.source, alarm.kind, now=now)


def _stored(notice: Notice, now: datetime) -> StoredNotice:
    return StoredNotice(
        id=notice_id(notice, now), source=notice.source, event=notice.event.value, at=now, words=notice.words
    )
