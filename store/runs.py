"""Runs of flows, and what each did with every item."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlmodel import Session, col, select

from claims.errors import SkipReason
from claims.run import Item, Outcome
from store.bulk import insert_new
from store.tables import RunItemRow, RunRow

RUNNING = "running"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRun:
    """A run as it is known; `status` is `running` until it ends, `summary` whatever its flow counts (JSON)."""

    id: str
    flow: str
    started: datetime
    ended: datetime | None
    status: str
    summary: Mapping[str, Any]


def start_run(session: Session, run_id: str, flow: str, started: datetime) -> None:
    """Remember that a run has begun; a run that is started again (a retry) keeps its id and begins anew."""
    row = session.get(RunRow, run_id) or RunRow(id=run_id, flow=flow, started=started, status=RUNNING, summary={})
    row.started, row.ended, row.status = started, None, RUNNING
    session.add(row)
    session.flush()


def end_run(session: Session, run_id: str, *, ended: datetime, status: str, summary: Mapping[str, Any]) -> None:
    """Remember how a run ended. Raises LookupError for a run that was never started."""
    row = session.get(RunRow, run_id)
    if row is None:
        raise LookupError(f"no run has the id {run_id!r}")
    row.ended, row.status, row.summary = ended, status, dict(summary)
    session.add(row)


def add_items(session: Session, run_id: str, items: Iterable[Item]) -> None:
    """Remember what a run did with its items."""
    insert_new(session, RunItemRow, [_item_row(run_id, item) for item in items])


def find_run(session: Session, run_id: str) -> StoredRun | None:
    """The run, or None."""
    row = session.get(RunRow, run_id)
    return None if row is None else _run(row)


def list_runs(session: Session, *, flow: str | None = None, limit: int = 50) -> tuple[StoredRun, ...]:
    """Runs, the latest first."""
    query = select(RunRow).order_by(col(RunRow.started).desc(), col(RunRow.id)).limit(limit)
    if flow is not None:
        query = query.where(RunRow.flow == flow)
    return tuple(_run(row) for row in session.exec(query))


def items_of(session: Session, run_id: str, outcome: Outcome | None = None) -> tuple[Item, ...]:
    """The items of a run in the order in which they were met."""
    query = select(RunItemRow).where(RunItemRow.run == run_id).order_by(col(RunItemRow.id))
    if outcome is not None:
        query = query.where(RunItemRow.outcome == outcome.value)
    return tuple(_item(row) for row in session.exec(query))


def _run(row: RunRow) -> StoredRun:
    return StoredRun(
        id=row.id, flow=row.flow, started=row.started, ended=row.ended, status=row.status, summary=row.summary
    )


def _item_row(run_id: str, item: Item) -> dict[str, Any]:
    return {
        "run": run_id,
        "source": item.source,
        "url": item.url,
        "listing": item.listing,
        "outcome": item.outcome.value,
        "reason": None if item.reason is None else item.reason.value,
        "message": item.message,
    }


def _item(row: RunItemRow) -> Item:
    return Item(
        source=row.source,
        url=row.url,
        listing=row.listing,
        outcome=Outcome(row.outcome),
        reason=None if row.reason is None else SkipReason(row.reason),
        message=row.message,
    )
