"""Pages that list articles → candidates, by the links whose address looks like an article's."""

import re
from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from claims.article import DateOrigin, Listing, Page
from claims.errors import SkipReason, Unreadable
from claims.topic import Feed, Source
from extractors.html import html_text, html_tree, plain_words, title_of
from extractors.items import Item, listing_of
from extractors.urls import absolute_url, article_key, canonical_url, host_of

_SHORTEST_TITLE = 15
_CLIMB = 4
_MOST_ANCHORS = 20_000
# Without a pattern: a number of five digits or more, or four words or more joined by hyphens, in the last two segments.
_ARTICLE = re.compile(r"/[^/]*\d{5,}[^/]*(?:/[^/]*)?$|/(?:[a-z0-9%]+-){3,}[a-z0-9%]+(?:\.[a-z]{3,5})?$", re.IGNORECASE)
_NOT_ARTICLE = re.compile(
    r"/(?:tag|tags|category|categories|author|authors|topic|topics|page|search|login|register|contact|about|privacy|terms"
    r"|wp-content|wp-admin|feed|feeds|rss|cart|subscribe)(?:/|$)|\.(?:jpe?g|png|gif|webp|svg|css|js|mp[34]|zip|pdf|docx?)$",
    re.IGNORECASE,
)


def read_listing_page(page: Page, feed: Feed, source: Source, now: datetime) -> Listing:
    """The articles that a page links to on the source's hosts, in the order of the page.

    An address is an article's where `feed.link_pattern` is found in it, or, without a pattern, by its form. Raises
    Unreadable (not-a-feed) where no link matches: the page or the pattern has changed.
    """
    tree = html_tree(html_text(page), page.url)
    base = _base(tree, page.url)
    items = list(_items(tree, base, feed, source))
    if not items:
        how = f"the pattern {feed.link_pattern!r}" if feed.link_pattern else "the form of an article's address"
        why = f"{page.url}: a page titled {title_of(tree) or ''!r} with no link that has {how}"
        raise Unreadable(SkipReason.NOT_A_FEED, f"{why}; check the feed's address and link_pattern in the sources")
    return listing_of(items, page, source, now, DateOrigin.PAGE, further=_next_page(tree, base, source))


def _items(tree: HtmlElement, base: str, feed: Feed, source: Source) -> Iterator[Item]:
    """One item per article: its first link, the longest of its anchors' texts, the date beside it."""
    pattern = re.compile(feed.link_pattern) if feed.link_pattern else None
    keys: dict[HtmlElement, str] = {}
    addresses: dict[str, str] = {}
    for anchor in tree.xpath("//a[@href]")[:_MOST_ANCHORS]:
        url = None if _turns_pages(anchor) else absolute_url(base, anchor.get("href"))
        if url is not None and _is_article(url, base, pattern, source):
            keys[anchor] = article_key(url)
            addresses.setdefault(keys[anchor], url)
    anchors: dict[str, list[HtmlElement]] = {}
    for anchor, key in keys.items():
        anchors.setdefault(key, []).append(anchor)
    for key, found in anchors.items():
        title = max((plain_words(anchor.text_content()) for anchor in found), key=len)
        yield Item(
            link=addresses[key],
            title=title if len(title) >= _SHORTEST_TITLE else None,
            date=next(filter(None, (_date_beside(anchor, keys) for anchor in found)), None),
        )


def _is_article(url: str, base: str, pattern: re.Pattern[str] | None, source: Source) -> bool:
    if host_of(url) not in source.hosts or canonical_url(url) == canonical_url(base):
        return False
    if pattern is not None:
        return pattern.search(url) is not None
    path = urlsplit(url).path
    return bool(_ARTICLE.search(path.rstrip("/"))) and not _NOT_ARTICLE.search(path)


def _date_beside(anchor: HtmlElement, keys: dict[HtmlElement, str]) -> str | None:
    """The text of a time element in the box around a link, as long as the box links to no other article."""
    box = anchor
    for _ in range(_CLIMB):
        parent = box.getparent()
        if parent is None or any(keys.get(link, keys[anchor]) != keys[anchor] for link in parent.iter("a")):
            break
        box = parent
    for stamp in box.iter("time"):
        text = stamp.get("datetime") or plain_words(stamp.text_content())
        if text:
            return str(text)
    return None


def _base(tree: HtmlElement, url: str) -> str:
    for element in tree.iter("base"):
        return absolute_url(url, element.get("href") or "") or url
    return url


def _turns_pages(link: HtmlElement) -> bool:
    return not {"next", "prev"}.isdisjoint((link.get("rel") or "").lower().split())


def _next_page(tree: HtmlElement, base: str, source: Source) -> tuple[str, ...]:
    for element in tree.iter("link", "a"):
        if "next" in (element.get("rel") or "").lower().split() and element.get("href"):
            url = absolute_url(base, element.get("href"))
            return (url,) if url and host_of(url) in source.hosts else ()
    return ()
