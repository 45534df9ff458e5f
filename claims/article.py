"""What travels from a source to a reading: candidate, page, article."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class DateOrigin(StrEnum):
    """Where a date of publication was found, strongest first."""

    FEED = "feed"
    SITEMAP = "sitemap"
    STRUCTURED = "structured"  # JSON-LD or an article:published_time tag
    PAGE = "page"  # a date in the visible page; a day without a time
    HAND = "hand"  # typed in by a person, of a note that no source lists; a day without a time
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """An address that a source lists, with what the listing says of it. `published` is in UTC."""

    source: str
    url: str
    title: str | None = None
    published: datetime | None = None
    date_origin: DateOrigin = DateOrigin.NONE
    summary: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What one feed, sitemap or listing page held: candidates, and the items that had to be skipped, each with why.

    `further` are addresses that list more: the sitemaps of a sitemap index (newest first), the next page of a listing.
    `moved_to` is where a permanent redirect said that the listing lives from now on.
    """

    candidates: tuple[Candidate, ...]
    skipped: tuple[str, ...] = ()
    moved_to: str | None = None
    further: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An answer as it came: `url` after redirects, decoded `body` bytes, header names in lower case, times in UTC.

    `not_modified` marks a 304: the body is empty and nothing changed since the validators that were sent.
    """

    requested: str
    url: str
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes
    fetched: datetime
    not_modified: bool = False
    permanent_url: str | None = None  # where a 301 or 308 said the address lives from now on

    def header(self, name: str) -> str | None:
        """The first value of a header, or None; `name` in lower case."""
        return next((value for key, value in self.headers if key == name), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A page read as an article. `published` is in UTC; `text` has paragraphs divided by blank lines.

    `url` is the canonical address, `key` what identifies the article at its outlet (host and number, or the address).
    """

    key: str
    url: str
    source: str
    title: str
    text: str
    published: datetime | None
    date_origin: DateOrigin
    author: str | None = None
    language: str | None = None
    wire: str | None = None  # the agency whose mark the text carries
    notes: tuple[str, ...] = field(default=())  # oddities that a person should know, such as a refused date
