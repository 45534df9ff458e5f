"""Notes that a person types in (a press note, a PDF, a talk): signed, and laid against the ledger like any article."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time

from sqlmodel import Session

from claims.amendment import Amendment, amended, amended_status
from claims.article import Article, DateOrigin
from claims.claim import Claim, Reading, StatusClaim
from claims.errors import BadConfiguration
from claims.figure import Figure
from claims.identity import claim_id, note_key, status_id
from claims.intake import Arrival
from claims.topic import Topic
from claims.witness import shingles
from extractors.claims import read_claims
from extractors.figures import read_figures
from extractors.urls import canonical_url
from flows.desk import Ledger
from flows.stages.copies import find_cluster
from flows.stages.record import take_in
from store.articles import ArticleKind, Revision, Visit, latest_revision, save_article, save_revision
from store.copies import save_shingles
from store.decisions import Signature
from store.engine import transaction

BY_HAND = "hand"  # the "extractor" of claims that a person typed
_WHY = ("typed in by hand",)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """What a person types in.

    `source` is the id or name of a source, or any other name. Without `typed` the text is read like an article's; with
    it the text is only the quote, and may be empty where the figure stands for itself.
    """

    source: str
    text: str = ""
    url: str | None = None
    day: date | None = None
    title: str = ""
    typed: Amendment = field(default_factory=Amendment)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """What a note came to: the key of its article, its revision (who signed it, and when), what it added."""

    article: str
    revision: Revision
    is_new: bool
    claims: int = 0
    changes: int = 0


def figure_of(words: str, day: date | None = None) -> Figure:
    """The figure that a person typed in words, `$8.5bn` or `more than 300 MW`.

    Raises BadConfiguration where the words are not exactly one figure.
    """
    found = read_figures(words, day)
    if len(found) == 1 and found[0].words == words.strip():
        return found[0]
    read = " and ".join(repr(figure.words) for figure in found) or "nothing"
    raise BadConfiguration(f"figure: of {words!r} {read} is read; type one figure, such as $8.5bn or 300 MW")


def add_note(ledger: Ledger, note: Note, signed: Signature) -> Noted:
    """Record a note as an article of its own kind, signed; the same note again adds nothing, whoever types it.

    Raises BadConfiguration for a field that is unknown or missing, and for a day that has not come yet.
    """
    if note.day is not None and note.day > signed.at.date():
        raise BadConfiguration(f"date: {note.day} has not come yet")
    article, reading, extractor = _read(ledger, note, _outlet(note, ledger.topic), signed)
    with transaction(ledger.engine) as session:
        known = latest_revision(session, article.key)
        if known is not None:
            return Noted(article=article.key, revision=known, is_new=False)
        return _record(session, ledger, article, reading, extractor)


def _record(session: Session, ledger: Ledger, article: Article, reading: Reading, extractor: str) -> Noted:
    now = ledger.now()
    marks = shingles(article.text)
    moment = article.published or now
    cluster = find_cluster(session, article.key, marks, moment)
    kept = save_article(
        session, article, outlet=article.source, visit=Visit(at=now), cluster=cluster, kind=ArticleKind.HAND
    )
    saved = save_revision(session, article, extractor=extractor, seen_at=now)
    save_shingles(session, article.key, marks, moment)
    arrival = Arrival(
        article=article.key,
        url=None if article.url == article.key else article.url,
        outlet=kept.outlet,
        cluster=kept.cluster,
        text=article.text,
        published=article.published,
        first_seen=now,
        reading=reading,
    )
    recorded = take_in(session, ledger, arrival, saved, run=None, extractor=extractor)
    revision = latest_revision(session, article.key)
    assert revision is not None
    return Noted(article=article.key, revision=revision, is_new=True, claims=recorded.claims, changes=recorded.changes)


def _outlet(note: Note, topic: Topic) -> str:
    """The id of the source that is meant, so that a note of a known outlet is no second voice; else the name."""
    name = note.source.strip()
    if not name:
        raise BadConfiguration("source: say who states it, by the id of a source or by name")
    named = (each.id for each in topic.sources.values() if name.casefold() in (each.id, each.name.casefold()))
    return next(named, name)


def _read(ledger: Ledger, note: Note, outlet: str, signed: Signature) -> tuple[Article, Reading, str]:
    text = note.text.strip() or (note.typed.figure.words if note.typed.figure else "")
    if note.typed.given:
        reading, extractor = _typed(note.typed, text, ledger.topic), BY_HAND
    else:
        reading = read_claims(ledger.lexicon, text, title=note.title or None, published=note.day)
        extractor = ledger.reading
    if not (reading.claims or reading.statuses):
        raise BadConfiguration("nothing was read in the text; give the figure, its subject and its measure")
    article = _article(note, outlet, text, reading if note.typed.given else None, signed)
    return article, reading, extractor


def _article(note: Note, outlet: str, text: str, typed: Reading | None, signed: Signature) -> Article:
    url = canonical_url(note.url) if note.url else None
    claims = [claim_id("", claim) for claim in typed.claims] if typed else []
    claims += [status_id("", status) for status in typed.statuses] if typed else []
    key = note_key(outlet, url, note.day.isoformat() if note.day else None, text, *claims)
    return Article(
        key=key,
        url=url or key,
        source=outlet,
        title=note.title,
        text=text,
        published=datetime.combine(note.day, time(), tzinfo=UTC) if note.day else None,
        date_origin=DateOrigin.HAND if note.day else DateOrigin.NONE,
        author=signed.who,
        notes=(signed.why,) if signed.why else (),
    )


def _typed(typed: Amendment, text: str, topic: Topic) -> Reading:
    if typed.figure is None and typed.given <= {"subject", "status"}:
        return Reading((), (_status(typed, text, topic),), ())
    if typed.figure is None:
        raise BadConfiguration("figure: none was given; type it in words, such as $8.5bn or 300 MW")
    return Reading((_claim(typed, typed.figure, text, topic),), (), ())


def _claim(typed: Amendment, figure: Figure, text: str, topic: Topic) -> Claim:
    start = text.find(figure.words)
    if start < 0:
        raise BadConfiguration(f"figure: {figure.words!r} does not stand in the text")
    place = replace(figure, start=start, end=start + len(figure.words))
    claim = Claim(figure=place, subject=None, measure=None, quote_start=0, quote_end=len(text))
    return replace(amended(claim, typed, topic), why=_WHY)


def _status(typed: Amendment, text: str, topic: Topic) -> StatusClaim:
    if not text:
        raise BadConfiguration("text: give the words that state the status")
    claim = StatusClaim(subject=typed.subject or "", status=typed.status or "", start=0, end=len(text))
    return replace(amended_status(claim, typed, topic), why=_WHY)
