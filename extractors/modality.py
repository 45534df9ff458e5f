"""Whether a verb tells of something done, or only of something meant, expected or denied.

Negation and modality come first: `yet to be signed`, `will open`, `expected to be completed` are plans.
"""

import re
from enum import Enum, auto

from extractors.tokens import Tokens

_REACH = 6  # words before a verb that may change its meaning


class Mood(Enum):
    """How a clause means its verb."""

    DONE = auto()
    PLANNED = auto()  # plans to, is to be, scheduled
    FUTURE = auto()  # will, expected to
    POSSIBLE = auto()  # could, would, may
    WANTED = auto()  # target, aims, goal
    DENIED = auto()  # not, no, denied


_MARKERS: tuple[tuple[Mood, str], ...] = (
    (Mood.WANTED, r"targets?|targeted|aims?|goals?|aimed|ambition|vision|wants? to|want to|seeks? to raise|hopes? to"),
    (
        Mood.PLANNED,
        r"yet to|to be|is to|are to|was to|were to|set to|slated|scheduled|planned|planning|intends?|proposed to"
        r"|(?:is|are) due|due (?:in|by|next|for|on|to be|to (?:open|start|begin|finish|end|come|go))"
        r"|plans? (?:to|for|of|a|an|include|includes|has|have)|about to|awaiting|pending|to follow|going to|to start"
        r"|to begin|to sit|shall|should"
        r"|to (?:invest|build|buy|provide|lend|finance|create|add|spend|raise|supply|cover|set up|borrow)",
    ),
    (Mood.FUTURE, r"will|soon|expected to|is expected|are expected|likely to be|to have|forecasts?|projected"),
    (
        Mood.POSSIBLE,
        # The month of May is no mood: `July-May FY25`, `in May`.
        r"could|would|(?<!-)(?<!- )(?<!in )(?<!of )(?<!by )(?<!to )may(?! \d| fy|,)|might|potential|likely|expects?"
        r"|estimated to|expected|anticipated|were that",
    ),
)
_MARKER = re.compile(r"\b(?:" + "|".join(f"({words})" for _, words in _MARKERS) + r")\b")
_DENIED = re.compile(r"\b(?:not|no|never|denie[ds]|rejected|without|failed to|nor)\b")


def mood_around(before: str, after: str) -> Mood:
    """The mood of a place in a text, by the marker nearest to it in the words before and after, in lower case."""
    nearest: tuple[int, Mood] | None = None
    for marker in _MARKER.finditer(before):
        nearest = (len(before) - marker.end(), _mood(marker))
    following = _MARKER.search(after)
    if following and (nearest is None or following.start() < nearest[0]):
        nearest = (following.start(), _mood(following))
    return nearest[1] if nearest else Mood.DONE


def _mood(marker: re.Match[str]) -> Mood:
    return _MARKERS[(marker.lastindex or 1) - 1][0]


def mood_before(tokens: Tokens, word: int, opening: int) -> Mood:
    """The mood of the verb at `word`, by the words before it within its sentence, which opens at `opening`."""
    before = " ".join(tokens.lower[max(word - _REACH, opening) : word])
    before = before.rsplit(" , ", 1)[-1]
    return Mood.DENIED if _DENIED.search(before) else mood_around(before, "")
