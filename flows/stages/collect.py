"""Collecting: a source's listings, then the pages that are new or due."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlmodel import Session

from claims.article import Candidate
from claims.errors import SkipItem
from claims.topic import Source
from extractors.urls import article_key, canonical_url
from flows.desk import Desk
from flows.edges.collector import Validators
from flows.stages.choosing import Choice, Known, choose, distinct
from flows.stages.listings import visit_listings
from flows.stages.visits import Collected, Visit
from store.addresses import find_addresses
from store.articles import StoredArticle, due_articles, find_articles, postpone
from store.engine import transaction

MOST_REVISITS = 100  # of one source in one pass; the longest waiting go first
# For so long no other run takes an article whose turn is taken; then it is due again, if the run that took it died.
TURN = timedelta(minutes=15)


async def collect(desk: Desk, source: Source) -> Collected:
    """Everything that a pass fetches from one source. What fails is in the result, not raised."""
    feeds = await visit_listings(desk, source)
    listed = distinct(each for feed in feeds if feed.listing is not None for each in feed.listing.candidates)
    choice = _choose(desk, source, listed)
    visits = await asyncio.gather(*(fetch_page(desk, visit) for visit in choice.visits))
    return Collected(
        source=source,
        feeds=feeds,
        visits=tuple(visits),
        passed=choice.passed,
        left=choice.left,
        fresh=choice.fresh,
        backlog=choice.backlog,
    )


def _choose(desk: Desk, source: Source, listed: Sequence[Candidate]) -> Choice:
    with transaction(desk.ledger.engine) as session:
        addresses = find_addresses(session, [canonical_url(each.url) for each in listed])
        keys = {article_key(each.url) for each in listed} | {
            each.article for each in addresses.values() if each.article
        }
        known = Known(
            articles=find_articles(session, keys),
            addresses=addresses,
            due=due_articles(session, desk.now, source=source.id, limit=MOST_REVISITS),
        )
        take_turns(session, (*known.due, *known.articles.values()), desk.now)
    return choose(source, listed, known, desk.now, desk.ledger.settings.articles_per_source)


def take_turns(session: Session, articles: Iterable[StoredArticle], now: datetime) -> None:
    """Keep those of the articles that are due from being visited by another run at the same time."""
    due = {each.key for each in articles if each.next_check is not None and each.next_check <= now}
    postpone(session, due, now + TURN)


async def fetch_page(desk: Desk, visit: Visit) -> Visit:
    """The visit with its page (a 304 for one that is known and unchanged), or with the error."""
    known = visit.known
    validators = Validators(known.etag, known.last_modified) if known else Validators()
    try:
        page = await desk.collector.get(visit.candidate.url, hosts=visit.source.hosts, validators=validators)
    except SkipItem as error:
        return replace(visit, error=error)
    return replace(visit, page=page)
