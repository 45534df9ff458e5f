"""News sitemaps, plain sitemaps and sitemap indexes → candidates, and the sitemaps to read next."""

import zlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

from lxml import etree

from claims.article import DateOrigin, Listing, Page
from claims.errors import SkipReason, Unreadable
from claims.topic import Source
from extractors.dates import read_time
from extractors.items import MOST_ITEMS, Item, listing_of
from extractors.urls import absolute_url, host_of

LARGEST_UNPACKED = 50_000_000
MOST_FURTHER = 5
_GZIP = b"\x1f\x8b"
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)


def unpacked(page: Page) -> bytes:
    """The body of a page, unpacked where it is itself a gzip file (`sitemap.xml.gz`).

    Raises Unreadable: too-large where it would unpack to more than LARGEST_UNPACKED bytes, bad-encoding where broken.
    """
    if not page.body.startswith(_GZIP):
        return page.body
    try:
        inflating = zlib.decompressobj(wbits=31)
        body = inflating.decompress(page.body, LARGEST_UNPACKED)
    except zlib.error as error:
        raise Unreadable(SkipReason.BAD_ENCODING, f"{page.url}: a broken gzip file ({error})") from error
    if inflating.unconsumed_tail:
        raise Unreadable(SkipReason.TOO_LARGE, f"{page.url}: unpacks to more than {LARGEST_UNPACKED} bytes")
    return body


def read_sitemap(page: Page, body: bytes, source: Source, now: datetime) -> Listing:
    """The articles of a sitemap, the newest first where it says when; of an index, the newest sitemaps to read next.

    Only the dates of news sitemaps count as dates of publication: `lastmod` moves with every edit.
    Raises Unreadable (not-a-feed) for what is no XML.
    """
    root, damage = _parsed(page, body)
    if _name(root) == "sitemapindex":
        return Listing(
            candidates=(), skipped=damage, moved_to=page.permanent_url, further=_further(root, page, source, now)
        )
    entries = sorted(_entries(root), key=lambda entry: _when(entry, source, now), reverse=True)
    listing = listing_of((_item(entry) for entry in entries), page, source, now, DateOrigin.SITEMAP)
    return replace(listing, skipped=(*listing.skipped, *damage))


def _parsed(page: Page, body: bytes) -> tuple[etree._Element, tuple[str, ...]]:
    """The root of a sitemap, and a line of warning where its XML is damaged and entries may have been lost."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(body, parser)
    except etree.XMLSyntaxError:  # nothing at all could be recovered
        root = None
    damage = parser.error_log[0].message if len(parser.error_log) else None
    if root is None or (damage and not len(root)):
        raise Unreadable(SkipReason.NOT_A_FEED, f"{page.url}: not a sitemap that can be read ({damage})")
    return root, (f"{page.url}: the sitemap's XML is damaged ({damage}); entries may be missing",) if damage else ()


def _entries(root: etree._Element) -> Iterator[dict[str, str]]:
    for number, element in enumerate(root.iterchildren()):
        if number > MOST_ITEMS * 25:  # a sitemap may hold 50,000
            return
        if _name(element) in ("url", "sitemap"):
            yield {_name(leaf): (leaf.text or "").strip() for leaf in element.iter() if isinstance(leaf.tag, str)}


def _item(entry: dict[str, str]) -> Item:
    return Item(link=entry.get("loc"), title=entry.get("title"), date=entry.get("publication_date"))


def _when(entry: dict[str, str], source: Source, now: datetime) -> datetime:
    text = entry.get("publication_date") or entry.get("lastmod") or ""
    return read_time(text, source.zone, now) or _LONG_AGO


def _further(root: etree._Element, page: Page, source: Source, now: datetime) -> tuple[str, ...]:
    """The sitemaps of an index on the source's own hosts: those for news first, then the newest."""
    entries = sorted(
        _entries(root), key=lambda entry: ("news" in entry.get("loc", ""), _when(entry, source, now)), reverse=True
    )
    addresses = (absolute_url(page.url, entry.get("loc", "")) for entry in entries if entry.get("loc"))
    own = (url for url in addresses if url is not None and host_of(url) in source.hosts and url != page.url)
    return tuple(dict.fromkeys(own))[:MOST_FURTHER]


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname.lower() if isinstance(element.tag, str) else ""
