"""Asking a source's listings what there is: feeds, and the listings that a sitemap index or a listing page leads to."""

import asyncio
from collections import deque
from collections.abc import Iterable
from dataclasses import replace

from claims.article import Listing
from claims.errors import SkipItem
from claims.topic import Feed, FeedKind, Source
from extractors.urls import article_key, canonical_url
from flows.desk import Desk
from flows.edges.collector import Kind, Validators
from flows.stages.visits import FeedVisit
from store.addresses import find_addresses
from store.articles import find_articles
from store.engine import reading
from store.feeds import find_feed, found_by

MOST_FURTHER = 5  # listings that one feed leads to in one pass


async def visit_listings(desk: Desk, source: Source) -> tuple[FeedVisit, ...]:
    """Every listing of a source, each feed followed by those that it led to. What fails is in the result."""
    chains = await asyncio.gather(*(follow_feed(desk, source, feed) for feed in source.feeds))
    return tuple(visit for chain in chains for visit in chain)


async def follow_feed(desk: Desk, source: Source, feed: Feed, *, afresh: bool = False) -> list[FeedVisit]:
    """A feed and at most MOST_FURTHER listings that it leads to, nearest first, none twice.

    `afresh`: each is asked for as if it had never been read.
    """
    visits = [await visit_feed(desk, source, feed, afresh=afresh)]
    seen = {each.url for each in source.feeds}
    waiting = deque(_led_to(desk, visits[0]))
    while waiting and len(visits) <= MOST_FURTHER:
        url = waiting.popleft()
        if url in seen:
            continue
        seen.add(url)
        visits.append(await visit_feed(desk, source, replace(feed, url=url), parent=feed.url, afresh=afresh))
        waiting.extend(_led_to(desk, visits[-1]))
    return visits


async def visit_feed(
    desk: Desk, source: Source, feed: Feed, *, parent: str | None = None, afresh: bool = False
) -> FeedVisit:
    """Ask for a listing, where it moved to if it did, unless it is as it was; and read it."""
    with reading(desk.ledger.engine) as session:
        state = None if afresh else find_feed(session, feed.url)
    url = state.moved_to or feed.url if state else feed.url
    validators = Validators(state.etag, state.last_modified) if state else Validators()
    visit = FeedVisit(source=source, feed=feed, parent=parent)
    try:
        page = await desk.collector.get(url, hosts=source.hosts, kind=Kind.FEED, validators=validators)
        visit = replace(visit, page=page)
        if page.not_modified:
            return visit
        return replace(visit, listing=await desk.pool.read_listing(page, feed, source, desk.now))
    except SkipItem as error:
        return replace(visit, error=error)


def _led_to(desk: Desk, visit: FeedVisit) -> Iterable[str]:
    """The listings to ask next: all that an index names, and the next page of one that brought something new."""
    listing = visit.listing
    if listing is not None:
        return listing.further if not listing.candidates or _brings_news(desk, listing) else ()
    if visit.page is not None and visit.page.not_modified and visit.feed.kind is not FeedKind.LISTING:
        return _known_children(desk, visit.feed.url)  # an index that did not change may name sitemaps that did
    return ()


def _brings_news(desk: Desk, listing: Listing) -> bool:
    if not listing.further:
        return False
    addresses = {canonical_url(each.url) for each in listing.candidates}
    keys = {article_key(each.url) for each in listing.candidates}
    with reading(desk.ledger.engine) as session:
        known = find_addresses(session, addresses)
        articles = find_articles(session, keys)
    return any(
        canonical_url(each.url) not in known and article_key(each.url) not in articles for each in listing.candidates
    )


def _known_children(desk: Desk, url: str) -> tuple[str, ...]:
    """The listings that a feed led to when it was last asked; those that it named earlier only are left alone."""
    with reading(desk.ledger.engine) as session:
        parent = find_feed(session, url)
        children = found_by(session, url, limit=MOST_FURTHER)
    last = parent.last_tried if parent else None
    return tuple(each.url for each in children if last and each.last_tried and each.last_tried >= last)
