"""What is documented exists, and what exists is documented."""

import re
from pathlib import Path

import typer.main

from flows.settings import Settings
from review.cli import app

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def commands() -> list[str]:
    group = typer.main.get_command(app)
    names: list[str] = []
    for name, command in getattr(group, "commands", {}).items():
        below = getattr(command, "commands", {})
        names += [f"{name} {sub}" for sub in below] or [name]
    return names


def test_every_command_is_in_the_readme() -> None:
    missing = [name for name in commands() if f"cpecwatch {name}" not in README]
    assert not missing


def test_every_command_has_help_with_an_example() -> None:
    group = typer.main.get_command(app)
    for name, command in getattr(group, "commands", {}).items():
        for each in [command, *getattr(command, "commands", {}).values()]:
            if not hasattr(each, "commands"):
                assert "Example:" in (each.help or ""), f"cpecwatch {name} --help shows no example"


def test_every_setting_is_documented() -> None:
    documented = set(re.findall(r"^\| `(\w+)` \|", (ROOT / "docs/settings.md").read_text(encoding="utf-8"), re.M))
    assert documented == set(Settings.model_fields)


def test_every_dependency_has_its_reason() -> None:
    pyproject = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = pyproject.split("dependencies = [", 1)[1].split("\n]", 1)[0]
    names = re.findall(r'^\s+"([A-Za-z0-9_-]+)', block, re.M)
    missing = [name for name in names if f"| {name} " not in README]
    assert not missing


def test_links_between_documents_lead_somewhere() -> None:
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8")):
            assert (page.parent / target).exists(), f"{page.name}: {target}"
