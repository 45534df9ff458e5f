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
    PLANNED = auto()  # will, to be, expected to, by 2030
    POSSIBLE = auto()  # could, would, may
    WANTED = auto()  # target, aims, goal
    DENIED = auto()  # not, no, denied


_PLANNED = re.compile(
    r"\b(?:will|shall|yet to|to be|is to|are to|was to|were to|due|expected to|set to|slated|scheduled|plan(?:s|ned|ning)? to"
    r"|intends? to|is expected|are expected|proposed to|about to|likely to be|should be|should|awaiting|pending|soon"
    r"|to follow|to have|going to|to start|to begin|to sit|under the plan)\b"
)
_POSSIBLE = re.compile(
    r"\b(?:could|would|may|might|potential|projected|forecasts?|likely|expects?|estimated to|expected|anticipated|were that)\b"
)
_WANTED = re.compile(
    r"\b(?:targets?|aims?|goals?|aimed|ambition|vision|want(?:s|ed)? to (?:raise|reach|take|increase)|seeks? to raise|hopes? to)\b"
)
_DENIED = re.compile(r"\b(?:not|no|never|denie[ds]|denied|rejected|without|failed to|nor)\b")


def mood_of_clause(words: str) -> Mood:
    """The mood of a clause in lower case."""
    if _WANTED.search(words):
        return Mood.WANTED
    if _POSSIBLE.search(words) and not _PLANNED.search(words):
        return Mood.POSSIBLE
    return Mood.PLANNED if _PLANNED.search(words) else Mood.DONE


def mood_before(tokens: Tokens, word: int, opening: int) -> Mood:
    """The mood of the verb at `word`, by the words before it within its sentence, which opens at `opening`."""
    before = " ".join(tokens.lower[max(word - _REACH, opening) : word])
    before = before.rsplit(" , ", 1)[-1]
    if _DENIED.search(before):
        return Mood.DENIED
    if _PLANNED.search(before):
        return Mood.PLANNED
    return Mood.POSSIBLE if _POSSIBLE.search(before) else Mood.DONE
