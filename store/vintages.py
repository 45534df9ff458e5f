"""The lives of reports: when each became known, what people said of it and when, when its article took it back.

For claims.vintage, which answers what was known at a time. All of it is read from rows that are only appended:
revisions and their sightings, decisions and their undoing.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import TypeAlias, TypeVar

from sqlalchemy import ColumnElement
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from claims.report import Judgement
from claims.vintage import Dated, DatedStatus, Life, Said
from store.bulk import in_parts
from store.reports import report_of, status_report_of
from store.tables import ChangeRow, ClaimRow, DecisionRow, RevisionRow, SightingRow, StatusRow

ReportRow = TypeVar("ReportRow", ClaimRow, StatusRow)
Spans: TypeAlias = tuple[tuple[datetime, datetime | None], ...]


def dated_history(session: Session, groups: Iterable[str]) -> dict[str, list[Dated]]:
    """The reports of figures of each group (`claims.series.group_of`) with their lives; unknown groups are left out."""
    found: dict[str, list[Dated]] = {}
    for part in in_parts(groups):
        for row, life in _lives(session, ClaimRow, col(ClaimRow.group_key).in_(part)):
            assert row.group_key is not None
            found.setdefault(row.group_key, []).append(Dated(report_of(row), life))
    return found


def dated_statuses(session: Session, subjects: Iterable[str]) -> dict[str, list[DatedStatus]]:
    """The reports of statuses of each subject with their lives; subjects without any are left out."""
    found: dict[str, list[DatedStatus]] = {}
    for part in in_parts(subjects):
        for row, life in _lives(session, StatusRow, col(StatusRow.subject).in_(part)):
            found.setdefault(row.subject, []).append(DatedStatus(status_report_of(row), life))
    return found


def _lives(session: Session, kind: type[ReportRow], wanted: ColumnElement[bool]) -> Iterator[tuple[ReportRow, Life]]:
    rows = session.exec(select(kind).where(wanted)).all()
    said, put = _decisions(session, kind, wanted)
    presence = _Presence(session, {row.article for row in rows})
    for row in rows:
        yield (
            row,
            Life(
                since=row.known or row.recorded,
                said=tuple(said[row.id]),
                put=tuple(put[row.id]),
                withdrawn=presence.gaps(row),
                is_correction=row.corrects is not None and not presence.is_read(row),
            ),
        )


def _decisions(
    session: Session, kind: type[ReportRow], wanted: ColumnElement[bool]
) -> tuple[dict[str, list[Said]], dict[str, list[Said]]]:
    """What was said of the changes that tell of each report, and of those in which it was put in place of another."""
    ids = select(kind.id).where(wanted)
    undoing, putting = aliased(DecisionRow), aliased(DecisionRow)
    telling = session.exec(
        select(ChangeRow.report, DecisionRow, undoing)
        .join(DecisionRow, col(DecisionRow.change) == col(ChangeRow.id))
        .outerjoin(undoing, col(undoing.undo_of) == col(DecisionRow.id))
        .where(col(ChangeRow.report).in_(ids))
    )
    placing = session.exec(
        select(putting.replacement, DecisionRow, undoing)
        .join(DecisionRow, col(DecisionRow.change) == col(putting.change))
        .outerjoin(undoing, col(undoing.undo_of) == col(DecisionRow.id))
        .where(col(putting.replacement).in_(ids))
    )
    return _by_report(telling), _by_report(placing)


def _by_report(rows: Iterable[tuple[str | None, DecisionRow, DecisionRow | None]]) -> dict[str, list[Said]]:
    found: defaultdict[str, list[Said]] = defaultdict(list)
    for report, decision, undoing in rows:
        if report is not None and decision.judgement is not None:
            said = _said(decision, Judgement(decision.judgement), undoing)
            found[report] += [] if said in found[report] else [said]
    return found


def _said(decision: DecisionRow, judgement: Judgement, undoing: DecisionRow | None) -> Said:
    assert decision.id is not None
    return Said(
        change=decision.change,
        at=decision.at,
        judgement=judgement,
        order=decision.id,
        undone=undoing.at if undoing else None,
        replacement=decision.replacement,
    )


class _Presence:
    """In which revisions of their articles reports stand, as the extractor that counts read them."""

    def __init__(self, session: Session, articles: Iterable[str]) -> None:
        self._revisions: defaultdict[str, list[RevisionRow]] = defaultdict(list)
        self._read: defaultdict[str, set[tuple[int, str]]] = defaultdict(set)
        for part in in_parts(articles):
            revisions = select(RevisionRow).where(col(RevisionRow.article).in_(part)).order_by(col(RevisionRow.n))
            for revision in session.exec(revisions):
                self._revisions[revision.article].append(revision)
            sightings = select(SightingRow.report, SightingRow.revision, SightingRow.extractor)
            for report, n, extractor in session.exec(sightings.where(col(SightingRow.article).in_(part))):
                self._read[report].add((n, extractor))

    def is_read(self, row: ClaimRow | StatusRow) -> bool:
        """Whether an article makes the report by itself."""
        return bool(self._read[row.id])

    def gaps(self, row: ClaimRow | StatusRow) -> Spans:
        """The spans during which the article, which had said so before, did not say so.

        The last one is that of the report's own mark, which a new reading of an old text sets too.
        """
        revisions = {each.n: each for each in self._revisions[row.article]}
        spans: list[tuple[datetime, datetime | None]] = []
        began: datetime | None = None
        was_said = False
        for revision in revisions.values():
            holder = revisions[revision.returns_to or revision.n]
            is_said = (holder.n, holder.extractor) in self._read[row.id]
            if is_said and began is not None:
                spans.append((began, revision.seen_at))
            began = None if is_said or not was_said else began or revision.seen_at
            was_said = was_said or is_said
        return (*spans, (row.withdrawn, None)) if row.withdrawn is not None else tuple(spans)
