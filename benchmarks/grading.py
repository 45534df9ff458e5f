"""Labelled quantities of our own, and F1 scores of what a reader made of them.

A reader that keeps the printed unit is as right as ours, which converts some: a value also matches where one of the
exact factors of the labelled unit lies between the two (a mile and 1.609344 km, a cent and 0.01 USD, a third and
33.3 percent).
"""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.peers.exchange import ABOUT, ABOVE, BELOW, EXACT, RANGE, Quantity

_TESTS = Path(__file__).parents[1] / "tests"
_BOUNDS = {
    "exact": EXACT, "about": ABOUT, "more_than": ABOVE, "at_least": ABOVE, "less_than": BELOW, "at_most": BELOW,
    "range": RANGE,
}  # fmt: skip
_FACTORS = {
    "km": (1.609344, 1.852), "km/h": (1.609344,), "metre": (0.3048,), "MW": (1e3, 1e6, 1e-3, 1e-6),
    "kWh": (1e3, 1e6, 1e9), "kV": (1e-3,), "sq_km": (2.589988110336,), "acre": (0.125,), "acre-foot": (1e6,),
    "tonne": (1e3, 1e6, 1e9), "percent": (100,), "year": (10,), "percentage-point": (1, 100),
}  # fmt: skip
_CENTS = (0.01,)
_CLOSE = 2e-3  # a third is 33.3 percent
_UNASKED = ("date", "ordinal")


@dataclass(frozen=True, slots=True)
class Label:
    """A quantity that a sentence states, with its unit for the factors."""

    quantity: Quantity
    unit: str


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and every quantity in it, dates and ordinals left out."""

    text: str
    labels: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class Grades:
    """F1 of values, and of values with their bounds, over all quantities of a set."""

    value: float
    bound: float


def labelled(name: str) -> tuple[Sentence, ...]:
    """The sentences of `tests/gold/<name>.jsonl`, or of the phrase book."""
    return tuple(_phrases() if name == "phrases" else _gold(name))


def _gold(name: str) -> Iterator[Sentence]:
    for line in (_TESTS / "gold" / f"{name}.jsonl").read_text("utf-8").splitlines():
        entry = json.loads(line)
        labels = (
            Label(Quantity(label["value"], label["value_high"], _BOUNDS[label["bound"]]), label["unit"])
            for label in entry["quantities"]
        )
        yield Sentence(entry["text"], tuple(labels))


def _phrases() -> Iterator[Sentence]:
    """The phrase book, whose rows say `value unit bound`; what must stay unread is asked of nobody."""
    book = (_TESTS / "extractors" / "phrases.txt").read_text("utf-8").strip()
    for text, reading in (entry.split("\n", 1) for entry in book.split("\n\n")):
        said = (row.strip() for row in reading.strip().split(";"))
        rows = (row for row in said if row != "nothing" and not row.startswith("unread "))
        labels = (_label(row) for row in rows)
        yield Sentence(text, tuple(label for label in labels if label.unit not in _UNASKED))


def _label(row: str) -> Label:
    value, *unit = row.split()
    bound = _BOUNDS[unit.pop()] if unit[-1] in _BOUNDS else EXACT
    if unit in (["date"], ["ordinal"]):
        return Label(Quantity(0, None, bound), unit[0])
    low, _, high = value.partition("..")
    return Label(Quantity(float(low), float(high) if high else None, bound), " ".join(unit))


def grade(sentences: Sequence[Sentence], readings: Sequence[Sequence[Quantity]]) -> Grades:
    """How far what a reader read in each sentence meets the labels."""
    asked = sum(len(sentence.labels) for sentence in sentences)
    read = sum(len(reading) for reading in readings)
    values = bounds = 0
    for sentence, reading in zip(sentences, readings, strict=True):
        values += _matched(sentence.labels, reading, bounded=False)
        bounds += _matched(sentence.labels, reading, bounded=True)
    return Grades(2 * values / (asked + read), 2 * bounds / (asked + read))


def _matched(labels: Sequence[Label], reading: Sequence[Quantity], *, bounded: bool) -> int:
    left = list(reading)
    for label in labels:
        for quantity in left:
            if _same(label, quantity) and (not bounded or quantity.bound == label.quantity.bound):
                left.remove(quantity)
                break
    return len(reading) - len(left)


def _same(label: Label, read: Quantity) -> bool:
    wanted = label.quantity
    if (wanted.high is None) != (read.high is None):
        return False
    money = len(label.unit) == 3 and label.unit.isupper()
    factors = (1, *(_CENTS if money else _FACTORS.get(label.unit, ())))
    return any(
        _close(wanted.value, read.value * factor)
        and (wanted.high is None or read.high is None or _close(wanted.high, read.high * factor))
        for factor in factors
    )


def _close(wanted: float, read: float) -> bool:
    return abs(wanted - read) <= _CLOSE * max(abs(wanted), abs(read))
