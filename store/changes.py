"""The change log: appended by runs, read and searched by people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, or_
from sqlmodel import Session, col, func, select

from claims.report import Change, Judgement, Severity, Verdict
from store.bulk import insert_and_name_new
from store.tables import ChangeRow, ClaimRow, StatusRow

# The columns that a search for words looks into.
_SEARCHED = (
    ChangeRow.subject,
    ChangeRow.measure,
    ChangeRow.old,
    ChangeRow.new,
    ChangeRow.quote,
    ChangeRow.outlet,
    ChangeRow.why,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedChange:
    """A line of the change log with its live judgement, and the run that found it.

    `reverted` is since when the article says again what it said before the edit that the line tells of.
    """

    change: Change
    state: Judgement
    run: str | None
    reverted: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeFilter:
    """Which lines are asked for; what is left empty does not restrict. `text` is found in any letter case.

    `since` is inclusive, `until` is not. `limit` and `offset` page through the lines, newest first.
    """

    verdicts: tuple[Verdict, ...] = ()
    severities: tuple[Severity, ...] = ()
    states: tuple[Judgement, ...] = ()
    subject: str | None = None
    series: str | None = None
    outlet: str | None = None
    run: str | None = None
    since: datetime | None = None
    until: datetime | None = None
    text: str | None = None
    limit: int = 100
    offset: int = 0


EVERYTHING = ChangeFilter()


def add_changes(session: Session, changes: Iterable[Change], *, run: str | None = None) -> tuple[Change, ...]:
    """Append lines to the change log; returns those that were not there, in the order given."""
    # One insert tells one new line per id, also where the same line was given twice.
    distinct = {change.id: change for change in changes}
    new = insert_and_name_new(session, ChangeRow, [_row(change, run) for change in distinct.values()], "id")
    return tuple(change for change in distinct.values() if change.id in new)


def list_changes(session: Session, wanted: ChangeFilter = EVERYTHING) -> tuple[LoggedChange, ...]:
    """The lines that a filter lets through, newest first."""
    query = (
        select(ChangeRow)
        .where(*_conditions(wanted))
        .order_by(col(ChangeRow.found).desc(), col(ChangeRow.id))
        .offset(wanted.offset)
        .limit(wanted.limit)
    )
    return tuple(logged_change(row) for row in session.exec(query))


def count_changes(session: Session, wanted: ChangeFilter = EVERYTHING) -> int:
    """How many lines a filter lets through, whatever its limit and offset."""
    return session.exec(select(func.count()).select_from(ChangeRow).where(*_conditions(wanted))).one()


def get_change(session: Session, change_id: str) -> LoggedChange | None:
    """The line with this id, or None."""
    row = session.get(ChangeRow, change_id)
    return None if row is None else logged_change(row)


def decided_changes(session: Session, article: str) -> tuple[LoggedChange, ...]:
    """The lines about an article that a person has decided, in the order of their ids.

    A line is about the report that it tells of, or, where a figure vanished, about the report that is gone.
    """
    of_article = [select(row.id).where(row.article == article) for row in (ClaimRow, StatusRow)]
    told = or_(*(col(ChangeRow.report).in_(ids) for ids in of_article))
    gone = or_(*(col(ChangeRow.against).in_(ids) for ids in of_article))
    query = (
        select(ChangeRow)
        .where(told | (col(ChangeRow.report).is_(None) & gone), ChangeRow.state != Judgement.OPEN.value)
        .order_by(col(ChangeRow.id))
    )
    return tuple(logged_change(row) for row in session.exec(query))


def ids_starting(session: Session, prefix: str, *, limit: int = 10) -> tuple[str, ...]:
    """Ids that start with what a person typed; more than one means that it was too short."""
    query = select(ChangeRow.id).where(col(ChangeRow.id).startswith(prefix, autoescape=True))
    return tuple(session.exec(query.order_by(col(ChangeRow.id)).limit(limit)))


def logged_change(row: ChangeRow) -> LoggedChange:
    """The line that a row holds."""
    return LoggedChange(change=_change(row), state=Judgement(row.state), run=row.run, reverted=row.reverted)


def _conditions(wanted: ChangeFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    for column, words in (
        (ChangeRow.verdict, wanted.verdicts),
        (ChangeRow.severity, wanted.severities),
        (ChangeRow.state, wanted.states),
    ):
        if words:
            conditions.append(col(column).in_([word.value for word in words]))
    for field in ("subject", "series", "outlet", "run"):
        value = getattr(wanted, field)
        if value is not None:
            conditions.append(col(getattr(ChangeRow, field)) == value)
    if wanted.since is not None:
        conditions.append(col(ChangeRow.found) >= wanted.since)
    if wanted.until is not None:
        conditions.append(col(ChangeRow.found) < wanted.until)
    if wanted.text:
        conditions.append(or_(*(col(column).icontains(wanted.text, autoescape=True) for column in _SEARCHED)))
    return conditions


def _row(change: Change, run: str | None) -> dict[str, Any]:
    return {
        "id": change.id,
        "verdict": change.verdict.value,
        "severity": change.severity.value,
        "subject": change.subject,
        "measure": change.measure,
        "series": change.series,
        "report": change.report,
        "against": change.against,
        "old": change.old,
        "new": change.new,
        "quote": change.quote,
        "url": change.url,
        "outlet": change.outlet,
        "cluster": change.cluster,
        "why": change.why,
        "found": change.found,
        "witnesses": change.witnesses,
        "run": run,
        "state": Judgement.OPEN.value,
        "decision": None,
    }


def _change(row: ChangeRow) -> Change:
    return Change(
        id=row.id,
        verdict=Verdict(row.verdict),
        severity=Severity(row.severity),
        subject=row.subject,
        measure=row.measure,
        series=row.series,
        report=row.report,
        against=row.against,
        old=row.old,
        new=row.new,
        quote=row.quote,
        url=row.url,
        outlet=row.outlet,
        cluster=row.cluster,
        why=row.why,
        found=row.found,
        witnesses=row.witnesses,
    )
