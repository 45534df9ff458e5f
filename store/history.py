"""The history of the ledger: reports with what people said of them, for claims.standing and claims.ladder to weigh.

The judgement of a report is that of the changes that tell of it: of the decisions that live, the latest. A claim with
which a person corrected another stands here only while that decision lives, and is then accepted.
"""

from collections.abc import Iterable

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from claims.report import Judgement, Report, StatusReport
from claims.standing import Entry
from store.bulk import in_parts
from store.reports import report_of, status_report_of
from store.tables import ChangeRow, ClaimRow, DecisionRow, StatusRow


def history(session: Session, groups: Iterable[str]) -> dict[str, list[Entry[Report]]]:
    """The reports of figures of each group (`claims.series.group_of`), in no order; unknown groups are left out."""
    found: dict[str, list[Entry[Report]]] = {}
    for part in in_parts(groups):
        in_groups = col(ClaimRow.group_key).in_(part)
        judged = _judgements(session, ClaimRow, in_groups)
        accepted = _live_replacements(session, in_groups)
        for row in session.exec(select(ClaimRow).where(in_groups)):
            if row.corrects is not None and row.id not in accepted:
                continue
            judgement = Judgement.ACCEPTED if row.id in accepted else judged.get(row.id, Judgement.OPEN)
            found.setdefault(row.group_key or "", []).append(Entry(report_of(row), judgement))
    return found


def status_history(session: Session, subjects: Iterable[str]) -> dict[str, list[Entry[StatusReport]]]:
    """The reports of statuses of each subject, in no order; subjects without any are left out."""
    found: dict[str, list[Entry[StatusReport]]] = {}
    for part in in_parts(subjects):
        of_subjects = col(StatusRow.subject).in_(part)
        judged = _judgements(session, StatusRow, of_subjects)
        for row in session.exec(select(StatusRow).where(of_subjects)):
            judgement = judged.get(row.id, Judgement.OPEN)
            found.setdefault(row.subject, []).append(Entry(status_report_of(row), judgement))
    return found


def groups_of(session: Session, subject: str | None = None) -> tuple[str, ...]:
    """The groups that have reports, of one subject or of all, in alphabetical order."""
    query = select(ClaimRow.group_key).where(col(ClaimRow.group_key).is_not(None)).distinct()
    if subject is not None:
        query = query.where(ClaimRow.subject == subject)
    return tuple(group for group in session.exec(query.order_by(col(ClaimRow.group_key))) if group is not None)


def subjects_with_status(session: Session) -> tuple[str, ...]:
    """The subjects that have reports of a status, in alphabetical order."""
    return tuple(session.exec(select(StatusRow.subject).distinct().order_by(col(StatusRow.subject))))


def _judgements(
    session: Session, kind: type[ClaimRow] | type[StatusRow], wanted: ColumnElement[bool]
) -> dict[str, Judgement]:
    # In the order of the decisions, so that the latest stays.
    query = (
        select(ChangeRow.report, ChangeRow.state)
        .join(kind, col(ChangeRow.report) == col(kind.id))
        .where(wanted, col(ChangeRow.decision).is_not(None))
        .order_by(col(ChangeRow.decision))
    )
    return {found: Judgement(state) for found, state in session.exec(query) if found is not None}


def _live_replacements(session: Session, wanted: ColumnElement[bool]) -> set[str]:
    query = (
        select(ClaimRow.id)
        .join(DecisionRow, col(DecisionRow.replacement) == col(ClaimRow.id))
        .join(ChangeRow, col(ChangeRow.decision) == col(DecisionRow.id))
        .where(wanted, ChangeRow.state == Judgement.CORRECTED.value)
    )
    return set(session.exec(query))
