"""Two numbers as one figure: `$6-7 billion`, `between 3 and 5 per cent`, `three to five years`; or as two.

`from $3bn to $5bn` and `rose 3 percent to 5 percent` are changes: two figures. A scale word behind the second number
is shared with the first only where the range then rises: `$200 to $4 million` is not 200 million.
"""

from decimal import Decimal
from typing import Final, NamedTuple

from extractors.grammar import currencies
from extractors.grammar.numbers import Trouble, starts_number
from extractors.grammar.quantities import Quantity, read_quantity
from extractors.grammar.tokens import SENTENCE_ENDS, Passage
from extractors.grammar.wordlists import word_set

_ONE: Final = Decimal(1)
_STEMS: Final = word_set(
    """
    rose rise rises rising risen increase fell fall fallen falling grew grow grows grown growing went go goes
    going gone climb drop jump surge soar plunge decline slip cut reduce raise expand shrink widen narrow slow
    move double triple swell shot dip ease edge advance up down lower push boost lift bring brought revise
    upgrade downgrade slash improve accelerate change escalate extend tumble leap balloon slide gain lose lost
    dwindle halve decrease enhance
    """
)
_VARIES: Final = word_set(
    """
    range ranges ranged ranging vary varies varied varying anywhere somewhere between
    """
)


class Pair(NamedTuple):
    """The second number of a pair, and whether the two are one range."""

    first: Quantity | Trouble
    second: Quantity
    is_range: bool


def moves(word: str) -> bool:
    """Whether the lower-case word is a form of a verb of change: `rose`, `increased`, `falling`."""
    if word in _STEMS:
        return True
    for ending, length in (("ing", 3), ("ed", 2), ("s", 1)):
        if word.endswith(ending):
            stem = word[:-length]
            return stem in _STEMS or stem + "e" in _STEMS or (stem[-1:] == stem[-2:-1] and stem[:-1] in _STEMS)
    return False


def read_pair(passage: Passage, first: Quantity) -> Pair | None:
    """The pair that a quantity opens, if a connecting word and a second quantity follow."""
    at = _connected(passage, first)
    if at is None:
        return None
    second = read_quantity(passage, at, money=first.currency is not None and first.number.scale == _ONE)
    if not isinstance(second, Quantity) or not passage.free(at, second.end):
        return None
    return _pair(passage, first, second)


def _connected(passage: Passage, first: Quantity) -> int | None:
    """The token at which a second number begins."""
    end = first.end
    if passage.keys[end] == "-" and passage.glued(end) and passage.keys[end + 1] == "to":
        end += 1  # `5-to-7-year`, `5- to 7-year`
    if not _connects(passage, first, end):
        return None
    at = end + 1 + passage.hyphen(end + 1)
    for skipped in range(4):
        if starts_number(passage, at + skipped):
            return at + skipped if _only_currency(passage, at, at + skipped) else None
    return None


def _connects(passage: Passage, first: Quantity, at: int) -> bool:
    """Whether the token joins two numbers: a dash, `to`, `and` after `between`, `or` between small numbers."""
    key = passage.keys[at]
    if key == "-":
        return _joining_dash(passage, at)
    if key == "and":
        return passage.keys[first.start - 1] == "between"
    if key == "or":
        return first.unit is None and first.number.value <= 20
    return key in ("to", "till")


def _joining_dash(passage: Passage, index: int) -> bool:
    """A dash between two numbers: glued, or an en dash or hyphen with a space on both sides."""
    if passage.hyphen(index):
        return True
    apart = not passage.glued(index) and not passage.glued(index + 1)
    glued = passage.glued(index)
    return (apart and passage.text[passage.starts[index]] in "-\u2013") or (glued and passage.keys[index + 1] == "$")


def _only_currency(passage: Passage, start: int, end: int) -> bool:
    """Whether nothing but a currency mark stands between a connecting word and the second number."""
    if start == end:
        return True
    prefix = currencies.before(passage, end)
    return prefix is not None and prefix.start == start


