"""Revisiting: the articles of a source whose turn has come on the ladder, whether or not a listing still names them."""

import asyncio

from claims.article import Candidate
from claims.topic import Source
from flows.desk import Desk
from flows.stages.collect import MOST_REVISITS, fetch_page, take_turns
from flows.stages.visits import Collected, Visit
from store.articles import StoredArticle, due_articles
from store.engine import transaction


async def revisit(desk: Desk, source: Source) -> Collected:
    """The due articles of a source, each with its page or the error. No other run visits them at the same time."""
    with transaction(desk.ledger.engine) as session:
        due = due_articles(session, desk.now, source=source.id, limit=MOST_REVISITS)
        take_turns(session, due, desk.now)
    visits = await asyncio.gather(*(fetch_page(desk, visit) for visit in _visits(source, due)))
    return Collected(source=source, feeds=(), visits=tuple(visits))


def _visits(source: Source, due: tuple[StoredArticle, ...]) -> list[Visit]:
    return [
        Visit(source=source, candidate=Candidate(source=source.id, url=article.url), known=article)
        for article in due
        if article.url is not None
    ]
