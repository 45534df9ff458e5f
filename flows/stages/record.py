"""Recording: articles become claims, claims meet the ledger, and what is new goes into the change log.

One article is one transaction: its revision, its claims, its changes and what became of its address are there together,
or not at all.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from claims.article import Article
from claims.claim import Reading
from claims.intake import Arrival, changes_of, reports_of
from claims.recheck import next_check
from claims.reversal import without_reversals
from claims.revisions import Revision
from claims.rules import hushed
from claims.run import Outcome
from claims.witness import shingles
from extractors.claims import read_claims
from extractors.dates import day_in
from flows.desk import Ledger
from flows.stages.copies import find_cluster, untold
from flows.stages.edits import settle_edit
from flows.stages.reopening import evidence_of, reopen_decided
from flows.stages.visits import Visit
from store.articles import (
    Kept,
    SavedRevision,
    StoredArticle,
    find_article,
    latest_revision,
    note_visit,
    save_article,
    save_revision,
)
from store.articles import Revision as StoredRevision
from store.articles import Visit as Stamp
from store.changes import add_changes
from store.copies import save_shingles
from store.engine import transaction
from store.holdings import StoredHoldings
from store.reports import Sighted, add_claims, add_statuses, add_unread
from store.rules import rules_that_hold
from store.snapshots import save_snapshot
from store.standings import adopt
from store.withdrawals import told_edits

OUTCOMES = {
    Kept.FIRST: Outcome.NEW,
    Kept.EDITED: Outcome.EDITED,
    Kept.SAME: Outcome.UNCHANGED,
    Kept.RETURNED: Outcome.RETURNED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recorded:
    """What recording one article came to."""

    outcome: Outcome
    claims: int = 0
    changes: int = 0


Remember = Callable[[Session, Recorded], None]


def _nothing_more(_session: Session, _recorded: Recorded) -> None:
    """Where there is no address to remember."""


def record_article(
    ledger: Ledger, run: str, visit: Visit, article: Article, *, remember: Remember = _nothing_more
) -> Recorded:
    """Keep an article that was read, with everything that follows from it.

    `remember` writes down in the same transaction what became of the address: a process that is killed between the two
    would leave an article at an address that nobody was at.
    """
    reading = _read(ledger, article.text, article, visit.source.zone)
    marks = shingles(article.text)
    with transaction(ledger.engine) as session:
        recorded = _record(session, ledger, run, visit, article, reading, marks)
        remember(session, recorded)
        return recorded


def _record(
    session: Session,
    ledger: Ledger,
    run: str,
    visit: Visit,
    article: Article,
    reading: Reading,
    marks: frozenset[int],
) -> Recorded:
    before = latest_revision(session, article.key)
    decided_on = evidence_of(session, article.key, before.n) if before else None
    stored, saved = _keep(session, ledger, visit, article, marks)
    if saved.kept is Kept.RETURNED:
        settle_edit(session, article.key, saved.n, told_edits(session, article.key), ledger.now())
        reopen_decided(session, article.key, decided_on, evidence_of(session, article.key, saved.n), ledger.now())
    if saved.kept in (Kept.SAME, Kept.RETURNED):
        return Recorded(outcome=OUTCOMES[saved.kept])
    save_shingles(session, article.key, marks, article.published or stored.first_seen)
    former = _former(ledger, before, article, visit.source.zone)
    arrival = Arrival(
        article=article.key,
        url=article.url,
        outlet=stored.outlet,
        cluster=stored.cluster,
        text=article.text,
        published=article.published,
        first_seen=ledger.now() if former else stored.first_seen,
        reading=reading,
        former=former,
    )
    recorded = take_in(session, ledger, arrival, saved, run=run)
    if decided_on:
        reopen_decided(session, article.key, decided_on, evidence_of(session, article.key, saved.n), ledger.now())
    return recorded


def _read(ledger: Ledger, text: str, article: Article, zone: str) -> Reading:
    return read_claims(ledger.lexicon, text, title=article.title, published=day_in(article.published, zone))


def _former(ledger: Ledger, before: StoredRevision | None, article: Article, zone: str) -> Revision | None:
    """The former text of an edited article is read anew, so that both sides of an edit are read by the same rules."""
    if before is None or not before.text:
        return None
    return Revision(before.text, _read(ledger, before.text, article, zone).claims)


def _keep(
    session: Session, ledger: Ledger, visit: Visit, article: Article, marks: frozenset[int]
) -> tuple[StoredArticle, SavedRevision]:
    """The article, its page and its text, as they are from now on."""
    now = ledger.now()
    former = find_article(session, article.key)
    cluster = former.cluster if former else find_cluster(session, article.key, marks, article.published or now)
    began = article.published or (former.first_seen if former else now)
    stored = save_article(
        session, article, outlet=visit.source.id, visit=_stamp(visit, began, None, now), cluster=cluster
    )
    snapshot = save_snapshot(session, visit.page) if visit.page else None
    saved = save_revision(session, article, extractor=ledger.reading, seen_at=now, snapshot=snapshot)
    if saved.kept in (Kept.EDITED, Kept.RETURNED):
        note_visit(session, article.key, _stamp(visit, began, now, now))
    return stored, saved


def _stamp(visit: Visit, began: datetime, edited: datetime | None, now: datetime) -> Stamp:
    return Stamp(
        at=now,
        next_check=next_check(first_seen=began, last_edited=edited, now=now),
        etag=visit.page.header("etag") if visit.page else None,
        last_modified=visit.page.header("last-modified") if visit.page else None,
    )


def take_in(
    session: Session,
    ledger: Ledger,
    arrival: Arrival,
    saved: SavedRevision,
    *,
    run: str | None,
    extractor: str | None = None,
) -> Recorded:
    """Lay what an arrival reports against the ledger, keep it, and log what it means.

    Lines that a rule of a reviewer covers are logged without a sound; an edit that only undoes an earlier one is no
    line. What an edit took out is withdrawn after that, so that the edit is weighed against what the article said.
    """
    now = ledger.now()
    reports = reports_of(arrival)
    adopt(session, ledger.policy)
    known = StoredHoldings(session, reports.figures, reports.statuses, ledger.policy)
    told = told_edits(session, arrival.article) if arrival.former else ()
    changes = without_reversals(changes_of(arrival, reports, known, ledger.policy, now), told)
    changes = untold(session, changes, reports, arrival.cluster)
    rules = rules_that_hold(session, now, series={change.series for change in changes})
    seen = Sighted(revision=saved.n, extractor=extractor or ledger.reading, recorded=now)
    new = add_claims(session, reports.figures, ledger.policy, seen)
    told_first = add_statuses(session, reports.statuses, seen)
    known.keep(new | told_first)
    add_unread(session, arrival.article, arrival.reading.unread, seen)
    logged = add_changes(session, hushed(changes, rules), run=run)
    if arrival.former:
        settle_edit(session, arrival.article, saved.n, told, now)
    return Recorded(outcome=OUTCOMES[saved.kept], claims=len(new), changes=len(logged))
