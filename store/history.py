"""The history of the ledger: reports with what people said of them, for claims.standing and claims.ladder to weigh.

The judgement of a report is that of the changes that tell of it: of the decisions that live, the latest. While the
live decision is a correction, the corrected report stands here in place of the machine's.
"""

from collections.abc import Iterable, Iterator
from typing import TypeVar

from sqlalchemy import ColumnElement, and_
from sqlmodel import Session, col, select

from claims.ladder import StatusEntry
from claims.report import Judgement
from claims.standing import Entry
from store.bulk import in_parts
from store.reports import report_of, status_report_of
from store.tables import ChangeRow, ClaimRow, DecisionRow, SightingRow, StatusRow

ReportRow = TypeVar("ReportRow", ClaimRow, StatusRow)


def history(session: Session, groups: Iterable[str]) -> dict[str, list[Entry]]:
    """The reports of figures of each group (`claims.series.group_of`), in no order; unknown groups are left out."""
    found: dict[str, list[Entry]] = {}
    for part in in_parts(groups):
        for row, judgement in _judged(session, ClaimRow, col(ClaimRow.group_key).in_(part)):
            assert row.group_key is not None
            found.setdefault(row.group_key, []).append(Entry(report_of(row), judgement, _is_withdrawn(row)))
    return found


def status_history(session: Session, subjects: Iterable[str]) -> dict[str, list[StatusEntry]]:
    """The reports of statuses of each subject, in no order; subjects without any are left out."""
    found: dict[str, list[StatusEntry]] = {}
    for part in in_parts(subjects):
        for row, judgement in _judged(session, StatusRow, col(StatusRow.subject).in_(part)):
            found.setdefault(row.subject, []).append(StatusEntry(status_report_of(row), judgement, _is_withdrawn(row)))
    return found


def figures_where(session: Session, wanted: ColumnElement[bool]) -> list[tuple[str, Entry]]:
    """The reports of figures for which a condition on `ClaimRow` holds, each with the key of its series."""
    judged = _judged(session, ClaimRow, wanted)
    return [(row.series_key or "", Entry(report_of(row), told, _is_withdrawn(row))) for row, told in judged]


def statuses_where(session: Session, wanted: ColumnElement[bool]) -> list[StatusEntry]:
    """The reports of statuses for which a condition on `StatusRow` holds."""
    judged = _judged(session, StatusRow, wanted)
    return [StatusEntry(status_report_of(row), told, _is_withdrawn(row)) for row, told in judged]


def groups_of(session: Session, subject: str | None = None) -> tuple[str, ...]:
    """The groups that have reports, of one subject or of all, in alphabetical order."""
    query = select(ClaimRow.group_key).where(col(ClaimRow.group_key).is_not(None)).distinct()
    if subject is not None:
        query = query.where(ClaimRow.subject == subject)
    return tuple(sorted(group for group in session.exec(query) if group is not None))


def subjects_with_status(session: Session) -> tuple[str, ...]:
    """The subjects that have reports of a status, in alphabetical order."""
    return tuple(sorted(session.exec(select(StatusRow.subject).distinct())))


def _is_withdrawn(row: ReportRow) -> bool:
    return row.withdrawn is not None


def _judged(
    session: Session, kind: type[ReportRow], wanted: ColumnElement[bool]
) -> Iterator[tuple[ReportRow, Judgement]]:
    rows = session.exec(select(kind).where(wanted)).all()
    if not rows:
        return
    judgements = _judgements(session, kind, wanted)
    replacements = _live_replacements(session, kind, wanted)
    read_too = _read_as_well(session, kind, wanted) if any(row.corrects for row in rows) else set()
    for row in rows:
        if row.id in replacements:
            yield row, Judgement.CORRECTED
        elif (row.corrects is None or row.id in read_too) and judgements.get(row.id) is not Judgement.CORRECTED:
            yield row, judgements.get(row.id, Judgement.OPEN)


def _judgements(session: Session, kind: type[ReportRow], wanted: ColumnElement[bool]) -> dict[str, Judgement]:
    # In the order of the decisions, so that the latest stays.
    query = (
        select(ChangeRow.report, ChangeRow.state)
        .join(kind, col(ChangeRow.report) == col(kind.id))
        .join(DecisionRow, col(ChangeRow.decision) == col(DecisionRow.id))
        .where(wanted)
        .order_by(col(DecisionRow.at), col(DecisionRow.id))
    )
    return {found: Judgement(state) for found, state in session.exec(query) if found is not None}


def _read_as_well(session: Session, kind: type[ReportRow], wanted: ColumnElement[bool]) -> set[str]:
    """The reports that a person put in place of another and that an article makes by itself too."""
    query = (
        select(kind.id)
        # The article leads to its sightings by their key; the report alone does not.
        .join(SightingRow, and_(col(SightingRow.article) == kind.article, col(SightingRow.report) == col(kind.id)))
        .where(wanted, col(kind.corrects).is_not(None))
    )
    return set(session.exec(query))


def _live_replacements(session: Session, kind: type[ReportRow], wanted: ColumnElement[bool]) -> set[str]:
    query = (
        select(kind.id)
        .join(DecisionRow, col(DecisionRow.replacement) == col(kind.id))
        .join(ChangeRow, col(ChangeRow.id) == col(DecisionRow.change))
        .where(wanted, col(ChangeRow.decision) == col(DecisionRow.id))
    )
    return set(session.exec(query))
