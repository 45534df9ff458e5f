"""Recognizers-Text: its models of units, then plain numbers outside them, its dates being taken away first.

Its numbers alone would give every year as a figure. Durations that the date model finds stay with the number in them.
"""

import importlib
import re
from collections.abc import Iterable
from typing import Any

from benchmarks.peers.exchange import EXACT, Quantity, Reader, answer

_NUMERAL = re.compile(r"-?\d+(?:\.\d+)?")
Spans = list[tuple[int, int]]


def _begin() -> Reader:
    dates = importlib.import_module("ms_recognizers_date_time")
    numbers = importlib.import_module("ms_recognizers_number")
    units = importlib.import_module("ms_recognizers_number_with_unit")
    english = numbers.Culture.English
    models = (
        units.recognize_currency,
        units.recognize_dimension,
        units.recognize_temperature,
        units.recognize_age,
        numbers.recognize_percentage,
        numbers.recognize_number,
    )

    def read(sentence: str) -> list[Quantity]:
        found = dates.recognize_datetime(sentence, english)
        taken = [(date.start, date.end) for date in found if not date.type_name.endswith("duration")]
        quantities: list[Quantity] = []
        for recognize in models:
            quantities += _free(recognize(sentence, english), taken)
        return quantities

    return read


def _free(found: Iterable[Any], taken: Spans) -> Iterable[Quantity]:
    """The results that no former model took; takes them."""
    for result in found:
        if any(result.start <= end and start <= result.end for start, end in taken):
            continue
        numeral = _NUMERAL.search(str((result.resolution or {}).get("value") or ""))
        if numeral is not None:
            taken.append((result.start, result.end))
            yield Quantity(float(numeral[0]), None, EXACT)


if __name__ == "__main__":
    answer(_begin)
