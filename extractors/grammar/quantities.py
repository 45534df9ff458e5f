"""One number with all that belongs to it: currency, scale, unit or counted noun."""

from decimal import Decimal
from typing import Final, NamedTuple

from extractors.grammar import currencies
from extractors.grammar.nouns import read_joined_noun, read_noun, singular
from extractors.grammar.numbers import Number, Trouble, read_number
from extractors.grammar.scales import COUNT_SHORT, MONEY_SHORT, PRINTED, SHORT
from extractors.grammar.tokens import NUMBER, WORD, Passage
from extractors.grammar.units import read_unit
from extractors.grammar.wordlists import word_set

_ONE: Final = Decimal(1)
# Measures that a sign makes negative; a hyphen before a count is a dash.
_SIGNED: Final = frozenset({"percent", "percentage-point", "celsius", "fahrenheit", "degree", "basis-point"})
_MINUS_WORDS: Final = frozenset({"minus", "negative"})
# Stands for the unit of a number that stands alone until its neighbours have been asked.
BARE_UNIT: Final = "count:"
_TIMES: Final = frozenset({"times", "time"})
# Things of which one, in so many words, is a count and not a manner of speaking.
_SINGLE: Final = word_set(
    """
    person man woman child soldier officer policeman worker engineer project company student death attack
    accident case ship plane vehicle bus train goal point run wicket seat vote house school hospital plant
    bridge road tunnel
    """
)


class Quantity(NamedTuple):
    """A number as read: `unit` is None for a bare one; `currency` where a mark of its own was printed."""

    number: Number
    factor: Decimal
    unit: str | None
    currency: str | None
    start: int
    end: int
    negative: bool = False

    @property
    def value(self) -> Decimal:
        """The value in the unit, with its sign."""
        value = self.number.value * self.factor
        return -value if self.negative else value


def read_quantity(passage: Passage, index: int, *, money: bool = False) -> Quantity | Trouble | None:
    """The number that begins at the token, with its currency or physical unit; counted nouns are added later.

    `money` says that a currency read before governs this number too: the second one of `$10-20m`.
    """
    prefix = currencies.before(passage, index)
    if prefix is not None and not passage.free(prefix.start, prefix.end):
        prefix = None
    number = read_number(passage, index, money=money or prefix is not None)
    if number is None:
        return None
    start = prefix.start if prefix is not None else index
    if isinstance(number, Trouble):
        return number._replace(start=start)
    if prefix is not None:
        return _money(passage, number, prefix)
    suffix = currencies.behind(passage, number.end, scaled=number.scale != _ONE)
    if suffix is not None:
        return Quantity(number, suffix.factor, suffix.code, suffix.code, start, suffix.end)
    return _abbreviated(passage, number) or _measured(passage, number)


def _abbreviated(passage: Passage, number: Number) -> Quantity | None:
    """`5m dollars`, `300mil ringgit`: a money scale whose currency stands behind it."""
    key = passage.keys[number.end]
    if key not in MONEY_SHORT or number.scale != _ONE:
        return None
    suffix = currencies.behind(passage, number.end + 1, scaled=True)
    if suffix is None or (suffix.code != "USD" and suffix.start != number.end + 1):
        return None
    scale = MONEY_SHORT[key]
    scaled = Number(number.mantissa * scale, number.mantissa, scale, number.start, suffix.end, number.spelled)
    return Quantity(scaled, suffix.factor, suffix.code, suffix.code, number.start, suffix.end)


def _money(passage: Passage, number: Number, prefix: currencies.Money) -> Quantity | Trouble:
    end = number.end
    if passage.glued(end) and passage.kinds[end] == WORD and currencies.behind(passage, end, scaled=True) is None:
        return Trouble(prefix.start, end + 1, "letters behind an amount that are no scale")
    if passage.keys[end] == "." and passage.kinds[end + 1] == NUMBER and passage.keys[end + 2] in PRINTED:
        return Trouble(prefix.start, end + 3, "a full stop inside an amount")
    if passage.keys[end] == "t":
        return Trouble(prefix.start, end + 1, "a letter behind an amount that may be a scale")
    suffix = currencies.behind(passage, end, scaled=True)
    if suffix is not None and suffix.factor == _ONE and suffix.end > end and not passage.hyphen(end):
        same = suffix.code == prefix.code or passage.keys[suffix.end - 1] in ("dollars", "dollar")
        end = suffix.end if same else end
    negative = passage.keys[prefix.start - 1] == "-" and _is_sign(passage, prefix.start - 1)
    return Quantity(number, prefix.factor, prefix.code, prefix.code, prefix.start, end, negative)


def _measured(passage: Passage, number: Number) -> Quantity | Trouble | None:
    end, start = number.end, number.start
    unit = read_unit(passage, end)
    if unit is not None:
        if unit.unit.name == "day" and number.spelled and number.value == 1 and _some_day(passage, start, end):
            return None
        negative, start = _sign(passage, start, unit.unit.name)
        quantity = Quantity(number, unit.unit.factor, unit.unit.name, None, start, unit.end, negative)
        return _feet_and_inches(passage, quantity)
    if passage.glued(end) and passage.kinds[end] == WORD and passage.keys[end] not in ("x",):
        key = passage.keys[end]
        reason = "a letter that is a scale or a unit" if key in COUNT_SHORT else "letters behind a number"
        return Trouble(start, end + 1, reason)
    if passage.words[end] in MONEY_SHORT and passage.keys[end] != "cr":
        return Trouble(start, end + 1, "a scale or unit that is not clear")
    return Quantity(number, _ONE, None, None, start, end)


