"""Which figures of a text become claims: those that an analyst would want in a ledger.

Left out are dates that are no milestone (they are the period of another figure), ordinals of anything but a meeting,
figures inside names, and spans of time that only look back (`in the past five years`).
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise

from claims.figure import Figure
from claims.topic import Measure
from extractors.document import Document
from extractors.linking import Link

_LOOKS_BACK = re.compile(
    r"(?:\b(?:past|last|previous|preceding|every|first)\s*$)|^\s*(?:ago|earlier|later|old|before)\b", re.IGNORECASE
)
_PART_OF_YEAR = re.compile(
    r"(?:\b(?:in|during|over|of|for)\s+(?:the\s+|these\s+)?$)|^\s*of\s+(?:the\s+|fiscal|fy|20)", re.IGNORECASE
)
_REPORTED = re.compile(
    r"\b(?:said|says|told|stated|announced|reported|informed|added|disclosed|revealed)\b[^.,;]{0,40}\bon\s*$"
)
COORDINATED = 6  # characters between two dates of one list: `2020, 2025 and 2030`
_NAMES_AT_ONE_PLACE = 4  # subjects that one phrase may name
_MEETING_WORDS = 4  # `6th Joint Cooperation Committee`


def wanted(document: Document, linked: Sequence[tuple[Figure, Link]]) -> list[tuple[Figure, Link]]:
    """The figures that are worth a claim, of all figures of a text with what each was tied to, in its order."""
    kept = [(figure, chosen) for figure, chosen in linked if _is_wanted(document, figure, chosen)]
    dates = _milestones(document, [(figure, chosen) for figure, chosen in kept if figure.unit == "date"])
    return [(figure, chosen) for figure, chosen in kept if figure.unit != "date" or figure in dates]


def _milestones(document: Document, dates: list[tuple[Figure, Link]]) -> frozenset[Figure]:
    """Of several dates near one cue the nearest is its milestone, and with it what stands in one list with it."""
    best: dict[int, tuple[float, Figure]] = {}
    for figure, chosen in dates:
        cue = chosen.cue or 0
        distance = document.distance(document.words_of(figure), (cue, cue + 1))
        if cue not in best or distance < best[cue][0]:
            best[cue] = (distance, figure)
    found = {figure for _, figure in best.values()}
    for (before, _), (figure, _) in pairwise(dates):
        if before in found and figure.start - before.end <= COORDINATED:
            found.add(figure)
    return frozenset(found)


def _is_wanted(document: Document, figure: Figure, chosen: Link) -> bool:
    if figure.start < document.layout.body or chosen.measure is None:
        return False
    if chosen.subject is None and not document.mentions.about:
        return False
    if figure.unit == "ordinal":
        return chosen.cue is not None and _numbers_a_meeting(document, figure, chosen.measure)
    if figure.unit == "date":
        return chosen.cue is not None and not _inside_name(document, figure) and not _dates_a_report(document, figure)
    if figure.unit in ("year", "month", "day", "hour") and _looks_back(document, figure):
        return False
    return not _inside_name(document, figure)


def _numbers_a_meeting(document: Document, figure: Figure, measure: Measure) -> bool:
    """Whether a word for a meeting follows an ordinal: `14th meeting`, and not `second phase`."""
    _, last = document.words_of(figure)
    cues = document.cues.measures
    low = bisect_left(cues, last, key=lambda hit: hit.first)
    high = bisect_left(cues, last + _MEETING_WORDS + 1, key=lambda hit: hit.first)
    return any(hit.meaning.id == measure.id for hit in cues[low:high])


def _dates_a_report(document: Document, figure: Figure) -> bool:
    """Whether a date only says when something was said: `the minister told reporters on Friday`."""
    return _REPORTED.search(document.text[max(figure.start - 60, 0) : figure.start]) is not None


def _looks_back(document: Document, figure: Figure) -> bool:
    before = document.text[max(figure.start - 20, 0) : figure.start]
    after = document.text[figure.end : figure.end + 12]
    patterns = [_LOOKS_BACK, _PART_OF_YEAR] if figure.unit == "month" else [_LOOKS_BACK]
    return any(pattern.search(before) or pattern.match(after) for pattern in patterns)


def _inside_name(document: Document, figure: Figure) -> bool:
    """Whether the figure is part of a subject's name (`Action Plan 2025-2029`); an ordinal before one is not."""
    mentions = document.mentions.items
    before = bisect_left(mentions, figure.start, key=lambda mention: mention.start)
    return any(figure.end <= mention.end for mention in mentions[max(before - _NAMES_AT_ONE_PLACE, 0) : before])
