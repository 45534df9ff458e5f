"""The house rules that import-linter cannot say."""

import ast
import importlib
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest
import yaml

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("claims", "extractors", "store", "flows", "review")
LONGEST_FUNCTION = 40
# What must never be loaded by a command that only reads text: each costs a third of a second or more.
HEAVY = ("prefect", "sqlmodel", "sqlalchemy", "trafilatura", "fastapi", "apprise", "plotly", "pandas")


def sources() -> Iterator[Path]:
    for package in PACKAGES:
        yield from sorted((ROOT / package).rglob("*.py"))


def test_claims_stand_on_the_standard_library_alone() -> None:
    graph = grimp.build_graph("claims", include_external_packages=True, cache_dir=None)
    outside = {module.split(".")[0] for module in graph.modules} - {"claims"}
    assert outside <= set(sys.stdlib_module_names)


@pytest.mark.parametrize("path", list(sources()), ids=lambda path: str(path.relative_to(ROOT)))
def test_functions_are_short_and_public_ones_explained(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            if "versions" in path.parts:  # a migration is a list of columns
                continue
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{path}:{node.lineno} {node.name} has {length} lines"
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in tree.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            assert ast.get_docstring(node), f"{path}:{node.lineno} {node.name} says nothing of itself"


def test_no_drawer_for_everything() -> None:
    names = {path.stem for path in sources()}
    assert not names & {"utils", "util", "helpers", "misc", "common"}


def test_nothing_in_flows_shadows_a_package() -> None:
    names = {path.stem for path in (ROOT / "flows").glob("*.py")} - {"__init__"}
    assert not names & (set(sys.stdlib_module_names) | set(PACKAGES))


def test_every_deployed_entrypoint_is_a_flow() -> None:
    from prefect.flows import Flow

    deployments = yaml.safe_load((ROOT / "prefect.yaml").read_text(encoding="utf-8"))["deployments"]
    for deployment in deployments:
        module, _, name = deployment["entrypoint"].rpartition(".")
        assert isinstance(getattr(importlib.import_module(module), name), Flow), deployment["entrypoint"]


@pytest.mark.parametrize("module", ["review.cli", "extractors.claims", "claims.compare", "extractors.figures"])
def test_light_modules_stay_light(module: str) -> None:
    code = f"import sys, {module}; print([name for name in {HEAVY!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "[]"
