import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, text

from claims.errors import BadConfiguration, MachineFailed
from store.backup import back_up, restore
from store.engine import SchemaFromTheFuture, open_engine, reading, transaction, upgrade
from store.runs import list_runs, start_run
from tests.store.factory import HOUR, NOON


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(f"sqlite:///{tmp_path / 'ledger.db'}", patience=0.1)
    upgrade(engine)
    run(engine, "before")
    yield engine
    engine.dispose()


@pytest.fixture
def copy(ledger: Engine, tmp_path: Path) -> Path:
    target = tmp_path / "copy.db"
    back_up(ledger, target)
    return target


def run(engine: Engine, name: str) -> None:
    with transaction(engine) as session:
        start_run(session, name, "watch", NOON + len(name) * HOUR)


def runs(engine: Engine) -> list[str]:
    with reading(engine) as session:
        return sorted(each.id for each in list_runs(session))


def test_what_was_saved_is_put_back(ledger: Engine, copy: Path) -> None:
    run(ledger, "after")
    restore(ledger, copy)
    assert runs(ledger) == ["before"]
    run(ledger, "again")
    assert runs(ledger) == ["again", "before"]


def test_a_copy_is_a_database_of_its_own(ledger: Engine, copy: Path) -> None:
    run(ledger, "after")
    engine = open_engine(f"sqlite:///{copy}")
    assert runs(engine) == ["before"]
    engine.dispose()


def test_a_copy_can_be_put_into_an_empty_database(copy: Path, tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'new.db'}")
    restore(engine, copy)
    upgrade(engine)
    assert runs(engine) == ["before"]
    engine.dispose()


def test_a_copy_taken_while_others_write_is_whole(ledger: Engine, tmp_path: Path) -> None:
    stop = threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            with transaction(ledger) as session:  # two runs at once, or none
                start_run(session, f"a{number}", "watch", NOON)
                start_run(session, f"b{number}", "watch", NOON)
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    back_up(ledger, tmp_path / "live.db")
    stop.set()
    writer.join()
    engine = open_engine(f"sqlite:///{tmp_path / 'live.db'}")
    found = [name for name in runs(engine) if name != "before"]
    engine.dispose()
    assert len([name for name in found if name[0] == "a"]) * 2 == len(found)


def test_a_file_that_is_there_is_not_overwritten(ledger: Engine, copy: Path) -> None:
    with pytest.raises(BadConfiguration, match="is there already"):
        back_up(ledger, copy)


def test_a_folder_that_is_not_there_leaves_nothing_behind(ledger: Engine, tmp_path: Path) -> None:
    with pytest.raises(MachineFailed, match="cannot be opened"):
        back_up(ledger, tmp_path / "nowhere" / "copy.db")


@pytest.mark.parametrize("content", [b"", b"GIF89a" * 1000])
def test_a_file_that_is_no_copy_is_refused_and_the_ledger_stays(ledger: Engine, tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "other.db"
    path.write_bytes(content)
    with pytest.raises(BadConfiguration, match=r"other\.db: .*is not a copy"):
        restore(ledger, path)
    assert runs(ledger) == ["before"]


def test_a_missing_file_is_named(ledger: Engine, tmp_path: Path) -> None:
    with pytest.raises(BadConfiguration, match="there is no such file"):
        restore(ledger, tmp_path / "none.db")


def test_a_damaged_copy_is_refused(ledger: Engine, copy: Path) -> None:
    content = bytearray(copy.read_bytes())
    content[8192:16384] = bytes(8192)
    copy.write_bytes(content)
    with pytest.raises(BadConfiguration, match="is damaged"):
        restore(ledger, copy)


def test_a_copy_of_a_newer_version_is_refused(ledger: Engine, copy: Path) -> None:
    newer = open_engine(f"sqlite:///{copy}")
    with newer.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    newer.dispose()
    with pytest.raises(SchemaFromTheFuture):
        restore(ledger, copy)
    assert runs(ledger) == ["before"]


def test_a_ledger_in_use_is_not_replaced(ledger: Engine, copy: Path) -> None:
    other = open_engine(str(ledger.url))
    with transaction(other), pytest.raises(MachineFailed, match="another process holds"):
        restore(ledger, copy, patience=0.2)
    other.dispose()
    assert runs(ledger) == ["before"]


def test_postgresql_has_its_own_tools(postgres_url: str, tmp_path: Path) -> None:
    engine = open_engine(postgres_url)
    with pytest.raises(BadConfiguration, match="pg_dump"):
        back_up(engine, tmp_path / "copy.db")
    with pytest.raises(BadConfiguration, match="pg_restore"):
        restore(engine, tmp_path / "copy.db")
