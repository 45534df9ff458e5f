"""A number with its scale: `8.5bn`, `12.5 lakh crore`, `half a million`, `2 crore 50 lakh`; or why it is not read."""

from decimal import Decimal
from typing import Final, NamedTuple

from extractors.grammar import scales
from extractors.grammar.cardinals import STARTERS, VULGAR, read_cardinal
from extractors.grammar.nouns import counted_noun_follows
from extractors.grammar.numerals import read_numeral
from extractors.grammar.tokens import NUMBER, WORD, Passage

_ONE: Final = Decimal(1)
_HALF: Final = Decimal("0.5")
_FRACTIONS: Final = frozenset({("1", "2"), ("1", "4"), ("3", "4")})


class Number(NamedTuple):
    """`value` is `mantissa` times `scale`; the tokens are `start:end`."""

    value: Decimal
    mantissa: Decimal
    scale: Decimal
    start: int
    end: int
    spelled: bool


class Trouble(NamedTuple):
    """A number that is not understood, and why."""

    start: int
    end: int
    reason: str


class _Scale(NamedTuple):
    factor: Decimal
    end: int


def starts_number(passage: Passage, index: int) -> bool:
    """Whether a number could begin at the token."""
    return passage.kinds[index] == NUMBER or passage.keys[index] in STARTERS


def read_number(passage: Passage, index: int, *, money: bool) -> Number | Trouble | None:
    """The number that begins at the token. `money` says that a currency stands before it."""
    if passage.kinds[index] != NUMBER:
        cardinal = read_cardinal(passage, index)
        if cardinal is None:
            return None
        number = Number(cardinal.value, cardinal.mantissa, cardinal.scale, index, cardinal.end, spelled=True)
        if cardinal.scale != _ONE:
            return _second_scale(passage, number)
        return _with_scale(passage, number, money=money)
    value = read_numeral(passage.keys[index])
    if value is None:
        return Trouble(index, index + 1, "digits grouped in no known way")
    end = index + 1
    if _split_by_spaces(passage, index):
        value, end = _join_groups(passage, index)
        if value is None:
            return Trouble(index, end, "digits split by spaces")
    value, end = _add_fraction(passage, value, end)
    scaled = _with_scale(passage, Number(value, value, _ONE, index, end, spelled=False), money=money)
    return _add_smaller(passage, scaled) if isinstance(scaled, Number) else scaled


def _second_scale(passage: Passage, number: Number) -> Number | Trouble:
    """A scale word right after a complete number in words: nothing that could be meant."""
    key = passage.keys[number.end]
    if key in scales.PRINTED or (passage.hyphen(number.end) and passage.keys[number.end + 1] in scales.PRINTED):
        return Trouble(number.start, number.end + 1, "scale words that do not multiply")
    return number


def _split_by_spaces(passage: Passage, index: int) -> bool:
    """`1 500 000`: one to three digits, then groups of three, each after a single space."""
    following = passage.keys[index + 1]
    return (
        passage.kinds[index + 1] == NUMBER
        and len(passage.keys[index]) <= 3
        and len(following) >= 3
        and following[:3].isdigit()
        and (len(following) == 3 or following[3] == ".")
        and passage.starts[index + 1] == passage.ends[index] + 1
    )


def _join_groups(passage: Passage, index: int) -> tuple[Decimal | None, int]:
    """Groups kept together by no-break or thin spaces are one number; an ordinary space proves nothing."""
    digits, end = passage.keys[index], index + 1
    firm = True
    while end - index < 6 and _split_by_spaces_after(passage, end):
        firm = firm and passage.text[passage.starts[end] - 1] != " "
        digits += passage.keys[end]
        end += 1
    return (read_numeral(digits) if firm else None), end


def _split_by_spaces_after(passage: Passage, end: int) -> bool:
    group = passage.keys[end]
    return (
        passage.kinds[end] == NUMBER
        and group[:3].isdigit()
        and (len(group) == 3 or group[3:4] == ".")
        and passage.starts[end] == passage.ends[end - 1] + 1
    )


