"""Where does an outlet list its articles? Feeds that a page announces, then the places where feeds usually are."""

from dataclasses import dataclass
from urllib.parse import urlsplit

from claims.article import Page
from claims.topic import FeedKind
from extractors.html import html_text, html_tree, plain_words, title_of
from extractors.urls import absolute_url

_TYPES = {
    "application/rss+xml": FeedKind.RSS,
    "application/rdf+xml": FeedKind.RSS,
    "text/xml": FeedKind.RSS,
    "application/xml": FeedKind.RSS,
    "application/atom+xml": FeedKind.ATOM,
    "application/feed+json": FeedKind.JSON,
    "application/json": FeedKind.JSON,
}
_PLACES = (
    ("/feed/", FeedKind.RSS),
    ("/rss", FeedKind.RSS),
    ("/rss.xml", FeedKind.RSS),
    ("/feeds/latest-news", FeedKind.RSS),
    ("/feed.xml", FeedKind.RSS),
    ("/atom.xml", FeedKind.ATOM),
    ("/feed.json", FeedKind.JSON),
    ("/news-sitemap.xml", FeedKind.SITEMAP),
    ("/sitemap-news.xml", FeedKind.SITEMAP),
    ("/sitemap_news.xml", FeedKind.SITEMAP),
    ("/sitemap.xml", FeedKind.SITEMAP),
)
_MOST_FOUND = 20
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Found:
    """A feed that a page announces, or a place worth trying; `kind` is a guess until the feed is read."""

    url: str
    kind: FeedKind
    title: str | None = None


def announced_feeds(page: Page) -> tuple[Found, ...]:
    """The feeds of a page's `<link rel="alternate">`, feeds of comments left out. Raises Unreadable for no page."""
    tree = html_tree(html_text(page), page.url)
    found: dict[str, Found] = {}
    for link in tree.iter("link"):
        kind = _TYPES.get((link.get("type") or "").partition(";")[0].strip().lower())
        url = absolute_url(page.url, link.get("href") or "") if link.get("href") else None
        title = plain_words(link.get("title") or "", 100) or None
        if kind is None or url is None or "alternate" not in (link.get("rel") or "").lower().split():
            continue
        if "comment" not in url.lower() and "comment" not in (title or "").lower():
            found.setdefault(url, Found(url, kind, title))
    return tuple(found.values())[:_MOST_FOUND]


def site_name(page: Page) -> str | None:
    """What a page says its site is called, else its title. Raises Unreadable for no page."""
    tree = html_tree(html_text(page), page.url)
    stated = (element.get("content") for element in tree.iter("meta") if element.get("property") == "og:site_name")
    found = (plain_words(words, _LONGEST_NAME) for words in (*stated, title_of(tree)) if words)
    return next((words for words in found if words), None)


def sitemaps_of_robots(text: str, homepage: str) -> tuple[Found, ...]:
    """The sitemaps that a robots.txt names, those for news first."""
    lines = (line.partition(":") for line in text.splitlines())
    named = (
        absolute_url(homepage, link) for key, _, link in lines if key.strip().lower() == "sitemap" and link.strip()
    )
    unique = sorted(dict.fromkeys(url for url in named if url), key=lambda url: "news" not in url.lower())
    return tuple(Found(url, FeedKind.SITEMAP) for url in unique)[:_MOST_FOUND]


def usual_places(homepage: str) -> tuple[Found, ...]:
    """The addresses at which outlets usually keep a feed or a news sitemap, most promising first."""
    parts = urlsplit(homepage)
    return tuple(Found(f"{parts.scheme}://{parts.netloc}{path}", kind) for path, kind in _PLACES)
