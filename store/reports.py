"""Reports of figures and statuses as articles made them: adding them, and asking for them again."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeAlias

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from claims.claim import Claim, StatusClaim
from claims.figure import Bound, Figure, Unread
from claims.policy import Policy
from claims.report import KnownFrom, Report, StatusReport
from claims.series import group_of, series_of
from store.bulk import in_parts, insert_and_name_new, insert_new
from store.columns import value_from, value_kind, value_text
from store.standings import forget_new, forget_reports
from store.tables import ClaimRow, RevisionRow, SightingRow, StatusRow, UnreadRow

# Offsets into a text: start and end of the figure (or of the status's clause), start and end of the quote.
Place: TypeAlias = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighted:
    """Where and when reports were read: revision `revision` of each report's article, by which extractor."""

    revision: int
    extractor: str
    recorded: datetime


def add_claims(session: Session, reports: Sequence[Report], policy: Policy, seen: Sighted) -> frozenset[str]:
    """Add reports of figures and that they stand in the revision; returns the ids of those that were not known."""
    rows = [_claim_row(report, policy, seen.revision, seen.recorded) for report in reports]
    new = insert_and_name_new(session, ClaimRow, rows, "id")
    pairs = zip(rows, reports, strict=True)
    forget_new(session, ((row["series_key"], report) for row, report in pairs if report.id in new), ())
    _add_sightings(session, ((report, _place(report)) for report in reports), seen)
    _forget_read_as_well(session, ClaimRow, {report.id for report in reports} - new)
    return frozenset(new)


def add_correction(
    session: Session, report: Report, policy: Policy, *, corrects: str, revision: int, recorded: datetime
) -> bool:
    """Add the claim with which a person corrects the claim `corrects`; whether it was not known.

    It counts only while a decision with this replacement is live (`store.history`).
    """
    row = _claim_row(report, policy, revision, recorded) | {"corrects": corrects}
    forget_new(session, [(row["series_key"], report)], ())
    return bool(insert_and_name_new(session, ClaimRow, [row], "id"))


def add_statuses(session: Session, reports: Sequence[StatusReport], seen: Sighted) -> frozenset[str]:
    """Add reports of statuses and that they stand in the revision; returns the ids of those that were not known."""
    rows = [_status_row(report, seen.revision, seen.recorded) for report in reports]
    new = insert_and_name_new(session, StatusRow, rows, "id")
    forget_new(session, (), (report for report in reports if report.id in new))
    _add_sightings(session, ((report, _status_place(report)) for report in reports), seen)
    _forget_read_as_well(session, StatusRow, {report.id for report in reports} - new)
    return frozenset(new)


def add_status_correction(
    session: Session, report: StatusReport, *, corrects: str, revision: int, recorded: datetime
) -> bool:
    """As `add_correction`, of a status."""
    row = _status_row(report, revision, recorded) | {"corrects": corrects}
    forget_new(session, (), [report])
    return bool(insert_and_name_new(session, StatusRow, [row], "id"))


def add_unread(session: Session, article: str, unread: Iterable[Unread], seen: Sighted) -> None:
    """Add the numbers of an article that were seen but not understood."""
    rows = [
        {
            "article": article,
            "revision": seen.revision,
            "extractor": seen.extractor,
            "figure_start": figure.start,
            "figure_end": figure.end,
            "words": figure.words,
            "reason": figure.reason,
            "recorded": seen.recorded,
        }
        for figure in unread
    ]
    insert_new(session, UnreadRow, rows)


def claims_of_revision(session: Session, article: str, n: int) -> tuple[Report, ...]:
    """The claims that stand in a revision, as the extractor that counts read it, in the order of the text.

    Offsets, words and quotes are those of this revision's text; of the baseline, which has none, those of the report.
    """
    holder = _holder(session, article, n)
    if holder is None:
        return ()
    query = (
        select(ClaimRow, SightingRow)
        .join(SightingRow, col(SightingRow.report) == col(ClaimRow.id))
        .where(*_standing_in(holder))
        .order_by(col(SightingRow.start), col(ClaimRow.id))
    )
    return tuple(_at(report_of(row), sighting, holder.text) for row, sighting in session.exec(query))


def statuses_of_revision(session: Session, article: str, n: int) -> tuple[StatusReport, ...]:
    """As `claims_of_revision`, of statuses."""
    holder = _holder(session, article, n)
    if holder is None:
        return ()
    query = (
        select(StatusRow, SightingRow)
        .join(SightingRow, col(SightingRow.report) == col(StatusRow.id))
        .where(*_standing_in(holder))
        .order_by(col(SightingRow.start), col(StatusRow.id))
    )
    return tuple(_status_at(status_report_of(row), sighting, holder.text) for row, sighting in session.exec(query))


def find_reports(session: Session, ids: Iterable[str]) -> dict[str, Report]:
    """Those of the reports of figures that are known, by id."""
    found: dict[str, Report] = {}
    for part in in_parts(ids):
        rows = session.exec(select(ClaimRow).where(col(ClaimRow.id).in_(part)))
        found |= {row.id: report_of(row) for row in rows}
    return found


def find_status_reports(session: Session, ids: Iterable[str]) -> dict[str, StatusReport]:
    """Those of the reports of statuses that are known, by id."""
    found: dict[str, StatusReport] = {}
    for part in in_parts(ids):
        rows = session.exec(select(StatusRow).where(col(StatusRow.id).in_(part)))
        found |= {row.id: status_report_of(row) for row in rows}
    return found


