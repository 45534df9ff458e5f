"""Ordinals and parts: `14th`, `fourteenth`; `one-third`, `three-quarters`, `halved`."""

from decimal import Decimal
from typing import Final, NamedTuple

from extractors.grammar.cardinals import TENS
from extractors.grammar.nouns import STOP_WORDS
from extractors.grammar.tokens import NUMBER, WORD, Passage
from extractors.grammar.wordlists import word_list, word_set

_WORDS: Final = {
    word: value
    for value, word in enumerate(
        word_list(
            "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth"
            " fifteenth sixteenth seventeenth eighteenth nineteenth"
        ),
        start=1,
    )
} | {
    word: 10 * value
    for value, word in enumerate(
        word_list("twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth hundredth"), start=2
    )
}
_SUFFIXES: Final = frozenset({"st", "nd", "rd", "th"})
# `first half`, `third quarter`, `second-largest`, `for the first time` number nothing that a ledger keeps.
_NO_COUNT: Final = word_set(
    """
    half quarter time times of all place thing hand degree party lady class aid world person glance instance
    century largest biggest highest lowest most longest best busiest richest quarters week month day year months
    weeks days years two three four five six seven eight nine ten few several ever
    """
)
_PARTS: Final = {
    "half": Decimal(50), "third": Decimal("33.3"), "quarter": Decimal(25), "fifth": Decimal(20), "tenth": Decimal(10),
}  # fmt: skip
_MANY: Final = {
    ("two", "thirds"): Decimal("66.7"), ("three", "quarters"): Decimal(75), ("three", "fourths"): Decimal(75),
    ("two", "fifths"): Decimal(40), ("three", "fifths"): Decimal(60), ("four", "fifths"): Decimal(80),
}  # fmt: skip
_HALVED: Final = frozenset({"halved", "halving", "halve", "halves"})


_OPENERS: Final = frozenset({*_HALVED, *_WORDS, *TENS, *(first for first, _ in _MANY), "one", "a", "half"})


class Place(NamedTuple):
    """An ordinal or a part in percent, with its tokens."""

    start: int
    end: int
    value: Decimal


def opens_place(passage: Passage, index: int) -> bool:
    """Whether an ordinal or a part could begin at the token; most tokens are ruled out by this."""
    if passage.kinds[index] == NUMBER:
        return passage.keys[index + 1] in _SUFFIXES
    return passage.keys[index] in _OPENERS


def read_ordinal(passage: Passage, index: int) -> Place | None:
    """`14th`, `fourteenth`, `twenty-first`, `second`."""
    keys = passage.keys
    if passage.kinds[index] == NUMBER:
        if keys[index + 1] not in _SUFFIXES or not passage.glued(index + 1) or not keys[index].isdigit():
            return None
        if len(keys[index]) > 4 or keys[index + 2] in ("century", "centuries"):
            return None
        return Place(index, index + 2, Decimal(keys[index]))
    tens = TENS.get(keys[index])
    if tens is not None and passage.hyphen(index + 1) and _WORDS.get(keys[index + 2], 10) < 10:
        return Place(index, index + 3, tens + _WORDS[keys[index + 2]])
    value = _WORDS.get(keys[index])
    if (
        value is None
        or passage.kinds[index + 1] == NUMBER
        or keys[index + 1] in _NO_COUNT
        or (keys[index + 1] == "of" and keys[index + 2] in ("a", "an"))
        or passage.hyphen(index + 1)
        or keys[index - 1] == "-"
    ):
        return None
    noun = keys[index - 1] in ("the", "its", "a", "their", "this", "our") or value > 2
    return Place(index, index + 1, Decimal(value)) if noun else None


def read_part(passage: Passage, index: int) -> Place | None:
    """`one-third of`, `a quarter of`, `three-quarters`, `by half`, `half of`, `halved`, in percent of the whole."""
    keys = passage.keys
    if keys[index] in _HALVED:
        return Place(index, index + 1, Decimal(50)) if keys[index] != "halves" else None
    at = index + 2 if passage.hyphen(index + 1) else index + 1
    many = _MANY.get((keys[index], keys[at]))
    if many is not None and not (keys[at + 1] == "of" and keys[at + 2] in ("a", "an")):
        return Place(index, at + 1, many)
    if keys[index] in ("one", "a"):
        value = _PARTS.get(keys[at])
        whole = keys[index] == "one" or keys[index - 1] in _LIMITED or _of_whole(passage, at + 1)
        return Place(index, at + 1, value) if value is not None and whole and keys[at] != "half" else None
    if keys[index] != "half" or passage.keys[index - 1] in ("a", "first", "second", "and", "other", "-", "last"):
        return None
    limited = keys[index - 1] in _LIMITED and (passage.kinds[at] != WORD or keys[at] in STOP_WORDS - {"a", "an"})
    return Place(index, index + 1, Decimal(50)) if limited or _of_whole(passage, index + 1) else None


# `by half`, `nearly half`, `over a third`
_LIMITED: Final = word_set("by nearly almost about over than around roughly under to")


def _of_whole(passage: Passage, index: int) -> bool:
    """`half of the projects`, `half its capacity`; not `half of 2024`."""
    keys = passage.keys
    if keys[index] in ("less", "more", "lower", "higher", "fewer"):
        return True
    if keys[index] != "of":
        return keys[index] in ("the", "its", "their", "his", "her") and keys[index - 1] == "half"
    return passage.kinds[index + 1] != NUMBER and keys[index + 1] not in ("a", "an", "next", "last", "this")
