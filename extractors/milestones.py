"""Which dates of a text are milestones, worth a claim, and which only date another figure or the report itself.

`work began in 2021` is a milestone; `exports in 2021` and `said on Friday` are not.
"""

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from claims.figure import Bound, Figure
from extractors.document import Document
from extractors.evidence import Feature
from extractors.linking import COORDINATED, Link

_REPORTED = re.compile(
    r"\b(?:said|says|told|stated|announced|reported|informed|added|disclosed|revealed|claimed|showed|noted|released)"
    r"(?:[^.,;]{0,40}\bon\s*|\s+(?:[a-z]+\s+){0,2})$"
)
_REPORTED_AFTER = re.compile(r"^\s*(?:showed|shows|that|,? (?:said|quoting|citing))\b")
_REPORTED_REACH = 80  # characters
_PERIOD_WORD = re.compile(
    r"\b(?:in|during|for|of|than|against|over|fiscal|year|between|to|and|last)\s*$", re.IGNORECASE
)
_DAY = len("2026-03-31")
_YEAR = len("2026")
_BESIDE = 4.0  # words between a cue and its date
_BEHIND = 1  # words between a quantity and the date that dates it
_NEAR_QUANTITY = 5.0  # `$3 billion in 2024`


def milestone_features(
    document: Document, linked: Sequence[tuple[Figure, Link]]
) -> list[tuple[Figure, tuple[Feature, ...]]]:
    """The dates of a text with the evidence that they are milestones; `linked` are all its figures."""
    dates = [(figure, chosen) for figure, chosen in linked if figure.unit == "date"]
    quantities = [document.words_of(figure) for figure, _ in linked if figure.unit not in ("date", "ordinal")]
    nearest = _nearest(document, dates)
    return [
        (figure, tuple(_features(document, figure, chosen, figure in nearest, quantities))) for figure, chosen in dates
    ]


def _features(
    document: Document, figure: Figure, chosen: Link, nearest: bool, quantities: Sequence[tuple[int, int]]
) -> Iterable[Feature]:
    yield "milestone", 1.0
    if chosen.cue is not None:
        yield from _of_cue(document, figure, chosen.cue, nearest)
    yield from _of_date(document, figure)
    place = document.words_of(figure)
    if any(document.distance(place, quantity) <= _NEAR_QUANTITY for quantity in quantities):
        yield "milestone-beside-quantity", 1.0
    if any(0 <= place[0] - quantity[1] <= _BEHIND for quantity in quantities):
        yield "milestone-behind-quantity", 1.0


def _of_cue(document: Document, figure: Figure, cue: int, nearest: bool) -> Iterable[Feature]:
    yield "milestone-cue", 1.0
    if document.distance(document.words_of(figure), (cue, cue + 1)) <= _BESIDE:
        yield "milestone-cue-beside", 1.0
    if not nearest:
        yield "milestone-cue-of-another", 1.0


def _of_date(document: Document, figure: Figure) -> Iterable[Feature]:
    value = str(figure.value_high or figure.value)
    yield (
        ("milestone-day" if len(value) >= _DAY else "milestone-year" if len(value) == _YEAR else "milestone-month"),
        1.0,
    )
    if not any(sign.isdigit() for sign in figure.words):
        yield "milestone-named-day", 1.0
    if figure.bound is not Bound.EXACT:
        yield "milestone-bound", 1.0
    if document.published is not None and value > document.published.isoformat()[: len(value)]:
        yield "milestone-ahead", 1.0
    before = document.text[max(figure.start - _REPORTED_REACH, 0) : figure.start]
    if _REPORTED.search(before) or _REPORTED_AFTER.match(document.text[figure.end : figure.end + 20]):
        yield "milestone-reported", 1.0
    if _PERIOD_WORD.search(before):
        yield "milestone-period-word", 1.0


def _nearest(document: Document, dates: Sequence[tuple[Figure, Link]]) -> frozenset[Figure]:
    """Of several dates near one cue the nearest is its milestone, and with it what stands in one list with it."""
    best: dict[int | None, tuple[float, Figure]] = {}
    for figure, chosen in dates:
        if chosen.cue is None:
            continue
        distance = document.distance(document.words_of(figure), (chosen.cue, chosen.cue + 1))
        if chosen.cue not in best or distance < best[chosen.cue][0]:
            best[chosen.cue] = (distance, figure)
    found = {figure for _, figure in best.values()}
    for (before, _), (figure, _) in pairwise(dates):
        if before in found and figure.start - before.end <= COORDINATED:
            found.add(figure)
    return frozenset(found)
