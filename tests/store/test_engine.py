import os
import sqlite3
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, inspect, text
from sqlmodel import Session, select

from claims.errors import BadConfiguration, MachineFailed
from store.engine import MIGRATIONS, SchemaFromTheFuture, open_engine, reading, transaction, upgrade
from store.tables import Row, RunRow
from tests.store.factory import NOON


@pytest.fixture
def empty(empty_url: str) -> Iterator[Engine]:
    engine = open_engine(empty_url)
    yield engine
    engine.dispose()


def a_run(name: str = "r1") -> RunRow:
    return RunRow(id=name, flow="watch", started=NOON, status="running", summary={})


def run_ids(session: Session) -> list[str]:
    return sorted(session.exec(select(RunRow.id)))


def migrations() -> list[str]:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return [script.revision for script in ScriptDirectory.from_config(config).walk_revisions()]


def test_upgrade_makes_the_schema_that_the_tables_describe(empty: Engine) -> None:
    upgrade(empty)
    with empty.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Row.metadata)
    assert differences == []


def test_upgrade_of_an_upgraded_database_does_nothing(engine: Engine) -> None:
    with transaction(engine) as session:
        session.add(a_run())
    upgrade(engine)
    with reading(engine) as session:
        assert run_ids(session) == ["r1"]


@pytest.mark.parametrize("earlier", migrations())
def test_upgrade_reaches_the_present_schema_from_every_earlier_one(empty: Engine, earlier: str) -> None:
    upgrade(empty, to=earlier)
    upgrade(empty)
    with empty.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Row.metadata) == []


def test_upgrade_works_from_any_folder(empty: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    upgrade(empty)
    assert "claims" in inspect(empty).get_table_names()


def test_a_migration_that_breaks_a_foreign_key_is_taken_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'a.db'}")

    def migrate_badly(config: Config, _to: str) -> None:
        run_upgrade(config, "head")
        statement = "INSERT INTO run_items (run, source, url, listing, outcome) VALUES ('none', 's', 'u', 1, 'new')"
        config.attributes["connection"].execute(text(statement))

    run_upgrade = command.upgrade
    monkeypatch.setattr(command, "upgrade", migrate_badly)
    with pytest.raises(RuntimeError, match="broke a foreign key"):
        upgrade(engine)
    assert inspect(engine).get_table_names() == []
    engine.dispose()


def test_upgrade_by_several_at_once_happens_once(empty_url: str) -> None:
    failures: list[Exception] = []

    def run() -> None:
        engine = open_engine(empty_url)
        try:
            upgrade(engine)
        except Exception as error:
            failures.append(error)
        finally:
            engine.dispose()

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []


def test_a_schema_from_the_future_is_refused_and_left_alone(empty: Engine) -> None:
    upgrade(empty)
    with empty.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(SchemaFromTheFuture, match="schema from the future: its version 9999") as caught:
        upgrade(empty)
    assert caught.value.exit_code == 2
    with empty.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"


def test_foreign_keys_are_enforced_after_an_upgrade(engine: Engine) -> None:
    upgrade(engine)
    with pytest.raises(Exception, match=r"(?i)foreign key"), transaction(engine) as session:
        session.execute(
            text("INSERT INTO run_items (run, source, url, listing, outcome) VALUES ('?','s','u',true,'new')")
        )


def test_a_transaction_is_committed_at_its_end(engine: Engine) -> None:
    with transaction(engine) as session:
        session.add(a_run())
    with reading(engine) as session:
        assert run_ids(session) == ["r1"]


def test_a_transaction_that_fails_leaves_nothing(engine: Engine) -> None:
    with pytest.raises(ZeroDivisionError), transaction(engine) as session:
        session.add(a_run())
        session.flush()
        raise ZeroDivisionError
    with reading(engine) as session:
        assert run_ids(session) == []


def test_what_is_written_while_reading_is_not_kept(engine: Engine) -> None:
    with pytest.raises(Exception, match=r"(?i)read.?only"), reading(engine) as session:
        session.add(a_run())
        session.flush()
    with reading(engine) as session:
        assert run_ids(session) == []


def test_a_reader_sees_one_state_and_hinders_no_writer(engine: Engine) -> None:
    with reading(engine) as reader:
        assert run_ids(reader) == []
        with transaction(engine) as session:
            session.add(a_run())
        assert run_ids(reader) == []


