"""`cpecwatch cluster`, as a person types it."""

import json
import signal
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from flows.desk import opened_ledger
from flows.settings import load_configuration
from review.cli import main
from tests.flows.stages.conftest import START
from tests.flows.stages.publishing import publish

Ask = Callable[..., Any]
STORY = (
    "Work on the corridor between China and Pakistan goes on as agreed, and officials are content. The 5G network is "
    "to cost $8.5 billion, the minister told reporters in the capital on his return."
)


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Iterator[Ask]:
    with opened_ledger(load_configuration(tmp_path, {}), now=lambda: START) as ledger:
        for number, outlet in enumerate(list(ledger.topic.sources)[:2]):
            key, published = f"outlet{number}.example/1", START - timedelta(hours=number)
            publish(ledger, STORY, key=key, outlet=outlet, published=published)
    handler = signal.getsignal(signal.SIGTERM)

    def typed(*arguments: str, code: int = 0) -> Any:
        monkeypatch.setattr(sys, "argv", ["cpecwatch", *arguments, "--home", str(tmp_path)])
        with pytest.raises(SystemExit) as left:
            main()
        assert int(left.value.code or 0) == code
        said = capsys.readouterr()
        return json.loads(said.out) if "--json" in arguments else " ".join((said.out + said.err).split())

    yield typed
    signal.signal(signal.SIGTERM, handler)


def copies(found: dict[str, Any]) -> list[str]:
    return [each["article"] for each in found["copies"]]


def test_the_copies_are_listed_the_first_publisher_first(ask: Ask) -> None:
    found = ask("cluster", "https://outlet0.example/1", "--json")
    assert found["cluster"] == "outlet1.example/1"
    assert copies(found) == ["outlet1.example/1", "outlet0.example/1"]
    words = ask("cluster", "outlet0.example/1")
    assert "2 prints of one story: one witness" in words
    assert "first publisher:" in words


def test_by_a_change_too(ask: Ask) -> None:
    line = next(each for each in ask("changes", "--subject", "5g", "--json") if each["measure"] == "cost")
    assert len(copies(ask("cluster", line["id"], "--json"))) == 2


def test_split_and_join_are_signed_and_kept(ask: Ask) -> None:
    said = ("--who", "ayesha", "--why", "own reporter")
    assert copies(ask("cluster", "outlet1.example/1", "--split", "outlet0.example/1", *said, "--json")) == [
        "outlet1.example/1"
    ]
    assert "ayesha: outlet0.example/1 is a copy of none own reporter" in ask("cluster", "outlet0.example/1")
    joined = ask("cluster", "outlet1.example/1", "--join", "https://outlet0.example/1", "--who", "bilal", "--json")
    assert len(copies(joined)) == 2
    assert [each["who"] for each in joined["said"]] == ["ayesha", "bilal"]
    assert "bilal: outlet0.example/1 is a copy of outlet1.example/1" in ask("cluster", "outlet1.example/1")


def test_what_is_unknown_or_contradicts_itself_is_refused(ask: Ask) -> None:
    assert "no article is known as 'nowhere'" in ask("cluster", "nowhere", code=2)
    assert "no change has the id" in ask("cluster", "h1-zzz", code=2)
    assert "say one thing at a time" in ask("cluster", "outlet0.example/1", "--split", "x", "--join", "y", code=2)
    assert "cannot be a copy of itself" in ask(
        "cluster", "outlet0.example/1", "--join", "outlet0.example/1", "--who", "a", code=2
    )