def report_of(row: ClaimRow) -> Report:
    """The report that a row holds."""
    return Report(
        id=row.id,
        claim=_claim(row),
        known=row.known,
        known_from=KnownFrom(row.known_from),
        outlet=row.outlet,
        cluster=row.cluster,
        article=row.article,
        quote=row.quote,
    )


def status_report_of(row: StatusRow) -> StatusReport:
    """The report that a row holds."""
    return StatusReport(
        id=row.id,
        claim=StatusClaim(
            subject=row.subject,
            status=row.status,
            start=row.clause_start,
            end=row.clause_end,
            attributed_to=row.attributed_to,
            why=tuple(row.why),
        ),
        known=row.known,
        known_from=KnownFrom(row.known_from),
        outlet=row.outlet,
        cluster=row.cluster,
        article=row.article,
        quote=row.quote,
    )


def _forget_read_as_well(session: Session, table: type[ClaimRow] | type[StatusRow], known: Iterable[str]) -> None:
    """What a person typed in place of a report counts by itself from the moment that an article says it too."""
    for part in in_parts(known):
        typed = session.exec(select(table.id).where(col(table.id).in_(part), col(table.corrects).is_not(None))).all()
        forget_reports(session, typed)


def _add_sightings(session: Session, places: Iterable[tuple[Report | StatusReport, Place]], seen: Sighted) -> None:
    rows = [
        {
            "article": report.article,
            "revision": seen.revision,
            "extractor": seen.extractor,
            "report": report.id,
            "start": start,
            "end": end,
            "quote_start": quote_start,
            "quote_end": quote_end,
        }
        for report, (start, end, quote_start, quote_end) in places
    ]
    insert_new(session, SightingRow, rows)


def _place(report: Report) -> Place:
    claim = report.claim
    return claim.figure.start, claim.figure.end, claim.quote_start, claim.quote_end


def _status_place(report: StatusReport) -> Place:
    claim = report.claim
    return claim.start, claim.end, claim.start, claim.end


def _holder(session: Session, article: str, n: int) -> RevisionRow | None:
    """The revision whose text revision `n` has: itself, or the one that it returns to."""
    row = session.get(RevisionRow, (article, n))
    return row if row is None or row.returns_to is None else session.get(RevisionRow, (article, row.returns_to))


def _standing_in(revision: RevisionRow) -> tuple[ColumnElement[bool], ...]:
    return (
        col(SightingRow.article) == revision.article,
        col(SightingRow.revision) == revision.n,
        col(SightingRow.extractor) == revision.extractor,
    )


def _at(report: Report, place: SightingRow, text: str | None) -> Report:
    if text is None:
        return report
    figure = replace(report.claim.figure, start=place.start, end=place.end, words=text[place.start : place.end])
    claim = replace(report.claim, figure=figure, quote_start=place.quote_start, quote_end=place.quote_end)
    return replace(report, claim=claim, quote=text[place.quote_start : place.quote_end])


def _status_at(report: StatusReport, place: SightingRow, text: str | None) -> StatusReport:
    if text is None:
        return report
    claim = replace(report.claim, start=place.start, end=place.end)
    return replace(report, claim=claim, quote=text[place.start : place.end])


def _claim_row(report: Report, policy: Policy, revision: int, recorded: datetime) -> dict[str, Any]:
    claim, figure = report.claim, report.claim.figure
    series = series_of(claim, policy)
    return {
        "id": report.id,
        "article": report.article,
        "revision": revision,
        "group_key": group_of(claim),
        "series_key": None if series is None else series.text(),
        "subject": claim.subject,
        "measure": claim.measure,
        "scope": claim.scope,
        "status": claim.status,
        "period": claim.period,
        "attributed_to": claim.attributed_to,
        **_figure_columns(figure),
        "quote_start": claim.quote_start,
        "quote_end": claim.quote_end,
        "quote": report.quote,
        "why": claim.why,
        "known": report.known,
        "known_from": report.known_from.value,
        "outlet": report.outlet,
        "cluster": report.cluster,
        "corrects": None,
        "recorded": recorded,
    }


def _figure_columns(figure: Figure) -> dict[str, Any]:
    return {
        "figure_start": figure.start,
        "figure_end": figure.end,
        "words": figure.words,
        "value_kind": value_kind(figure.value),
        "value": value_text(figure.value),
        "value_high": None if figure.value_high is None else value_text(figure.value_high),
        "bound": figure.bound.value,
        "unit": figure.unit,
    }


def _status_row(report: StatusReport, revision: int, recorded: datetime) -> dict[str, Any]:
    claim = report.claim
    return {
        "id": report.id,
        "article": report.article,
        "revision": revision,
        "subject": claim.subject,
        "status": claim.status,
        "clause_start": claim.start,
        "clause_end": claim.end,
        "attributed_to": claim.attributed_to,
        "quote": report.quote,
        "why": claim.why,
        "known": report.known,
        "known_from": report.known_from.value,
        "outlet": report.outlet,
        "cluster": report.cluster,
        "corrects": None,
        "recorded": recorded,
    }


def _claim(row: ClaimRow) -> Claim:
    return Claim(
        figure=_figure(row),
        subject=row.subject,
        measure=row.measure,
        scope=row.scope,
        status=row.status,
        period=row.period,
        attributed_to=row.attributed_to,
        quote_start=row.quote_start,
        quote_end=row.quote_end,
        why=tuple(row.why),
    )


def _figure(row: ClaimRow) -> Figure:
    return Figure(
        start=row.figure_start,
        end=row.figure_end,
        words=row.words,
        value=value_from(row.value_kind, row.value),
        value_high=None if row.value_high is None else value_from(row.value_kind, row.value_high),
        bound=Bound(row.bound),
        unit=row.unit,
    )
