"""What is remembered of a source's listings after a pass.

A listing's validators move only when everything that it listed is settled: an article that failed for now would
otherwise hide behind the next 304.
"""

from dataclasses import replace
from decimal import Decimal

from claims.article import Page
from claims.errors import SkipItem, SkipReason
from claims.health import failure_weight
from claims.run import Item, Outcome
from flows.desk import Ledger
from flows.edges.collector import Validators
from flows.stages.visits import Collected, FeedVisit
from store.engine import transaction
from store.feeds import FeedState, find_feed, save_feed

# What shows that the place where a listing moved to is none: it is asked for at its own address again.
_NOT_THERE = frozenset({SkipReason.GONE, SkipReason.NOT_A_FEED, SkipReason.FORBIDDEN_HOST, SkipReason.REDIRECTS})


def settle_feeds(ledger: Ledger, collected: Collected, *, complete: bool, brought: bool) -> None:
    """Write down how each listing of a source answered.

    `complete`: nothing that they listed waits for another pass; `brought`: there was an article that was not known.
    """
    with transaction(ledger.engine) as session:
        for visit in collected.feeds:
            former = find_feed(session, visit.feed.url) or FeedState(url=visit.feed.url, source=visit.source.id)
            tried = replace(former, last_tried=ledger.now(), parent=visit.parent)
            if visit.error is not None or visit.page is None:
                save_feed(session, _failed(tried, visit.error))
                continue
            read = _read(tried, visit.page, ledger)
            read = replace(read, last_new=ledger.now()) if brought else read
            save_feed(session, _moved_on(read, visit.page) if complete else read)


def feed_items(collected: Collected) -> tuple[Item, ...]:
    """The report's lines about a source's listings: one for each, and one for each entry that had to be skipped."""
    lines: list[Item] = []
    for visit in collected.feeds:
        lines.append(_feed_item(visit))
        skipped = visit.listing.skipped if visit.listing else ()
        lines += [_entry_item(visit, message) for message in skipped]
    return tuple(lines)


def _feed_item(visit: FeedVisit) -> Item:
    if visit.error is not None:
        outcome, reason, message = Outcome.SKIPPED, visit.error.reason, str(visit.error)
    else:
        outcome, reason, message = (Outcome.NEW if visit.listing else Outcome.UNCHANGED), None, None
    return Item(
        source=visit.source.id, url=visit.feed.url, outcome=outcome, reason=reason, message=message, listing=True
    )


def _entry_item(visit: FeedVisit, message: str) -> Item:
    return Item(
        source=visit.source.id,
        url=visit.feed.url,
        outcome=Outcome.SKIPPED,
        reason=SkipReason.MISSING_FIELD,
        message=message,
    )


def _failed(state: FeedState, error: SkipItem | None) -> FeedState:
    reason = error.reason if error else SkipReason.UNREACHABLE
    if reason in _NOT_THERE and state.moved_to is not None:
        state = replace(state, moved_to=None, etag=None, last_modified=None)
    return replace(
        state,
        last_status=str(error),
        failures=state.failures + 1,
        failure_weight=state.failure_weight + failure_weight(reason),
    )


def _read(state: FeedState, page: Page, ledger: Ledger) -> FeedState:
    return replace(
        state,
        last_read=ledger.now(),
        last_status="unchanged" if page.not_modified else "read",
        failures=0,
        failure_weight=Decimal(0),
        moved_to=page.permanent_url or state.moved_to,
    )


def _moved_on(state: FeedState, page: Page) -> FeedState:
    if page.not_modified:
        return state
    validators = Validators.of(page)
    return replace(state, etag=validators.etag, last_modified=validators.last_modified)
