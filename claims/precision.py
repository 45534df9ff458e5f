"""How precisely a number was stated, read from its words.

The digits that were printed are found in the words, and value ÷ printed number is their scale: `$8.5bn` printed 8.5,
so one unit of its last digit is 0.1 × 10⁹ dollars. No list of scales is needed for that, and miles that became
kilometres keep the precision of the miles.
"""

import re
from decimal import Decimal, localcontext
from itertools import pairwise, takewhile

from claims.figure import Figure
from claims.units import DATE, LONGEST, ORDINAL, is_count, is_plausible

# Trailing zeros of 1,000 or more, and fractions in words, leave at most 5 % on each side open.
_LOOSEST_STEP = Decimal("0.1")
_ROUND_FROM = 1000
_DIGITS = re.compile(r"\d{1,3}(?:[\u00a0\u2009\u202f]\d{3})+|\d+(?:,\d+)*(?:\.\d+)?|\.\d+")
# `hundred` is none of them: `two hundred km` is the 200 that digits would print.
_SCALES = {
    "thousand": 10**3,
    "k": 10**3,
    "lakh": 10**5,
    "lac": 10**5,
    "million": 10**6,
    "mn": 10**6,
    "mln": 10**6,
    "m": 10**6,
    "crore": 10**7,
    "cr": 10**7,
    "billion": 10**9,
    "bn": 10**9,
    "bln": 10**9,
    "b": 10**9,
    "arab": 10**9,
    "kharab": 10**11,
    "trillion": 10**12,
    "trn": 10**12,
    "tn": 10**12,
    "tr": 10**12,
    "dozen": 12,
}
_SCALE_AFTER = re.compile(rf"[\s\-\u00a0]*(?:{'|'.join(_SCALES)})s?\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_FRACTION = re.compile(
    r"\b(?:half|halves|thirds?|quarters?|fourths?|fifths?|tenths?)\b|\d\s?[/⁄]\s?\d|[¼-¾⅐-⅞]", re.IGNORECASE
)


def stated_step(figure: Figure) -> Decimal | None:
    """One unit of the last digit that was stated, in the figure's unit: 10⁸ for `$8.5bn`, 1 for `27 km`.

    Zero for what stands only for itself: ordinals and whole counts below 1,000. None for dates, and for a value that
    no quantity can have. For `4,000` it is 400, since at most 5 % on each side stays open.
    """
    value = figure.value
    if isinstance(value, str) or figure.unit == DATE or not is_plausible(value):
        return None
    if _stands_for_itself(value, figure.unit):
        return Decimal(0)
    # Enough digits for every plausible value, so that nothing is rounded by the ambient context on the way.
    with localcontext(prec=4 * LONGEST):
        return _step(abs(value), figure.words)


def _stands_for_itself(value: Decimal, unit: str) -> bool:
    """Whether nothing is rounded: an ordinal, or a whole count below 1,000."""
    is_small_count = is_count(unit) and abs(value) < _ROUND_FROM and value == value.to_integral_value()
    return unit == ORDINAL or is_small_count


def _step(size: Decimal, words: str) -> Decimal:
    printed = [(Decimal(_plain(found.group())), found) for found in _DIGITS.finditer(words)]
    return _printed_step(size, words, printed) if printed else _spelled_step(size, words)


def _plain(digits: str) -> str:
    return re.sub(r"[,\u00a0\u2009\u202f]", "", digits)


def _printed_step(size: Decimal, words: str, printed: list[tuple[Decimal, re.Match[str]]]) -> Decimal:
    """The step of a number that was printed in digits, or partly so (`Rs2 billion and 300 million`)."""
    for number, found in printed:
        if _is_power_of_ten(_ratio(size, number)):
            return _step_of(number, _ratio(size, number), size, words, found)
    numbers = [number for number, _ in printed]
    if sum_step := _last_part(size, numbers):
        return sum_step
    if len(numbers) == 1 and numbers[0] and size and not _FRACTION.search(words):
        # Miles that became kilometres, dozens that became pieces.
        return _step_of(numbers[0], size / numbers[0], size, words, printed[0][1])
    return _spelled_step(size, words)


def _ratio(size: Decimal, number: Decimal) -> Decimal:
    """The scale that makes a printed number the value; 0 where none does, 1 where both are nothing."""
    if not number or not size:
        return Decimal(not number and not size)
    return size / number


def _step_of(number: Decimal, scale: Decimal, size: Decimal, words: str, found: re.Match[str]) -> Decimal:
    step = _unit_of_last_digit(number) * scale
    has_scale_word = scale > 1 and _SCALE_AFTER.match(words, found.end())
    return step if has_scale_word else _without_stray_zeros(number, step, size)


def _unit_of_last_digit(number: Decimal) -> Decimal:
    return Decimal(1).scaleb(int(number.as_tuple().exponent))


def _without_stray_zeros(number: Decimal, step: Decimal, size: Decimal) -> Decimal:
    """`13,700` states hundreds and `4,000` thousands: zeros that end a large number were not stated."""
    digits = str(number)
    if number < _ROUND_FROM or "." in digits:
        return step
    zeros = sum(1 for _ in takewhile(lambda digit: digit == "0", reversed(digits)))
    return min(step.scaleb(zeros), size * _LOOSEST_STEP) if zeros else step


def _last_part(size: Decimal, numbers: list[Decimal]) -> Decimal | None:
    """The step of the last part of a sum such as `2 billion and 300 million`; None where the words are no sum."""
    if len(numbers) != 2 or not all(numbers):
        return None
    first, last = numbers
    rest = size - first.scaleb((size / first).adjusted())
    scale = rest / last
    return scale * _unit_of_last_digit(last) if _is_power_of_ten(scale) else None


def _is_power_of_ten(scale: Decimal) -> bool:
    return scale > 0 and scale.normalize().as_tuple().digits == (1,)


def _spelled_step(size: Decimal, words: str) -> Decimal:
    """The step of a number without digits: `four thousand` states thousands, `half a million` is good to 5 %."""
    if _FRACTION.search(words):
        return size * _LOOSEST_STEP
    scale = _last_scale(words)
    if scale and size and not size % scale:
        return Decimal(scale)
    number = size if size != size.to_integral_value() else size.quantize(Decimal(1))
    return _without_stray_zeros(number, _unit_of_last_digit(number), size)


def _last_scale(words: str) -> int | None:
    """The last scale that the words name, with its neighbours multiplied: `two lakh crore` → 10¹²."""
    found = [(match, _SCALES.get(match.group().lower().rstrip("s"))) for match in _WORD.finditer(words)]
    scales = [(match, scale) for match, scale in found if scale is not None]
    if not scales:
        return None
    product = scales[-1][1]
    for (before, scale), (after, _) in reversed(list(pairwise(scales))):
        if words[before.end() : after.start()].strip():
            break
        product *= scale
    return product
