import sqlite3

import psycopg
import pytest
from psycopg.errors import lookup
from sqlalchemy import Engine
from sqlalchemy.exc import IntegrityError, OperationalError
from sqlalchemy.exc import TimeoutError as NoFreeConnection

from claims.errors import MachineFailed
from store.failures import SQLITE_ADVICE, translated

# Of https://sqlite.org/rescode.html, those that tell of wrong SQL or of a wrong use of the library.
BUGS_OF_SQLITE = {
    "SQLITE_ABORT",
    "SQLITE_CONSTRAINT",
    "SQLITE_EMPTY",
    "SQLITE_ERROR",
    "SQLITE_FORMAT",
    "SQLITE_INTERNAL",
    "SQLITE_INTERRUPT",
    "SQLITE_MISMATCH",
    "SQLITE_MISUSE",
    "SQLITE_NOLFS",
    "SQLITE_NOTFOUND",
    "SQLITE_RANGE",
    "SQLITE_SCHEMA",
    "SQLITE_TOOBIG",
}
NOT_ERRORS = {
    "SQLITE_OK",
    "SQLITE_ROW",
    "SQLITE_DONE",
    "SQLITE_NOTICE",
    "SQLITE_WARNING",
    "SQLITE_DENY",
    "SQLITE_IGNORE",
}


def sqlite_error(name: str) -> sqlite3.OperationalError:
    error = sqlite3.OperationalError("it failed")
    error.sqlite_errorname = name
    return error


def primary_codes() -> set[str]:
    """The result codes that the sqlite3 module knows; extended ones have a higher byte."""
    starts = ("SQLITE_LIMIT", "SQLITE_CREATE", "SQLITE_DROP", "SQLITE_ALTER", "SQLITE_DBCONFIG")
    codes = {name for name in dir(sqlite3) if name.startswith("SQLITE_") and not name.startswith(starts)}
    return {name for name in codes if getattr(sqlite3, name) < 256}


def test_every_result_code_of_sqlite_is_a_bug_or_has_an_advice() -> None:
    actions = {"ANALYZE", "ATTACH", "DELETE", "DETACH", "FUNCTION", "INSERT", "PRAGMA", "READ", "RECURSIVE", "REINDEX"}
    actions |= {"SAVEPOINT", "SELECT", "TRANSACTION", "UPDATE"}  # of the authorizer, not of a result
    known = primary_codes() - NOT_ERRORS - {f"SQLITE_{action}" for action in actions}
    assert known == set(SQLITE_ADVICE) | BUGS_OF_SQLITE


@pytest.mark.parametrize(
    "name", [*SQLITE_ADVICE, "SQLITE_IOERR_WRITE", "SQLITE_BUSY_SNAPSHOT", "SQLITE_READONLY_DBMOVED"]
)
def test_a_failure_of_sqlite_stops_the_run(engine: Engine, name: str) -> None:
    with pytest.raises(MachineFailed, match="it failed"), translated(engine):
        raise OperationalError("SELECT 1", {}, sqlite_error(name))


@pytest.mark.parametrize("name", sorted(BUGS_OF_SQLITE))
def test_a_bug_of_ours_in_sqlite_passes_through(engine: Engine, name: str) -> None:
    with pytest.raises(OperationalError), translated(engine):
        raise OperationalError("SELECT 1", {}, sqlite_error(name))


def test_a_failure_before_sqlalchemy_has_the_connection_stops_the_run(engine: Engine) -> None:
    with pytest.raises(MachineFailed), translated(engine):
        raise sqlite_error("SQLITE_NOTADB")


@pytest.mark.parametrize(
    "state",
    ["53100", "55P03", "57014", "57P01", "25006", "42501", "08006", "40001", "40P01", "53300", "58030", "XX001"],
)
def test_a_failure_of_postgresql_stops_the_run(engine: Engine, state: str) -> None:
    with pytest.raises(MachineFailed, match="it failed"), translated(engine):
        raise OperationalError("SELECT 1", {}, lookup(state)("it failed"))


def test_a_lost_connection_to_postgresql_stops_the_run(engine: Engine) -> None:
    with pytest.raises(MachineFailed, match="no connection to the server"), translated(engine):
        raise OperationalError("SELECT 1", {}, psycopg.OperationalError("the connection is lost"))


@pytest.mark.parametrize("state", ["23505", "23503", "22003", "42601", "42P01"])
def test_a_bug_of_ours_in_postgresql_passes_through(engine: Engine, state: str) -> None:
    with pytest.raises(IntegrityError), translated(engine):
        raise IntegrityError("SELECT 1", {}, lookup(state)("it is wrong"))


def test_a_wrong_use_of_the_driver_passes_through(engine: Engine) -> None:
    with pytest.raises(OperationalError), translated(engine):
        raise OperationalError("SELECT 1", {}, psycopg.InterfaceError("the cursor is closed"))


def test_an_error_of_neither_driver_passes_through(engine: Engine) -> None:
    with pytest.raises(OperationalError), translated(engine):
        raise OperationalError("SELECT 1", {}, ValueError("it is wrong"))


def test_a_pool_without_a_free_connection_stops_the_run(engine: Engine) -> None:
    with pytest.raises(MachineFailed, match="every connection is in use"), translated(engine):
        raise NoFreeConnection


def test_other_errors_pass_through_as_they_are(engine: Engine) -> None:
    with pytest.raises(ZeroDivisionError), translated(engine):
        raise ZeroDivisionError
