"""Items of any listing → candidates: one set of rules for what is kept, what is skipped, and with which words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from claims.article import Candidate, DateOrigin, Listing, Page
from claims.topic import Source
from extractors.dates import is_ahead, read_time
from extractors.html import plain_words
from extractors.urls import absolute_url, article_key, host_of

MOST_ITEMS = 2_000
_LONGEST_TITLE = 300
_LONGEST_SUMMARY = 1_000
_LONGEST_DATE = 100
_MOST_REASONS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """What a listing says of one article, as printed: markup in titles, dates in any form, links of any kind."""

    link: str | None
    title: str | None = None
    summary: str | None = None
    date: str | None = None
    guid: str | None = None


def listing_of(
    items: Iterable[Item], page: Page, source: Source, now: datetime, origin: DateOrigin, further: tuple[str, ...] = ()
) -> Listing:
    """The listing that `items` make, in their order; `page` is the answer they stood in, `origin` where dates stood.

    Skipped, each with a line of reason: items without a usable link, on hosts that are not the source's, dated more
    than a day ahead, named twice (by article, or by GUID with the same title), and those beyond MOST_ITEMS.
    """
    candidates: list[Candidate] = []
    skipped: list[str] = []
    keys: set[str] = set()
    guids: dict[str, str | None] = {}
    for number, item in enumerate(items, 1):
        if number > MOST_ITEMS:
            skipped.append(f"{page.url}: more than {MOST_ITEMS} items; the rest was not read")
            break
        url = absolute_url(page.url, item.link or "") if item.link and item.link.strip() else None
        why = _refused(item, url, source, now) or _repeated(item, url, keys, guids)
        if why or url is None:
            skipped.append(f"{page.url}: item {number} ({_named(item)}): {why}")
            continue
        candidates.append(_candidate(item, url, source, now, origin))
    return Listing(
        candidates=tuple(candidates),
        skipped=_shortened(skipped),
        moved_to=page.permanent_url,
        further=further,
    )


def _refused(item: Item, url: str | None, source: Source, now: datetime) -> str | None:
    if not item.link or not item.link.strip():
        return "it has no link"
    if url is None:
        return f"its link {item.link[:80]!r} is no web address"
    if host_of(url) not in source.hosts:
        return f"its link leads to {host_of(url)}, which is not among the hosts of {source.id}"
    if item.date and is_ahead(item.date[:_LONGEST_DATE], source.zone, now):
        return f"its date {item.date[:_LONGEST_DATE]!r} lies in the future"
    return None


def _repeated(item: Item, url: str | None, keys: set[str], guids: dict[str, str | None]) -> str | None:
    """Why an item is a repetition. A GUID that all items share is broken and tells nothing, so the title must agree."""
    key = article_key(url or "")
    if key in keys:
        return "it names an article that stands above"
    if item.guid and item.guid in guids and guids[item.guid] == item.title:
        return f"it repeats the GUID {item.guid[:80]!r} of an item above"
    keys.add(key)
    if item.guid:
        guids.setdefault(item.guid, item.title)
    return None


def _candidate(item: Item, url: str, source: Source, now: datetime, origin: DateOrigin) -> Candidate:
    published = read_time(item.date[:_LONGEST_DATE], source.zone, now) if item.date else None
    return Candidate(
        source=source.id,
        url=url,
        title=plain_words(item.title or "", _LONGEST_TITLE) or None,
        published=published,
        date_origin=origin if published else DateOrigin.NONE,
        summary=plain_words(item.summary or "", _LONGEST_SUMMARY) or None,
    )


def _named(item: Item) -> str:
    return plain_words(item.title or item.guid or "", 60) or "untitled"


def _shortened(reasons: list[str]) -> tuple[str, ...]:
    if len(reasons) <= _MOST_REASONS:
        return tuple(reasons)
    return (*reasons[:_MOST_REASONS], f"… and {len(reasons) - _MOST_REASONS} more items were skipped")
