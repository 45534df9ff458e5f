"""What a store holds, without what only says when and by which run it came there."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from sqlalchemy import Table, select
from sqlmodel import Session

from claims.folded import standing_text, timeline_text
from claims.holdings import Holdings, Known
from claims.policy import Policy
from claims.series import SeriesKey, series_from_text, series_of
from store.bulk import table_of
from store.engine import open_engine, reading, transaction
from store.history import groups_of, history, status_history, subjects_with_status
from store.holdings import StoredHoldings
from store.tables import AnnouncedRow, Row

Content = dict[str, list[str]]

# The record of runs (a killed one is part of it), and the cache of folded states, which is compared in another way.
_OF_RUNS = frozenset({"runs", "run_items", "fetches", "arrivals", "standings"})
_PASSING = {
    "addresses": {"attempts", "outcome"},  # of the last visit only
    "changes": {"run", "decision"},
    "decisions": {"id", "undo_of"},
    "feeds": {"last_status", "last_new"},  # likewise; and when a pass last brought something, which is of that pass
    "outbox": {"attempts", "claimed_at", "payload"},
    "rules": {"id", "decision"},
}
_TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?\+00:00")


def content(url: str, since: datetime) -> Content:
    """The rows of every table, in no order; times from `since` on are all one, `later`."""
    engine = open_engine(url)
    with reading(engine) as session:
        found = {
            table.name: sorted(_rows(session, table, since))
            for table in Row.metadata.sorted_tables
            if table.name not in _OF_RUNS
        }
    engine.dispose()
    return found


def _rows(session: Session, table: Table, since: datetime) -> Iterator[str]:
    columns = [column for column in table.columns if column.name not in _PASSING.get(table.name, ())]
    for row in session.connection().execute(select(*columns)).mappings():
        yield repr({name: _timeless(value, since) for name, value in row.items()})


def _timeless(value: Any, since: datetime) -> Any:
    return "later" if isinstance(value, datetime) and value >= since else value


def announced(session: Session) -> list[str]:
    """The ids of the lines of the log that messages tell of, each as often as it is told."""
    return list(session.connection().execute(select(table_of(AnnouncedRow).c.change)).scalars())


def what_stands(url: str, policy: Policy, since: datetime) -> Content:
    """Every series and every course of statuses, folded from the reports, and as the kept states have them."""
    engine = open_engine(url)
    with transaction(engine) as session:
        known = Known(history(session, groups_of(session)), status_history(session, subjects_with_status(session)))
        kept = StoredHoldings(session, (), (), policy)
        found = {"folded": _standings(known, known, policy, since), "kept": _standings(known, kept, policy, since)}
    engine.dispose()
    return found


def _standings(known: Known, held: Holdings, policy: Policy, since: datetime) -> list[str]:
    keys = sorted(_series(known, policy), key=SeriesKey.text)
    told = [
        f"{key.text()} {standing_text(each.state(policy))}"
        for key, each in zip(keys, held.series(keys, policy), strict=True)
    ]
    told += [f"{subject} {timeline_text(held.course(subject).timeline(policy))}" for subject in sorted(known.statuses)]
    return [_TIME.sub(lambda time: _later(time[0], since), each) for each in told]


def _series(known: Known, policy: Policy) -> frozenset[SeriesKey]:
    entries = (entry for members in known.entries.values() for entry in members)
    keys = (series_of(entry.report.claim, policy) for entry in entries)
    return frozenset(series_from_text(key.text()) for key in keys if key is not None)


def _later(written: str, since: datetime) -> str:
    return "later" if datetime.fromisoformat(written) >= since else written
