"""Copies of a SQLite database, taken and put back while others use it. PostgreSQL has its own tools."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine

from claims.errors import BadConfiguration
from store.engine import PATIENCE, open_engine, schema_version
from store.failures import translated

_NO_COPY = "is damaged, or is not a copy that `cpecwatch backup` wrote; name another file"
_PAUSE = 0.1  # seconds


def back_up(engine: Engine, target: Path) -> None:
    """Write a consistent copy of the database into a new file; writers may go on meanwhile.

    Raises BadConfiguration where the file is there already or the database is not SQLite, MachineFailed.
    """
    _require_sqlite(engine)
    if target.exists():
        raise BadConfiguration(f"{target}: is there already; name a new file")
    partial = target.with_name(f"{target.name}.partial")
    try:
        with translated(engine), closing(sqlite3.connect(partial)) as copy, closing(engine.raw_connection()) as ours:
            _sqlite(ours.driver_connection).backup(copy)
        partial.replace(target)
    finally:
        partial.unlink(missing_ok=True)


def restore(engine: Engine, source: Path, *, patience: float = PATIENCE) -> None:
    """Put a copy in place of everything that the database holds, at once or not at all.

    The copy may have an earlier schema: `upgrade` follows. `patience` is how many seconds to wait for others.
    Raises BadConfiguration for a file that is no whole copy, SchemaFromTheFuture for one of a newer cpecwatch,
    MachineFailed.
    """
    _require_sqlite(engine)
    _check(source)
    with translated(engine), closing(sqlite3.connect(source)) as copy, closing(engine.raw_connection()) as ours:
        copy.backup(_sqlite(ours.driver_connection), progress=_give_up(patience), sleep=_PAUSE)


def _give_up(patience: float) -> Callable[[int, int, int], None]:
    """Ends a copying that others keep from starting; the driver would try for ever."""
    waited = 0.0

    def told(status: int, _remaining: int, _pages: int) -> None:
        nonlocal waited
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            waited += _PAUSE
            if waited > patience:
                error = sqlite3.OperationalError("database is locked")
                error.sqlite_errorname = "SQLITE_BUSY"
                raise error

    return told


def _require_sqlite(engine: Engine) -> None:
    if engine.dialect.name != "sqlite":
        raise BadConfiguration("database_url: PostgreSQL is saved with pg_dump and put back with pg_restore")


def _sqlite(connection: object) -> sqlite3.Connection:
    assert isinstance(connection, sqlite3.Connection)
    return connection


def _check(source: Path) -> None:
    if not source.is_file():
        raise BadConfiguration(f"{source}: there is no such file")
    try:
        with closing(sqlite3.connect(f"{source.resolve().as_uri()}?mode=ro", uri=True)) as copy:
            (found,) = copy.execute("PRAGMA integrity_check").fetchone()
    except sqlite3.DatabaseError as error:
        raise BadConfiguration(f"{source}: {_NO_COPY} ({error})") from error
    if found != "ok":
        raise BadConfiguration(f"{source}: {_NO_COPY} ({found})")
    engine = open_engine(f"sqlite:///{source}")
    try:
        if schema_version(engine) is None:
            raise BadConfiguration(f"{source}: {_NO_COPY}")
    finally:
        engine.dispose()
