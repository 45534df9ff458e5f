"""Counts for summaries and for the health of sources."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, func, select

from claims.report import Judgement, Verdict
from store.articles import ArticleKind
from store.tables import ArticleRow, ChangeRow, ClaimRow, RevisionRow, Row, StatusRow, UnreadRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What the whole database holds; `articles` leaves the `baseline` out."""

    articles: int
    baseline: int
    revisions: int
    claims: int
    statuses: int
    unread: int
    changes: Mapping[Verdict, int]
    states: Mapping[Judgement, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Yield:
    """What a source brought: articles first seen, claims read in them, and when the last article was first seen."""

    articles: int
    claims: int
    last_article: datetime | None


def count_all(session: Session) -> Counts:
    """Count everything."""
    kinds = dict(session.exec(select(ArticleRow.kind, func.count()).group_by(ArticleRow.kind)).all())
    return Counts(
        articles=kinds.get(ArticleKind.NEWS.value, 0),
        baseline=kinds.get(ArticleKind.BASELINE.value, 0),
        revisions=_count(session, RevisionRow),
        claims=_count(session, ClaimRow),
        statuses=_count(session, StatusRow),
        unread=_count(session, UnreadRow),
        changes=count_verdicts(session),
        states=_count_states(session),
    )


def count_verdicts(session: Session, *, run: str | None = None) -> dict[Verdict, int]:
    """How many lines of the change log have each verdict, of all or of one run."""
    query = select(ChangeRow.verdict, func.count()).group_by(ChangeRow.verdict)
    if run is not None:
        query = query.where(ChangeRow.run == run)
    return {Verdict(verdict): count for verdict, count in session.exec(query)}


def yields(session: Session, *, since: datetime) -> dict[str, Yield]:
    """What each source brought from `since` on; a source that brought nothing is left out."""
    query = (
        select(
            ArticleRow.source,
            func.count(func.distinct(ArticleRow.key)),
            func.count(col(ClaimRow.id)),
            func.max(ArticleRow.first_seen),
        )
        .join(ClaimRow, col(ClaimRow.article) == col(ArticleRow.key), isouter=True)
        .where(col(ArticleRow.first_seen) >= since, ArticleRow.kind == ArticleKind.NEWS.value)
        .group_by(ArticleRow.source)
    )
    return {
        source: Yield(articles=articles, claims=claims, last_article=last)
        for source, articles, claims, last in session.exec(query)
        if source is not None
    }


def figures_of_articles(session: Session, source: str, *, since: datetime) -> tuple[tuple[datetime, int], ...]:
    """For each article of a source first seen since a time, the oldest first: when that was, and its claims."""
    query = (
        select(ArticleRow.first_seen, func.count(col(ClaimRow.id)))
        .join(ClaimRow, (col(ClaimRow.article) == col(ArticleRow.key)) & col(ClaimRow.corrects).is_(None), isouter=True)
        .where(
            ArticleRow.source == source,
            ArticleRow.kind == ArticleKind.NEWS.value,
            col(ArticleRow.first_seen) >= since,
        )
        .group_by(col(ArticleRow.key), col(ArticleRow.first_seen))
        .order_by(col(ArticleRow.first_seen), col(ArticleRow.key))
    )
    return tuple((first_seen, claims) for first_seen, claims in session.exec(query))


def _count(session: Session, model: type[Row]) -> int:
    return session.exec(select(func.count()).select_from(model)).one()


def _count_states(session: Session) -> dict[Judgement, int]:
    query = select(ChangeRow.state, func.count()).group_by(ChangeRow.state)
    return {Judgement(state): count for state, count in session.exec(query)}
