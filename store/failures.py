"""Where a database's own errors become ours: disk full, locked, unreachable … stop the run; bugs pass through."""

from collections.abc import Iterator
from contextlib import contextmanager
from sqlite3 import Error as SqliteError

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoFreeConnection

from claims.errors import MachineFailed

# Primary result codes of https://sqlite.org/rescode.html that say something of the machine, with what to do.
SQLITE_ADVICE = {
    "SQLITE_AUTH": "the file may not be used: check its permissions",
    "SQLITE_BUSY": "another process holds the database: wait for it, or stop it, and try again",
    "SQLITE_CANTOPEN": "the file cannot be opened: check that its folder exists and can be written",
    "SQLITE_CORRUPT": "the file is damaged: restore a backup with `cpecwatch restore`",
    "SQLITE_FULL": "the disk is full: make room and try again",
    "SQLITE_IOERR": "the disk failed or is full: check it and try again",
    "SQLITE_LOCKED": "another process holds the database: wait for it, or stop it, and try again",
    "SQLITE_NOMEM": "the machine is out of memory",
    "SQLITE_NOTADB": "the file is not a database: move it away, or restore a backup with `cpecwatch restore`",
    "SQLITE_PERM": "the file may not be used: check its permissions",
    "SQLITE_PROTOCOL": "another process holds the database: wait for it, or stop it, and try again",
    "SQLITE_READONLY": "the file may only be read: check its permissions and those of its folder",
}

# Classes and codes of https://www.postgresql.org/docs/current/errcodes-appendix.html, longest first.
POSTGRESQL_ADVICE = {
    "53100": "the server's disk is full: make room and try again",
    "55P03": "another process holds the record: wait for it, or stop it, and try again",
    "57014": "the server cancelled the statement: try again",
    "25006": "the server allows reading only: use its primary",
    "42501": "the user lacks a privilege: grant it, or use another user in `database_url`",
    "08": "no connection to the server: check that it runs and that `database_url` is right",
    "40": "another process was in the way: try again",
    "53": "the server is out of connections or memory: try again later",
    "57": "the server is stopping or starting: try again later",
    "58": "the server's disk or system failed: see its log",
    "XX": "the server's files are damaged: see its log",
}
NO_CONNECTION = POSTGRESQL_ADVICE["08"]


@contextmanager
def translated(engine: Engine) -> Iterator[None]:
    """Turn failures of the machine below the database into MachineFailed, naming the database and what to do.

    Errors of our own making (a broken constraint, wrong SQL, a value of the wrong type) are bugs and pass through.
    """
    try:
        yield
    except NoFreeConnection as error:
        raise MachineFailed(f"{_name(engine)}: every connection is in use; stop a process and try again") from error
    except (DBAPIError, SqliteError) as error:
        # SQLAlchemy does not wrap what happens while it prepares a new connection.
        cause = error.orig if isinstance(error, DBAPIError) else error
        advice = _advice(cause)
        if advice is None:
            raise
        raise MachineFailed(f"{_name(engine)}: {advice} ({_first_line(cause)})") from error


def _name(engine: Engine) -> str:
    return engine.url.render_as_string(hide_password=True)


def _first_line(error: BaseException | None) -> str:
    return str(error).strip().partition("\n")[0]


def _advice(error: BaseException | None) -> str | None:
    if isinstance(error, SqliteError):
        return _advice_of_sqlite(error)
    # Only psycopg's errors carry a state; the package is optional, so that its classes cannot be named here.
    if error is not None and hasattr(error, "sqlstate"):
        return _advice_of_postgresql(error.sqlstate, type(error).__name__)
    return None


def _advice_of_sqlite(error: SqliteError) -> str | None:
    # Extended codes, such as SQLITE_IOERR_WRITE, begin with their primary code.
    code = getattr(error, "sqlite_errorname", "")
    return next((advice for primary, advice in SQLITE_ADVICE.items() if code.startswith(primary)), None)


def _advice_of_postgresql(state: str | None, error_class: str) -> str | None:
    if state is None:
        # A connection that cannot be made or is lost carries no state, whatever the server may have answered.
        return NO_CONNECTION if error_class in {"OperationalError", "ConnectionTimeout"} else None
    return next((advice for prefix, advice in POSTGRESQL_ADVICE.items() if state.startswith(prefix)), None)
