"""The 87 probe sentences: South-Asian news style, every one to be read right with nothing extra."""

import json
from pathlib import Path
from typing import Any

import pytest

from extractors.figures import read_figures

_PROBES = [
    json.loads(line)
    for line in (Path(__file__).parents[1] / "gold" / "probe.jsonl").read_text(encoding="utf-8").splitlines()
]


def _dimension(unit: str) -> str:
    return "count" if unit.startswith("count:") else unit


@pytest.mark.parametrize("probe", _PROBES, ids=lambda probe: str(probe["id"]))
def test_reads_every_quantity_and_no_other(probe: dict[str, Any]) -> None:
    wanted = sorted(
        (
            float(quantity["value"]),
            float(quantity["value_high"] or 0),
            quantity["bound"],
            _dimension(quantity["unit"]),
        )
        for quantity in probe["quantities"]
    )
    got = sorted(
        (float(figure.value), float(figure.value_high or 0), str(figure.bound), _dimension(figure.unit))
        for figure in read_figures(probe["text"])
        if figure.unit not in ("date", "ordinal")
    )
    assert got == wanted
