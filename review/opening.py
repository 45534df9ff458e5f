"""Opening the ledger of a data folder for a command that only reads it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from flows.settings import Configuration, make_home

if TYPE_CHECKING:
    from sqlmodel import Session


@contextmanager
def reading_ledger(configuration: Configuration) -> Iterator["Session"]:
    """A read-only session over the ledger, its schema up to date. Raises BadConfiguration, MachineFailed."""
    from store.engine import open_engine, reading, upgrade

    make_home(configuration)
    engine = open_engine(configuration.database_url)
    upgrade(engine)
    try:
        with reading(engine) as session:
            yield session
    finally:
        engine.dispose()