def _some_day(passage: Passage, start: int, end: int) -> bool:
    """`one day they will`: no duration, unlike `in one day`, `one-day`."""
    left = passage.keys[start - 1]
    return not passage.hyphen(end) and left not in (
        "in",
        "for",
        "within",
        "after",
        "of",
        "than",
        "only",
        "just",
        "least",
    )


def _sign(passage: Passage, start: int, unit: str) -> tuple[bool, int]:
    left = start - 1
    if passage.keys[left] == "±":
        return False, left
    if unit not in _SIGNED:
        return False, start
    if passage.keys[left] in _MINUS_WORDS:
        return (True, left) if passage.keys[left - 1] != "or" else (False, start)
    return (True, left) if passage.keys[left] == "-" and _is_sign(passage, left) else (False, start)


def _is_sign(passage: Passage, index: int) -> bool:
    """A hyphen glued to its number and to nothing before it."""
    return passage.glued(index + 1) and (not passage.glued(index) or passage.keys[index - 1] == "(")


def _feet_and_inches(passage: Passage, feet: Quantity) -> Quantity:
    """`5 feet 9 inches` is one height."""
    if feet.unit != "metre" or feet.factor == _ONE:
        return feet
    inches = read_number(passage, feet.end, money=False)
    if not isinstance(inches, Number) or inches.value >= 12:
        return feet
    unit = read_unit(passage, inches.end)
    if unit is None or unit.unit.name != "inch":
        return feet
    value = feet.number.value + inches.value / 12
    number = feet.number._replace(value=value, mantissa=value)
    return feet._replace(number=number, end=unit.end)


def add_noun(passage: Passage, quantity: Quantity) -> Quantity | None:
    """The quantity with what it counts; None where the number is a manner of speaking (`one of the`, `two sides`)."""
    if quantity.unit is not None:
        return quantity
    end, keys = quantity.end, passage.keys
    if quantity.number.value == 0 and quantity.number.spelled:
        return None
    if quantity.number.value == 1 and quantity.number.spelled:
        return _single(passage, quantity)
    if keys[end] in _TIMES:
        return quantity._replace(unit="count:multiple", end=end + 1)
    joined = read_joined_noun(passage, end)
    if joined is not None and joined.head == "magnitude":
        return quantity._replace(unit="other", end=joined.end)
    if joined is not None:
        return quantity._replace(unit=f"count:{joined.head}", end=joined.end)
    if passage.hyphen(end) and passage.kinds[end + 1] == WORD and keys[end + 1] not in ("plus", "odd"):
        return None
    skip = _skip_bound(passage, end)
    noun = read_noun(passage, skip)
    if noun is not None:
        return (
            None if _idle(passage, quantity, noun.head) else quantity._replace(unit=f"count:{noun.head}", end=noun.end)
        )
    modified = _modified_noun(passage, quantity, skip)
    if modified is not None:
        return quantity._replace(unit=f"count:{modified}")
    return quantity._replace(end=end + 1) if keys[end] == "more" else quantity


def _modified_noun(passage: Passage, quantity: Quantity, at: int) -> str | None:
    """What is counted behind a measure that qualifies it: `two 660MW units`, `six 10-year bonds`."""
    if passage.kinds[at] != NUMBER or passage.taken[at] or not quantity.number.spelled:
        return None
    number = read_number(passage, at, money=False)
    if not isinstance(number, Number):
        return None
    unit = read_unit(passage, number.end) or read_joined_noun(passage, number.end)
    noun = read_noun(passage, unit.end) if unit is not None else None
    return noun.head if noun is not None else None


def _skip_bound(passage: Passage, end: int) -> int:
    """Steps over `-plus`, `-odd`, `+` and `more` between a number and its noun."""
    if passage.hyphen(end) and passage.keys[end + 1] in ("plus", "odd"):
        return end + 2
    if passage.keys[end] in ("more", "other", "such", "+"):
        return end + 1
    if passage.keys[end] == "or" and passage.keys[end + 1] in ("more", "so"):
        return end + 2
    abbreviated = passage.keys[end] == "." and passage.keys[end - 1] in SHORT and passage.words[end + 1].islower()
    return end + 1 if abbreviated else end


def doubt_grouping(passage: Passage, quantity: Quantity) -> Quantity | Trouble:
    """`2.500 people`, `1.320 MW`: three digits behind a point that may be a thousands mark of another language."""
    number = quantity.number
    whole, _, decimals = passage.keys[number.start].partition(".")
    if number.scale != _ONE or quantity.currency is not None or len(decimals) != 3 or not 1 <= len(whole) <= 3:
        return quantity
    counts = quantity.unit is not None and quantity.unit.startswith("count:")
    if decimals[-1] == "0" or counts:
        return Trouble(number.start, number.end, "three digits behind a point that may be thousands")
    return quantity


_IDLE: Final = word_set(
    """
    side country nation neighbour neighbor government leader party ally friend
    """
)


def _idle(passage: Passage, quantity: Quantity, head: str) -> bool:
    """`the two countries`, `the two sides`: a manner of naming them, no figure."""
    number = quantity.number
    if not number.spelled or number.value != 2 or head not in _IDLE:
        return False
    if head == "side":
        return True
    return passage.keys[number.start - 1] in ("the", "these", "between", "our", "of", "both", "their", "-")


def _single(passage: Passage, quantity: Quantity) -> Quantity | None:
    end = quantity.end
    if passage.keys[quantity.start] in ("a", "an") or passage.keys[quantity.start - 1] in ("no", "the", "this", "that"):
        return None
    if passage.hyphen(end):
        return None
    at = end if passage.keys[end] in _SINGLE else end + 1
    if passage.keys[at] in _SINGLE and passage.kinds[end] == WORD:
        return quantity._replace(unit=f"count:{singular(passage.keys[at])}", end=at + 1)
    return None
