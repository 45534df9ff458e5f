"""Numbers that wait for a unit behind them: `at 5.35, 6.25 and 7.38 per cent`, `10- and 20-year bonds`."""

from decimal import Decimal
from typing import Final

from extractors.grammar.numbers import Trouble, starts_number
from extractors.grammar.quantities import Quantity, add_noun, read_quantity
from extractors.grammar.tokens import NUMBER, Passage
from extractors.grammar.units import read_unit

_ONE: Final = Decimal(1)
_LENGTHS: Final = frozenset({"km", "metre", "centimetre", "millimetre", "inch", "yard"})
_LONGEST_LIST: Final = 6
# Up to this ratio two numbers of a list may be meant in one scale: `2 and 3 million`, but not `20, 3 million`.
_ALIKE: Final = 10


def share_unit(passage: Passage, first: Quantity) -> Quantity | Trouble:
    """A bare number with the unit that the end of its list gives to all; unread where that may give it a scale."""
    if passage.keys[first.end] in ("of", "out"):
        return _of_counted(passage, first)
    at, firm = first.end, False
    for _ in range(_LONGEST_LIST):
        following, joined = _next_item(passage, at)
        if following is None:
            return first
        firm = firm or joined
        counted = add_noun(passage, following)
        if counted is None:
            return first
        if counted.unit is not None or counted.number.scale != _ONE:
            return _shared(first, counted, firm=firm)
        at = counted.end
    return first


def _of_counted(passage: Passage, first: Quantity) -> Quantity:
    """`45 of the 60 plants`, `nine out of ten dentists`: the part counts what the whole does."""
    at = first.end + (passage.keys[first.end] == "out")
    at += 1
    at += passage.keys[at] in ("the", "its", "their", "all", "these", "those")
    whole = read_quantity(passage, at) if starts_number(passage, at) else None
    counted = add_noun(passage, whole) if isinstance(whole, Quantity) else None
    return first._replace(unit=counted.unit) if counted is not None and counted.factor == _ONE else first


def _next_item(passage: Passage, at: int) -> tuple[Quantity | None, bool]:
    """The number behind a comma, `and` or `or`, and whether it was a word that joined it."""
    if passage.keys[at] == "-" and passage.glued(at) and (not passage.glued(at + 1) or passage.keys[at + 1] == ","):
        at += 1  # the hyphen of `10- and 20-year`
    comma = passage.keys[at] == ","
    at += comma
    joined = passage.keys[at] in ("and", "or") or _measures_sides(passage, at)
    at += joined
    if not (comma or joined) or not starts_number(passage, at) or passage.taken[at]:
        return None, False
    following = read_quantity(passage, at)
    return (following, joined) if isinstance(following, Quantity) else (None, False)


def _measures_sides(passage: Passage, at: int) -> bool:
    """`10 by 12 feet`, `3 x 5 metres`: the sides of something share the length behind the last."""
    if passage.keys[at] not in ("by", "x", "×") or passage.kinds[at + 1] != NUMBER:
        return False
    unit = read_unit(passage, at + 2)
    return unit is not None and unit.unit.name in _LENGTHS


def _shared(first: Quantity, last: Quantity, *, firm: bool) -> Quantity | Trouble:
    if last.currency is not None and last.start < last.number.start:
        return first  # a currency before the last number says nothing of the first
    if last.number.scale != _ONE:
        alike = (
            first.number.value < _ALIKE * last.number.mantissa and last.number.mantissa < _ALIKE * first.number.value
        )
        return Trouble(first.start, first.end, "a scale word that may be shared") if alike and firm else first
    return first._replace(unit=last.unit, factor=last.factor) if firm else first
