"""Opening the database, bringing its schema up to date, and units of work.

engine = open_engine(url)
upgrade(engine)
with transaction(engine) as session:   # read, decide, write: one writer at a time
    ...
with reading(engine) as session:       # a consistent view that hinders no writer
    ...
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError, NoSuchModuleError
from sqlmodel import Session

from claims.errors import BadConfiguration
from store.failures import translated

MIGRATIONS = Path(__file__).resolve().parent / "migrations"
PATIENCE = 30.0  # seconds that a writer waits for another one

# An arbitrary number that names "the record of cpecwatch" among PostgreSQL's advisory locks.
_RECORD_LOCK = 0x6370_6563
_MODE = "cpecwatch_mode"
_READ, _WRITE = "read", "write"
_DRIVERS = {
    "sqlite": "sqlite+pysqlite",
    "sqlite+pysqlite": "sqlite+pysqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
    "postgresql+psycopg": "postgresql+psycopg",
}


class SchemaFromTheFuture(BadConfiguration):
    """A newer cpecwatch has changed the database; this one would damage it."""


def open_engine(url: str, *, patience: float = PATIENCE) -> Engine:
    """An engine for SQLite (`sqlite:///path`) or PostgreSQL (`postgresql://…`); opens no connection yet.

    `patience` is how many seconds a writer waits for another one. Raises BadConfiguration for any other URL, or where
    the driver for PostgreSQL is not installed.
    """
    address = _checked(url)
    try:
        if address.get_backend_name() == "sqlite":
            return _open_sqlite(address, patience)
        return _open_postgresql(address, patience)
    except ModuleNotFoundError as error:
        raise BadConfiguration(
            f"database_url: PostgreSQL needs the package {error.name}; install `cpecwatch[postgres]`"
        ) from error


def upgrade(engine: Engine, *, to: str = "head") -> None:
    """Bring the schema to that of this version, or to the earlier version `to`; several may call it at once.

    Raises SchemaFromTheFuture where a newer version was here, MachineFailed where the database fails.
    """
    config = _alembic()
    scripts = ScriptDirectory.from_config(config)
    with translated(engine), engine.connect() as connection:
        if _found_version(connection, scripts) == scripts.as_revision_number(to):
            return
        connection.rollback()
        with _migrating(connection):
            config.attributes["connection"] = connection
            command.upgrade(config, to)


def schema_version(engine: Engine) -> str | None:
    """The version of the database's schema; None where it has none. Raises SchemaFromTheFuture, MachineFailed."""
    with translated(engine), engine.connect() as connection:
        return _found_version(connection, ScriptDirectory.from_config(_alembic()))


@contextmanager
def transaction(engine: Engine, *, exclusive: bool = True) -> Iterator[Session]:
    """A unit of work, committed at the end and rolled back by any exception.

    The whole of read, decide and write is serial: on SQLite by BEGIN IMMEDIATE, on PostgreSQL by an advisory lock,
    which `exclusive=False` leaves out (for the outbox, whose rows lock themselves). Raises MachineFailed.
    """
    writing = engine.execution_options(**{_MODE: _WRITE})
    with translated(engine), Session(writing) as session, session.begin():
        connection = session.connection()  # begins at once: SQLAlchemy would wait for the first statement
        if exclusive and engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _RECORD_LOCK})
        yield session


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """A read-only session over one consistent state of the database. Raises MachineFailed."""
    with translated(engine), Session(engine.execution_options(**{_MODE: _READ})) as session:
        if engine.dialect.name == "postgresql":
            session.connection(execution_options={"isolation_level": "REPEATABLE READ", "postgresql_readonly": True})
        yield session
        session.rollback()


def _alembic() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


def _checked(url: str) -> URL:
    try:
        address = make_url(url)
        return address.set(drivername=_DRIVERS[address.drivername])
    except (ArgumentError, NoSuchModuleError, KeyError) as error:
        raise BadConfiguration(
            "database_url: must be sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE"
        ) from error


def _open_sqlite(address: URL, patience: float) -> Engine:
    engine = create_engine(address, hide_parameters=True, connect_args={"timeout": patience})
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    # The driver's own transactions begin too late (at the first write) and never as IMMEDIATE: we begin them.
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    mode = connection.get_execution_options().get(_MODE)
    connection.exec_driver_sql(f"PRAGMA query_only={'ON' if mode == _READ else 'OFF'}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if mode == _WRITE else "BEGIN")


def _open_postgresql(address: URL, patience: float) -> Engine:
    # `lock_timeout` covers the advisory lock too. A URL's own `options` are kept.
    options = f"{address.query.get('options', '')} -c lock_timeout={int(patience * 1000)} -c timezone=UTC".strip()
    return create_engine(
        address.difference_update_query(["options"]),
        hide_parameters=True,
        pool_pre_ping=True,
        connect_args={"connect_timeout": 10, "options": options},
    )


@contextmanager
def _migrating(connection: Connection) -> Iterator[None]:
    """A transaction for changing the schema, alone, with SQLite's foreign keys checked at the end only."""
    if connection.dialect.name != "sqlite":
        with connection.begin():
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _RECORD_LOCK})
            yield
        return
    # Alembic changes a table of SQLite by copying and dropping it, which foreign keys forbid; and the pragma is
    # without effect inside a transaction.
    raw = connection.connection.driver_connection
    assert isinstance(raw, sqlite3.Connection)
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        with connection.execution_options(**{_MODE: _WRITE}).begin():
            yield
            _check_foreign_keys(connection)
    finally:
        raw.execute("PRAGMA foreign_keys=ON")


def _check_foreign_keys(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if broken is not None:
        raise RuntimeError(f"a migration broke a foreign key: {tuple(broken)}")


def _found_version(connection: Connection, scripts: ScriptDirectory) -> str | None:
    """The version of the schema; None where there is none yet. Raises SchemaFromTheFuture for an unknown one."""
    found = MigrationContext.configure(connection).get_current_revision()
    if found is not None and found not in {script.revision for script in scripts.walk_revisions()}:
        raise SchemaFromTheFuture(
            f"{connection.engine.url.render_as_string(hide_password=True)}: schema from the future: "
            f"its version {found} is unknown to this cpecwatch; install the newer cpecwatch, or restore a backup"
        )
    return found
