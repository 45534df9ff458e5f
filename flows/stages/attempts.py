"""What a pass asked for, attempt by attempt: what the health of a source is judged by."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum

from claims.article import Page
from claims.errors import SkipItem
from flows.stages.visits import Collected, FeedVisit, Visit
from store.fetches import Fetch


class Came(StrEnum):
    """What an attempt came to."""

    READ = "read"
    NOT_MODIFIED = "not-modified"
    OFF_TOPIC = "off-topic"
    UNREADABLE = "unreadable"  # an answer came, but not one that can be read
    FAILED = "failed"  # no usable answer came


def attempts(run: str, collected: Iterable[Collected], visits: Iterable[Visit], now: datetime) -> Iterator[Fetch]:
    """One attempt for every listing and every page of a pass."""
    for each in collected:
        for feed in each.feeds:
            yield _attempt(run, feed, feed.feed.url, now, listing=True)
    for visit in visits:
        yield _attempt(run, visit, visit.candidate.url, now, off_topic=visit.off_topic)


def _attempt(
    run: str, visit: FeedVisit | Visit, url: str, now: datetime, *, listing: bool = False, off_topic: bool = False
) -> Fetch:
    page, error = visit.page, visit.error
    return Fetch(
        url=url,
        source=visit.source.id,
        at=page.fetched if page else now,
        outcome=_came(page, error, off_topic=off_topic),
        run=run,
        reason=error.reason if error else None,
        status=page.status if page else None,
        size=len(page.body) if page else 0,
        listing=listing,
    )


def _came(page: Page | None, error: SkipItem | None, *, off_topic: bool) -> Came:
    if page is None:
        return Came.FAILED
    if error is not None:
        return Came.UNREADABLE
    if page.not_modified:
        return Came.NOT_MODIFIED
    return Came.OFF_TOPIC if off_topic else Came.READ
