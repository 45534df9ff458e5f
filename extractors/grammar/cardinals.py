"""Numbers in words: `twenty-eight thousand six hundred forty-two`, `half a million`, `two and a half`."""

from decimal import Decimal
from typing import Final, NamedTuple

from extractors.grammar.scales import HUNDRED, MULTIPLIERS
from extractors.grammar.scales import WORDS as SCALES
from extractors.grammar.tokens import WORD, Passage
from extractors.grammar.units import read_unit
from extractors.grammar.wordlists import word_list

_ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
SMALL: Final = {
    word: Decimal(value) for value, word in enumerate([*_ONES.split(), "seventeen", "eighteen", "nineteen"])
}
TENS: Final = {
    word: Decimal(10 * value)
    for value, word in enumerate(word_list("twenty thirty forty fifty sixty seventy eighty ninety"), start=2)
} | {"fourty": Decimal(40)}
BIG: Final = {word: value for word, value in SCALES.items() if value > HUNDRED}
_PARTS: Final = {"half": Decimal("0.5"), "quarter": Decimal("0.25")}
_THIRD: Final = Decimal("0.333")
# Units of which `half-` makes a part: a `half-year` is a period of accounts, and a `half-day` a holiday.
_HALVED_BY_HYPHEN: Final = frozenset({"mile", "hour", "inch", "metre", "meter", "percentage", "percent", "point"})
_ARTICLES: Final = frozenset({"a", "an"})
VULGAR: Final = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}

STARTERS: Final = frozenset({*SMALL, *TENS, *_ARTICLES, "half", "quarter"})


class Cardinal(NamedTuple):
    """A number in words: its value, its value before the last scale word, that scale, and the token after it."""

    value: Decimal
    mantissa: Decimal
    scale: Decimal
    end: int


def read_cardinal(passage: Passage, index: int) -> Cardinal | None:
    """The number in words that begins at the token, if one does."""
    key = passage.keys[index]
    if key in _ARTICLES or key in _PARTS:
        return _read_part(passage, index) or _read_article(passage, index)
    if key == "three" and _quarters(passage, index):
        return _read_part(passage, index)
    if key in SMALL or key in TENS:
        return _Adder(passage, index).read()
    return None


def _quarters(passage: Passage, index: int) -> bool:
    """`three quarters`, `three-quarters`, `a three-quarter-point rise`."""
    keys = passage.keys
    if "quarters" in keys[index + 1 : index + 3]:
        return True
    return keys[index + 2] == "quarter" and passage.hyphen(index + 1) and passage.hyphen(index + 3)


def _read_article(passage: Passage, index: int) -> Cardinal | None:
    """`a hundred and fifty`, `a million`; `a dozen` is loose talk and no number."""
    following = passage.keys[index + 1]
    if passage.keys[index] not in _ARTICLES or following == "dozen" or following not in SCALES:
        return None
    adder = _Adder(passage, index + 1)
    adder.chunk = Decimal(1)
    return adder.read()


def _read_part(passage: Passage, index: int) -> Cardinal | None:
    """`half a million`, `a quarter of a million`, `three-quarters of a billion`, `half a mile`, `a quarter-point`."""
    keys = passage.keys
    at = index + 1 if keys[index] in _ARTICLES else index
    part = _THIRD if keys[at] == "third" and at > index else _PARTS.get(keys[at])
    if keys[at] == "three":
        at += passage.hyphen(at + 1) + 1
        part = Decimal("0.75")
    if part is None:
        return None
    at += 1
    after = at
    while keys[at] in _ARTICLES or keys[at] == "of" or passage.hyphen(at):
        at += 1
        if at > index + 6:
            return None
    scale = BIG.get(keys[at])
    if scale is not None and keys[at] != "dozen":
        return Cardinal(part * scale, part, scale, at + 1)
    return Cardinal(part, part, Decimal(1), at) if _of_unit(passage, after, at) else None


def _of_unit(passage: Passage, after: int, at: int) -> bool:
    """Whether a part that ends at `after` is one of the unit at `at`: `half a mile`, `half-hour`, `half percent`."""
    key = passage.keys[at]
    if at == after:
        return key in ("percent", "percentage")
    if passage.hyphen(at - 1) and passage.keys[at - 2] not in _ARTICLES:
        return key in _HALVED_BY_HYPHEN
    return passage.kinds[at] == WORD and not passage.glued(at) and read_unit(passage, at) is not None


