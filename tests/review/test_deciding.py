"""The commands by which people decide, as a person types them: what they print, keep, and refuse."""

import getpass
import json
import shutil
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from claims.errors import BadConfiguration
from flows.settings import load_configuration
from review import cli
from review.deciding import seen_of, signature
from store.decisions import UNCHECKED

Run = Callable[..., tuple[int, str]]

FIRST = ("add", "--source", "dawn", "--date", "2025-05-01", "--figure", "$6.8bn", "The railway is to cost $6.8bn.")
SECOND = ("add", "--source", "geo", "--date", "2025-05-02", "--figure", "$8.5bn", "The railway is to cost $8.5bn.")
ABOUT = ("--subject", "5g", "--measure", "cost", "--status", "planned", "--who", "typist")


@pytest.fixture(autouse=True)
def handler() -> Iterator[None]:
    former = signal.getsignal(signal.SIGTERM)
    yield
    signal.signal(signal.SIGTERM, former)


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Types a command; returns its exit code and everything it printed, in one line."""

    def run(*arguments: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["cpecwatch", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        printed = capsys.readouterr()
        return int(ended.value.code or 0), " ".join((printed.out + printed.err).split())

    return run


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture
def home(template: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, typed: Run) -> Path:
    """A data folder in whose ledger two outlets contradict each other."""
    if not (template / "cpecwatch.db").exists():
        for note in (FIRST, SECOND):
            assert typed(*note, *ABOUT, "--home", str(template))[0] == 0
    shutil.copytree(template, tmp_path / "home")
    monkeypatch.setenv("CPECWATCH_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("CPECWATCH_REVIEWER", "ayesha")
    return tmp_path / "home"


@pytest.fixture
def conflict(home: Path, typed: Run) -> str:
    """The id of the line about the contradiction."""
    code, printed = typed("changes", "--subject", "5g", "--verdict", "conflicting", "--json")
    (line,) = json.loads(printed)
    assert code == 0
    return str(line["id"])


def stands(typed: Run) -> list[tuple[str, list[str]]]:
    figures = json.loads(typed("ledger", "5g", "--json")[1])["figures"]
    return sorted((each["figure"], each["contested"]) for each in figures if each["series"].startswith("5g|cost"))


def record(printed: str) -> dict[str, Any]:
    (said,) = json.loads(printed)
    return dict(said)


@pytest.mark.parametrize(
    ("command", "state", "ledger"),
    [
        ("accept", "accepted", [("$8.5 bn", [])]),
        ("dismiss", "dismissed", [("$6.8 bn", [])]),
        ("unsure", "unsure", [("$6.8 bn", ["$8.5 bn"])]),
        ("reopen", "open", [("$6.8 bn", ["$8.5 bn"])]),
    ],
)
def test_a_decision_is_signed_moves_the_ledger_and_can_be_undone(
    typed: Run, conflict: str, command: str, state: str, ledger: list[tuple[str, list[str]]]
) -> None:
    code, printed = typed(command, conflict[:12], "--why", "asked the ministry", "--json")
    said = record(printed)
    assert (code, said["id"], said["state"], said["former"]) == (0, conflict, state, None)
    assert (said["decision"]["who"], said["decision"]["why"]) == ("ayesha", "asked the ministry")
    assert stands(typed) == ledger
    code, printed = typed("undo", conflict, "--who", "bilal")
    assert code == 0
    assert f"of bilal; before: {state} by ayesha" in printed
    assert stands(typed) == [("$6.8 bn", ["$8.5 bn"])]
    assert typed("undo", conflict) == (
        2,
        f"cpecwatch: {conflict}: nobody has decided about it, there is nothing to undo",
    )


def test_a_correction_is_typed_in_words_or_field_by_field(typed: Run, conflict: str) -> None:
    code, printed = typed("correct", conflict, "--figure", "$6.9 bn", "--scope", "phase-1", "--why", "misread")
    assert code == 0
    assert "corrected to $6.9 bn" in printed
    assert stands(typed) == [("$6.8 bn", []), ("$6.9 bn", [])]
    code, printed = typed("correct", conflict, "--value", "6800000000", "--scope", "", "--json")
    assert (code, record(printed)["corrected"]) == (0, "$6.8 bn")
    assert stands(typed) == [("$6.8 bn", [])]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("correct", "{id}"), "nothing to correct was given"),
        (("correct", "{id}", "--subject", "5gg"), "did you mean 5g"),
        (("correct", "{id}", "--measure", "costs"), "did you mean cost"),
        (("correct", "{id}", "--unit", "MWW"), "cost is not stated in 'MWW', but in USD"),
        (("correct", "{id}", "--figure", "a lot"), "type one figure"),
        (("accept", "{id}", "--who", " "), "nobody signs"),
        (("accept", "{id}", "--seen", "yes"), "neither the number of a decision nor open"),
        (("accept", "h1-none"), "no change has the id 'h1-none'"),
        (("accept", "h1-"), "type more of it"),
        (("dismiss", "{id}", "--until", "2020-01-01"), "2020-01-01 is not in the future"),
        (("dismiss", "{id}", "--about", "outlet"), "give both"),
        (("rules", "--revoke", "9"), "no rule 9 holds"),
        (("add", "--source", "dawn", "Nothing of note."), "nothing was read in the text"),
        (("accept",), "Missing argument"),
        (("accept", "{id}", "--bogus"), "No such option: --bogus"),
    ],
)
def test_what_is_wrong_is_refused_with_exit_code_2(
    typed: Run, conflict: str, arguments: tuple[str, ...], message: str
) -> None:
    code, printed = typed(*(each.format(id=conflict) for each in arguments))
    assert code == 2
    assert message in printed
    assert json.loads(typed("show", conflict, "--json")[1])["decisions"] == []


def test_the_second_of_two_reviewers_is_told_and_nothing_is_lost(typed: Run, conflict: str) -> None:
    assert typed("accept", conflict, "--seen", "open")[0] == 0
    code, printed = typed("dismiss", conflict, "--who", "bilal", "--seen", "open")
    assert code == 2
    assert "ayesha decided “accepted”" in printed
    number = json.loads(typed("show", conflict, "--json")[1])["decisions"][-1]["id"]
    assert f"decision {number}, " in typed("show", conflict)[1]
    assert typed("dismiss", conflict, "--who", "bilal", "--seen", str(number))[0] == 0
    assert stands(typed) == [("$6.8 bn", [])]


def test_a_rule_is_taught_listed_and_revoked(typed: Run, conflict: str) -> None:
    until = ("--until", "2099-01-01")
    code, printed = typed("dismiss", conflict, *until, "--about", "outlet", "--why", "noise", "--json")
    rule = record(printed)["rule"]
    assert (code, rule["outlet"], rule["until"], rule["why"]) == (0, "geo", "2099-01-01T00:00:00+00:00", "noise")
    assert [each["id"] for each in json.loads(typed("rules", "--json")[1])] == [rule["id"]]
    assert "noise" in typed("rules")[1]
    assert json.loads(typed("rules", "--revoke", str(rule["id"]), "--json")[1]) == []


def test_a_note_is_added_once(typed: Run, home: Path) -> None:
    code, printed = typed(*SECOND, *ABOUT)
    assert code == 0
    assert "known already, added by typist" in printed
    text = ("add", "--source", "Ministry", "Investment of $25.4 billion has been made under CPEC so far, he said.")
    assert "1 claim, " in typed(*text)[1]
    assert json.loads(typed(*text, "--json")[1])["is_new"] is False


def test_who_signs_is_typed_set_or_the_login_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "login")
    plain = load_configuration(tmp_path, {})
    configured = load_configuration(tmp_path, {"CPECWATCH_REVIEWER": "ayesha"})
    names = [signature(each, who, "").who for each in (plain, configured) for who in (None, " bilal ")]
    assert names == ["login", "bilal", "ayesha", "bilal"]


def test_a_machine_without_a_login_name_asks_for_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise OSError("no name")

    monkeypatch.setattr(getpass, "getuser", nobody)
    with pytest.raises(BadConfiguration, match="--who NAME"):
        signature(load_configuration(tmp_path, {}), None, "")


def test_what_was_seen_is_a_number_or_open() -> None:
    assert [seen_of(None), seen_of("open"), seen_of("12")] == [UNCHECKED, None, 12]
