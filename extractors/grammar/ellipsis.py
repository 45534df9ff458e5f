"""Units that the text leaves out: `Rs5.77bn for police, 15.8 billion for the army`, `15 schemes, of which seven`.

A bare number counts what the last counted number before it counted, in its sentence or the one before; with a scale
word it is an amount of the money named in its own sentence.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from claims.figure import Figure
from extractors.grammar.quantities import BARE_UNIT

_SENTENCE_END: Final = re.compile(r"[.!?](?=\s)|\n")
# An unknown mark such as `Bs. 15 trillion` may be a currency of its own.
_NAME_BEFORE: Final = re.compile(r"\b(?!The|And|But|For|Its|All|Of|By|In|To|On|At|Is|It)[A-Z][a-z]{1,2}\.? ?$")
_SCALED: Final = re.compile(r"(?:million|billion|trillion|crore|lakh|bn|mn|trn)\b", re.IGNORECASE)


def complete_units(text: str, figures: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures, with the units of bare numbers taken from their neighbours where the rule above gives one."""
    done: list[Figure] = []
    counted: Figure | None = None
    money: Figure | None = None
    for figure in figures:
        if figure.unit == BARE_UNIT:
            figure = replace(figure, unit=_inherit(text, figure, counted, money))
        elif figure.unit.startswith("count:"):
            counted = figure
        if len(figure.unit) == 3 and figure.unit.isupper():
            money = figure
        done.append(figure)
    return tuple(done)


def _inherit(text: str, figure: Figure, counted: Figure | None, money: Figure | None) -> str:
    if _SCALED.search(figure.words):
        near = money is not None and not _SENTENCE_END.search(text, money.end, figure.start)
        near = near and not _NAME_BEFORE.search(text[max(0, figure.start - 12) : figure.start])
        return money.unit if money is not None and near else BARE_UNIT
    if isinstance(figure.value, Decimal) and figure.value != figure.value.to_integral_value():
        return "other"
    if counted is None or figure.start - counted.end > 300:
        return BARE_UNIT
    ends = len(_SENTENCE_END.findall(text[counted.end : figure.start]))
    return counted.unit if ends <= 1 else BARE_UNIT
