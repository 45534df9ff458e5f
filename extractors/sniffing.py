"""What kind of listing are these bytes? Told from the bytes, since servers label feeds as they like."""

import re

from claims.article import Page
from claims.topic import FeedKind
from extractors.charset import decode
from extractors.html import plain_words

_HEAD = 4_096
_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?(?P<name>[A-Za-z_][\w.-]*)")
_BEFORE_ROOT = re.compile(r"<\?.*?\?>|<!--.*?-->|<!DOCTYPE(?:[^\[>]*\[.*?\]\s*>|[^>]*>)", re.DOTALL | re.IGNORECASE)
_HTML = re.compile(r"<!doctype html", re.IGNORECASE)
_TITLE = re.compile(r"<title[^>]*>(.*?)</title", re.DOTALL | re.IGNORECASE)
_KINDS = {
    "rss": FeedKind.RSS,
    "rdf": FeedKind.RSS,
    "channel": FeedKind.RSS,
    "feed": FeedKind.ATOM,
    "urlset": FeedKind.SITEMAP,
    "sitemapindex": FeedKind.SITEMAP,
    "html": FeedKind.LISTING,
}


def kind_of(body: bytes) -> FeedKind | None:
    """The kind of listing that bytes look like: by JSON's brace or the name of the root element; None for none."""
    head = _head(body)
    if head.startswith("{"):
        return FeedKind.JSON
    if _HTML.match(head):
        return FeedKind.LISTING
    root = _ROOT.match(_BEFORE_ROOT.sub("", head).strip())
    return _KINDS.get(root["name"].lower()) if root else None


def looks_like(page: Page) -> str:
    """Words for a person: what an answer is that is no listing."""
    body = page.body
    if not body.strip():
        return "an empty answer"
    if kind_of(body) is FeedKind.LISTING:
        title = _TITLE.search(decode(body[: _HEAD * 4], page.header("content-type"), page.url))
        return f"an HTML page titled {plain_words(title[1], 80)!r}" if title else "an HTML page without a title"
    declared = (page.header("content-type") or "no content type").partition(";")[0]
    return f"{len(body)} bytes of {declared} that begin with {_head(body)[:40]!r}"


def _head(body: bytes) -> str:
    for mark, encoding in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"), (b"\xef\xbb\xbf", "utf-8")):
        if body.startswith(mark):
            return body[len(mark) : _HEAD].decode(encoding, "replace").strip()
    return body[:_HEAD].replace(b"\0", b"").decode("utf-8", "replace").strip()
