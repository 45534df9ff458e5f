"""The health of a source, judged by its own history: what is wrong with it now, and what people have to be told.

A source dies in several ways, and none of them raises an error in a pass: its listing fails, or answers and names
nothing new, or its pages cannot be read any more, or are read and hold no figures. Each is judged against what the
source itself did before: a weekly bulletin is not silent after three days, and an outlet behind a paywall is not
broken. Each trouble is told once, once more where it lasts, and once when it is over.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise
from statistics import median_low
from urllib.parse import urlsplit

from claims.errors import SkipReason
from claims.identity import content_hash
from claims.odds import failures_at_end, odds_of_at_most, quantile, share

# How much a failed try of a listing weighs, after Media Cloud's fetcher: a 404 of a living feed does happen.
HARD, SOFT, PASSING = Decimal("1"), Decimal("0.5"), Decimal("0.25")
_SOFT = frozenset({SkipReason.GONE, SkipReason.HTTP_STATUS, SkipReason.NOT_A_FEED, SkipReason.EMPTY})
_PASSING = frozenset({SkipReason.TIMEOUT, SkipReason.RATE_LIMITED, SkipReason.UNREACHABLE, SkipReason.WORKER_DIED})
TOO_HEAVY = Decimal("2")  # two hard failures, four soft ones, eight that may pass: four hours of half-hourly passes
UNREAD_FOR = timedelta(days=1)  # … or so long, where passes are rare
_FAILURES_AT_LEAST = 2

LEAST_GAPS = 5
_USUAL = 0.9  # of the gaps between arrivals are no longer than what the rhythm is taken to be
_PATIENCE = 3  # times the rhythm
LEAST_SILENCE = timedelta(days=1)

_LEAST_RUN = 5
_WINDOW = 10
_LEAST_EARLIER = 20
_ODD, _VERY_ODD = 0.01, 0.001
_RECOVERY_OF, _RECOVERY_GOOD = 3, 2
_FORBIDDEN_PAGES = 3


class Trouble(StrEnum):
    """What can be wrong with a source."""

    FAILING = "failing"  # a listing cannot be read
    FORBIDDEN = "forbidden"  # robots.txt forbids it
    SILENT = "silent"  # its listings answer, and name nothing new for longer than its rhythm
    UNREADABLE = "unreadable"  # its pages are no articles any more
    NO_FIGURES = "no-figures"  # its articles are read, and no figure is found in them
    FEWER_FIGURES = "fewer-figures"  # far fewer figures than before are found in them
    MOVED = "moved"  # a listing moved for good; it is followed, and the sources file should be mended


class Event(StrEnum):
    """What people are told of a trouble."""

    RAISED = "raised"
    REMINDED = "reminded"
    RECOVERED = "recovered"


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingState:
    """How a listing answers: `failures` since the last good answer, their `weight`, and the last one's reason."""

    url: str
    failures: int = 0
    weight: Decimal = Decimal(0)
    reason: SkipReason | None = None
    status: str | None = None
    last_tried: datetime | None = None
    last_read: datetime | None = None
    moved_to: str | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """A pass that found addresses nobody knew; `backlog` of them were left for the next pass."""

    at: datetime
    backlog: int = 0


@dataclass(frozen=True, slots=True)
class PageTry:
    """A page that was asked for while the source's listings answered; `reason` is None where it was read.

    One that is unchanged or off topic counts as read.
    """

    at: datetime
    reason: SkipReason | None = None


