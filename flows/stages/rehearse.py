"""A rehearsal of a source: what a pass would collect from it, and how well text, date and figures come out.

Everything is fetched and read as in a pass, as if for the first time. Nothing is recorded.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from claims.article import Candidate
from claims.claim import Reading
from claims.topic import Feed, Source
from extractors.claims import read_claims
from extractors.dates import day_in
from extractors.relevance import concerns
from extractors.wires import marks_of
from flows.desk import Desk, Ledger
from flows.stages.choosing import distinct
from flows.stages.collect import fetch_page
from flows.stages.listings import follow_feed
from flows.stages.read import read_page
from flows.stages.visits import FeedVisit, Visit


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsedListing:
    """A listing as it answered: how many articles it names, how many with a date, how many whose title is on topic."""

    url: str
    kind: str
    items: int = 0
    dated: int = 0
    on_topic: int = 0
    newest: datetime | None = None
    skipped: tuple[str, ...] = ()
    error: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RehearsedPage:
    """An article's page as it was read; `error` says why it was not. `claims` are the figures tied to a subject."""

    url: str
    title: str | None = None
    published: datetime | None = None
    date_origin: str | None = None
    characters: int = 0
    wire: str | None = None
    figures: int = 0
    claims: int = 0
    statuses: int = 0
    unread: int = 0
    notes: tuple[str, ...] = ()
    off_topic: bool = False
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a source would give."""

    source: Source
    listings: tuple[RehearsedListing, ...]
    pages: tuple[RehearsedPage, ...]

    @property
    def items(self) -> int:
        """How many articles its listings name."""
        return sum(listing.items for listing in self.listings)


async def rehearse(desk: Desk, source: Source, *, pages: int = 3) -> Rehearsal:
    """Ask all listings of a source, and read so many of the pages they name: those whose title is on topic first."""
    chains = [await follow_feed(desk, source, feed, afresh=True) for feed in source.feeds]
    visits = [visit for chain in chains for visit in chain]
    listed = distinct(each for visit in visits if visit.listing for each in visit.listing.candidates)
    first = sorted(listed, key=lambda each: not _is_on_topic(desk, each))[:pages]
    read = await asyncio.gather(*(_rehearse_page(desk, source, candidate) for candidate in first))
    return Rehearsal(source, tuple(rehearsed_listing(desk, visit) for visit in visits), tuple(read))


async def rehearse_feed(desk: Desk, source: Source, feed: Feed) -> tuple[RehearsedListing, ...]:
    """Ask one listing, and those that it leads to."""
    return tuple(rehearsed_listing(desk, visit) for visit in await follow_feed(desk, source, feed, afresh=True))


def rehearsed_listing(desk: Desk, visit: FeedVisit) -> RehearsedListing:
    """What a visit of a listing showed."""
    candidates: Sequence[Candidate] = visit.listing.candidates if visit.listing else ()
    dates = [each.published for each in candidates if each.published]
    return RehearsedListing(
        url=visit.feed.url,
        kind=visit.feed.kind.value,
        items=len(candidates),
        dated=len(dates),
        on_topic=sum(_is_on_topic(desk, each) for each in candidates),
        newest=max(dates, default=None),
        skipped=visit.listing.skipped if visit.listing else (),
        error=str(visit.error) if visit.error else None,
    )


def _is_on_topic(desk: Desk, candidate: Candidate) -> bool:
    return concerns(f"{candidate.title or ''} {candidate.summary or ''}", desk.ledger.topic)


async def _rehearse_page(desk: Desk, source: Source, candidate: Candidate) -> RehearsedPage:
    visit = await fetch_page(desk, Visit(source=source, candidate=candidate))
    visit = await read_page(desk, visit, marks_of(desk.ledger.topic))
    if visit.article is None:
        error = str(visit.error) if visit.error else None
        return RehearsedPage(url=candidate.url, title=candidate.title, off_topic=visit.off_topic, error=error)
    article = visit.article
    reading = _read(desk.ledger, visit, source)
    return RehearsedPage(
        url=article.url,
        title=article.title,
        published=article.published,
        date_origin=article.date_origin.value,
        characters=len(article.text),
        wire=article.wire,
        figures=len(reading.claims),
        claims=sum(claim.subject is not None for claim in reading.claims),
        statuses=len(reading.statuses),
        unread=len(reading.unread),
        notes=article.notes,
    )


def _read(ledger: Ledger, visit: Visit, source: Source) -> Reading:
    article = visit.article
    assert article is not None
    day = day_in(article.published, source.zone)
    return read_claims(ledger.lexicon, article.text, title=article.title, published=day)
