"""Copy clusters: their members, what people said of them, and setting them anew."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select, update

from claims.clusters import Regrouping
from store.bulk import in_parts
from store.decisions import Signature
from store.standings import forget_clusters
from store.tables import ArticleRow, ChangeRow, ClaimRow, RegroupingRow, RevisionRow, StatusRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An article of a cluster; `moment` is when it was published first, else first seen."""

    article: str
    cluster: str
    outlet: str
    title: str
    url: str | None
    wire: str | None
    published: datetime | None
    moment: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SignedRegrouping:
    """What a person said of an article's copies, signed."""

    regrouping: Regrouping
    who: str
    at: datetime
    why: str


def members_of(session: Session, clusters: Iterable[str]) -> tuple[Member, ...]:
    """The articles of some clusters, the first published first."""
    found: list[Member] = []
    for part in in_parts(clusters):
        query = (
            select(ArticleRow, RevisionRow.published)
            .join(RevisionRow, (col(RevisionRow.article) == col(ArticleRow.key)) & (col(RevisionRow.n) == 1))
            .where(col(ArticleRow.cluster).in_(part))
        )
        found += [_member(row, published) for row, published in session.exec(query)]
    return tuple(sorted(found, key=lambda member: (member.moment, member.article)))


def regroupings(session: Session, articles: Iterable[str]) -> tuple[SignedRegrouping, ...]:
    """Everything that people said of the copies of some articles, oldest first."""
    found: list[SignedRegrouping] = []
    for part in in_parts(articles):
        rows = session.exec(select(RegroupingRow).where(col(RegroupingRow.article).in_(part)))
        found += [_signed(row) for row in rows]
    return tuple(sorted(found, key=lambda each: each.regrouping.order))


def last_words(session: Session, articles: Iterable[str]) -> dict[str, Regrouping]:
    """What people said last of the copies of some articles, by article."""
    return {each.regrouping.article: each.regrouping for each in regroupings(session, articles)}


def add_regrouping(session: Session, article: str, joins: str | None, signed: Signature) -> None:
    """Append that an article is a copy of another, or of none (None); `set_clusters` acts on it."""
    session.add(RegroupingRow(article=article, joins=joins, who=signed.who, at=signed.at, why=signed.why))
    session.flush()


def set_clusters(session: Session, wanted: Mapping[str, str]) -> int:
    """Put articles, with their claims and statuses, into clusters; the change log stays. Returns how many moved."""
    former = _clusters(session, wanted)
    moved = {article: cluster for article, cluster in wanted.items() if former.get(article, cluster) != cluster}
    if moved:
        forget_clusters(session, {*moved.values(), *(former[article] for article in moved)})
    for article, cluster in moved.items():
        session.exec(update(ArticleRow).where(col(ArticleRow.key) == article).values(cluster=cluster))
        for row in (ClaimRow, StatusRow):
            session.exec(update(row).where(col(row.article) == article).values(cluster=cluster))
    return len(moved)


def known_ids(session: Session, ids: Iterable[str]) -> frozenset[str]:
    """Those of the ids that lines of the change log have."""
    found: set[str] = set()
    for part in in_parts(ids):
        found.update(session.exec(select(ChangeRow.id).where(col(ChangeRow.id).in_(part))))
    return frozenset(found)


def _clusters(session: Session, articles: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in in_parts(articles):
        query = select(ArticleRow.key, ArticleRow.cluster).where(col(ArticleRow.key).in_(part))
        found |= dict(session.exec(query).all())
    return found


def _member(row: ArticleRow, published: datetime | None) -> Member:
    return Member(
        article=row.key,
        cluster=row.cluster,
        outlet=row.outlet,
        title=row.title,
        url=row.url,
        wire=row.wire,
        published=published,
        moment=published or row.first_seen,
    )


def _signed(row: RegroupingRow) -> SignedRegrouping:
    assert row.id is not None
    said = Regrouping(article=row.article, joins=row.joins, order=row.id)
    return SignedRegrouping(regrouping=said, who=row.who, at=row.at, why=row.why)
