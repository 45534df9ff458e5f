"""Scopes, compared by meaning: `phase-1`, `Phase I` and `the first phase` are one.

Case, hyphens, word order, plurals and the way a number is written carry no meaning; every other word does.
"""

import re
from collections.abc import Iterator

_WORD = re.compile(r"[^\W_]+")
_SILENT = frozenset({"the", "a", "an", "of", "and"})
_CARDINALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ORDINALS = (
    *("first", "second", "third", "fourth", "fifth", "sixth"),
    *("seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"),
)
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_NUMBER_AFTER = {word: str(number) for words in (_CARDINALS, _ROMAN) for number, word in enumerate(words, start=1)}
_NUMBER_BEFORE = {word: str(number) for number, word in enumerate(_ORDINALS, start=1)}
_PRINTED_ORDINAL = re.compile(r"(\d+)(?:st|nd|rd|th)")
_NO_PLURAL = ("ss", "us", "is")


def normal_scope(scope: str | None) -> str | None:
    """A scope in its normal form, equal for scopes of one meaning; None for no scope (or one without a word).

    It is a key, not a wording: `Phase I` → `phase-1`, `rohri to multan` → `multan-rohri-to`.
    """
    if scope is None:
        return None
    words = [word for word in _WORD.findall(scope.casefold()) if word not in _SILENT]
    return "-".join(sorted(_bound_numbers(words))) or None


def same_scope(one: str | None, other: str | None) -> bool:
    """Whether two scopes mean the same; two claims without a scope are of one scope."""
    return normal_scope(one) == normal_scope(other)


def _bound_numbers(words: list[str]) -> Iterator[str]:
    """Words in normal form, with each number bound to its noun: `first phase` → `phase-1`; `two phases` stay apart."""
    pending: str | None = None
    bound: list[str] = []
    for word in words:
        if ordinal := _ordinal(word):
            pending = ordinal
        elif bound and (number := _number(word)):
            bound[-1] = f"{bound[-1]}-{number}"
        else:
            bound.append(f"{_singular(word)}-{pending}" if pending else _number(word) or _singular(word))
            pending = None
    yield from bound
    if pending:
        yield pending


def _ordinal(word: str) -> str | None:
    printed = _PRINTED_ORDINAL.fullmatch(word)
    return printed[1] if printed else _NUMBER_BEFORE.get(word)


def _number(word: str) -> str | None:
    return str(int(word)) if word.isdecimal() else _NUMBER_AFTER.get(word)


def _singular(word: str) -> str:
    if word.endswith(_NO_PLURAL) or not word.endswith("s"):
        return word
    return f"{word[:-3]}y" if word.endswith("ies") else word[:-1]
