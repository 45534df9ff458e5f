"""docs/store.md lists every public function of the store, and no other."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
INSIDE = {"__init__", "bulk", "columns", "failures", "tables"}  # used by the store itself only
INSIDE_FUNCTIONS = {"report_of", "status_report_of", "logged_change"}


def public_functions() -> set[str]:
    found: set[str] = set()
    for path in (ROOT / "store").glob("*.py"):
        if path.stem in INSIDE:
            continue
        tree = ast.parse(path.read_text(encoding="utf-8"))
        names = {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}
        found |= {f"{path.stem}.{name}" for name in names - INSIDE_FUNCTIONS if not name.startswith("_")}
    return found


def documented_functions() -> set[str]:
    found: set[str] = set()
    for line in (ROOT / "docs/store.md").read_text(encoding="utf-8").splitlines():
        if row := re.match(r"\| `(\w+)` \| (.*) \|$", line):
            found |= {f"{row[1]}.{name}" for name in re.findall(r"`([a-z_]+)[(`]", row[2])}
    return found


def test_every_public_function_is_documented_and_every_documented_one_exists() -> None:
    assert documented_functions() == public_functions()
