"""Considering a text: what would be read in it and what it would mean for the ledger; nothing is recorded."""

from dataclasses import dataclass
from datetime import UTC, datetime, time
from urllib.parse import urlsplit

from claims.article import Article, Candidate, DateOrigin, Page
from claims.claim import Reading
from claims.intake import Arrival, Weighed, WeighedStatus, reports_of, weigh, weigh_statuses
from claims.topic import Source
from extractors.claims import read_claims
from extractors.dates import day_in
from extractors.wires import marks_of
from flows.desk import Desk, Ledger
from store.engine import reading as reading_store
from store.holdings import open_holdings

NOWHERE = "this-text"  # the outlet of a text that is no source's, as its reasons name it
HOME_ZONE = "Asia/Karachi"  # of a text that is no source's


@dataclass(frozen=True, slots=True, kw_only=True)
class Considered:
    """A text with what was read in it, and what each claim would mean."""

    article: Article
    reading: Reading
    figures: tuple[Weighed, ...]
    statuses: tuple[WeighedStatus, ...]


def article_of_text(text: str, *, title: str | None, published: datetime | None) -> Article:
    """A plain text as an article of no outlet."""
    return Article(
        key=NOWHERE,
        url=NOWHERE,
        source=NOWHERE,
        title=title or "",
        text=text,
        published=published,
        date_origin=DateOrigin.NONE,
    )


async def fetch_article(desk: Desk, url: str) -> Article:
    """The article at an address, by the same guarded way as in a pass. Raises FetchFailed, Unreadable."""
    source = _source_of(desk.ledger, url)
    page = await desk.collector.get(url, hosts=source.hosts)
    marks = marks_of(desk.ledger.topic)
    return await desk.pool.read(page, Candidate(source=source.id, url=url), source, desk.now, marks)


async def read_html(desk: Desk, name: str, body: bytes) -> Article:
    """The article in a file of HTML. Raises Unreadable."""
    url = f"https://{NOWHERE}.invalid/{name}"
    page = Page(
        requested=url, url=url, status=200, headers=(("content-type", "text/html"),), body=body, fetched=desk.now
    )
    marks = marks_of(desk.ledger.topic)
    return await desk.pool.read(page, Candidate(source=NOWHERE, url=url), _lone_source(url), desk.now, marks)


def consider(ledger: Ledger, article: Article) -> Considered:
    """Read an article and weigh its claims against the ledger."""
    source = ledger.topic.sources.get(article.source)
    published = day_in(article.published, source.zone if source else HOME_ZONE)
    reading = read_claims(ledger.lexicon, article.text, title=article.title, published=published)
    arrival = Arrival(
        article=article.key,
        url=article.url,
        outlet=article.source,
        cluster=article.key,
        text=article.text,
        published=article.published,
        first_seen=ledger.now(),
        reading=reading,
    )
    reports = reports_of(arrival)
    with reading_store(ledger.engine) as session:
        known = open_holdings(session, reports.figures, reports.statuses, ledger.policy)
        return Considered(
            article=article,
            reading=reading,
            figures=weigh(reports, known, ledger.policy),
            statuses=weigh_statuses(reports, known, ledger.policy),
        )


def midnight(day: datetime | None) -> datetime | None:
    """The start of a day that a person typed, in UTC."""
    return datetime.combine(day.date(), time(), tzinfo=UTC) if day else None


def _source_of(ledger: Ledger, url: str) -> Source:
    """The source that an address belongs to; one made for it where no source has its host."""
    host = urlsplit(url).hostname
    return next((each for each in ledger.topic.sources.values() if host in each.hosts), None) or _lone_source(url)


def _lone_source(url: str) -> Source:
    host = urlsplit(url).hostname or ""
    bare = host.removeprefix("www.")
    return Source(id=NOWHERE, name=host, homepage=url, hosts=(bare, f"www.{bare}"), feeds=(), tier=4, zone=HOME_ZONE)
