"""Revisions that were read by other rules, or with another topic pack, than today's."""

from collections.abc import Iterator

from sqlmodel import Session, col, select

from store.articles import Revision, find_revision
from store.tables import RevisionRow

# Read by people: no rules of ours read these texts.
BY_PEOPLE = frozenset({"baseline", "hand"})


def read_otherwise(session: Session, reading: str) -> Iterator[Revision]:
    """The texts whose reading is not of version `reading`, in order of (article, n).

    A revision that returns to an earlier text has no reading of its own; texts that people read are left to them.
    """
    query = (
        select(RevisionRow.article, RevisionRow.n)
        .where(
            RevisionRow.extractor != reading,
            col(RevisionRow.extractor).not_in(BY_PEOPLE),
            col(RevisionRow.text).is_not(None),
            col(RevisionRow.returns_to).is_(None),
        )
        .order_by(col(RevisionRow.article), col(RevisionRow.n))
    )
    for article, n in session.exec(query).all():
        found = find_revision(session, article, n)
        assert found is not None
        yield found
