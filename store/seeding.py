"""The baseline: what the seed documents claim, as the first entries of the ledger."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from sqlmodel import Session

from claims.article import DateOrigin
from claims.claim import Claim, StatusClaim
from claims.figure import Figure
from claims.identity import claim_id, status_id
from claims.policy import Policy
from claims.report import KnownFrom, Report, StatusReport
from claims.topic import BaselineDocument, BaselineFigure, BaselineStatus, Topic
from store.articles import ArticleKind
from store.bulk import insert_and_name_new, insert_new
from store.reports import Sighted, add_claims, add_statuses
from store.tables import ArticleRow, RevisionRow

BY_HAND = "baseline"  # the "extractor" of the baseline: it was read by people
_UNKNOWN_OUTLET = "an unnamed outlet"


@dataclass(frozen=True, slots=True)
class Seeded:
    """How much of the baseline was not in the ledger before."""

    documents: int
    claims: int
    statuses: int


def seed(session: Session, topic: Topic, policy: Policy, now: datetime) -> Seeded:
    """Add the topic's baseline to the ledger, as known at each document's date; what is there already stays as it is.

    The change log does not tell of it: the baseline is what news is compared with.
    """
    documents = insert_and_name_new(session, ArticleRow, [_article(each, now) for each in topic.baseline], "key")
    insert_new(session, RevisionRow, [_revision(each, now) for each in topic.baseline])
    claims = [_report(each, figure) for each in topic.baseline for figure in each.figures]
    statuses = [_status_report(each, status) for each in topic.baseline for status in each.statuses]
    seen = Sighted(revision=1, extractor=BY_HAND, recorded=now)
    return Seeded(
        documents=len(documents),
        claims=len(add_claims(session, claims, policy, seen)),
        statuses=len(add_statuses(session, statuses, seen)),
    )


def baseline_key(document: BaselineDocument) -> str:
    """The key of a seed document among the articles."""
    return f"baseline:{document.id}"


def _article(document: BaselineDocument, now: datetime) -> dict[str, Any]:
    return {
        "key": baseline_key(document),
        "kind": ArticleKind.BASELINE.value,
        "outlet": _outlet(document),
        "title": f"Seed document {document.id}",
        "first_seen": now,
        "last_checked": now,
        "cluster": baseline_key(document),
    }


def _revision(document: BaselineDocument, now: datetime) -> dict[str, Any]:
    return {
        "article": baseline_key(document),
        "n": 1,
        "text_hash": document.sha256,
        "title": f"Seed document {document.id}",
        "published": None if document.published is None else _midnight(document.published),
        "date_origin": DateOrigin.NONE.value if document.published is None else DateOrigin.PAGE.value,
        "notes": [],
        "seen_at": now,
        "extractor": BY_HAND,
    }


def _report(document: BaselineDocument, figure: BaselineFigure) -> Report:
    claim = Claim(
        figure=Figure(
            start=figure.start,
            end=figure.end,
            words=figure.words,
            value=figure.value,
            value_high=figure.value_high,
            bound=figure.bound,
            unit=figure.unit,
        ),
        subject=figure.subject,
        measure=figure.measure,
        scope=figure.scope,
        status=figure.status,
        period=figure.period,
        attributed_to=figure.attributed_to,
        quote_start=figure.start,
        quote_end=figure.end,
    )
    return Report(id=claim_id(baseline_key(document), claim), claim=claim, quote=figure.statement, **_witness(document))


def _status_report(document: BaselineDocument, status: BaselineStatus) -> StatusReport:
    claim = StatusClaim(
        subject=status.subject,
        status=status.status,
        start=status.start,
        end=status.end,
        attributed_to=status.attributed_to,
    )
    quote = f"{status.subject}: {status.status}"
    return StatusReport(id=status_id(baseline_key(document), claim), claim=claim, quote=quote, **_witness(document))


def _witness(document: BaselineDocument) -> dict[str, Any]:
    return {
        "known": _midnight(document.published or document.known),
        "known_from": KnownFrom.DOCUMENT if document.published is None else KnownFrom.PUBLISHED,
        "outlet": _outlet(document),
        "cluster": baseline_key(document),
        "article": baseline_key(document),
    }


def _outlet(document: BaselineDocument) -> str:
    return document.outlet or _UNKNOWN_OUTLET


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)
