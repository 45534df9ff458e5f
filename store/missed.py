"""What was seen and not understood: numbers that were not read, and claims that could not be linked."""

from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from claims.figure import Unread
from claims.report import Report
from store.reports import report_of
from store.tables import ArticleRow, ClaimRow, RevisionRow, UnreadRow


@dataclass(frozen=True, slots=True, kw_only=True)
class UnreadFigure:
    """A number that was not read, and where it stands; `text` is the whole text that its offsets count in."""

    article: str
    revision: int
    url: str | None
    outlet: str
    title: str
    text: str | None
    unread: Unread


def list_unread(session: Session, *, since: datetime | None = None, limit: int = 100) -> tuple[UnreadFigure, ...]:
    """Numbers that were not read, by the extractor that counts, the latest first."""
    query = (
        select(UnreadRow, ArticleRow, RevisionRow)
        .join(ArticleRow, col(ArticleRow.key) == col(UnreadRow.article))
        .join(
            RevisionRow,
            (col(RevisionRow.article) == col(UnreadRow.article)) & (col(RevisionRow.n) == col(UnreadRow.revision)),
        )
        .where(UnreadRow.extractor == RevisionRow.extractor)
        .order_by(col(UnreadRow.recorded).desc(), col(UnreadRow.article), col(UnreadRow.figure_start))
        .limit(limit)
    )
    if since is not None:
        query = query.where(col(UnreadRow.recorded) >= since)
    return tuple(_unread_figure(*rows) for rows in session.exec(query))


def list_unlinked(session: Session, *, since: datetime | None = None, limit: int = 100) -> tuple[Report, ...]:
    """Claims whose subject could not be found, the latest first."""
    query = (
        select(ClaimRow)
        .where(col(ClaimRow.subject).is_(None))
        .order_by(col(ClaimRow.recorded).desc(), col(ClaimRow.article), col(ClaimRow.figure_start))
        .limit(limit)
    )
    if since is not None:
        query = query.where(col(ClaimRow.recorded) >= since)
    return tuple(report_of(row) for row in session.exec(query))


def _unread_figure(row: UnreadRow, article: ArticleRow, revision: RevisionRow) -> UnreadFigure:
    return UnreadFigure(
        article=article.key,
        revision=revision.n,
        url=article.url,
        outlet=article.outlet,
        title=revision.title,
        text=revision.text,
        unread=Unread(row.figure_start, row.figure_end, row.words, row.reason),
    )
