"""Replaying: the texts that are kept are read again by today's rules and topic pack.

Looking records nothing. Accepting keeps each new reading beside the former one, as sightings of its version; reports
that the article no longer makes by it are withdrawn, new ones are laid against the ledger. What is found this way was
printed before and wakes nobody, and decisions stay: one comes back only as `flows.stages.reopening` says.
"""

from dataclasses import dataclass, replace

from sqlmodel import Session

from claims.claim import Reading
from claims.intake import Arrival, changes_of, reports_of
from claims.report import Severity, Verdict
from claims.rereading import Reread, reread
from claims.revisions import Revision as Text
from extractors.claims import read_claims
from extractors.dates import day_in
from flows.desk import Ledger
from flows.stages.copies import untold
from flows.stages.edits import settle_edit
from flows.stages.reopening import evidence_of, reopen_decided
from store.articles import Revision, StoredArticle, find_article, find_revision, latest_revision, note_reread
from store.changes import add_changes
from store.engine import reading, transaction
from store.holdings import StoredHoldings
from store.reports import Sighted, add_claims, add_statuses, add_unread, claims_of_revision, statuses_of_revision
from store.rereading import read_otherwise
from store.standings import adopt
from store.withdrawals import told_edits

_UTC = "UTC"


@dataclass(frozen=True, slots=True, kw_only=True)
class Replayed:
    """What a replay came to: how many texts were read again, what differs, and what accepting it added."""

    texts: int
    differences: tuple[Reread, ...]
    changes: int = 0
    reopened: int = 0


def look(ledger: Ledger) -> Replayed:
    """What today's rules and topic pack read otherwise; nothing is recorded."""
    texts, found = 0, []
    with reading(ledger.engine) as session:
        for revision in read_otherwise(session, ledger.reading):
            texts += 1
            found.append(_differences(session, revision, _arrival(session, ledger, revision)))
    return Replayed(texts=texts, differences=tuple(each for each in found if not each.is_same))


def accept(ledger: Ledger) -> Replayed:
    """Read again and keep what is read, one text in one transaction: a stop in between loses nothing."""
    with reading(ledger.engine) as session:
        waiting = [(each.article, each.n) for each in read_otherwise(session, ledger.reading)]
    found, changes, reopened = [], 0, 0
    for article, n in waiting:
        with transaction(ledger.engine) as session:
            revision = find_revision(session, article, n)
            if revision is None or revision.extractor == ledger.reading:
                continue  # another replay was first
            arrival = _arrival(session, ledger, revision)
            found.append(_differences(session, revision, arrival))
            changes += _keep(session, ledger, revision, arrival)
            reopened += _settle(session, ledger, revision)
    differences = tuple(each for each in found if not each.is_same)
    return Replayed(texts=len(found), differences=differences, changes=changes, reopened=reopened)


def _arrival(session: Session, ledger: Ledger, revision: Revision) -> Arrival:
    article = find_article(session, revision.article)
    assert article is not None
    assert revision.text is not None
    before = find_revision(session, revision.article, revision.n - 1)
    former = Text(before.text, _read(ledger, article, before).claims) if before and before.text else None
    return Arrival(
        article=article.key,
        url=article.url,
        outlet=article.outlet,
        cluster=article.cluster,
        text=revision.text,
        published=revision.published,
        first_seen=revision.seen_at,
        reading=_read(ledger, article, revision),
        former=former,
    )


def _read(ledger: Ledger, article: StoredArticle, revision: Revision) -> Reading:
    source = ledger.topic.sources.get(article.source or "")
    day = day_in(revision.published, source.zone if source else _UTC)
    return read_claims(ledger.lexicon, revision.text or "", title=revision.title, published=day)


def _differences(session: Session, revision: Revision, arrival: Arrival) -> Reread:
    key, n = revision.article, revision.n
    before = claims_of_revision(session, key, n), statuses_of_revision(session, key, n)
    now = reports_of(arrival)
    return reread(key, n, before, (now.figures, now.statuses))


def _keep(session: Session, ledger: Ledger, revision: Revision, arrival: Arrival) -> int:
    """Keep a new reading; returns how many lines it adds to the log, all without a sound."""
    now, reports = ledger.now(), reports_of(arrival)
    adopt(session, ledger.policy)
    known = StoredHoldings(session, reports.figures, reports.statuses, ledger.policy)
    lines = changes_of(arrival, reports, known, ledger.policy, now)
    seen = Sighted(revision=revision.n, extractor=ledger.reading, recorded=now)
    new = add_claims(session, reports.figures, ledger.policy, seen) | add_statuses(session, reports.statuses, seen)
    known.keep(new)
    add_unread(session, revision.article, arrival.reading.unread, seen)
    # An edit was told when it was found; only what no reading made before is a line now.
    told = [replace(line, severity=Severity.NONE) for line in lines if line.report in new]
    told = [line for line in told if line.verdict is not Verdict.REVISED]
    return len(add_changes(session, untold(session, told, reports, arrival.cluster)))


def _settle(session: Session, ledger: Ledger, revision: Revision) -> int:
    """Count the new reading from now on; returns how many decisions come back."""
    key, now = revision.article, ledger.now()
    before = evidence_of(session, key, revision.n)
    note_reread(session, key, revision.n, ledger.reading)
    latest = latest_revision(session, key)
    assert latest is not None
    if revision.n != (latest.returns_to or latest.n):
        return 0
    settle_edit(session, key, latest.n, told_edits(session, key), now)
    return len(reopen_decided(session, key, before, evidence_of(session, key, revision.n), now))