@dataclass(frozen=True, slots=True)
class Harvest:
    """An article with the number of figures that were read in it."""

    at: datetime
    figures: int


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """What a source did, each list oldest first. `back_since` is when its listings last answered again."""

    source: str
    name: str
    listings: tuple[ListingState, ...] = ()
    arrivals: tuple[Arrival, ...] = ()
    pages: tuple[PageTry, ...] = ()
    harvests: tuple[Harvest, ...] = ()
    back_since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenAlarm:
    """A trouble that people were told of and that is not over; `why` are the words they were told."""

    trouble: Trouble
    raised: datetime
    why: str
    reminded: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Something that people have to be told of a source; empty `words`: it is only written down."""

    source: str
    trouble: Trouble
    event: Event
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """How often a source lists something new: `usual` is the typical gap, `allowed` the silence that is no alarm."""

    usual: timedelta
    allowed: timedelta


def failure_weight(reason: SkipReason) -> Decimal:
    """What one failed try of a listing adds towards an alarm."""
    return PASSING if reason in _PASSING else SOFT if reason in _SOFT else HARD


def notice_id(notice: Notice, at: datetime) -> str:
    """The same for the same event of the same source at the same time."""
    meaning = "|".join((notice.source, notice.trouble, notice.event, at.astimezone(UTC).isoformat()))
    return f"n1-{content_hash(meaning.encode())[:24]}"


def rhythm_of(arrivals: Sequence[Arrival]) -> Rhythm | None:
    """The rhythm learnt from arrivals (oldest first); None before LEAST_GAPS gaps between them were seen.

    What a pass left for the next one is no arrival of the next one's time.
    """
    gaps = [later.at - earlier.at for earlier, later in pairwise(arrivals) if earlier.backlog == 0]
    if len(gaps) < LEAST_GAPS:
        return None
    return Rhythm(usual=median_low(gaps), allowed=max(_PATIENCE * quantile(gaps, _USUAL), LEAST_SILENCE))


def troubles_of(history: History, now: datetime) -> dict[Trouble, str]:
    """What is wrong with a source by its history, each with words for people."""
    found = {
        Trouble.FAILING: _failing(history, now),
        Trouble.FORBIDDEN: _forbidden(history, now),
        Trouble.UNREADABLE: _unreadable(history),
        Trouble.NO_FIGURES: _no_figures(history),
        Trouble.MOVED: _moved(history),
    }
    if not (found[Trouble.FAILING] or found[Trouble.FORBIDDEN]):
        found[Trouble.SILENT] = _silent(history)
    if not found[Trouble.NO_FIGURES]:
        found[Trouble.FEWER_FIGURES] = _fewer_figures(history)
    return {trouble: words for trouble, words in found.items() if words}


def notices_of(
    history: History, alarms: Sequence[OpenAlarm], now: datetime, *, remind_after: timedelta
) -> tuple[Notice, ...]:
    """What changed in the health of a source: alarms to raise, to be reminded of (once), and to clear.

    `alarms` are those that are open. Called again with the alarms as these notices leave them, it is silent.
    """
    known = {alarm.trouble: alarm for alarm in alarms}
    troubles = troubles_of(history, now)
    found = [
        _notice(history, trouble, troubles.get(trouble), known.get(trouble), now, remind_after) for trouble in Trouble
    ]
    return tuple(each for each in found if each is not None)


def condition_of(history: History, now: datetime) -> str:
    """The health of a source in words: what is wrong with it, or how it goes on."""
    troubles = troubles_of(history, now)
    if troubles:
        return "; ".join(words.removeprefix(f"{history.name}: ") for words in troubles.values())
    if not any(listing.last_tried for listing in history.listings):
        return "never tried"
    if any(listing.failures for listing in history.listings):
        return "; ".join(f"{listing.status}" for listing in history.listings if listing.failures)
    return "; ".join(("well", *_rhythm_words(history, now), *_yield_words(history)))


# --- what is wrong ----------------------------------------------------------------------------------------------------


def _failing(history: History, now: datetime) -> str | None:
    lines = [each for each in history.listings if _is_down(each, now) and each.reason is not SkipReason.ROBOTS]
    return _down(history, "cannot be read", lines, now) if lines else None


def _forbidden(history: History, now: datetime) -> str | None:
    lines = [each for each in history.listings if _is_down(each, now) and each.reason is SkipReason.ROBOTS]
    if lines:
        return _down(history, "may not be fetched", lines, now)
    last = [page.reason for page in history.pages[-_FORBIDDEN_PAGES:]]
    if last == [SkipReason.ROBOTS] * _FORBIDDEN_PAGES:
        return f"{history.name}: robots.txt forbids its articles: the last {len(last)} were not fetched"
    return None


def _is_down(listing: ListingState, now: datetime) -> bool:
    if listing.failures < _FAILURES_AT_LEAST:
        return False
    return listing.weight >= TOO_HEAVY or (listing.last_read is not None and now - listing.last_read >= UNREAD_FOR)


def _down(history: History, what: str, lines: Sequence[ListingState], now: datetime) -> str:
    which = "" if len(history.listings) == 1 else f" ({len(lines)} of {len(history.listings)} listings)"
    first = lines[0]
    since = f"for {for_people(now - first.last_read)}" if first.last_read else "and never could be"
    return f"{history.name}: {what}{which} {since}, {first.failures} tries failed; the last: {first.status}"


def _silent(history: History) -> str | None:
    rhythm = rhythm_of(history.arrivals)
    read = max((each.last_read for each in history.listings if each.last_read), default=None)
    if rhythm is None or read is None:
        return None
    last = history.arrivals[-1].at
    since = max(last, history.back_since or last)
    if read - since <= rhythm.allowed:
        return None
    usual = for_people(rhythm.usual)
    return f"{history.name}: nothing new is listed for {for_people(read - last)}; before, something came every {usual}"


def _unreadable(history: History) -> str | None:
    tries = _fair_tries(history)
    good = [page.reason is None for page in tries]
    run = failures_at_end(good)
    if not _is_odd_run(run, good[:-run]):
        return None
    before = _before(good[:-run], "could")
    return f"{history.name}: the last {run} pages could not be read ({tries[-1].reason}){before}"


def _no_figures(history: History) -> str | None:
    good = [each.figures > 0 for each in history.harvests]
    run = failures_at_end(good)
    if not _is_odd_run(run, good[:-run]):
        return None
    return f"{history.name}: no figure in the last {run} articles{_before(good[:-run], 'had some')}"


def _fewer_figures(history: History) -> str | None:
    recent, earlier = history.harvests[-_WINDOW:], history.harvests[:-_WINDOW]
    if len(earlier) < _LEAST_EARLIER:
        return None
    usual = _usual_figures(earlier)
    expected = share([each.figures >= usual for each in earlier])
    reached = sum(each.figures >= usual for each in recent)
    if odds_of_at_most(reached, len(recent), expected) >= _VERY_ODD:
        return None
    found = sum(each.figures for each in recent)
    return f"{history.name}: {found} figures in the last {len(recent)} articles; before, {usual} or more in each"


def _moved(history: History) -> str | None:
    moved = [each for each in history.listings if each.moved_to and not _is_same_place(each.url, each.moved_to)]
    if not moved:
        return None
    ways = ", ".join(f"{each.url} to {each.moved_to}" for each in moved)
    return f"{history.name}: moved for good from {ways}; it is read there, and the sources file should say so"


def _is_odd_run(run: int, earlier: Sequence[bool]) -> bool:
    return run >= _LEAST_RUN and odds_of_at_most(0, run, share(earlier)) < _ODD


def _fair_tries(history: History) -> list[PageTry]:
    """Those tries whose failure is the page's: being forbidden or slowed down has its own name."""
    return [page for page in history.pages if page.reason not in (SkipReason.ROBOTS, SkipReason.RATE_LIMITED)]


