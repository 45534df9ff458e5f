"""A ledger of an empty topic, and small makers of what the stages hand on."""

from dataclasses import replace
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from sqlalchemy import Engine

from claims.article import Article, Candidate, DateOrigin, Page
from claims.policy import policy_of
from claims.topic import Feed, FeedKind, Source, Topic
from extractors.claims import compile_lexicon
from extractors.urls import article_key
from flows.desk import Ledger
from flows.settings import Settings
from flows.stages.visits import Visit
from store.articles import ArticleKind, StoredArticle
from tests.flows.stages.conftest import START, Clock

NOW = START
HOUR = timedelta(hours=1)
FEED = Feed(url="https://c.example/feed", kind=FeedKind.RSS, verified=True)
SOURCE = Source(
    id="courier", name="Courier", homepage="https://c.example/", hosts=("c.example",), feeds=(FEED,), tier=1, zone="UTC"
)
EMPTY = MappingProxyType[str, Any]({})
TOPIC = Topic(
    name="corridor",
    subjects=EMPTY,
    measures=EMPTY,
    statuses=EMPTY,
    sources=MappingProxyType({SOURCE.id: SOURCE}),
    baseline=(),
    about=(),
    version="t1",
)


def a_ledger(engine: Engine, clock: Clock, **channels: str) -> Ledger:
    return Ledger(
        settings=Settings.model_validate({"channels": channels}),
        topic=TOPIC,
        policy=policy_of(TOPIC),
        lexicon=compile_lexicon(TOPIC),
        engine=engine,
        now=clock,
    )


def an_address(name: str = "a") -> str:
    return f"https://c.example/{name}"


def a_page(url: str = "https://c.example/a", **given: Any) -> Page:
    headers = (("etag", '"v1"'), ("last-modified", "Mon, 11 May 2026 04:00:00 GMT"))
    return replace(Page(requested=url, url=url, status=200, headers=headers, body=b"<p>", fetched=NOW), **given)


def a_visit(name: str = "a", **given: Any) -> Visit:
    candidate = Candidate(source=SOURCE.id, url=an_address(name))
    return replace(Visit(source=SOURCE, candidate=candidate), **given)


def an_article(name: str = "a", text: str = "Nothing of note happened.", **given: Any) -> Article:
    url = an_address(name)
    article = Article(
        key=article_key(url),
        url=url,
        source=SOURCE.id,
        title="A title",
        text=text,
        published=NOW - HOUR,
        date_origin=DateOrigin.FEED,
    )
    return replace(article, **given)


def a_stored_article(name: str = "a", **given: Any) -> StoredArticle:
    url = an_address(name)
    stored = StoredArticle(
        key=article_key(url),
        kind=ArticleKind.NEWS,
        url=url,
        source=SOURCE.id,
        outlet=SOURCE.id,
        title="A title",
        first_seen=NOW,
        last_checked=NOW,
        next_check=NOW,
        etag=None,
        last_modified=None,
        gone_at=None,
        cluster=article_key(url),
        wire=None,
    )
    return replace(stored, **given)
