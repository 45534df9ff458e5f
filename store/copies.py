"""Near-copies: which recent articles share runs of words with a text."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete
from sqlmodel import Session, col, func, select

from store.bulk import in_parts, insert_new
from store.tables import ArticleRow, ShingleRow


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyCandidate:
    """An article that shares `shared` of the shingles that were asked about; `cluster` is its copy cluster."""

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
    return frozenset(session.exec(select(ShingleRow.hash).where(ShingleRow.article == article)))


def copy_candidates(
    session: Session, hashes: Iterable[int], since: datetime, until: datetime, *, at_least: int = 1
) -> tuple[CopyCandidate, ...]:
    """Articles published within [since, until] that share `at_least` of the shingles; the most alike first."""
    shared: Counter[str] = Counter()
    for part in in_parts(hashes):
        query = (
            select(ShingleRow.article, func.count())
            .where(col(ShingleRow.hash).in_(part), col(ShingleRow.published).between(since, until))
            .group_by(ShingleRow.article)
        )
        shared.update(dict(session.exec(query).all()))
    alike = {article: count for article, count in shared.items() if count >= at_least}
    clusters = _clusters(session, alike)
    found = (CopyCandidate(article=key, cluster=clusters[key], shared=count) for key, count in alike.items())
    return tuple(sorted(found, key=lambda candidate: (-candidate.shared, candidate.article)))


def forget_shingles(session: Session, before: datetime) -> int:
    """Drop the shingles of articles published before a time; returns how many."""
    return session.exec(delete(ShingleRow).where(col(ShingleRow.published) < before)).rowcount


def _clusters(session: Session, articles: Iterable[str]) -> dict[str, str]:
    clusters: dict[str, str] = {}
    for part in in_parts(articles):
        query = select(ArticleRow.key, ArticleRow.cluster).where(col(ArticleRow.key).in_(part))
        clusters |= dict(session.exec(query).all())
    return clusters
