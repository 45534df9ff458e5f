"""Every test of the store runs on SQLite and on a real PostgreSQL."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from sqlmodel import Session

from store.engine import open_engine, transaction
from tests.store.databases import CannotStart, PostgresServer, run_postgres, upgraded_sqlite


@pytest.fixture(scope="session")
def postgres() -> Iterator[PostgresServer]:
    try:
        with run_postgres() as server:
            yield server
    except CannotStart as error:
        pytest.skip(str(error))


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sqlite") / "template.db"


@pytest.fixture(params=["sqlite", "postgresql"])
def backend(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def engine(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An engine over a database of the present schema that no other test sees."""
    if backend == "sqlite":
        opened = upgraded_sqlite(request.getfixturevalue("sqlite_template"), tmp_path / "store.db")
    else:
        opened = open_engine(request.getfixturevalue("postgres_url"))
    yield opened
    opened.dispose()


@pytest.fixture
def empty_url(backend: str, request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database without tables."""
    if backend == "sqlite":
        return f"sqlite:///{tmp_path / 'empty.db'}"
    return str(request.getfixturevalue("postgres").empty())


@pytest.fixture
def session(engine: Engine) -> Iterator[Session]:
    """A session inside one unit of work."""
    with transaction(engine) as opened:
        yield opened


@pytest.fixture
def postgres_url(postgres: PostgresServer) -> Iterator[str]:
    """The URL of a PostgreSQL database of the present schema."""
    with postgres.upgraded() as url:
        yield url
