"""General news (markets, sport, weather, crime, health, science, politics, trade), labelled before any reading.

The bars stand a little below what is reached: a rule that costs more than a figure or two of 534 has to be looked at.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from extractors.figures import read_figures

_GOLD = Path(__file__).parents[1] / "gold" / "general.jsonl"
_CLOSE = 2e-3  # a third is 33.3 percent, a path of 22 miles 35.4 km


@dataclass(frozen=True)
class _Stated:
    value: float
    high: float | None
    bound: str
    unit: str

    @property
    def dimension(self) -> str:
        return self.unit.partition(":")[0]


_Level = Callable[[_Stated], tuple[str, ...]]
_Sentences = Sequence[tuple[Sequence[_Stated], Sequence[_Stated]]]


def _labelled_and_read() -> _Sentences:
    pairs = []
    for line in _GOLD.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        labels = [
            _Stated(label["value"], label["value_high"], label["bound"], label["unit"]) for label in entry["quantities"]
        ]
        figures = [
            _Stated(
                float(figure.value),
                None if figure.value_high is None else float(figure.value_high),
                str(figure.bound),
                figure.unit,
            )
            for figure in read_figures(entry["text"])
            if figure.unit not in ("date", "ordinal")
        ]
        pairs.append((labels, figures))
    return pairs


def _close(first: float | None, second: float | None) -> bool:
    if first is None or second is None:
        return first is second
    return abs(first - second) <= _CLOSE * max(abs(first), abs(second))


def _f1(sentences: _Sentences, level: _Level) -> float:
    matched = total = 0
    for labels, figures in sentences:
        left = list(figures)
        for label in labels:
            same = (
                read
                for read in left
                if _close(label.value, read.value) and _close(label.high, read.high) and level(label) == level(read)
            )
            found = next(same, None)
            if found is not None:
                left.remove(found)
                matched += 1
        total += len(labels) + len(figures)
    return 2 * matched / total


def _measured(sentences: _Sentences) -> _Sentences:
    def keep(quantities: Sequence[_Stated]) -> list[_Stated]:
        return [quantity for quantity in quantities if quantity.dimension not in ("count", "other")]

    return [(keep(labels), keep(figures)) for labels, figures in sentences]


@pytest.mark.parametrize(
    ("level", "bar"),
    [
        pytest.param(lambda _: (), 0.98, id="value"),
        pytest.param(lambda stated: (stated.bound,), 0.97, id="value and bound"),
        pytest.param(lambda stated: (stated.dimension,), 0.97, id="value and dimension"),
    ],
)
def test_general_news_is_read(level: _Level, bar: float) -> None:
    assert _f1(_labelled_and_read(), level) >= bar


def test_measured_units_are_read() -> None:
    assert _f1(_measured(_labelled_and_read()), lambda stated: (stated.unit,)) >= 0.97


def test_no_value_is_tenfold_wrong() -> None:
    """A single figure of a sentence's only label in its unit is that value, or nearly."""
    for labels, figures in _labelled_and_read():
        for label in labels:
            alone = [read for read in figures if read.unit == label.unit]
            if len(alone) == 1 and [other.unit for other in labels].count(label.unit) == 1:
                assert label.value / 10 < alone[0].value < label.value * 10 or label.value <= 0
