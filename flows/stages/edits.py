"""What an edit leaves standing: reports that the article no longer makes, and told edits that it took back."""

from datetime import datetime

from sqlmodel import Session

from claims.reversal import ToldEdit, reversals
from store.reports import claims_of_revision, statuses_of_revision
from store.withdrawals import note_reversals, note_statements


def settle_edit(session: Session, article: str, n: int, told: tuple[ToldEdit, ...], at: datetime) -> None:
    """Hold an article to what its revision `n` says: whatever else it said is withdrawn from now on.

    `told` are the edits of the article that the change log told of before this one.
    """
    stated = frozenset(report.id for report in claims_of_revision(session, article, n))
    stated |= {report.id for report in statuses_of_revision(session, article, n)}
    note_statements(session, article, stated, at)
    note_reversals(session, reversals(told, stated), at)
