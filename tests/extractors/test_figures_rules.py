"""Runs every row of the tables in docs/how-figures-are-read.md."""

import re
from datetime import date
from pathlib import Path

import pytest

from claims.figure import Bound, Figure
from extractors.figures import scan

_DOCUMENT = Path(__file__).parents[2] / "docs" / "how-figures-are-read.md"
_PUBLISHED = date(2024, 5, 15)
_ROW = re.compile(r"\| (?P<rule>[^|]+) \| `(?P<example>[^`]+)` \| (?P<reading>[^|]+) \|")


def _rows() -> list[tuple[str, str, str]]:
    lines = _DOCUMENT.read_text(encoding="utf-8").splitlines()
    return [(m["rule"], m["example"], m["reading"]) for m in map(_ROW.fullmatch, lines) if m]


def _say(figure: Figure) -> str:
    value = f"{figure.value}..{figure.value_high}" if figure.value_high is not None else str(figure.value)
    bound = "" if figure.bound is Bound.EXACT else f" {figure.bound}"
    return f"{value} {figure.unit}{bound}"


def test_the_document_has_its_tables() -> None:
    tables = sum(line.startswith("| rule |") for line in _DOCUMENT.read_text(encoding="utf-8").splitlines())
    body = sum(line.startswith("| ") for line in _DOCUMENT.read_text(encoding="utf-8").splitlines()) - tables
    assert len(_rows()) == body >= 70


@pytest.mark.parametrize(("rule", "example", "reading"), _rows(), ids=[row[0] for row in _rows()])
def test_every_row_reads_as_it_says(rule: str, example: str, reading: str) -> None:
    figures, unread = scan(example, _PUBLISHED)
    found = [(figure.start, _say(figure)) for figure in figures] + [(u.start, f"unread {u.words}") for u in unread]
    assert "; ".join(said for _, said in sorted(found)) == reading.replace("—", ""), rule
