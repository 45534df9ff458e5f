"""Exchange rates: `the rupee closed at 278.65 to the dollar` states 278.65 rupees."""

from typing import Final

from claims.figure import Figure
from extractors.grammar.currencies import NAMES

_REACH: Final = 150
_TO: Final = frozenset({"to", "against", "per", "versus"})
_BETWEEN: Final = frozenset({"the", "one", "a", "us", "u.s", "american"})
_AGAINST: Final = frozenset({"dollar", "greenback", "euro"})


def exchange_rate(text: str, figure: Figure) -> str | None:
    """The currency of a bare number that stands `to the dollar`: the last one named before it in its sentence."""
    behind = text[figure.end : figure.end + 40].split()
    if len(behind) < 2 or behind[0] not in _TO:
        return None
    at = 1
    while at < len(behind) - 1 and _plain(behind[at]) in _BETWEEN:
        at += 1
    if _plain(behind[at]) not in _AGAINST:
        return None
    for word in reversed(text[max(0, figure.start - _REACH) : figure.start].split()):
        name = _plain(word)
        if name in NAMES and name not in _AGAINST and name != "dollars":
            return NAMES[name]
        if word[-1] in ".!?":
            return None
    return None


def _plain(word: str) -> str:
    return word.strip(".,;:!?()'\"").lower().removesuffix("'s")