def test_reading_deciding_and_writing_is_serial(engine: Engine) -> None:
    """Each of four writers counts the runs and adds one named by the count: no two may see the same count."""
    with_all = threading.Barrier(4)

    def count_and_add() -> None:
        with_all.wait()
        for _ in range(5):
            with transaction(engine) as session:
                count = len(run_ids(session))
                session.add(a_run(f"{count:03}"))

    threads = [threading.Thread(target=count_and_add) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with reading(engine) as session:
        assert run_ids(session) == [f"{number:03}" for number in range(20)]


@pytest.mark.parametrize("url", ["", "nonsense", "mysql://root@localhost/x", "file.db"])
def test_a_url_of_no_known_database_is_a_wrong_configuration(url: str) -> None:
    with pytest.raises(BadConfiguration, match="database_url"):
        open_engine(url)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_every_spelling_of_postgresql_means_psycopg(scheme: str) -> None:
    assert open_engine(f"{scheme}://localhost/x").dialect.driver == "psycopg"


def test_a_missing_driver_is_named_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(BadConfiguration, match=r"psycopg; install `cpecwatch\[postgres\]`"):
        open_engine("postgresql://localhost/x")


def test_sqlite_is_set_up_for_one_writer_and_many_readers(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'a.db'}", patience=7)
    with engine.connect() as connection:
        settings = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        }
    engine.dispose()
    assert settings == {"journal_mode": "wal", "synchronous": 1, "foreign_keys": 1, "busy_timeout": 7000}


def test_a_missing_folder_is_a_failure_of_the_machine(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'nowhere' / 'a.db'}")
    with pytest.raises(MachineFailed, match="cannot be opened: check that its folder exists"):
        upgrade(engine)


def test_a_file_that_is_no_database_is_a_failure_of_the_machine(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    path.write_bytes(b"GIF89a" * 1000)
    with pytest.raises(MachineFailed, match="not a database"):
        upgrade(open_engine(f"sqlite:///{path}"))


def test_a_full_disk_is_a_failure_of_the_machine(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'a.db'}")
    upgrade(engine)
    with pytest.raises(MachineFailed, match="the disk is full"), transaction(engine) as session:
        session.execute(text("PRAGMA max_page_count = 1"))
        session.add_all([a_run(f"{number}" * 500) for number in range(2000)])
    engine.dispose()


def test_a_database_held_by_another_process_is_a_failure_of_the_machine(tmp_path: Path) -> None:
    path = tmp_path / "a.db"
    engine = open_engine(f"sqlite:///{path}", patience=0.05)
    upgrade(engine)
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with pytest.raises(MachineFailed, match="another process holds the database"), transaction(engine):
        pytest.fail("the transaction must not begin")
    holder.close()
    engine.dispose()


def test_a_writer_of_postgresql_waits_no_longer_than_its_patience(postgres_url: str) -> None:
    patient, hasty = open_engine(postgres_url), open_engine(postgres_url, patience=0.05)
    with (
        transaction(patient),
        pytest.raises(MachineFailed, match="another process holds the record"),
        transaction(hasty),
    ):
        pytest.fail("the transaction must not begin")
    patient.dispose()
    hasty.dispose()


@pytest.mark.skipif(os.name == "nt", reason="permissions of POSIX")
def test_a_server_that_is_not_there_is_a_failure_of_the_machine_that_names_no_password() -> None:
    engine = open_engine("postgresql://cpec:secret@127.0.0.1:1/cpec")
    with pytest.raises(MachineFailed, match="no connection to the server") as caught:
        upgrade(engine)
    assert "secret" not in str(caught.value)


def test_what_the_server_says_of_a_refused_connection_is_told(postgres_url: str) -> None:
    engine = open_engine(postgres_url.replace("?", "_not?"))
    with pytest.raises(MachineFailed, match=r"no connection.*does not exist"):
        upgrade(engine)


def test_a_server_that_stops_meanwhile_is_a_failure_of_the_machine(postgres_url: str) -> None:
    engine = open_engine(postgres_url)
    with pytest.raises(MachineFailed, match="the server is stopping"), transaction(engine) as session:
        session.execute(text("SELECT pg_terminate_backend(pg_backend_pid())"))
    engine.dispose()


def test_wrong_sql_is_a_bug_and_passes_through(engine: Engine) -> None:
    with pytest.raises(Exception, match="no_such_table") as caught, reading(engine) as session:
        session.execute(text("SELECT * FROM no_such_table"))
    assert not isinstance(caught.value, MachineFailed)