def _pair(passage: Passage, first: Quantity, second: Quantity) -> Pair | None:
    if first.unit is not None and second.unit is not None and first.unit != second.unit:
        return None
    connector = "to" if passage.keys[first.end + 1] == "to" else passage.keys[first.end]
    change = connector == "to" and (_is_change(passage, first) or _is_step(passage, first, second))
    shared = _share(first, second)
    if isinstance(shared, Trouble):
        return Pair(shared, second, is_range=False)
    left, right = shared
    if change or not left.value < right.value:
        scaled = first.number.scale != _ONE and right.unit is None
        own = connector in ("to", "-") and (change or first.unit == second.unit or first.unit is None or scaled)
        return Pair(left, right, is_range=False) if own else None
    if connector in ("or", "till") and left.number.spelled != right.number.spelled:
        return None
    return Pair(left, right, is_range=True)


def _share(first: Quantity, second: Quantity) -> tuple[Quantity, Quantity] | Trouble:
    """Both quantities with the unit, currency and scale that they share."""
    left, right = first, second
    if left.unit is None and right.unit is not None:
        left = left._replace(unit=right.unit, factor=right.factor)
    unscaled = left.number.scale == _ONE or right.number.scale != _ONE
    if right.unit is None and left.unit is not None and left.currency is not None and unscaled:
        right = right._replace(unit=left.unit, factor=left.factor, currency=left.currency)
    if first.number.scale == _ONE and second.number.scale != _ONE and (first.unit is None or first.currency):
        return _share_scale(left, right, first)
    return left, right


def _share_scale(left: Quantity, right: Quantity, first: Quantity) -> tuple[Quantity, Quantity] | Trouble:
    low, high = left.number.mantissa, right.number.mantissa
    if low < high:
        scale = right.number.scale
        number = left.number._replace(value=left.number.value * scale, scale=scale)
        return left._replace(number=number), right
    # `fell from 5 to 3 million`: the scale may be shared or not
    if low < high * (10 if first.currency else 1000) and low < 1000:
        return Trouble(first.start, first.end, "a scale word that may be shared")
    return left, right


def _is_change(passage: Passage, first: Quantity) -> bool:
    """`from X to Y` and `rose X to Y` tell a change, unless the clause speaks of a range."""
    left = passage.keys[first.start - 1]
    explicit = first.unit is not None or first.number.scale != _ONE
    verb = _moving_verb(passage, first.start)
    if left == "from":
        return verb is not False and (verb is True or explicit)
    if left == "by":
        return explicit
    return explicit and moves(left)


def _is_step(passage: Passage, first: Quantity, second: Quantity) -> bool:
    """`rose by 12,345 to 3,456,789`: the step and the new level; `by 5 to 10 percent` is a range."""
    return passage.keys[first.start - 1] == "by" and second.number.value > 10 * first.number.value


def _moving_verb(passage: Passage, index: int) -> bool | None:
    """True where a verb of change stands before in the clause, False where one of variety does."""
    for at in range(index - 1, max(passage.first, index - 14) - 1, -1):
        key = passage.keys[at]
        if key in SENTENCE_ENDS or key == ";":
            return None
        if key in _VARIES:
            return False
        if moves(key):
            return True
    return None


def share_back(first: Quantity, second: Quantity, *, from_level: bool) -> Quantity | Trouble:
    """The end of a change with the unit of its start: `from nine hours to five`; not `rose 7 percent to 50,510`.

    `from_level` says that the change starts at a level, not with its step.
    Unread where the start had a scale word too: `from 4 million tonnes to 10`.
    """
    if second.unit is not None or first.unit is None or (first.unit == "percent" and not from_level):
        return second
    if first.number.scale != _ONE and second.number.scale == _ONE:
        return Trouble(second.start, second.end, "a scale word that may be shared")
    return second._replace(unit=first.unit, factor=first.factor)
