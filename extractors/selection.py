"""Which figures of a text become claims: those that an analyst would want in a ledger.

Left out are dates that are no milestone (they are the period of another figure), ordinals of anything but a meeting,
figures inside names, and spans of time that only look back (`in the past five years`).
"""

import re

from claims.figure import Figure
from claims.topic import Measure
from extractors.document import Document
from extractors.linking import Link

_LOOKS_BACK = re.compile(
    r"(?:\b(?:past|last|previous|preceding|for|every)\s*$)|^\s*(?:ago|earlier|later|old|before)\b", re.IGNORECASE
)
_MEETING_WORDS = 4  # `6th Joint Cooperation Committee`


def is_wanted(document: Document, figure: Figure, chosen: Link) -> bool:
    """Whether a figure, tied as `chosen`, is worth a claim."""
    if figure.start < document.layout.body or chosen.measure is None:
        return False
    if figure.unit == "ordinal":
        return chosen.cued and _numbers_a_meeting(document, figure, chosen.measure)
    if figure.unit == "date":
        return chosen.cued and not _inside_name(document, figure)
    if figure.unit in ("year", "month", "day", "hour") and _looks_back(document, figure):
        return False
    return not _inside_name(document, figure)


def _numbers_a_meeting(document: Document, figure: Figure, measure: Measure) -> bool:
    """Whether a word for a meeting follows an ordinal: `14th meeting`, and not `second phase`."""
    first, last = document.words_of(figure)
    return any(
        hit.meaning.id == measure.id and last <= hit.first <= last + _MEETING_WORDS for hit in document.cues.measures
    )


def _looks_back(document: Document, figure: Figure) -> bool:
    before = document.text[max(figure.start - 20, 0) : figure.start]
    after = document.text[figure.end : figure.end + 12]
    return bool(_LOOKS_BACK.search(before) or _LOOKS_BACK.match(after))


def _inside_name(document: Document, figure: Figure) -> bool:
    """Whether the figure is part of a subject's name (`Action Plan 2025-2029`); an ordinal before one is not."""
    return any(mention.start < figure.start and figure.end <= mention.end for mention in document.mentions.items)
