"""The expected log: two passes over the newsroom come to exactly what `seeds/newsroom/expected.yaml` says."""

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from claims.report import Change, Verdict
from claims.run import Outcome, RunReport
from flows.desk import open_desk
from flows.settings import load_configuration
from flows.stages.collect import collect
from flows.stages.read import read_pages
from flows.stages.settle import begin, settle
from review.newsroom.newsroom import BUNDLED, Newsroom, RunningNewsroom
from store.changes import ChangeFilter, list_changes
from store.engine import reading

pytestmark = pytest.mark.slow  # three passes, each with reading processes of its own

FIRST, SECOND, AGAIN = range(3)


@dataclass(frozen=True)
class Pass:
    report: RunReport
    changes: Sequence[Change]


async def one_pass(home: Path, running: RunningNewsroom, edition: int) -> Pass:
    """A pass without an orchestrator, its clock that of the edition."""
    running.set_edition(edition)
    now = running.clock(edition)
    configuration = load_configuration(home, {})
    async with open_desk(configuration, now=lambda: now, sources=running.sources, allowed=running.allowed) as desk:
        run = begin(desk.ledger, "watch")
        collected = await asyncio.gather(*(collect(desk, source) for source in running.sources))
        report = settle(desk, run, collected, await read_pages(desk, collected))
        with reading(desk.ledger.engine) as session:
            logged = list_changes(session, ChangeFilter(run=report.id, limit=1000))
    return Pass(report, [line.change for line in logged])


@pytest.fixture(scope="module")
def passes(tmp_path_factory: pytest.TempPathFactory) -> list[Pass]:
    home = tmp_path_factory.mktemp("demo")
    with Newsroom(home).start(1) as running:
        return [asyncio.run(one_pass(home, running, edition)) for edition in (1, 2, 2)]


def expected(edition: int, part: str) -> list[Mapping[str, Any]]:
    document: dict[int, dict[str, list[Mapping[str, Any]]]] = yaml.safe_load((BUNDLED / "expected.yaml").read_text())
    return document[edition][part]


def as_line(change: Change) -> dict[str, object]:
    return {
        "verdict": change.verdict.value,
        "subject": change.subject,
        "measure": change.measure or "status",
        "old": change.old,
        "new": change.new,
        "outlet": change.outlet,
        "alert": change.severity.value,
        "witnesses": change.witnesses,
    }


def counted(lines: Sequence[Mapping[str, object]]) -> Counter[tuple[tuple[str, str], ...]]:
    return Counter(tuple(sorted((key, str(value)) for key, value in line.items())) for line in lines)


@pytest.mark.parametrize(("number", "edition"), [(FIRST, 1), (SECOND, 2)])
def test_the_change_log_is_the_expected_one(passes: list[Pass], number: int, edition: int) -> None:
    found = [as_line(change) for change in passes[number].changes if change.verdict is not Verdict.NEW]
    wanted = counted(expected(edition, "lines"))
    assert counted(found) - wanted == Counter(), "lines that nobody expects"
    assert wanted - counted(found) == Counter(), "lines that are missing"


@pytest.mark.parametrize(("number", "edition"), [(FIRST, 1), (SECOND, 2)])
def test_what_nothing_in_the_ledger_compares_with_is_new(passes: list[Pass], number: int, edition: int) -> None:
    keys = ("subject", "measure", "new", "outlet", "alert")
    lines = [as_line(change) for change in passes[number].changes if change.verdict is Verdict.NEW]
    found = counted([{key: line[key] for key in keys} for line in lines])
    assert counted(expected(edition, "new")) - found == Counter()


@pytest.mark.parametrize(("number", "edition"), [(FIRST, 1), (SECOND, 2)])
def test_what_is_skipped_is_named_with_the_reason(passes: list[Pass], number: int, edition: int) -> None:
    skipped = [item for item in passes[number].report.items if item.outcome is Outcome.SKIPPED]
    named = sorted((item.source, urlsplit(item.url).path) for item in skipped)
    assert named == sorted((line["outlet"], line["path"]) for line in expected(edition, "skipped"))
    for line in expected(edition, "skipped"):
        assert any(line["message"] in (item.message or "") for item in skipped), line


def test_every_verdict_occurs(passes: list[Pass]) -> None:
    assert {change.verdict for each in passes for change in each.changes} == set(Verdict)


def test_the_copies_of_the_wire_story_are_one_witness(passes: list[Pass]) -> None:
    session = [change for change in passes[SECOND].changes if change.new in ("15th", "$26.1 bn")]
    assert sorted(change.measure or "" for change in session) == ["investment", "meeting-number"]
    assert {change.witnesses for change in session} == {1}
    assert len({change.cluster for change in session}) == 1


def test_the_same_edition_again_adds_nothing(passes: list[Pass]) -> None:
    assert (passes[AGAIN].report.claims, passes[AGAIN].report.changes, passes[AGAIN].changes) == (0, 0, [])
