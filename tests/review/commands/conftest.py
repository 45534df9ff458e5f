"""The program as it is typed: `run(...)` gives exit code, output and errors."""

import io
import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, Protocol

import pytest

from flows.desk import open_ledger
from flows.settings import PREFIX, load_configuration
from review.cli import main
from review.terminal import out
from store.changes import add_changes
from store.engine import transaction
from tests.store.factory import NOON, a_change


class Ran(NamedTuple):
    """What a command did."""

    code: int
    out: str
    err: str


class Run(Protocol):
    """Types a command."""

    def __call__(self, *arguments: str | Path, typed: str = "") -> Ran: ...


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the baseline and two changes; tests only read it."""
    folder = tmp_path_factory.mktemp("home")
    ledger = open_ledger(load_configuration(folder, {}), now=lambda: NOON)
    with transaction(ledger.engine) as session:
        add_changes(session, [a_change(1, old="$25 bn"), a_change(2, subject="ml-1", quote="\x1b[31mred\u202e")])
    ledger.engine.dispose()
    return folder


@pytest.fixture
def run(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    for name in [name for name in os.environ if name.startswith(PREFIX)]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("CPECWATCH_HOME", str(home))
    monkeypatch.setattr(out, "_width", 400)  # no value is broken over two lines
    handler = signal.getsignal(signal.SIGTERM)

    def typed(*arguments: str | Path, typed: str = "") -> Ran:
        monkeypatch.setattr(sys, "argv", ["cpecwatch", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.StringIO(typed))
        with pytest.raises(SystemExit) as left:
            main()
        said = capsys.readouterr()
        return Ran(int(left.value.code or 0), said.out, " ".join(said.err.split()))

    yield typed
    signal.signal(signal.SIGTERM, handler)
