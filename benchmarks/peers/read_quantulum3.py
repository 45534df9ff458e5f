"""quantulum3 without its classifier: values, and ranges, which it writes as a middle with an uncertainty."""

import importlib
import warnings
from typing import Any

from benchmarks.peers.exchange import EXACT, RANGE, Quantity, Reader, answer


def _begin() -> Reader:
    warnings.simplefilter("ignore")
    parser = importlib.import_module("quantulum3.parser")

    def read(sentence: str) -> list[Quantity]:
        return [_quantity(found) for found in parser.parse(sentence)]

    return read


def _quantity(found: Any) -> Quantity:
    if found.uncertainty:
        return Quantity(found.value - found.uncertainty, found.value + found.uncertainty, RANGE)
    return Quantity(found.value, None, EXACT)


if __name__ == "__main__":
    answer(_begin)
