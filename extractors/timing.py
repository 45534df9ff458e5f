"""Which of the periods that a text names a figure is about.

The nearest of its clause, then of its sentence; a flow goes on with the period of the sentence before. A date that is
itself a milestone is no period, and `a year earlier` dates only the figure beside it.
"""

import math
import re
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass

from claims.figure import Bound, Figure
from claims.topic import Measure, Temporal
from extractors.document import Document
from extractors.period_words import year_before
from extractors.periods import Period, find_periods
from extractors.sentences import Sentence

_TIMELESS_UNITS = frozenset({"date", "ordinal", "year", "month", "day", "hour"})
_MEANT = frozenset({"planned", "forecast", "target", "committed", "proposed"})
_TIMED = frozenset({Temporal.FLOW, Temporal.LEVEL, Temporal.CUMULATIVE})
_BESIDE = 25  # characters between a figure and a relative period that dates it
_OTHER_CLAUSE = 60
_BEFORE = 10
_OWN = 5  # `from $183 million in April 2023`
_SENTENCES_BACK = 3
_RATES = frozenset({"percent", "percentage-point"})
_THAN = re.compile(r"\b(?:than|above|below|over|from|against|compared)\b")
_LESS_THAN = re.compile(r"\bthan\b")
_PREPOSITION = 5  # a period may begin with its own preposition: `from April`
_DEADLINES = frozenset({Bound.AT_MOST, Bound.LESS_THAN})
_MONTH = len("2026-03")
_PAIRED = 40  # characters between the two ends of a change: `to $13.5 billion from $9.7 billion`


@dataclass(frozen=True, slots=True)
class Timing:
    """The period of a figure (None: the text names none), and why."""

    value: str | None
    why: tuple[str, ...] = ()


