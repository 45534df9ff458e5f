"""`cpecwatch replay`, as a person types it."""

import json
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from extractors.claims import compile_lexicon
from flows.desk import opened_ledger
from flows.settings import load_configuration
from review.cli import main
from tests.flows.stages.conftest import START
from tests.flows.stages.publishing import publish

Ask = Callable[..., Any]
TEXT = "The China-Pakistan Economic Corridor goes on.\n\nThe 5G network is to cost $8.5 billion, the minister said."


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Ask]:
    """A ledger with an article that was read when the topic pack did not know 5G."""
    with opened_ledger(load_configuration(tmp_path, {}), now=lambda: START) as ledger:
        subjects = {key: each for key, each in ledger.topic.subjects.items() if key != "5g"}
        topic = replace(ledger.topic, subjects=subjects, version="former")
        publish(replace(ledger, topic=topic, lexicon=compile_lexicon(topic)), TEXT)
    handler = signal.getsignal(signal.SIGTERM)

    def typed(*arguments: str) -> Any:
        monkeypatch.setattr(sys, "argv", ["cpecwatch", *arguments, "--home", str(tmp_path)])
        with pytest.raises(SystemExit) as left:
            main()
        assert int(left.value.code or 0) == 0
        said = capsys.readouterr()
        return json.loads(said.out) if "--json" in arguments else " ".join((said.out + said.err).split())

    yield typed
    signal.signal(signal.SIGTERM, handler)


def costs(ask: Ask) -> list[str]:
    figures = ask("ledger", "5g", "--json")["figures"]
    return [each["figure"] for each in figures if each["series"].startswith("5g|cost")]


def test_differences_are_shown_before_they_count(ask: Ask) -> None:
    shown = ask("replay")
    assert "1 text read again" in shown
    assert "nothing is recorded" in shown
    assert costs(ask) == []
    found = ask("replay", "--json")
    assert (found["texts"], found["accepted"], found["changes"]) == (1, False, 0)
    assert len(found["differences"]) == 1


def test_accepted_they_count_once(ask: Ask) -> None:
    assert "kept:" in ask("replay", "--accept")
    assert costs(ask) == ["$8.5 bn"]
    assert ask("replay", "--accept", "--json")["texts"] == 0
    assert "0 texts read again" in ask("replay")
