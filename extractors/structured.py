"""What a page says of itself for machines: JSON-LD, Open Graph and other meta tags."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from lxml.html import HtmlElement

from extractors.html import plain_words

_LARGEST_SCRIPT = 500_000
_MOST_SCRIPTS = 20
_MOST_NODES = 2_000
_PUBLISHED_TAGS = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "date.published",
    "publishdate",
    "publish-date",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.created",
    "article.published",
)
_ARTICLE_TYPES = ("Article", "NewsArticle", "ReportageNewsArticle", "BlogPosting", "LiveBlogPosting", "Report")


@dataclass(frozen=True, slots=True)
class Structured:
    """`published` holds the raw texts of the dates of publication, most trusted first; `types` the JSON-LD types."""

    published: tuple[str, ...] = ()
    headline: str | None = None
    author: str | None = None
    language: str | None = None
    canonical: str | None = None
    types: frozenset[str] = frozenset()
    og_type: str | None = None
    free: bool | None = None


def read_structured(tree: HtmlElement) -> Structured:
    """What the page states of itself. What cannot be read is left out; nothing is raised."""
    nodes = list(_nodes(tree))
    articles = [node for node in nodes if _types(node) & set(_ARTICLE_TYPES)]
    tags = _meta(tree)
    dates = [node.get("datePublished") for node in articles]
    dates += [tags.get(name) for name in _PUBLISHED_TAGS]
    free = [node["isAccessibleForFree"] for node in articles if "isAccessibleForFree" in node]
    return Structured(
        published=tuple(dict.fromkeys(each.strip() for each in dates if isinstance(each, str) and each.strip())),
        headline=_first_words([node.get("headline") for node in articles] + [tags.get("og:title")]),
        author=_first_words([name for node in articles for name in _authors(node)] + [tags.get("author")]),
        language=_language(tree),
        canonical=_canonical(tree) or tags.get("og:url"),
        types=frozenset().union(*(_types(node) for node in nodes)),
        og_type=(tags.get("og:type") or "").lower() or None,
        free=None if not free else str(free[0]).lower() not in ("false", "0"),
    )


def _nodes(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    left = _MOST_NODES
    for script in tree.xpath("//script[contains(@type, 'ld+json')]")[:_MOST_SCRIPTS]:
        pending = [_parsed(script.text or "")]
        while pending and left:
            left -= 1
            node = pending.pop(0)
            if isinstance(node, list):
                pending.extend(node)
            elif isinstance(node, dict):
                yield node
                pending.extend(node.get(key) for key in ("@graph", "mainEntity", "mainEntityOfPage"))


def _parsed(script: str) -> Any:
    if len(script) > _LARGEST_SCRIPT:
        return None
    try:
        return json.loads(script.strip().removesuffix(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _types(node: dict[str, Any]) -> set[str]:
    kinds = node.get("@type")
    listed = kinds if isinstance(kinds, list) else [kinds]
    return {kind for kind in listed if isinstance(kind, str)}


def _authors(node: dict[str, Any]) -> Iterator[str]:
    author = node.get("author")
    for each in author if isinstance(author, list) else [author]:
        name = each.get("name") if isinstance(each, dict) else each
        if isinstance(name, str):
            yield name


def _first_words(found: list[Any]) -> str | None:
    texts = (plain_words(each) for each in found if isinstance(each, str))
    return next((text for text in texts if text), None)


def _meta(tree: HtmlElement) -> dict[str, str]:
    tags: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        content = tag.get("content")
        if name and content:
            tags.setdefault(name.strip().lower(), content.strip())
    return tags


def _canonical(tree: HtmlElement) -> str | None:
    for link in tree.iter("link"):
        if "canonical" in (link.get("rel") or "").lower().split():
            return str(link.get("href") or "") or None
    return None


def _language(tree: HtmlElement) -> str | None:
    root = tree.getroottree().getroot()
    language = (root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "").strip().lower()
    return language.replace("_", "-").partition("-")[0] or None