def _usual_figures(earlier: Sequence[Harvest]) -> int:
    return max(median_low([each.figures for each in earlier]), 1) if earlier else 1


def _is_same_place(url: str, other: str) -> bool:
    """Whether two addresses differ in scheme, `www.` or a closing slash alone: nobody need be told."""
    return _place(url) == _place(other)


def _place(url: str) -> tuple[str, str, str]:
    parts = urlsplit(url)
    return parts.netloc.removeprefix("www."), parts.path.rstrip("/"), parts.query


# --- what is told -----------------------------------------------------------------------------------------------------


def _notice(
    history: History,
    trouble: Trouble,
    words: str | None,
    alarm: OpenAlarm | None,
    now: datetime,
    remind_after: timedelta,
) -> Notice | None:
    def told(event: Event, text: str) -> Notice:
        return Notice(source=history.source, trouble=trouble, event=event, words=text)

    if alarm is None:
        return told(Event.RAISED, words) if words else None
    if _is_over(history, alarm):
        return told(Event.RECOVERED, _recovery_words(history, alarm, now))
    if trouble is Trouble.MOVED or alarm.reminded is not None or now - alarm.raised < remind_after:
        return None
    return told(Event.REMINDED, f"still after {for_people(now - alarm.raised)}: {words or alarm.why}")


