"""Exchange rates: `the rupee closed at 278.65 to the dollar` states 278.65 rupees."""

import re
from typing import Final

from claims.figure import Figure
from extractors.grammar.currencies import NAMES

_OTHER: Final = re.compile(
    r" (?:to|against|per|versus) (?:the |one |a )?(?:US |U\.S\. |American )?(?:dollar|greenback|euro)\b"
)
_SENTENCE: Final = re.compile(r"[.!?]\s|\n")
_REACH: Final = 150
# The currencies that are quoted so many to the dollar, by the one word that a sentence about them begins with.
_QUOTED: Final = re.compile(
    r"\b(?:"
    + "|".join(sorted({*NAMES, *(name.capitalize() for name in NAMES)} - {"dollar", "dollars", "Won"}))
    + r")\b"
)


def exchange_rate(text: str, figure: Figure) -> str | None:
    """The currency of a bare number that stands `to the dollar`: the last one named before it in its sentence."""
    if not _OTHER.match(text, figure.end):
        return None
    before = _SENTENCE.split(text[max(0, figure.start - _REACH) : figure.start])[-1]
    named = _QUOTED.findall(before)
    return NAMES[named[-1].lower()] if named else None