class PeriodReader:
    """Dates the figures of one document."""

    def __init__(self, document: Document, figures: Iterable[Figure], milestones: Iterable[Figure]) -> None:
        """`milestones` are the date figures that are claims of their own."""
        self._document = document
        dated = list(milestones)
        quantities = [figure for figure in figures if figure.unit not in _TIMELESS_UNITS]
        taken = sorted((figure.start, figure.end) for figure in (*quantities, *dated))
        periods = find_periods(document.text, document.published)
        self._periods = [period for period in periods if "/" in period.value or not _inside(period, taken)]
        self._deadlines = [
            Period(figure.start, figure.end, str(figure.value)) for figure in dated if figure.bound in _DEADLINES
        ]
        self._days = [Period(figure.start, figure.end, str(figure.value)[:_MONTH]) for figure in dated]
        self._starts = [period.start for period in self._periods]
        self._quantities = quantities
        self._quantity_starts = [figure.start for figure in quantities]

    def read(self, figure: Figure, measure: Measure, status: str | None, *, flows: bool) -> Timing:
        """The period of a figure that states `measure`; `flows` says whether its subject is a flow, such as trade."""
        if figure.unit in _TIMELESS_UNITS:
            return Timing(None)
        if not (measure.temporal in _TIMED or _is_toll(measure)):
            return self._of_sum(figure) if measure.dimension == "money" else Timing(None)
        number = self._document.layout.number(figure.start)
        chosen = self._in_sentence(figure, number, status)
        if chosen is None and status in _MEANT:
            chosen = _in(self._deadlines, self._document.layout.sentences[number])
        if chosen is None and _is_toll(measure):
            chosen = self._day_near(number)
        if chosen is None and status not in _MEANT and _goes_on(measure, flows):
            chosen = self._in_sentence_before(number)
        if chosen is None:
            return Timing(None)
        words = self._document.text[chosen.start : chosen.end]
        own = 0 <= chosen.start - figure.end <= _OWN
        if not chosen.relative and not own and self._comes_from(figure):
            return Timing(year_before(chosen.value), (f"period: the year before “{words}”",))
        return Timing(chosen.value, (f"period: “{words}”",))

    def _of_sum(self, figure: Figure) -> Timing:
        """The time of a stated sum, such as a cost: only what stands directly behind it (`$46bn in 2015`)."""
        place = bisect_left(self._starts, figure.end)
        if place < len(self._periods):
            period = self._periods[place]
            if period.start - figure.end <= _OWN and not period.ahead:
                return Timing(period.value, (f"period: “{self._document.text[period.start : period.end]}”",))
        return Timing(None)

    def _in_sentence(self, figure: Figure, number: int, status: str | None) -> Period | None:
        sentence = self._document.layout.sentences[number]
        here = self._within(sentence)
        fitting = [period for period in here if not period.ahead or status in _MEANT]
        following = self._following(figure)
        beside = [
            period
            for period in fitting
            if period.relative
            and 0 <= period.start - figure.end <= _BESIDE
            and period.start < following
            and figure.unit not in _RATES
        ]
        if beside:
            return beside[0]
        clause = sentence.clause(figure.start)
        plain = [period for period in fitting if not period.relative and not self._is_compared_with(figure, period)]
        return min(plain, key=lambda period: _gap(figure, period, clause), default=None)

    def _day_near(self, number: int) -> Period | None:
        """The month of the event that a toll is of: of the day named in its sentence, or in those before."""
        for sentence in reversed(self._document.layout.sentences[max(number - _SENTENCES_BACK, 0) : number + 1]):
            found = _in(self._days, sentence)
            if found is not None:
                return found
        return None

    def _is_compared_with(self, figure: Figure, period: Period) -> bool:
        """Whether a period is what a figure is compared with: `21 percent lower than in April`."""
        if period.start < figure.end:
            return False
        words = _THAN if figure.unit in _RATES else _LESS_THAN
        return words.search(self._document.text, figure.end, period.start + _PREPOSITION) is not None

    def _following(self, figure: Figure) -> float:
        """Where the next quantity begins."""
        place = bisect_left(self._quantity_starts, figure.end)
        return self._quantity_starts[place] if place < len(self._quantities) else math.inf

    def _within(self, sentence: Sentence) -> list[Period]:
        return self._periods[bisect_left(self._starts, sentence.start) : bisect_left(self._starts, sentence.end)]

    def _in_sentence_before(self, number: int) -> Period | None:
        """The first absolute period of the nearest sentence before that names one, some sentences back."""
        sentences = self._document.layout.sentences
        for before in reversed(sentences[max(number - _SENTENCES_BACK, 0) : number]):
            here = [entry for entry in self._within(before) if not entry.relative]
            if here:
                return here[0]
        return None

    def _comes_from(self, figure: Figure) -> bool:
        """Whether a figure is what another rose or fell from: `to $13.5 billion from $9.7 billion`."""
        before = self._document.text[max(figure.start - 6, 0) : figure.start].split()
        if before[-1:] != ["from"]:
            return False
        low = bisect_left(self._quantity_starts, figure.start - _PAIRED)
        high = bisect_left(self._quantity_starts, figure.start + _PAIRED)
        return any(other.unit == figure.unit and other is not figure for other in self._quantities[low:high])


def _in(periods: list[Period], sentence: Sentence) -> Period | None:
    return next((period for period in periods if sentence.start <= period.start < sentence.end), None)


def _goes_on(measure: Measure, flows: bool) -> bool:
    """Whether figures of a measure go on with the period of the sentence before: flows, shares of them, tolls."""
    if measure.temporal is Temporal.FLOW or (flows and measure.dimension in ("money", "ratio")):
        return True
    return _is_toll(measure)


def _is_toll(measure: Measure) -> bool:
    """Whether a measure counts what happened, such as the dead of an attack; a thing's cost or length has no period."""
    return measure.temporal is Temporal.EVENT and measure.usual_status == "actual" and measure.dimension == "count"


def _inside(period: Period, taken: list[tuple[int, int]]) -> bool:
    """Whether a period is part of a figure; figures do not overlap, and `taken` is sorted."""
    after = bisect_left(taken, (period.end, 0))
    return after > 0 and period.start < taken[after - 1][1]


def _gap(figure: Figure, period: Period, clause: tuple[int, int]) -> int:
    gap = period.start - figure.end if period.start >= figure.end else figure.start - period.end + _BEFORE
    return gap if clause[0] <= period.start < clause[1] else gap + _OTHER_CLAUSE
