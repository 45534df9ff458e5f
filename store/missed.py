"""What was seen and not understood: numbers that were not read, claims that could not be linked, silent articles."""

import re
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from sqlalchemy import exists
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from claims.figure import Unread
from claims.report import Report
from store.reports import report_of
from store.tables import ArticleRow, ClaimRow, RevisionRow, SightingRow, UnreadRow

_DIGIT = re.compile(r"\d")


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Unclaimed:
    """An article in which nothing was read although it has digits."""

    article: str
    url: str | None
    outlet: str
    title: str
    published: datetime | None


def list_unclaimed(session: Session, *, since: datetime | None = None, limit: int = 100) -> tuple[Unclaimed, ...]:
    """Articles whose text has digits and whose last revision has no claim, the latest first."""
    claimed = exists().where(
        col(SightingRow.article) == col(RevisionRow.article),
        col(SightingRow.revision) == col(RevisionRow.n),
        col(SightingRow.report) == col(ClaimRow.id),
    )
    later = aliased(RevisionRow)
    is_last = ~exists().where(col(later.article) == col(RevisionRow.article), col(later.n) > col(RevisionRow.n))
    query = (
        select(RevisionRow, ArticleRow)
        .join(ArticleRow, col(ArticleRow.key) == col(RevisionRow.article))
        .where(is_last, ~claimed, col(RevisionRow.text).is_not(None), col(RevisionRow.returns_to).is_(None))
        .order_by(col(RevisionRow.seen_at).desc(), col(RevisionRow.article))
    )
    if since is not None:
        query = query.where(col(RevisionRow.seen_at) >= since)
    silent = (rows for rows in session.exec(query) if _DIGIT.search(rows[0].text or ""))
    return tuple(_unclaimed(*rows) for rows in islice(silent, limit))


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


def _unclaimed(revision: RevisionRow, article: ArticleRow) -> Unclaimed:
    return Unclaimed(
        article=article.key,
        url=article.url,
        outlet=article.outlet,
        title=revision.title,
        published=revision.published,
    )


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
