"""What articles take back: reports that their last text no longer makes, and edits that were undone.

Both are read from the revisions and their sightings, which are never altered; the times kept here repeat that, so that
the ledger need not look into every text.
"""

from collections.abc import Iterable
from datetime import datetime

from sqlmodel import Session, col, select, update

from claims.report import Verdict
from claims.reversal import Reversals, ToldEdit
from store.bulk import in_parts
from store.standings import forget_reports
from store.tables import ChangeRow, ClaimRow, StatusRow


def note_statements(session: Session, article: str, stated: Iterable[str], at: datetime) -> int:
    """Remember which reports an article makes from now on: the others are withdrawn, those among them stand again.

    `stated` are ids of reports of figures and statuses. What a person put in place of a report is the person's word and
    stays. Returns how many were withdrawn.
    """
    kept = frozenset(stated)
    return sum(_note_kind(session, kind, article, kept, at) for kind in (ClaimRow, StatusRow))


def told_edits(session: Session, article: str) -> tuple[ToldEdit, ...]:
    """The lines that tell of edits of an article."""
    of_article = select(ClaimRow.id).where(ClaimRow.article == article)
    query = (
        select(ChangeRow.id, ChangeRow.against, ChangeRow.report, ChangeRow.reverted)
        .where(ChangeRow.verdict == Verdict.REVISED.value, col(ChangeRow.against).in_(of_article))
        .order_by(col(ChangeRow.id))
    )
    return tuple(
        ToldEdit(change=change, old=old, new=new, is_reverted=reverted is not None)
        for change, old, new, reverted in session.exec(query)
        if old is not None
    )


def note_reversals(session: Session, found: Reversals, at: datetime) -> None:
    """Mark the lines whose edit was taken back, and take the mark from those whose edit was made again."""
    for changes, mark in ((found.reverted, at), (found.again, None)):
        for part in in_parts(changes):
            session.exec(update(ChangeRow).where(col(ChangeRow.id).in_(part)).values(reverted=mark))


def _note_kind(
    session: Session, kind: type[ClaimRow] | type[StatusRow], article: str, stated: frozenset[str], at: datetime
) -> int:
    query = select(kind.id, kind.withdrawn).where(kind.article == article, col(kind.corrects).is_(None))
    rows = session.exec(query).all()
    gone = [report for report, withdrawn in rows if report not in stated and withdrawn is None]
    back = [report for report, withdrawn in rows if report in stated and withdrawn is not None]
    forget_reports(session, [*gone, *back])
    for reports, mark in ((gone, at), (back, None)):
        for part in in_parts(reports):
            session.exec(update(kind).where(col(kind.id).in_(part)).values(withdrawn=mark))
    return len(gone)
