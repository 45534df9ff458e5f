"""Articles and their revisions."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlmodel import Session, col, select, update

from claims.article import Article, DateOrigin
from claims.identity import text_hash
from store.bulk import in_parts
from store.standings import forget_clusters
from store.tables import ArticleRow, ClaimRow, RevisionRow, StatusRow


class ArticleKind(StrEnum):
    """Where an article of the ledger comes from."""

    NEWS = "news"
    BASELINE = "baseline"
    HAND = "hand"  # typed in by a person, who is the author of its revision


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredArticle:
    """An article as it is known: `cluster` holds its near-copies, `gone_at` is when its address ceased to answer."""

    key: str
    kind: ArticleKind
    url: str | None
    source: str | None
    outlet: str
    title: str
    first_seen: datetime
    last_checked: datetime
    next_check: datetime | None
    etag: str | None
    last_modified: str | None
    gone_at: datetime | None
    cluster: str
    wire: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """One text of an article, `n` counting from 1. The baseline has no `text`.

    `returns_to` is set where the page went back to the text of an earlier revision; `text` is then that one's.
    """

    article: str
    n: int
    text_hash: str
    text: str | None
    url: str | None
    title: str
    published: datetime | None
    date_origin: DateOrigin
    author: str | None
    language: str | None
    notes: tuple[str, ...]
    snapshot: str | None
    seen_at: datetime
    extractor: str
    returns_to: int | None


class Kept(StrEnum):
    """What `save_revision` found."""

    FIRST = "first"  # the article's first text
    EDITED = "edited"  # a text that it never had
    SAME = "same"  # the text it had last; nothing was written
    RETURNED = "returned"  # the text of an earlier revision; its claims are known


@dataclass(frozen=True, slots=True)
class SavedRevision:
    """The number of the revision that holds a text, and what it is to the article."""

    n: int
    kept: Kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What a visit of an article's address leaves behind: the validators for the next one, and when that is due."""

    at: datetime
    next_check: datetime | None = None
    etag: str | None = None
    last_modified: str | None = None


def find_article(session: Session, key: str) -> StoredArticle | None:
    """The article, or None."""
    row = session.get(ArticleRow, key)
    return None if row is None else _stored(row)


def find_articles(session: Session, keys: Iterable[str]) -> dict[str, StoredArticle]:
    """Those of the articles that are known, by key."""
    found: dict[str, StoredArticle] = {}
    for part in in_parts(keys):
        rows = session.exec(select(ArticleRow).where(col(ArticleRow.key).in_(part)))
        found |= {row.key: _stored(row) for row in rows}
    return found


def due_articles(
    session: Session, now: datetime, *, limit: int, source: str | None = None
) -> tuple[StoredArticle, ...]:
    """Articles whose next visit is due, the longest waiting first."""
    query = select(ArticleRow).where(col(ArticleRow.next_check) <= now)
    if source is not None:
        query = query.where(ArticleRow.source == source)
    query = query.order_by(col(ArticleRow.next_check), col(ArticleRow.key)).limit(limit)
    return tuple(_stored(row) for row in session.exec(query))


def save_article(
    session: Session,
    article: Article,
    *,
    outlet: str,
    visit: Visit,
    cluster: str | None = None,
    kind: ArticleKind = ArticleKind.NEWS,
) -> StoredArticle:
    """Add an article or bring it up to date; by default a new one is a copy cluster of its own."""
    row = session.get(ArticleRow, article.key)
    if row is None:
        row = _new_row(article, outlet, visit, kind)
    row.url, row.source, row.outlet = article.url, article.source, outlet
    row.title, row.wire, row.gone_at = article.title, article.wire, None
    row.cluster = cluster or row.cluster
    _note_visit(row, visit)
    session.add(row)
    session.flush()
    return _stored(row)


def note_visit(session: Session, key: str, visit: Visit) -> None:
    """Remember a visit that found the article as it was; does nothing for an unknown key."""
    row = session.get(ArticleRow, key)
    if row is not None:
        _note_visit(row, visit)
        session.add(row)


def postpone(session: Session, keys: Iterable[str], until: datetime | None) -> None:
    """Say when some articles are due next, without a visit: their turn was taken, or their address failed."""
    for part in in_parts(keys):
        session.exec(update(ArticleRow).where(col(ArticleRow.key).in_(part)).values(next_check=until))


def note_gone(session: Session, key: str, at: datetime) -> None:
    """Remember that the article's address answers no more (404, 410) and is not visited again; the first time stays."""
    row = session.get(ArticleRow, key)
    if row is not None:
        row.gone_at, row.last_checked, row.next_check = row.gone_at or at, at, None
        session.add(row)


