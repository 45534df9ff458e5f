"""A text as numbers, words and marks: what every reader of the grammar walks over.

One pass of one regular expression cuts the folded text; readers then look left and right by index. No reader matches
a pattern against the text itself, so the cost stays linear in its length.
"""

import re
from bisect import bisect_left
from datetime import date
from typing import Final

from extractors.folding import INVISIBLE, fold

END: Final = 0
WORD: Final = 1
NUMBER: Final = 2
MARK: Final = 3

# Readers look this far to either side without asking where the text ends.
PAD: Final = 16

_ADDRESS: Final = re.compile(r"(?:https?://|www\.)[^\s]+")

_PUNCTUATION: Final = r"""!"#$%&'()*+,-./:;<=>?@[\]^_`{|}~"""
# A run of one mark is one token: `$$$$` is no currency sign, and `--` is a dash. Runs are spelled out mark by mark,
# and repeats of groups are capped, because sre keeps a stack of them and slows down on a megabyte of `(((` or `1,1,`.
_RUNS: Final = "|".join(re.escape(mark) + "+" for mark in _PUNCTUATION)
# The groups are the kinds. Words come first, as they are most; spelling out the plain letters spares a slow test each.
_LETTERS: Final = r"(?:[A-Za-z]+[^\W\d_]*|[^\W\d_]+)"
_TOKEN: Final = re.compile(
    rf"(?=\S)(?:({_LETTERS}(?:['{INVISIBLE}]{{1,2}}{_LETTERS}){{0,15}})"
    rf"|((?:[0-9]+|(?<![^\s$(])\.[0-9]+)(?:[,.{INVISIBLE}]{{1,3}}[0-9]+){{0,15}})|({_RUNS}|[^\w\s]))"
)

SENTENCE_ENDS: Final = frozenset(".!?")


class Passage:
    """The tokens of one text in parallel lists, and which of them a reader has already used.

    `keys` holds lower-case words, digits as printed, and marks; `words` the same with their case. Token `i` covers
    `text[starts[i]:ends[i]]`. The lists begin and end with `PAD` empty tokens of kind `END`.
    """

    __slots__ = ("ends", "first", "folded", "keys", "kinds", "last", "published", "starts", "taken", "text", "words")

    def __init__(self, text: str, published: date | None = None) -> None:
        self.text = text
        self.folded = fold(text)
        self.published = published
        self.words: list[str] = [""] * PAD
        self.keys: list[str] = [""] * PAD
        self.kinds: list[int] = [END] * PAD
        self.starts: list[int] = [0] * PAD
        self.ends: list[int] = [-1] * PAD
        self._cut()
        self.first, self.last = PAD, len(self.keys)
        for column, filler in ((self.words, ""), (self.keys, "")):
            column.extend([filler] * PAD)
        self.kinds.extend([END] * PAD)
        self.starts.extend([len(text) + 1] * PAD)
        self.ends.extend([len(text) + 2] * PAD)
        self.taken = bytearray(len(self.keys))

    def _cut(self) -> None:
        hidden = INVISIBLE in self.folded
        for found in _TOKEN.finditer(self.folded):
            word, kind = found.group(), found.lastindex or END
            if hidden:
                word = word.replace(INVISIBLE, "")
                if not word:
                    continue
            self.words.append(word)
            self.keys.append(word.lower() if kind == WORD else word)
            self.kinds.append(kind)
            self.starts.append(found.start())
            self.ends.append(found.end())

    def glued(self, index: int) -> bool:
        """Whether nothing stands between this token and the one before it."""
        return self.starts[index] == self.ends[index - 1]

    def hyphen(self, index: int) -> bool:
        """Whether the token is a hyphen that joins its two neighbours."""
        return self.keys[index] == "-" and self.glued(index) and self.glued(index + 1)

    def capital(self, index: int) -> bool:
        """Whether the token is a word with a capital first letter."""
        return self.kinds[index] == WORD and self.words[index][0].isupper()

    def opens_line(self, index: int) -> bool:
        """Whether the token is the first of its line."""
        return index == self.first or "\n" in self.folded[self.ends[index - 1] : self.starts[index]]

    def opens_sentence(self, index: int) -> bool:
        """Whether the token is the first of its sentence, leaving opening quotes and brackets aside."""
        before = index - 1
        while self.keys[before] in _OPENERS and before >= self.first:
            before -= 1
        return before < self.first or self.keys[before][:1] in SENTENCE_ENDS or self.opens_line(before + 1)

    def take(self, start: int, end: int) -> None:
        """Marks the tokens `start:end` as used."""
        for index in range(start, end):
            self.taken[index] = 1

    def free(self, start: int, end: int) -> bool:
        """Whether none of the tokens `start:end` is used."""
        return not any(self.taken[start:end])

    def take_addresses(self) -> None:
        """Takes the tokens of web addresses, whose digits are nobody's figures."""
        for found in _ADDRESS.finditer(self.folded):
            first = bisect_left(self.starts, found.start(), self.first, self.last)
            self.take(first, bisect_left(self.starts, found.end(), first, self.last))

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The characters that the tokens `start:end` cover."""
        return self.starts[start], self.ends[end - 1]


_OPENERS: Final = frozenset("\"'([")
