"""Words of a text with their places: the one pass over the characters that all matching of phrases builds on."""

import re
from bisect import bisect_left
from dataclasses import dataclass

# Letters and digits part (`14th` is `14` + `th`, `884MW` is `884` + `MW`), so that a cue such as `th meeting` and an
# alias such as `ML-1` match however they are glued. `'s` is a word of its own: `Pakistan's exports`.
_WORD = re.compile(r"'s\b|[^\W\d_]+|\d+|[^\w\s]|_")

# How far a mark keeps apart what stands on its two sides, in words.
_DISTANCE = {",": 2.0, ";": 5.0, ":": 4.0, "(": 2.0, ")": 2.0, '"': 1.0, "-": 3.0, "$": 0.0}
_JOINING = frozenset({"and", "but", "while", "whereas", "although", "which"})
_BREAK = 2.5
_DIGITS = 0.4  # a number is one word, in however many groups of digits it is written


@dataclass(frozen=True, slots=True)
class Tokens:
    """Words of a text in order, as parallel tuples. Marks that join are left out, as if they were spaces: the hyphen of
    `deep-sea`, the comma and point of `1,400.5`.

    `lower` and `words` hold the word itself, `starts` and `ends` its offsets, `depths` a running measure of distance in
    words in which punctuation and joining words count more.
    """

    words: tuple[str, ...]
    lower: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    depths: tuple[float, ...]

    def at(self, offset: int) -> int:
        """Index of the first word that ends after an offset (the number of words where none does)."""
        place = bisect_left(self.ends, offset)
        return place + 1 if place < len(self.ends) and self.ends[place] == offset else place

    def range(self, start: int, end: int) -> tuple[int, int]:
        """First and one-past-last index of the words that touch `start:end`."""
        return self.at(start), bisect_left(self.starts, end)


def tokenize(text: str) -> Tokens:
    """Split folded text into words and marks; never raises."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in _WORD.finditer(text):
        if match[0] in "-.," and _joins(text, match.start(), match[0]):
            continue
        words.append(match[0])
        starts.append(match.start())
        ends.append(match.end())
    lower = tuple(word.lower() for word in words)
    return Tokens(tuple(words), lower, tuple(starts), tuple(ends), _depths(lower))


def _joins(text: str, place: int, mark: str) -> bool:
    """Whether a mark joins what stands beside it: a hyphen two words, a point or comma the digits of a number."""
    if not 0 < place < len(text) - 1:
        return False
    before, after = text[place - 1], text[place + 1]
    return before.isalnum() and after.isalnum() if mark == "-" else before.isdigit() and after.isdigit()


def _depths(lower: tuple[str, ...]) -> tuple[float, ...]:
    depth, depths = 0.0, []
    for word in lower:
        if word in _JOINING:
            depth += _BREAK
        else:
            depth += _DISTANCE.get(word, _DIGITS if word.isdigit() else 1.0)
        depths.append(depth)
    return tuple(depths)
