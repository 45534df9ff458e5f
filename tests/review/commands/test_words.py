"""What a person meets who types something wrong, asks for little, or stops reading early."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from review.cli import flowing
from review.terminal import READER_LEFT, out
from tests.review.commands.conftest import Run


def test_an_unknown_subject_is_refused_rather_than_found_to_have_no_changes(run: Run) -> None:
    refused = run("changes", "--subject", "no-such-subject")
    assert refused.code == 2
    assert "no-such-subject" in refused.err and "subjects.yaml" in refused.err


@pytest.mark.parametrize("command", ["run", "recheck"])
def test_an_unknown_source_is_refused_before_a_flow_run_is_recorded(
    run: Run, command: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    refused = run(command, "--source", "no-such-source", "--home", tmp_path)
    assert refused.code == 2
    assert refused.err == "cpecwatch: no source is called no-such-source; `cpecwatch sources` lists them"
    assert not caplog.records


@pytest.mark.parametrize("command", ["extract", "compare"])
def test_a_missing_file_is_named_once(run: Run, command: str, tmp_path: Path) -> None:
    refused = run(command, tmp_path / "none.jsonl")
    assert refused.code == 2
    assert refused.err.count("none.jsonl") == 1


def test_nothing_to_show_is_said_in_a_line(run: Run) -> None:
    assert run("rules").out == "rules that hold: none\n"
    assert run("missed").out == "nothing was missed\n"
    assert run("ledger", "hec-ai-framework").out.startswith("figures that stand: none\n")


def test_one_is_no_plural(run: Run) -> None:
    assert run("changes", "--verdict", "new", "--subject", "ml-1").out.endswith("\n1 change\n")


def test_a_digest_for_another_program_is_not_broken_into_lines(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(out, "_width", 40)
    since = ("digest", "--since", "2020-01-01", "--form")
    assert any(len(line) > 40 for line in run(*since, "markdown").out.splitlines())
    assert any(len(line) > 40 for line in run(*since, "html").out.splitlines())
    assert all(len(line) <= 40 for line in run(*since, "text").out.splitlines() if "http" not in line)


def test_help_is_broken_by_the_terminal_alone() -> None:
    assert (
        flowing("First line\n    goes on.\n\n    Second\n    goes on.\n    ")
        == "First line goes on.\n\nSecond goes on."
    )


@pytest.mark.parametrize("arguments", [["config"], ["config", "--json"]])
def test_a_reader_that_leaves_early_is_no_bug(arguments: list[str], tmp_path: Path) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    left = subprocess.run(
        [sys.executable, "-c", "from review.cli import main; main()", *arguments, "--home", str(tmp_path)],
        stdout=write_end,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    os.close(write_end)
    assert (left.returncode, left.stderr) == (READER_LEFT, b"")
