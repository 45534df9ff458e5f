"""Decisions that come back to a person, because the article or the reading that they rest on is another."""

from datetime import datetime

from sqlmodel import Session

from claims.reopening import Evidence, why_reopened
from claims.report import Judgement
from extractors.version import rules_of
from store.articles import find_revision
from store.changes import LoggedChange, decided_changes
from store.decisions import Decided, Signature, record_decision
from store.reports import claims_of_revision, statuses_of_revision

MACHINE = "cpecwatch"


def evidence_of(session: Session, article: str, n: int) -> Evidence | None:
    """What a revision says, as the extractor that counts read it; None where its text is not kept (the baseline)."""
    revision = find_revision(session, article, n)
    if revision is None or revision.text is None:
        return None
    quotes = {report.id: report.quote for report in claims_of_revision(session, article, n)}
    quotes |= {report.id: report.quote for report in statuses_of_revision(session, article, n)}
    return Evidence(revision.text, rules_of(revision.extractor), quotes)


def reopen_decided(
    session: Session, article: str, before: Evidence | None, now: Evidence | None, at: datetime
) -> tuple[Decided, ...]:
    """Reopen the decisions about an article that rest on a sentence and a reading which are gone.

    `before` and `now` are the evidence of two revisions, or of one revision read by two versions of the extractor. The
    reopening is a row like a person's decision, and can be undone like it.
    """
    if before is None or now is None:
        return ()
    decided = ((each, _why(each, before, now)) for each in decided_changes(session, article))
    return tuple(_reopened(session, change, why, at) for change, why in decided if why is not None)


def _why(logged: LoggedChange, before: Evidence, now: Evidence) -> str | None:
    report = logged.change.report or logged.change.against
    return None if report is None else why_reopened(report, before, now)


def _reopened(session: Session, logged: LoggedChange, why: str, at: datetime) -> Decided:
    return record_decision(session, logged.change.id, Judgement.OPEN, Signature(who=MACHINE, at=at, why=why))
