"""Figures in words for people: `more than $25 bn`, `Rs 1.5 trillion`, `884 MW`, `14th`, `by 2030`.

Nothing is rounded: every digit of the value is shown, and zeros that were stated (`$31.090 bn`) stay.
"""

import re
from collections.abc import Mapping
from decimal import Decimal, localcontext
from types import MappingProxyType

from claims.figure import Bound, Figure, Value
from claims.precision import stated_step
from claims.units import DATE, LONGEST, ORDINAL, counted, is_count, is_plausible

_SCALES = ((12, "trillion"), (9, "bn"), (6, "million"))
# With more decimals than these, all digits of the number are easier to read.
_MOST_DECIMALS = 3
_CURRENCY_MARKS: Mapping[str, str] = MappingProxyType(
    {"USD": "$", "PKR": "Rs ", "CNY": "RMB ", "EUR": "€", "GBP": "£", "AED": "AED ", "SAR": "SAR "}
)
_ISO_CURRENCY = re.compile(r"[A-Z]{3}")
_UNIT_WORDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "percent": ("%", "%"),
        "percentage-point": ("percentage point", "percentage points"),
        "sq_km": ("sq km", "sq km"),
        "metre": ("metre", "metres"),
        "tonne": ("tonne", "tonnes"),
        "ounce": ("ounce", "ounces"),
        "acre": ("acre", "acres"),
        "hectare": ("hectare", "hectares"),
        "year": ("year", "years"),
        "month": ("month", "months"),
        "day": ("day", "days"),
        "hour": ("hour", "hours"),
        "count:multiple": ("time", "times"),
        "count:person": ("person", "people"),
    }
)
_BOUND_WORDS: Mapping[Bound, str] = MappingProxyType(
    {
        Bound.ABOUT: "about ",
        Bound.MORE_THAN: "more than ",
        Bound.AT_LEAST: "at least ",
        Bound.LESS_THAN: "less than ",
        Bound.AT_MOST: "up to ",
    }
)
_DATE_BOUND_WORDS: Mapping[Bound, str] = MappingProxyType(
    {
        Bound.ABOUT: "around ",
        Bound.MORE_THAN: "after ",
        Bound.AT_LEAST: "from ",
        Bound.LESS_THAN: "before ",
        Bound.AT_MOST: "by ",
    }
)
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_YEARED = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")
_YEARLESS = re.compile(r"(\d{2})(?:-(\d{2}))?")
_MINUS = "−"


def words(figure: Figure) -> str:
    """The figure for people, exactly: `about 800 companies`, `$6–7 bn`, `−8.6 %`, `31 March 2026`.

    Total: a value that is no quantity is shown as it is.
    """
    if isinstance(figure.value, str) or figure.unit == DATE:
        return _date_words(figure)
    if not is_plausible(figure.value) or not _is_plain(figure.value_high):
        return f"{figure.value} {figure.unit}"
    with localcontext(prec=4 * LONGEST):
        return _BOUND_WORDS.get(figure.bound, "") + _quantity(figure, figure.value)


def _is_plain(value_high: Value | None) -> bool:
    return value_high is None or (isinstance(value_high, Decimal) and is_plausible(value_high))


def _quantity(figure: Figure, value: Decimal) -> str:
    high = figure.value_high if isinstance(figure.value_high, Decimal) else None
    if figure.unit == ORDINAL:
        return _joined(_ordinal(value), None if high is None else _ordinal(high))
    number, scale, last = _numbers(figure, value, high)
    if _is_currency(figure.unit):
        return _money(number, scale, figure.unit)
    return " ".join(part for part in (number, scale, _unit_words(figure.unit, last)) if part)


def _is_currency(unit: str) -> bool:
    return _ISO_CURRENCY.fullmatch(unit) is not None


def _money(number: str, scale: str, unit: str) -> str:
    mark = _CURRENCY_MARKS.get(unit, f"{unit} ")
    sign, number = (_MINUS, number[1:]) if number.startswith(_MINUS) else ("", number)
    return f"{sign}{mark}{number} {scale}".rstrip()


def _numbers(figure: Figure, value: Decimal, high: Decimal | None) -> tuple[str, str, Decimal]:
    """The printed number or range of numbers, the word of its scale, and the number that governs the plural."""
    last = value if high is None else high
    step = _stated_decimal_step(figure) if high is None else None
    power, scale = _scale_of(last)
    if max(_decimals(value, power, step), _decimals(last, power, step)) > _MOST_DECIMALS:
        power, scale = 0, ""
    first, second = (_grouped(number.scaleb(-power), _decimals(number, power, step)) for number in (value, last))
    return _joined(first, None if high is None else second), scale, last


def _scale_of(value: Decimal) -> tuple[int, str]:
    return next(((power, word) for power, word in _SCALES if abs(value) >= Decimal(10) ** power), (0, ""))


def _stated_decimal_step(figure: Figure) -> Decimal | None:
    """The step of the last stated digit where that is a digit of the value: a power of ten."""
    step = stated_step(figure)
    return step if step and step.normalize().as_tuple().digits == (1,) else None


def _decimals(value: Decimal, power: int, step: Decimal | None) -> int:
    """How many decimals show every digit of a value in units of 10**power, and the zeros that were stated."""
    needed = max(0, power - int(value.normalize().as_tuple().exponent)) if value else 0
    stated = max(0, power - step.adjusted()) if step else 0
    return max(needed, stated)


def _grouped(value: Decimal, decimals: int) -> str:
    return f"{value:,.{decimals}f}".replace("-", _MINUS)


def _joined(first: str, second: str | None) -> str:
    if second is None:
        return first
    return f"{first} to {second}" if _MINUS in first + second else f"{first}–{second}"


def _ordinal(value: Decimal) -> str:
    number = _grouped(value, _decimals(value, 0, None))
    ending = {"1": "st", "2": "nd", "3": "rd"}.get(number[-1], "th")
    return number + ("th" if number[-2:] in ("11", "12", "13") else ending)


def _unit_words(unit: str, number: Decimal) -> str:
    is_one = abs(number) == 1
    if unit in _UNIT_WORDS:
        return _UNIT_WORDS[unit][0 if is_one else 1]
    if is_count(unit):
        return counted(unit) if is_one else _plural(counted(unit))
    return unit


def _plural(noun: str) -> str:
    if re.search(r"[^aeiou]y$", noun):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if re.search(r"(?:s|x|z|ch|sh)$", noun) else f"{noun}s"


def _date_words(figure: Figure) -> str:
    first = date_words(str(figure.value))
    if figure.value_high is not None:
        return f"{first} to {date_words(str(figure.value_high))}"
    return _DATE_BOUND_WORDS.get(figure.bound, "") + first


def date_words(value: str) -> str:
    """An ISO date at any precision for people: `31 March 2026`, `March 2026`, `2015`, `1 April`; else as it is."""
    if yeared := _YEARED.fullmatch(value):
        year, month, day = yeared.groups()
    elif yearless := _YEARLESS.fullmatch(value):
        year, (month, day) = None, yearless.groups()
    else:
        return value
    if not 1 <= int(month) <= len(_MONTHS):
        return value
    day_words = str(int(day)) if day else None
    return " ".join(part for part in (day_words, _MONTHS[int(month) - 1], year) if part)
