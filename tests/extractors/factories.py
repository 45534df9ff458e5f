"""Pages, sources and candidates for the tests of extractors: small, correct, and changed in one spot by each test."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from claims.article import Candidate, DateOrigin, Page
from claims.topic import Feed, FeedKind, Source

NOW = datetime(2025, 11, 22, 8, 0, tzinfo=UTC)
HOST = "gazette.example"
ADDRESS = f"https://{HOST}/news/1944001/canal-deal"

SENTENCE = "Engineers of the canal board said on Friday that the second lock would cost $5 billion and open in 2031. "
BODY = "".join(f"<p>{SENTENCE * 2}Paragraph {number} ends here.</p>" for number in range(4))


def page(
    body: str | bytes,
    *,
    url: str = ADDRESS,
    content_type: str | None = "text/html; charset=utf-8",
    permanent_url: str | None = None,
) -> Page:
    """An answer of 200 with this body."""
    return Page(
        requested=url,
        url=url,
        status=200,
        headers=() if content_type is None else (("content-type", content_type),),
        body=body if isinstance(body, bytes) else body.encode(),
        fetched=NOW,
        permanent_url=permanent_url,
    )


def source(zone: str = "Asia/Karachi", marks: tuple[str, ...] = (), hosts: tuple[str, ...] = (HOST,)) -> Source:
    """An outlet on gazette.example."""
    feed = Feed(url=f"https://{HOST}/feed", kind=FeedKind.RSS)
    return Source(
        id="gazette",
        name="The Gazette",
        homepage=f"https://{HOST}/",
        hosts=hosts,
        feeds=(feed,),
        tier=2,
        zone=zone,
        wire_marks=marks,
    )


def feed(kind: FeedKind = FeedKind.RSS, link_pattern: str | None = None) -> Feed:
    """A feed of gazette.example."""
    return Feed(url=f"https://{HOST}/feed", kind=kind, link_pattern=link_pattern)


def candidate(
    title: str | None = None, published: datetime | None = None, origin: DateOrigin = DateOrigin.FEED
) -> Candidate:
    """The listing's word on the page at ADDRESS."""
    return Candidate(
        source="gazette",
        url=ADDRESS,
        title=title,
        published=published,
        date_origin=origin if published else DateOrigin.NONE,
    )


def html(body: str = BODY, *, title: str = "Canal deal signed", head: str = "", lang: str = "en") -> str:
    """A page of an outlet: navigation, one article, a footer."""
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><title>{title}</title>{head}</head><body>'
        '<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>'
        f"<article><h1>{title}</h1>{body}</article><footer><p>All rights reserved</p></footer></body></html>"
    )


def labelled_articles() -> list[dict[str, Any]]:
    """The articles of the labelled set, as its lines say."""
    lines = (Path(__file__).resolve().parents[1] / "gold" / "dev.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]