def _is_over(history: History, alarm: OpenAlarm) -> bool:
    """Whether the source itself has shown that a trouble is over; that nothing bad was seen lately is not enough."""
    match alarm.trouble:
        case Trouble.FAILING:
            return all(each.failures == 0 for each in history.listings)
        case Trouble.FORBIDDEN:
            listings = any(each.failures and each.reason is SkipReason.ROBOTS for each in history.listings)
            return not listings and not (history.pages and history.pages[-1].reason is SkipReason.ROBOTS)
        case Trouble.SILENT:
            return bool(history.arrivals) and history.arrivals[-1].at > alarm.raised
        case Trouble.MOVED:
            return _moved(history) is None
        case _:
            return _is_good_again(_results(history, alarm))


def _results(history: History, alarm: OpenAlarm) -> list[bool]:
    """How well each page or article did that came after an alarm was raised."""
    if alarm.trouble is Trouble.UNREADABLE:
        return [page.reason is None for page in _fair_tries(history) if page.at > alarm.raised]
    since = [each for each in history.harvests if each.at > alarm.raised]
    if alarm.trouble is Trouble.NO_FIGURES:
        return [each.figures > 0 for each in since]
    usual = _usual_figures([each for each in history.harvests if each.at <= alarm.raised][:-_WINDOW])
    return [each.figures >= usual for each in since]


def _is_good_again(results: Sequence[bool]) -> bool:
    return sum(results[-_RECOVERY_OF:]) >= _RECOVERY_GOOD


_RECOVERY: Mapping[Trouble, str] = {
    Trouble.FAILING: "can be read again",
    Trouble.FORBIDDEN: "may be fetched again",
    Trouble.SILENT: "lists new articles again",
    Trouble.UNREADABLE: "has pages that can be read again",
    Trouble.NO_FIGURES: "has articles with figures again",
    Trouble.FEWER_FIGURES: "has as many figures as before again",
}


def _recovery_words(history: History, alarm: OpenAlarm, now: datetime) -> str:
    if alarm.trouble is Trouble.MOVED:
        return ""  # somebody mended the sources file, and knows
    return f"{history.name}: {_RECOVERY[alarm.trouble]}, after {for_people(now - alarm.raised)}"


# --- words ------------------------------------------------------------------------------------------------------------

_STEPS = ((timedelta(days=2), timedelta(days=1), "days"), (timedelta(hours=2), timedelta(hours=1), "hours"))


def for_people(span: timedelta) -> str:
    """A span of time in the largest unit of which there are two: `3 days`, `26 hours`, `40 minutes`."""
    for least, unit, name in _STEPS:
        if span >= least:
            return f"{span // unit} {name}"
    return f"{span // timedelta(minutes=1)} minutes"


def _before(earlier: Sequence[bool], what: str) -> str:
    return f"; before, {sum(earlier)} of {len(earlier)} {what}" if earlier else ""


def _rhythm_words(history: History, now: datetime) -> tuple[str, ...]:
    if not history.arrivals:
        return ("nothing listed yet",)
    last = f"last {for_people(now - history.arrivals[-1].at)} ago"
    rhythm = rhythm_of(history.arrivals)
    if rhythm is None:
        return (f"something new {last}; its rhythm is not known yet",)
    return (f"something new about every {for_people(rhythm.usual)}, {last}",)


def _yield_words(history: History) -> tuple[str, ...]:
    if not history.harvests:
        return ("no article about the topic yet",)
    figures = sum(each.figures for each in history.harvests)
    return (f"{figures / len(history.harvests):.1f} figures an article ({len(history.harvests)} articles)",)
