"""Commands that read a text or lines of JSON: check, extract, compare. They record nothing."""

import json
from pathlib import Path

import pytest

from flows.settings import load_configuration
from store.engine import open_engine, reading
from store.history import groups_of
from tests.review.commands.conftest import Run

GOLD = Path(__file__).resolve().parents[2] / "gold"
SENTENCE = "CPEC has attracted more than $31.7 billion of investment, the minister said on Monday."
HTML = (
    "<!doctype html><html><head><title>Corridor investment rises</title></head><body><article>"
    "<h1>Corridor investment rises</h1><p>{}</p><p>{}</p></article></body></html>"
).format(SENTENCE, "The corridor's projects were discussed at length in Islamabad by both sides. " * 6)


def recorded(home: Path) -> tuple[str, ...]:
    engine = open_engine(load_configuration(home, {}).database_url)
    with reading(engine) as session:
        found = groups_of(session)
    engine.dispose()
    return found


def test_check_reads_a_file_of_text_and_records_nothing(run: Run, home: Path, tmp_path: Path) -> None:
    (tmp_path / "article.txt").write_text(SENTENCE)
    before = recorded(home)
    checked = run("check", tmp_path / "article.txt", "--published", "2026-05-11", "--json")
    (claim,) = json.loads(checked.out)["claims"]
    assert checked.code == 0
    assert (claim["subject"], claim["measure"]) == ("cpec", "investment")
    assert claim["verdict"] is not None
    assert claim["quote"] in SENTENCE
    assert recorded(home) == before


def test_check_reads_standard_input_and_explains(run: Run) -> None:
    shown = " ".join(run("check", "-", "--why", typed=SENTENCE).out.split())
    assert "more than $31.7 bn cpec · investment" in shown
    assert "more than $31.7 bn (this-text)" in shown


def test_check_reads_a_page(run: Run, tmp_path: Path) -> None:
    (tmp_path / "article.html").write_text(HTML)
    told = json.loads(run("check", tmp_path / "article.html", "--json").out)
    assert told["title"] == "Corridor investment rises"
    assert [claim["measure"] for claim in told["claims"]] == ["investment"]


def test_check_of_a_text_without_figures_says_so(run: Run) -> None:
    assert "nothing was read" in run("check", "-", typed="Nothing of note happened.").out


@pytest.mark.parametrize("name", ["missing.txt", "missing.html", "."])
def test_check_of_what_cannot_be_read_is_2(run: Run, tmp_path: Path, name: str) -> None:
    refused = run("check", tmp_path / name)
    assert refused.code == 2
    assert "cannot be read" in refused.err


def test_extract_answers_line_by_line(run: Run) -> None:
    lines = (GOLD / "dev.jsonl").read_text().splitlines()[:3]
    answers = [json.loads(line) for line in run("extract", "-", typed="\n".join(lines)).out.splitlines()]
    assert [answer["id"] for answer in answers] == [json.loads(line)["id"] for line in lines]
    assert any(answer["claims"] for answer in answers)


def test_compare_answers_line_by_line(run: Run) -> None:
    lines = (GOLD / "dev.pairs.jsonl").read_text().splitlines()[:5]
    answers = [json.loads(line) for line in run("compare", "-", typed="\n".join(lines)).out.splitlines()]
    assert [answer["relation"] for answer in answers] == [json.loads(line)["relation"] for line in lines]
    assert all(answer["rule"] and answer["why"] for answer in answers)


@pytest.mark.parametrize("command", ["extract", "compare"])
@pytest.mark.parametrize(
    ("line", "said"),
    [("{not json", "not a JSON object"), ("[1]", "expected a JSON object"), ('{"id": 1}', ""), ('{"text": 7}', "")],
)
def test_a_bad_line_ends_it_and_is_named_by_file_and_line(
    run: Run, tmp_path: Path, command: str, line: str, said: str
) -> None:
    good = (GOLD / ("dev.jsonl" if command == "extract" else "dev.pairs.jsonl")).read_text().splitlines()[0]
    file = tmp_path / "lines.jsonl"
    file.write_text(f"{good}\n\n{line}\n")
    refused = run(command, file)
    assert refused.code == 2
    assert len(refused.out.splitlines()) == 1, "what came before the bad line is answered"
    assert f"{file}:3: " in refused.err.replace("- ", "-")
    assert said in refused.err


@pytest.mark.parametrize("command", ["extract", "compare"])
def test_a_file_that_is_missing_or_no_text_is_2(run: Run, tmp_path: Path, command: str) -> None:
    (tmp_path / "picture.jsonl").write_bytes(b"\xff\xfe\x00")
    for name in ("missing.jsonl", "picture.jsonl"):
        refused = run(command, tmp_path / name)
        assert refused.code == 2
        assert name in refused.err


def test_check_writes_the_marked_text_as_a_page_and_scripts_stay_text(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "checked.html"
    assert run("check", "-", "--html", page, typed=f"{SENTENCE} <script>alert(1)</script>").code == 0
    written = page.read_text(encoding="utf-8")
    assert '<mark class="linked"' in written
    assert "<script" not in written


def test_check_to_a_page_that_cannot_be_written_is_2(run: Run, tmp_path: Path) -> None:
    refused = run("check", "-", "--html", tmp_path / "no" / "page.html", typed=SENTENCE)
    assert (refused.code, "cannot be written" in refused.err) == (2, True)
