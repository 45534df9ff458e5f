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


_PLANNED = re.compile(
    r"\b(?:yet to|to be|is to|are to|was to|were to|due|set to|slated|scheduled|plan(?:s|ned|ning)?|intends?|proposed to"
    r"|about to|awaiting|pending|to follow|going to|to start|to begin|to sit|shall|should)\b"
)
_FUTURE = re.compile(r"\b(?:will|soon|expected to|is expected|are expected|likely to be|to have|forecasts?|projected)\b")
_POSSIBLE = re.compile(
    r"\b(?:could|would|may|might|potential|likely|expects?|estimated to|expected|anticipated|were that)\b"
)
_WANTED = re.compile(
    r"\b(?:targets?|targeted|aims?|goals?|aimed|ambition|vision|wants? to|seeks? to raise|hopes? to)\b"
)
_DENIED = re.compile(r"\b(?:not|no|never|denie[ds]|rejected|without|failed to|nor)\b")


def mood_of(words: str) -> Mood:
    """The mood of a run of words in lower case."""
    if _WANTED.search(words):
        return Mood.WANTED
    if _PLANNED.search(words):
        return Mood.PLANNED
    if _FUTURE.search(words):
        return Mood.FUTURE
    return Mood.POSSIBLE if _POSSIBLE.search(words) else Mood.DONE


def mood_before(tokens: Tokens, word: int, opening: int) -> Mood:
    """The mood of the verb at `word`, by the words before it within its sentence, which opens at `opening`."""
    before = " ".join(tokens.lower[max(word - _REACH, opening) : word])
    before = before.rsplit(" , ", 1)[-1]
    return Mood.DENIED if _DENIED.search(before) else mood_of(before)