def join_clusters(session: Session, cluster: str, absorbed: Iterable[str]) -> None:
    """Make the copy clusters `absorbed` part of `cluster`: articles, claims and statuses; the change log stays."""
    joined = tuple(absorbed)
    if joined:
        forget_clusters(session, (cluster, *joined))
    for part in in_parts(joined):
        for row in (ArticleRow, ClaimRow, StatusRow):
            session.exec(update(row).where(col(row.cluster).in_(part)).values(cluster=cluster))


def save_revision(
    session: Session, article: Article, *, extractor: str, seen_at: datetime, snapshot: str | None = None
) -> SavedRevision:
    """Add the article's text as a revision unless it is the one it had last; the article must be saved already.

    A page that returns to an earlier text gets a revision that points at that one.
    """
    earlier = session.exec(
        select(RevisionRow.n, RevisionRow.text_hash, RevisionRow.returns_to)
        .where(RevisionRow.article == article.key)
        .order_by(col(RevisionRow.n))
    ).all()
    digest = text_hash(article.text)
    if earlier and earlier[-1][1] == digest:
        return SavedRevision(earlier[-1][0], Kept.SAME)
    same_text = next((n for n, known, returns_to in earlier if known == digest and returns_to is None), None)
    row = _revision_row(article, len(earlier) + 1, digest, extractor, seen_at, snapshot)
    if same_text is not None:
        row.text, row.returns_to = None, same_text
    session.add(row)
    session.flush()
    if same_text is not None:
        return SavedRevision(row.n, Kept.RETURNED)
    return SavedRevision(row.n, Kept.EDITED if earlier else Kept.FIRST)


def revisions(session: Session, key: str) -> tuple[Revision, ...]:
    """All revisions of an article, oldest first."""
    rows = session.exec(select(RevisionRow).where(RevisionRow.article == key).order_by(col(RevisionRow.n))).all()
    texts = {row.n: row.text for row in rows}
    return tuple(_revision(row, texts[row.returns_to or row.n]) for row in rows)


def find_revision(session: Session, key: str, n: int) -> Revision | None:
    """A revision of an article, or None."""
    row = session.get(RevisionRow, (key, n))
    if row is None:
        return None
    holder = row if row.returns_to is None else session.get_one(RevisionRow, (key, row.returns_to))
    return _revision(row, holder.text)


def latest_revision(session: Session, key: str) -> Revision | None:
    """The last revision of an article, or None."""
    query = select(RevisionRow.n).where(RevisionRow.article == key).order_by(col(RevisionRow.n).desc()).limit(1)
    n = session.exec(query).first()
    return None if n is None else find_revision(session, key, n)


def note_reread(session: Session, key: str, n: int, extractor: str) -> None:
    """Remember that a revision was read anew, by another version of the extractor, whose claims count from now on."""
    row = session.get_one(RevisionRow, (key, n))
    row.extractor = extractor
    session.add(row)
    session.flush()


def _new_row(article: Article, outlet: str, visit: Visit, kind: ArticleKind) -> ArticleRow:
    return ArticleRow(
        key=article.key,
        kind=kind,
        outlet=outlet,
        title=article.title,
        first_seen=visit.at,
        last_checked=visit.at,
        cluster=article.key,
    )


def _note_visit(row: ArticleRow, visit: Visit) -> None:
    row.last_checked, row.next_check = visit.at, visit.next_check
    row.etag, row.last_modified = visit.etag, visit.last_modified


def _stored(row: ArticleRow) -> StoredArticle:
    return StoredArticle(
        key=row.key,
        kind=ArticleKind(row.kind),
        url=row.url,
        source=row.source,
        outlet=row.outlet,
        title=row.title,
        first_seen=row.first_seen,
        last_checked=row.last_checked,
        next_check=row.next_check,
        etag=row.etag,
        last_modified=row.last_modified,
        gone_at=row.gone_at,
        cluster=row.cluster,
        wire=row.wire,
    )


def _revision_row(
    article: Article, n: int, digest: str, extractor: str, seen_at: datetime, snapshot: str | None
) -> RevisionRow:
    return RevisionRow(
        article=article.key,
        n=n,
        text_hash=digest,
        text=article.text,
        url=article.url,
        title=article.title,
        published=article.published,
        date_origin=article.date_origin,
        author=article.author,
        language=article.language,
        notes=list(article.notes),
        snapshot=snapshot,
        seen_at=seen_at,
        extractor=extractor,
    )


def _revision(row: RevisionRow, text: str | None) -> Revision:
    return Revision(
        article=row.article,
        n=row.n,
        text_hash=row.text_hash,
        text=text,
        url=row.url,
        title=row.title,
        published=row.published,
        date_origin=DateOrigin(row.date_origin),
        author=row.author,
        language=row.language,
        notes=tuple(row.notes),
        snapshot=row.snapshot,
        seen_at=row.seen_at,
        extractor=row.extractor,
        returns_to=row.returns_to,
    )
