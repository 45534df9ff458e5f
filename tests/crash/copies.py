"""A database for every trial: empty, or a copy of one that an undisturbed pass left."""

import itertools
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import psycopg

from tests.store.databases import PostgresServer

CopyOf = Callable[[str | None], AbstractContextManager[str]]
"""Gives the URL of a copy of the database at a URL (nobody uses it), or of an empty one; dropped in the end."""


def sqlite_copies(folder: Path) -> CopyOf:
    """Copies as files of a folder."""
    numbers = itertools.count()

    @contextmanager
    def copy_of(base: str | None) -> Iterator[str]:
        path = folder / f"trial_{next(numbers)}.db"
        if base is not None:
            shutil.copy(base.removeprefix("sqlite:///"), path)
        try:
            yield f"sqlite:///{path}"
        finally:
            for left in folder.glob(f"{path.name}*"):
                left.unlink()

    return copy_of


def postgres_copies(server: PostgresServer) -> CopyOf:
    """Copies as databases of a server."""
    numbers = itertools.count()

    @contextmanager
    def copy_of(base: str | None) -> Iterator[str]:
        name = f"trial_{next(numbers)}"
        template = f" TEMPLATE {_name(base)}" if base is not None else ""
        _execute(server.uri, f"CREATE DATABASE {name}{template}")
        try:
            yield server.uri.replace("/postgres?", f"/{name}?")
        finally:
            _execute(server.uri, f"DROP DATABASE {name} WITH (FORCE)")

    return copy_of


def _name(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]


def _execute(uri: str, statement: str) -> None:
    with psycopg.connect(uri, autocommit=True) as connection:
        connection.execute(statement.encode())