class _Adder:
    """Adds up a run of number words: `chunk` is what stands below the next scale word, `total` what is complete."""

    def __init__(self, passage: Passage, index: int) -> None:
        self.passage = passage
        self.at = index
        self.total = Decimal(0)
        self.chunk: Decimal | None = None
        self.mantissa = Decimal(0)
        self.scale = Decimal(1)
        self.addends = 0

    def read(self) -> Cardinal | None:
        while self._step():
            pass
        if self.chunk is None and not self.addends:
            return None
        value = self.total + (self.chunk or 0)
        shared = self.addends == 1 and self.chunk is None
        mantissa, scale = (self.mantissa, self.scale) if shared else (value, Decimal(1))
        return Cardinal(value, mantissa, scale, self.at)

    def _step(self) -> bool:
        key = self.passage.keys[self.at]
        if key in SMALL or key in TENS:
            done = self._add(SMALL.get(key, TENS.get(key, Decimal(0))))
        elif key == "hundred" and self.chunk is not None and 0 < self.chunk < HUNDRED:
            self.chunk *= HUNDRED
            done = True
        elif key in BIG:
            done = self._scale(BIG[key])
        else:
            return self._join(key)
        self.at += done
        return done

    def _add(self, value: Decimal) -> bool:
        """`twenty` + `eight`, `six hundred` + `forty`; `two three` is not one number."""
        if self.chunk is None:
            self.chunk = value
            return True
        room = HUNDRED if self.chunk % HUNDRED == 0 else Decimal(10) if self.chunk % 10 == 0 else Decimal(0)
        if not 0 < value < room or self.chunk in (0, 10):
            return False
        self.chunk += value
        return True

    def _scale(self, scale: Decimal) -> bool:
        if self.chunk is not None and (not self.addends or scale < self.scale):
            self.mantissa, self.scale = self.chunk, scale
            self.total += self.chunk * scale
            self.chunk = None
            self.addends += 1
            return True
        # `five lakh crore`, `two hundred thousand million`
        if self.chunk is None and self.addends == 1 and self.scale in MULTIPLIERS and scale > self.scale:
            self.scale *= scale
            self.total *= scale
            return True
        return False

    def _join(self, key: str) -> bool:
        """Steps over a hyphen or `and` where the number goes on behind it."""
        following = self.passage.keys[self.at + 1]
        if self.passage.hyphen(self.at):
            key, goes_on = "-", following in TENS or following in SMALL or following in BIG or following == "hundred"
            if following == "and":
                return self._half(self.at + 2)
            if goes_on and self._fits(following):
                self.at += 1
                return True
            return False
        if key != "and":
            return False
        if self._half(self.at + 1):
            return True
        if (following in SMALL or following in TENS) and self._and_adds():
            self.at += 1
            return True
        return False

    def _fits(self, following: str) -> bool:
        if following in SMALL:
            return self.chunk is not None and self.chunk % 10 == 0 and self.chunk not in (0, 10)
        return following in BIG or following == "hundred"

    def _and_adds(self) -> bool:
        """`two hundred and three`, `two thousand and five`; not `one million and two million`."""
        if self.chunk is not None:
            return self.chunk >= HUNDRED and self.chunk % HUNDRED == 0
        after = self.at + 2
        while self.passage.hyphen(after) or self.passage.keys[after] in SMALL or self.passage.keys[after] in TENS:
            after += 1
        return self.addends > 0 and self.passage.keys[after] not in SCALES

    def _half(self, index: int) -> bool:
        """`two and a half`, `two-and-a-half`."""
        keys = self.passage.keys
        at = index + 1 if self.passage.hyphen(index) else index
        if keys[at] not in _ARTICLES or (self.chunk is None and self.addends != 1):
            return False
        at += 2 if self.passage.hyphen(at + 1) else 1
        part = _PARTS.get(keys[at])
        if part is None:
            return False
        if self.chunk is None:  # `a million and a half`
            self.total += part * self.scale
            self.mantissa += part
        else:
            self.chunk += part
        self.at = at + 1
        return True
