"""Settling a pass: every address gets its outcome, and what failed for now keeps its listing from being skipped."""

from datetime import timedelta
from typing import Any, cast

import pytest

from claims.article import Listing
from claims.errors import FetchFailed, SkipReason
from claims.run import Outcome, RunReport
from extractors.urls import canonical_url
from flows.desk import Desk, Ledger
from flows.edges.collector import Collector
from flows.edges.reading_pool import ReadingPool
from flows.stages.settle import begin, settle
from flows.stages.visits import Collected, FeedVisit, Visit
from store.addresses import Address, find_addresses
from store.articles import find_article
from store.engine import reading
from store.feeds import find_feed
from store.runs import find_run
from tests.flows.stages.conftest import Clock
from tests.flows.stages.factories import FEED, HOUR, NOW, SOURCE, a_page, a_visit, an_address, an_article

READ = FeedVisit(source=SOURCE, feed=FEED, page=a_page(FEED.url), listing=Listing(candidates=()))


def desk_of(ledger: Ledger) -> Desk:
    """A desk for stages that neither fetch nor read."""
    return Desk(ledger=ledger, collector=cast(Collector, None), pool=cast(ReadingPool, None))


def settled(ledger: Ledger, *visits: Visit, **given: Any) -> RunReport:
    collected = Collected(source=SOURCE, feeds=(READ,), visits=visits, **given)
    return settle(desk_of(ledger), begin(ledger, "watch"), [collected], visits)


def failing(reason: SkipReason, name: str = "a", **given: Any) -> Visit:
    return a_visit(name, error=FetchFailed(reason, f"{name}: {reason}"), **given)


def address_of(ledger: Ledger, name: str = "a") -> Address:
    url = canonical_url(an_address(name))
    with reading(ledger.engine) as session:
        return find_addresses(session, [url])[url]


def listing_etag(ledger: Ledger) -> str | None:
    with reading(ledger.engine) as session:
        state = find_feed(session, FEED.url)
    return state.etag if state else None


def test_an_article_that_was_read_is_new_once_and_then_unchanged(ledger: Ledger) -> None:
    visit = a_visit(article=an_article(), page=a_page())
    first, second = settled(ledger, visit), settled(ledger, visit)
    assert [report.items[-1].outcome for report in (first, second)] == [Outcome.NEW, Outcome.UNCHANGED]
    assert address_of(ledger).article == an_article().key
    assert listing_etag(ledger) == '"v1"'


def test_what_fails_for_now_is_tried_again_and_holds_the_listings_validators(ledger: Ledger, clock: Clock) -> None:
    report = settled(ledger, failing(SkipReason.TIMEOUT), a_visit("b", article=an_article("b"), page=a_page()))
    assert [item.reason for item in report.skipped] == [SkipReason.TIMEOUT]
    waiting = address_of(ledger)
    assert (waiting.attempts, waiting.outcome) == (1, "timeout")
    assert waiting.next_try is not None and waiting.next_try > NOW
    assert listing_etag(ledger) is None
    clock.time += HOUR
    settled(ledger, failing(SkipReason.TIMEOUT, address=waiting))
    assert address_of(ledger).attempts == 2


def test_what_fails_for_good_holds_nothing_up(ledger: Ledger) -> None:
    settled(ledger, failing(SkipReason.NOT_HTML))
    assert address_of(ledger).next_try is None
    assert listing_etag(ledger) == '"v1"'


def test_articles_beyond_the_limit_hold_the_listings_validators(ledger: Ledger) -> None:
    settled(ledger, left=1)
    assert listing_etag(ledger) is None


def test_a_known_article_that_is_gone_is_noted_as_gone(ledger: Ledger) -> None:
    settled(ledger, a_visit(article=an_article(), page=a_page()))
    with reading(ledger.engine) as session:
        known = find_article(session, an_article().key)
    settled(ledger, failing(SkipReason.GONE, known=known))
    with reading(ledger.engine) as session:
        gone = find_article(session, an_article().key)
    assert gone is not None and gone.gone_at == NOW


def test_an_off_topic_page_is_not_asked_for_again(ledger: Ledger) -> None:
    report = settled(ledger, a_visit(off_topic=True, page=a_page()))
    assert report.items[-1].outcome is Outcome.OFF_TOPIC
    assert (address_of(ledger).outcome, address_of(ledger).next_try) == ("off-topic", None)


@pytest.mark.parametrize("turned", [False, True], ids=["listed in order", "listed the other way round"])
def test_articles_are_recorded_in_the_order_of_their_publication(ledger: Ledger, turned: bool) -> None:
    early = an_article("b", "The corridor drew $25 billion of investment.", published=NOW - timedelta(days=40))
    late = an_article("a", "The corridor drew $27 billion of investment.", published=NOW - timedelta(days=1))
    visits = [a_visit("b", article=early, page=a_page()), a_visit("a", article=late, page=a_page())]
    report = settled(ledger, *(reversed(visits) if turned else visits))
    articles = [item.url for item in report.items if not item.listing]
    assert articles == [early.url, late.url]


def test_the_report_is_kept_with_its_counts(ledger: Ledger) -> None:
    report = settled(ledger, a_visit(article=an_article(), page=a_page()), failing(SkipReason.ROBOTS, "b"))
    with reading(ledger.engine) as session:
        run = find_run(session, report.id)
    assert run is not None and run.status == "done"
    (told,) = run.summary["sources"]
    assert (told["source"], told["found"], told["new"], told["failed"]) == ("courier", 2, 1, 1)
