"""What a pass knows of one address while it goes through the stages."""

from dataclasses import dataclass

from claims.article import Article, Candidate, Listing, Page
from claims.errors import SkipItem
from claims.topic import Feed, Source
from store.addresses import Address
from store.articles import StoredArticle


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedVisit:
    """One listing of a source: the answer and what it lists. A 304 has no listing; a failure has an error.

    `parent` is the address of the feed that led to it, where no file names it.
    """

    source: Source
    feed: Feed
    page: Page | None = None
    listing: Listing | None = None
    error: SkipItem | None = None
    parent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """One article's address: what is known of it, then the page, then the article, or the error that ended it.

    `off_topic` marks a page that was dropped before it was read.
    """

    source: Source
    candidate: Candidate
    known: StoredArticle | None = None
    address: Address | None = None
    page: Page | None = None
    article: Article | None = None
    error: SkipItem | None = None
    off_topic: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Collected:
    """What one source gave: its listings, the visits that were paid, and the known addresses that were left alone.

    `left` counts new addresses that must wait for the next pass; `fresh` those that were never listed before, of which
    `backlog` are left.
    """

    source: Source
    feeds: tuple[FeedVisit, ...]
    visits: tuple[Visit, ...]
    passed: tuple[str, ...] = ()
    left: int = 0
    fresh: int = 0
    backlog: int = 0
