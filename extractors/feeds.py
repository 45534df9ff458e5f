"""Listings of a source → candidates: RSS, Atom, JSON Feed, news sitemaps, listing pages.

feedparser gets bytes, never an address, and with its sanitiser off: it costs three quarters of the time, and titles and
summaries are reduced to plain words here. Its dates are not used: extractors.dates knows the zones of our sources.
"""

import json
import re
from dataclasses import replace
from datetime import datetime
from typing import Any
from xml.sax import SAXException

import feedparser

from claims.article import DateOrigin, Listing, Page
from claims.errors import SkipReason, Unreadable
from claims.topic import Feed, FeedKind, Source
from extractors.charset import decode
from extractors.items import MOST_ITEMS, Item, listing_of
from extractors.listings import read_listing_page
from extractors.sitemaps import read_sitemap, unpacked
from extractors.sniffing import kind_of, looks_like

LARGEST_FEED = 20_000_000
_ITEM = re.compile(rb"<(item|entry)[\s>]")
_ROOT = re.compile(rb"<((?:[A-Za-z]+:)?(?:rss|rdf|feed))[\s>]", re.IGNORECASE)
_XML_KINDS = (FeedKind.RSS, FeedKind.ATOM)


def read_listing(page: Page, feed: Feed, source: Source, now: datetime) -> Listing:
    """The candidates that a listing names, at most 2,000, and a line for every item that was skipped.

    A feed that turns out to be of another kind than `feed.kind` says is read as what it is; only a listing page must
    be declared, since any page has links. Raises Unreadable (not-a-feed) naming the address and what the answer looks
    like, or too-large.
    """
    if len(page.body) > LARGEST_FEED:
        raise Unreadable(SkipReason.TOO_LARGE, f"{page.url}: {len(page.body)} bytes; {LARGEST_FEED} are allowed")
    body = unpacked(page)
    kind = kind_of(body)
    if feed.kind is FeedKind.LISTING and kind in (FeedKind.LISTING, None) and body.strip():
        return read_listing_page(page, feed, source, now)
    if kind in _XML_KINDS:
        items, damage = _xml_items(page, body)
        listing = listing_of(items, page, source, now, DateOrigin.FEED)
        return replace(listing, skipped=(*listing.skipped, *damage))
    if kind is FeedKind.SITEMAP:
        return read_sitemap(page, body, source, now)
    if kind is FeedKind.JSON:
        return listing_of(_json_items(page, body), page, source, now, DateOrigin.FEED)
    why = f"{page.url}: expected {feed.kind.value}, found {looks_like(page)}"
    raise Unreadable(SkipReason.NOT_A_FEED, f"{why}; check the feed's address in the sources")


def _xml_items(page: Page, body: bytes) -> tuple[list[Item], tuple[str, ...]]:
    """The items of a feed, and a line of warning where its XML is damaged and items may have been lost."""
    headers = {"content-type": page.header("content-type") or "application/xml", "content-location": page.url}
    parsed = feedparser.parse(
        _first_items(body), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    broken = parsed.get("bozo_exception")
    if not parsed.entries and (not parsed.version or isinstance(broken, SAXException)):
        why = f"{page.url}: not a feed that can be read ({broken or 'no feed and no items in it'})"
        raise Unreadable(SkipReason.NOT_A_FEED, why)
    warning = f"{page.url}: the feed's XML is damaged ({broken}); items may be missing"
    return [_xml_item(entry) for entry in parsed.entries], (warning,) if isinstance(broken, SAXException) else ()


def _xml_item(entry: dict[str, Any]) -> Item:
    guid = _text(entry, "id")
    link = _text(entry, "feedburner_origlink") or _text(entry, "link")
    if not link and guid and guid.startswith(("http://", "https://")):
        link = guid
    content = dict.get(entry, "content") or [{}]
    return Item(
        link=link,
        title=_text(entry, "title"),
        summary=_text(entry, "summary") or content[0].get("value"),
        date=_text(entry, "published") or _text(entry, "created") or _text(entry, "updated"),
        guid=guid,
    )


def _text(entry: dict[str, Any], key: str) -> str | None:
    value = dict.get(entry, key)  # feedparser's own access maps one key to another, with warnings
    return value if isinstance(value, str) and value.strip() else None


def _first_items(body: bytes) -> bytes:
    """The feed with no more items than are read, closed again: a feed of 100,000 would take feedparser a minute."""
    starts = _ITEM.finditer(body)
    for _ in range(MOST_ITEMS + 1):
        if next(starts, None) is None:
            return body
    beyond = next(starts, None)
    root = _ROOT.search(body[:10_000])
    if beyond is None or root is None:
        return body
    channel = b"</channel>" if b"rss" in root[1].lower() else b""
    return body[: beyond.start()] + channel + b"</" + root[1] + b">"


def _json_items(page: Page, body: bytes) -> list[Item]:
    try:
        data = json.loads(decode(body, page.header("content-type"), page.url))
    except (ValueError, RecursionError) as error:
        raise Unreadable(SkipReason.NOT_A_FEED, f"{page.url}: not JSON that can be read ({error})") from error
    items = data.get("items")
    if not isinstance(items, list):
        raise Unreadable(SkipReason.NOT_A_FEED, f"{page.url}: JSON without a list of items, so no JSON Feed")
    return [_json_item(item) for item in items if isinstance(item, dict)]


def _json_item(item: dict[str, Any]) -> Item:
    def text(*keys: str) -> str | None:
        return next((item[key] for key in keys if isinstance(item.get(key), str) and item[key].strip()), None)

    return Item(
        link=text("url", "external_url"),
        title=text("title"),
        summary=text("summary", "content_text", "content_html"),
        date=text("date_published", "date_modified"),
        guid=text("id"),
    )
