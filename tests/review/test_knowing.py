"""`cpecwatch ledger --as-of` and `--history`, and what the log shows of an edit that was taken back."""

import json
import signal
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.desk import opened_ledger
from flows.settings import load_configuration
from review.cli import main
from tests.flows.stages.conftest import Clock
from tests.flows.stages.publishing import publish

Ask = Callable[..., Any]
MARCH, APRIL = datetime(2026, 3, 1, 12, tzinfo=UTC), datetime(2026, 4, 1, 12, tzinfo=UTC)
FIRST = "The China-Pakistan Economic Corridor goes on.\n\nThe 5G network is to cost $6.8 billion, the minister said."
LATER = FIRST.replace("$6.8", "$8.5")


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger in which a cost of March was replaced in April by another article, which then wavered."""
    folder, clock = tmp_path_factory.mktemp("home"), Clock(MARCH)
    with opened_ledger(load_configuration(folder, {}), now=clock) as ledger:
        outlets = list(ledger.topic.sources)
        publish(ledger, FIRST, published=MARCH - timedelta(days=300), outlet=outlets[0])
        publish(ledger, LATER, key="other.example/2", published=MARCH, outlet=outlets[1])
        clock.time = APRIL
        publish(ledger, LATER.replace("$8.5", "$9.9"), key="other.example/2", published=MARCH, outlet=outlets[1])
        clock.time = APRIL + timedelta(days=1)
        publish(ledger, LATER, key="other.example/2", published=MARCH, outlet=outlets[1])
    return folder


@pytest.fixture
def ask(home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Ask]:
    handler = signal.getsignal(signal.SIGTERM)

    def typed(*arguments: str, code: int = 0) -> Any:
        monkeypatch.setattr(sys, "argv", ["cpecwatch", *arguments, "--home", str(home)])
        with pytest.raises(SystemExit) as left:
            main()
        assert int(left.value.code or 0) == code
        said = capsys.readouterr()
        return json.loads(said.out) if "--json" in arguments else " ".join((said.out + said.err).split())

    yield typed
    signal.signal(signal.SIGTERM, handler)


def costs(ask: Ask, *arguments: str) -> list[str]:
    figures = ask("ledger", "5g", "--json", *arguments)["figures"]
    return [each["figure"] for each in figures if each["series"].startswith("5g|cost")]


def test_what_was_known_on_a_day(ask: Ask) -> None:
    assert costs(ask) == ["$8.5 bn"]
    assert costs(ask, "--as-of", "2025-01-01") == []
    assert costs(ask, "--as-of", "2026-02-28") == ["$6.8 bn"]
    assert costs(ask, "--as-of", "2026-03-01") == ["$8.5 bn"], "the day itself is part of it"
    assert costs(ask, "--as-of", "2026-03-01T06:00:00") == ["$6.8 bn"]
    assert costs(ask, "--as-of", "2026-04-01") == ["$9.9 bn"], "the outlet had edited its article"


def test_since_when_and_until_when(ask: Ask) -> None:
    known = [each for each in ask("ledger", "5g", "--history", "--json") if each["what"].startswith("cost")]
    assert [(each["value"], each["since"][:10], each["until"] and each["until"][:10]) for each in known] == [
        ("$6.8 bn", "2025-05-05", "2026-03-01"),
        ("$8.5 bn", "2026-03-01", "2026-04-01"),
        ("$9.9 bn", "2026-04-01", "2026-04-02"),
        ("$8.5 bn", "2026-04-02", None),
    ]
    then = ask("ledger", "5g", "--history", "--as-of", "2026-03-15", "--json")
    assert [(each["value"], each["until"]) for each in then if each["what"].startswith("cost")][-1] == ("$8.5 bn", None)


def test_the_same_for_people(ask: Ask) -> None:
    assert "what was known, and when" in ask("ledger", "5g", "--history")
    assert "$6.8" in ask("ledger", "5g", "--as-of", "2026-02-28")


def test_the_log_shows_that_an_edit_was_taken_back(ask: Ask) -> None:
    (line,) = ask("changes", "--verdict", "revised", "--json")
    assert (line["old"], line["new"], line["reverted"][:10]) == ("$8.5 bn", "$9.9 bn", "2026-04-02")
    assert "reverted: since 2026-04-02" in ask("changes", "--verdict", "revised")
    assert "reverted │ 2026-04-02" in ask("show", line["id"])
    assert ask("show", line["id"], "--json")["reverted"][:10] == "2026-04-02"
