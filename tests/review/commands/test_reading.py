"""Commands that only read: config, changes, show, ledger, sources, digest, db upgrade."""

import json
from pathlib import Path

import pytest

from review.terminal import harmless
from tests.review.commands.conftest import Run


def test_config_names_every_setting_with_its_origin_and_masks_secrets(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CPECWATCH_CHANNELS", '{"desk": "mailto://me:hunter2@example.org"}')
    monkeypatch.setenv("CPECWATCH_TIMEZONE", "Asia/Karachi")
    shown = run("config", "--json")
    settings = json.loads(shown.out)
    assert shown.code == 0
    assert settings["timezone"] == {"value": "Asia/Karachi", "from": "CPECWATCH_TIMEZONE"}
    assert settings["gap"]["from"] == "default"
    assert "desk" in settings["channels"]["value"]
    assert "hunter2" not in shown.out + run("config").out


def test_changes_are_filtered_and_shown_as_json(run: Run) -> None:
    everything = json.loads(run("changes", "--json").out)
    assert {change["id"] for change in everything} == {"h1-0001", "h1-0002"}
    (only,) = json.loads(run("changes", "--subject", "ml-1", "--verdict", "new", "--json").out)
    assert (only["id"], only["state"], only["verdict"]) == ("h1-0002", "open", "new")
    assert json.loads(run("changes", "--verdict", "conflicting", "--json").out) == []


def test_changes_in_a_terminal_show_old_and_new_and_no_escapes(run: Run) -> None:
    shown = run("changes").out
    assert "$25 bn → more than $25 bn" in shown
    assert "\x1b" not in shown and "\u202e" not in shown
    assert harmless("\u202e") in shown


def test_show_takes_the_first_characters_of_an_id(run: Run) -> None:
    assert json.loads(run("show", "h1-0001", "--json").out)["new"] == "more than $25 bn"
    unknown, several = run("show", "h1-9"), run("show", "h1-")
    assert (unknown.code, several.code) == (2, 2)
    assert "h1-9" in unknown.err
    assert "h1-0001, h1-0002" in several.err
    assert "said before" not in run("show", "h1-0001").out


def test_the_ledger_says_what_stands(run: Run) -> None:
    told = json.loads(run("ledger", "cpec", "--json").out)
    assert told["figures"] and all(figure["series"].startswith("cpec|") for figure in told["figures"])
    assert json.loads(run("ledger", "--json").out)["statuses"]
    assert "figures that stand" in run("ledger", "cpec").out
    unknown = run("ledger", "no-such-subject")
    assert unknown.code == 2
    assert "no-such-subject" in unknown.err


def test_sources_that_were_never_read_say_so(run: Run) -> None:
    listed = json.loads(run("sources", "--json").out)
    assert len({each["source"] for each in listed}) >= 30
    assert all(each["state"] is None for each in listed)
    assert "never tried" in " ".join(run("sources").out.split())


@pytest.mark.parametrize("form", ["text", "markdown", "html"])
def test_the_digest_is_written_in_three_forms(run: Run, form: str) -> None:
    made = run("digest", "--since", "2026-03-01", "--form", form)
    assert made.code == 0
    assert "25 bn" in made.out
    assert ("</p>" in made.out or "</li>" in made.out) == (form == "html")
    assert "\x1b" not in made.out and "\u202e" not in made.out


def test_a_digest_of_nothing_says_so(run: Run) -> None:
    assert run("digest", "--since", "2030-01-01").out.strip() == "nothing to tell"
    assert json.loads(run("digest", "--since", "2030-01-01", "--json").out) is None


def test_db_upgrade_makes_a_database_and_may_be_repeated(run: Run, tmp_path: Path) -> None:
    for _ in range(2):
        done = run("db", "upgrade", "--home", tmp_path / "new")
        assert done.code == 0
        assert "up to date" in " ".join(done.out.split())
    assert (tmp_path / "new" / "cpecwatch.db").exists()


# --- exit codes


def test_usage_errors_are_2(run: Run) -> None:
    assert run("changes", "--verdict", "wrong").code == 2
    assert run("no-such-command").code == 2
    assert run("changes", "--limit", "0").code == 2


def test_a_setting_that_is_unknown_or_wrong_is_2_and_named(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CPECWATCH_COLOUR", "blue")
    unknown = run("config")
    monkeypatch.delenv("CPECWATCH_COLOUR")
    monkeypatch.setenv("CPECWATCH_GAP", "often")
    wrong = run("changes")
    assert (unknown.code, wrong.code) == (2, 2)
    assert "CPECWATCH_COLOUR" in unknown.err
    assert "CPECWATCH_GAP" in wrong.err


def test_a_settings_file_is_named_with_the_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "cpecwatch.toml").write_text('timezone = "Asia/Karachi"\ncolour = "blue"\n')
    refused = run("config", "--home", tmp_path)
    assert refused.code == 2
    assert "cpecwatch.toml:2: colour" in refused.err


def test_a_data_folder_that_cannot_be_written_is_2(run: Run, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    refused = run("changes", "--home", tmp_path / "file")
    assert refused.code == 2
    assert "CPECWATCH_HOME" in refused.err


def test_a_database_that_is_none_is_4(run: Run, tmp_path: Path) -> None:
    (tmp_path / "cpecwatch.db").write_bytes(b"no database " * 100)
    failed = run("changes", "--home", tmp_path)
    assert failed.code == 4
    assert "cpecwatch.db" in failed.err


def test_no_command_shows_help(run: Run) -> None:
    assert "Usage" in run().out + run("--help").out
    for command in ("run", "demo", "serve", "check", "digest", "extract", "compare"):
        assert "Example" in run(command, "--help").out