def _add_fraction(passage: Passage, value: Decimal, end: int) -> tuple[Decimal, int]:
    """`2½`, `2 1/2`, `2 and a half`."""
    keys = passage.keys
    part = VULGAR.get(keys[end])
    if part is not None:
        return value + part, end + 1
    if (
        passage.kinds[end] == NUMBER
        and keys[end + 1] == "/"
        and keys[end] in ("1", "3")
        and keys[end + 2] in ("2", "4")
    ):
        return value + Decimal(keys[end]) / Decimal(keys[end + 2]), end + 3
    if keys[end] == "and" and keys[end + 1] == "a" and keys[end + 2] == "half":
        return value + _HALF, end + 3
    return value, end


def _with_scale(passage: Passage, number: Number, *, money: bool) -> Number | Trouble:
    scale = _read_scale(passage, number.end, money=money)
    if scale is None:
        strange = number.end + 1 if passage.hyphen(number.end) else number.end
        if passage.kinds[strange] == WORD and scales.strange_scale(passage.keys[strange]):
            return Trouble(number.start, strange + 1, "a scale word that is not understood")
        return number
    factor, end = scale
    second = _read_scale(passage, end, money=money)
    if second is not None:
        # `dozen` multiplies a number, and no other scale multiplies a dozen: `5 million dozen`
        if factor not in scales.MULTIPLIERS or second.factor <= factor:
            return Trouble(number.start, second.end, "scale words that do not multiply")
        factor, end = factor * second.factor, second.end
    if passage.kinds[end] == WORD and scales.strange_scale(passage.keys[end]):
        return Trouble(number.start, end + 1, "a scale word that is not understood")
    if passage.keys[end : end + 3] == ["and", "a", "half"]:
        number, end = number._replace(mantissa=number.mantissa + _HALF), end + 3
    return Number(number.mantissa * factor, number.mantissa, factor, number.start, end, number.spelled)


def _read_scale(passage: Passage, index: int, *, money: bool) -> _Scale | None:
    """The scale word at the token: apart, glued, or behind a hyphen."""
    at = index + 1 if passage.hyphen(index) else index
    key = passage.keys[at]
    factor = scales.PRINTED.get(key)
    if factor is not None:
        return None if _is_name(passage, at) else _Scale(factor, at + 1)
    if key not in scales.MONEY_SHORT or at > index:
        return None
    if money:
        near = passage.glued(at) or key != "t"
        return _Scale(scales.MONEY_SHORT[key], at + 1) if near and not _initial(passage, at) else None
    if (
        key in scales.COUNT_SHORT
        and (passage.glued(at) or passage.words[at].islower())
        and counted_noun_follows(passage, at + 1)
    ):
        return _Scale(scales.COUNT_SHORT[key], at + 1)
    return None


def _is_name(passage: Passage, index: int) -> bool:
    """`20 Arab states`: a people, not a scale. A glued or lower-case `arab` is a thousand million."""
    return passage.keys[index] == "arab" and passage.words[index][0].isupper() and passage.keys[index + 1] != "rupees"


def _initial(passage: Passage, index: int) -> bool:
    """`$5 M. Khan`: an initial, not a scale."""
    return not passage.glued(index) and passage.keys[index + 1] == "." and passage.capital(index + 2)


def _add_smaller(passage: Passage, number: Number) -> Number:
    """`2 crore 50 lakh`: a smaller amount of the next scale belongs to the same number."""
    if number.scale == _ONE or passage.kinds[number.end] != NUMBER or passage.taken[number.end]:
        return number
    value = read_numeral(passage.keys[number.end])
    smaller = scales.PRINTED.get(passage.keys[number.end + 1])
    if value is None or smaller is None or smaller >= number.scale or value * smaller >= number.scale:
        return number
    return Number(number.value + value * smaller, number.value, _ONE, number.start, number.end + 2, number.spelled)
