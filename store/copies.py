"""Near-copies: which recent articles share runs of words with a text."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import case, delete
from sqlmodel import Session, col, func, select

from claims.witness import SAMPLE_DIVISOR, Size
from store.bulk import in_parts, insert_new
from store.tables import ArticleRow, ShingleRow

# More outlets than print one story, and fewer than the pages on which a house's own words stand in two weeks.
COMMON = 200
# A text shares more with each print of its story than with anything else: beyond these there is no copy to be found.
MOST = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyCandidate:
    """An article that shares at most `shared` of the shingles that were asked about; `cluster` is its copy cluster."""

    article: str
    cluster: str
    shared: int


def save_shingles(session: Session, article: str, hashes: Iterable[int], published: datetime) -> None:
    """Keep the shingles of an article in place of those it had."""
    session.exec(delete(ShingleRow).where(col(ShingleRow.article) == article))
    rows = [{"hash": shingle, "article": article, "published": published} for shingle in hashes]
    insert_new(session, ShingleRow, rows)


def shingles_of(session: Session, article: str) -> frozenset[int]:
    """The shingles that were kept for an article."""
    return shingles_of_all(session, [article])[article]


def shingles_of_all(session: Session, articles: Iterable[str]) -> dict[str, frozenset[int]]:
    """The shingles that were kept for each of some articles."""
    found: dict[str, set[int]] = {article: set() for article in articles}
    for part in in_parts(found):
        query = select(ShingleRow.article, ShingleRow.hash).where(col(ShingleRow.article).in_(part))
        for article, shingle in session.connection().execute(query):
            found[article].add(shingle)
    return {article: frozenset(hashes) for article, hashes in found.items()}


def sizes_of(session: Session, articles: Iterable[str]) -> dict[str, Size]:
    """How many shingles were kept for each of some articles; one that has none is left out."""
    found: dict[str, Size] = {}
    sampled = func.sum(case((col(ShingleRow.hash) % SAMPLE_DIVISOR == 0, 1), else_=0))
    for part in in_parts(articles):
        query = select(ShingleRow.article, func.count(), sampled).where(col(ShingleRow.article).in_(part))
        rows = session.exec(query.group_by(ShingleRow.article))
        found |= {article: Size(kept, in_samples) for article, kept, in_samples in rows}
    return found


def copy_candidates(
    session: Session, hashes: Iterable[int], since: datetime, until: datetime, *, at_least: int = 1
) -> tuple[CopyCandidate, ...]:
    """Articles published within [since, until] that share `at_least` of the shingles; the `MOST` most alike first.

    Shingles that more than `COMMON` articles of that time have are boilerplate, which tells nobody's copy. They find no
    candidate, so that the answer costs the same however many articles there are, and count as shared by each.
    """
    shared: Counter[str] = Counter()
    common = 0
    for part in in_parts(hashes):
        wanted = (col(ShingleRow.hash).in_(part), col(ShingleRow.published).between(since, until))
        counted = select(ShingleRow.hash).where(*wanted).group_by(col(ShingleRow.hash)).having(func.count() > COMMON)
        boilerplate = set(session.exec(counted))
        common += len(boilerplate)
        rare = (col(ShingleRow.hash).in_([each for each in part if each not in boilerplate]), wanted[1])
        query = select(ShingleRow.article, func.count()).where(*rare).group_by(ShingleRow.article)
        shared.update(dict(session.exec(query).all()))
    alike = sorted((-count, article) for article, count in shared.items() if count >= at_least)[:MOST]
    clusters = _clusters(session, [article for _, article in alike])
    return tuple(CopyCandidate(article=key, cluster=clusters[key], shared=common - count) for count, key in alike)


def forget_shingles(session: Session, before: datetime) -> int:
    """Drop the shingles of articles published before a time; returns how many."""
    return session.exec(delete(ShingleRow).where(col(ShingleRow.published) < before)).rowcount


def _clusters(session: Session, articles: Iterable[str]) -> dict[str, str]:
    clusters: dict[str, str] = {}
    for part in in_parts(articles):
        query = select(ArticleRow.key, ArticleRow.cluster).where(col(ArticleRow.key).in_(part))
        clusters |= dict(session.exec(query).all())
    return clusters
