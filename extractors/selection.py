"""Which figures of a text become claims: those that an analyst would want in a ledger.

Left out are dates that are no milestone (they are the period of another figure), ordinals of anything but a meeting,
figures inside names, and spans of time that only look back (`in the past five years`). A text that is not about the
topic keeps all its quantities, tied to nothing.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from claims.figure import Figure
from claims.topic import Measure
from extractors.document import Document
from extractors.evidence import worth
from extractors.lexicon import Lexicon
from extractors.linking import Link
from extractors.milestones import milestone_features

_LOOKS_BACK = re.compile(
    r"(?:\b(?:past|last|previous|preceding|every|first)\s*$)|^\s*(?:ago|earlier|later|old|before)\b", re.IGNORECASE
)
_PART_OF_YEAR = re.compile(
    r"(?:\b(?:in|during|over|of|for)\s+(?:the\s+|these\s+)?$)|^\s*of\s+(?:the\s+|fiscal|fy|20)", re.IGNORECASE
)
# In a text that is not about the topic every quantity is kept, tied to nothing: what was read is not hidden.
_OFF_TOPIC = Link(None, None, 0.0, None, ("the text is not about the topic",))
_SPANS = frozenset({"year", "month", "day", "hour", "week", "minute"})
_NAMES_AT_ONE_PLACE = 4  # subjects that one phrase may name
_MEETING_WORDS = 4  # `6th Joint Cooperation Committee`


def wanted(lexicon: Lexicon, document: Document, linked: Sequence[tuple[Figure, Link]]) -> list[tuple[Figure, Link]]:
    """The figures that are worth a claim, of all figures of a text with what each was tied to, in its order."""
    dates = {
        figure
        for figure, features in milestone_features(document, linked)
        if worth(features, lexicon.weights) > 0 and not _inside_name(document, figure)
    }
    kept = []
    for figure, chosen in linked:
        if (figure in dates or figure.unit != "date") and _is_wanted(document, figure, chosen):
            kept.append((figure, chosen))
        elif not document.mentions.about and figure.unit not in ("date", "ordinal"):
            kept.append((figure, _OFF_TOPIC))
    return kept


def _is_wanted(document: Document, figure: Figure, chosen: Link) -> bool:
    if figure.start < document.layout.body or chosen.measure is None:
        return False
    if chosen.subject is None and not document.mentions.about:
        return False
    if figure.unit == "ordinal":
        return chosen.cue is not None and _numbers_a_meeting(document, figure, chosen.measure)
    if figure.unit in _SPANS and _looks_back(document, figure):
        return False
    return not _inside_name(document, figure)


def _numbers_a_meeting(document: Document, figure: Figure, measure: Measure) -> bool:
    """Whether a word for a meeting follows an ordinal: `14th meeting`, and not `second phase`."""
    _, last = document.words_of(figure)
    cues = document.cues.measures
    low = bisect_left(cues, last, key=lambda hit: hit.first)
    high = bisect_left(cues, last + _MEETING_WORDS + 1, key=lambda hit: hit.first)
    return any(hit.meaning.id == measure.id for hit in cues[low:high])


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
