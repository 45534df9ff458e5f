"""docs/security.md names a test for every threat that it calls stopped."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
ROWS = [
    [cell.strip() for cell in line.strip("|").split("|")]
    for line in (ROOT / "docs/security.md").read_text(encoding="utf-8").splitlines()
    if line.startswith("|") and not line.startswith("|---")
]
THREATS = [row for row in ROWS if len(row) == 3 and row[2] not in ("test", "because")]
TRUST_TABLE = [row for row in THREATS if row[1] in ("yes", "no") or row[1].startswith(("only", "as a wish"))]


def functions(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)}


def test_the_table_is_there() -> None:
    assert len(THREATS) > 40


@pytest.mark.parametrize("row", [row for row in THREATS if row not in TRUST_TABLE], ids=lambda row: row[0][:50])
def test_every_threat_has_a_test_or_says_why_not(row: list[str]) -> None:
    named = re.fullmatch(r"`(tests/[\w/]+\.py)::(\w+)`", row[2])
    if named is None:
        assert row[2] == "*not applicable*" or row[2].startswith("*open: ")
    else:
        assert named[2] in functions(ROOT / named[1])
