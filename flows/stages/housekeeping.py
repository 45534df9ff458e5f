"""Keeping house: what is remembered only for a time is forgotten when that is over."""

from dataclasses import dataclass
from datetime import timedelta

from flows.desk import Ledger
from flows.stages.health import MEMORY
from store.arrivals import forget_arrivals
from store.engine import transaction
from store.fetches import forget_fetches
from store.snapshots import forget_snapshots


@dataclass(frozen=True, slots=True)
class Forgotten:
    """How many attempts, arrivals and pages were dropped."""

    attempts: int
    arrivals: int
    snapshots: int


def keep_house(ledger: Ledger) -> Forgotten:
    """Drop what is too old to judge a source by, and pages beyond the setting `keep_snapshots` that no claim needs."""
    now = ledger.now()
    days = ledger.settings.keep_snapshots
    with transaction(ledger.engine) as session:
        return Forgotten(
            attempts=forget_fetches(session, now - MEMORY),
            arrivals=forget_arrivals(session, now - MEMORY),
            snapshots=0 if days is None else forget_snapshots(session, now - timedelta(days=days)),
        )
