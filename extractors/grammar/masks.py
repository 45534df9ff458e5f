"""What is no figure though it looks like one is taken here, before any reader looks for a figure."""

from typing import Final

from extractors.grammar.cardinals import SMALL, TENS
from extractors.grammar.currencies import CODES, SIGNS
from extractors.grammar.names import (
    after_label,
    after_name,
    before_name,
    code,
    glued_name,
    labelled_word,
    named_word,
    suffix_name,
)
from extractors.grammar.sayings import (
    AGED,
    age,
    aged_child,
    chance,
    clock,
    feet_marks,
    joined_sum,
    list_mark,
    multiplier,
    ratio,
    slashed,
    years_old,
)
from extractors.grammar.tokens import NUMBER, WORD, Passage

_MONEY_WORDS: Final = frozenset({"Rs", "rs"} | {mark.upper() for mark in CODES})


_MASKS: Final = (
    multiplier,
    joined_sum,
    feet_marks,
    chance,
    clock,
    age,
    code,
    glued_name,
    suffix_name,
    after_label,
    list_mark,
    ratio,
    slashed,
    before_name,
    after_name,
)


def mask_names(passage: Passage) -> None:
    """Takes every number that is part of a name, an age, an address, a telephone number or a clock time."""
    for index in range(passage.first, passage.last):
        kind = passage.kinds[index]
        if kind == NUMBER:
            if not passage.taken[index]:
                _mask_number(passage, index)
        elif kind == WORD and (passage.keys[index] in SMALL or passage.keys[index] in TENS):
            _mask_word(passage, index)


def _mask_number(passage: Passage, index: int) -> None:
    """Takes the first match of the table below, if any."""
    if _money_mark(passage, index):
        return
    for mask in _MASKS:
        end = mask(passage, index)
        if end:
            passage.take(index, end)
            return


def _money_mark(passage: Passage, index: int) -> bool:
    left = passage.keys[index - 1]
    return left in SIGNS or (left in CODES and (passage.glued(index) or passage.words[index - 1] in _MONEY_WORDS)) or (
        left == "." and passage.keys[index - 2] == "rs"
    )  # fmt: skip


def _mask_word(passage: Passage, index: int) -> None:
    """Takes a number word that is part of a name, an age, a chance or a saying."""
    left, keys = passage.keys[index - 1], passage.keys
    if left == "in" and keys[index - 2] in ("one", "1"):
        passage.take(index - 2, index + 1)  # `one in five`
        return
    if passage.hyphen(index + 1) and keys[index + 2] == keys[index]:
        passage.take(index, index + 3)  # `fifty-fifty`
        return
    if labelled_word(passage, index) or left in AGED or aged_child(passage, index) or named_word(passage, index):
        passage.take(index, index + 1)
        return
    end = years_old(passage, index + 1)
    if end:
        passage.take(index, end)
