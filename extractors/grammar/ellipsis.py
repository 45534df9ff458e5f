"""Units that the text leaves out: `Rs5.77bn for police, 15.8 billion for the army`, `15 schemes, of which seven`.

A bare number counts what the last counted number before it counted, in its sentence or the one before. With a scale
word it has the unit of an amount of money or of a count in its own sentence: of the last with the same scale word,
else of the last amount of money. After `from`, `against`, `compared with`, or where the same preposition stands behind
both, it has the unit of the measure before it (`50,000 tonnes in 2023, up from 22,000`); and where that measure was
printed with a scale word, which may be left out too, it is unread.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from claims.figure import Figure, Unread
from extractors.grammar.exchange import exchange_rate
from extractors.grammar.quantities import BARE_UNIT

# What a number counts where the text does not say.
UNNAMED: Final = "count:item"
_SENTENCE_END: Final = re.compile(r"[.!?](?=\s)|\n")
# An unknown mark such as `Bs. 15 trillion` may be a currency of its own.
_NAME_BEFORE: Final = re.compile(r"\b(?!The|And|But|For|Its|All|Of|By|In|To|On|At|Is|It)[A-Z]{1,3}[a-z]{1,2}\.? ?$")
_SCALED: Final = re.compile(r"(?:million|billion|trillion|crore|lakh|bn|mn|trn)\b", re.IGNORECASE)
_PRINTED: Final = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_COMPARED: Final = re.compile(
    r"\b(?:from|against|versus|vs\.?|compared (?:with|to))\s+(?:about |around |nearly |just |only |some )?$",
    re.IGNORECASE,
)
_BEHIND: Final = re.compile(r"\s+(in|from|for|at|on|during|a (?:year|month|week)|last|the)\b", re.IGNORECASE)
_MONEY: Final = "money"
_NAMED: Final = re.compile(r"(?:,|\band) (?:[A-Z][\w'-]+ ){1,2}(?:(?:just|only|barely|about|nearly|around|some) )?$")
_POINTS: Final = "count:point"
_TO_PERCENT: Final = re.compile(r" to [0-9.]+ ?(?:%|per ?cent\b|pc\b)")
_MOVED: Final = re.compile(r",? (?:up|down|rising|falling|a (?:rise|fall|drop|gain|jump) of)(?: by)? $")
_APART: Final = re.compile(r" (?:behind|ahead|above|below|more|less|lower|higher|up|down|clear)\b")
_ERROR: Final = re.compile(r"margin of error (?:of|is|was)(?: about| around)?(?: plus or minus)? ?(?:±|\+/-)? ?$")
_OF_THEM: Final = re.compile(r" of (?:them|these|those)\b")
_FROM: Final = re.compile(r",? (?:up |down )?from (?:just |only |about )?$")
_DURATIONS: Final = frozenset({"year", "month", "week", "day", "hour", "minute", "second"})
# Kinds of figures whose unit nothing inherits.
_OWN: Final = frozenset({"date", "ordinal", "year", "month", "week", "day", "hour", "minute", "second", "other"})
# Compared amounts rarely differ by more; `fell 2 percent from 34,000` is no percentage.
_ALIKE: Final = 5


def complete_units(text: str, figures: Sequence[Figure]) -> tuple[tuple[Figure, ...], tuple[Unread, ...]]:
    """The figures, with the units of bare numbers taken from their neighbours; and those that cannot be read so."""
    done: list[Figure] = []
    unread: list[Unread] = []
    memory = _Memory(text)
    for figure in figures:
        found = memory.complete(figure) if figure.unit == BARE_UNIT else memory.points(figure)
        if isinstance(found, Unread):
            unread.append(found)
            continue
        memory.keep(found, bare=figure.unit == BARE_UNIT)
        done.append(found)
    return tuple(done), tuple(unread)


class _Memory:
    """The last counted thing, measure, duration, and amount with a scale word or currency before a place."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.counted: Figure | None = None
        self.measure: Figure | None = None
        self.lasting: Figure | None = None
        self.scaled: dict[str, Figure] = {}

    def keep(self, figure: Figure, *, bare: bool) -> None:
        if figure.unit in _DURATIONS:
            self.lasting = figure
        if figure.unit.startswith("count:"):
            if not bare:
                self.counted = figure
                self._keep_scaled(figure)
        elif figure.unit not in _OWN:
            self.measure = figure
            self._keep_scaled(figure)

    def complete(self, figure: Figure) -> Figure | Unread:
        rated = exchange_rate(self.text, figure)
        if rated is not None:
            return replace(figure, unit=rated)
        if _SCALED.search(figure.words):
            return replace(figure, unit=self._scaled_unit(figure))
        if self.measure is not None and self._follows(self.measure, figure):
            return self._measured(self.measure, figure)
        if self.measure is not None and self._is_share(self.measure, figure):
            return replace(figure, unit=self.measure.unit)
        if self.lasting is not None and self._lasts(self.lasting, figure):
            return replace(figure, unit=self.lasting.unit)
        if isinstance(figure.value, Decimal) and figure.value != figure.value.to_integral_value():
            return replace(figure, unit="other")
        return replace(figure, unit=self._counted_unit(figure))

    def points(self, figure: Figure) -> Figure:
        """Points of a percentage: `47 percent, down five points`, `fell two points to 38%`."""
        if figure.unit != _POINTS:
            return figure
        return replace(figure, unit="percentage-point") if self._of_percentage(figure) else figure

    def _of_percentage(self, figure: Figure) -> bool:
        if _TO_PERCENT.match(self.text, figure.end) or _ERROR.search(self.text, figure.start - 40, figure.start):
            return True
        if self.measure is None or self.measure.unit != "percent":
            return False
        between = self.text[self.measure.end : figure.start]
        if _MOVED.fullmatch(between):
            return True
        return between == ", " and _APART.match(self.text, figure.end) is not None

    def _scaled_unit(self, figure: Figure) -> str:
        if _NAME_BEFORE.search(self.text[max(0, figure.start - 12) : figure.start]):
            return UNNAMED
        candidates = (self.scaled.get(_scale(figure)), self.scaled.get(_MONEY))
        near = (kept.unit for kept in candidates if kept is not None and self._same_sentence(kept, figure))
        return next(near, UNNAMED)

    def _keep_scaled(self, figure: Figure) -> None:
        money = len(figure.unit) == 3 and figure.unit.isupper()
        if money:
            self.scaled[_MONEY] = figure
        if money or figure.unit.startswith("count:"):
            self.scaled[_scale(figure)] = figure

    def _counted_unit(self, figure: Figure) -> str:
        if self.counted is None or figure.start - self.counted.end > 300:
            return UNNAMED
        ends = len(_SENTENCE_END.findall(self.text[self.counted.end : figure.start]))
        return self.counted.unit if ends <= 1 else UNNAMED

    def _same_sentence(self, before: Figure, figure: Figure) -> bool:
        near = figure.start - before.end <= 300
        return near and not _SENTENCE_END.search(self.text, before.end, figure.start)

    def _follows(self, measure: Figure, figure: Figure) -> bool:
        """Whether the sentence lays the bare number beside the measure, and both printed numbers are alike."""
        printed = _printed(measure)
        alike = (
            printed is not None
            and isinstance(figure.value, Decimal)
            and figure.value < _ALIKE * printed
            and printed < _ALIKE * figure.value
        )
        if not alike or not self._same_sentence(measure, figure):
            return False
        if _COMPARED.search(self.text[max(0, figure.start - 30) : figure.start]):
            return True
        first, second = _BEHIND.match(self.text, measure.end), _BEHIND.match(self.text, figure.end)
        return first is not None and second is not None and first[1].lower() == second[1].lower()

    def _is_share(self, measure: Figure, figure: Figure) -> bool:
        """`Punjab 40 per cent, Sindh 30`: the shares of a list, in the sentence of the first."""
        named = _NAMED.search(self.text[max(0, figure.start - 50) : figure.start])
        return measure.unit == "percent" and named is not None and self._same_sentence(measure, figure)

    def _lasts(self, lasting: Figure, figure: Figure) -> bool:
        """`27 years in prison, 18 of them`, `10 minutes, up from three`."""
        between = self.text[lasting.end : figure.start]
        if _FROM.fullmatch(between):
            return True
        latest = self.counted is None or self.counted.end < lasting.start
        near = len(between) <= 60 and ";" not in between and self._same_sentence(lasting, figure)
        return latest and near and _OF_THEM.match(self.text, figure.end) is not None

    def _measured(self, measure: Figure, figure: Figure) -> Figure | Unread:
        if _printed(measure) == measure.value:
            return replace(figure, unit=measure.unit)
        return Unread(figure.start, figure.end, figure.words, "a scale or unit that may be shared")


def _scale(figure: Figure) -> str:
    """The scale word of a figure, in its short form."""
    found = _SCALED.search(figure.words)
    word = found[0].lower() if found is not None else ""
    return {"million": "mn", "billion": "bn", "trillion": "trn"}.get(word, word)


def _printed(figure: Figure) -> Decimal | None:
    """The number as printed in the words of a figure, before scale and conversion."""
    found = _PRINTED.search(figure.words)
    return Decimal(found[0].replace(",", "")) if found is not None and len(found[0]) <= 24 else None
