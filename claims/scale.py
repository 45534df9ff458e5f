"""Scale: how far two figures are apart as ratios, and what a far too large step gives away.

`62 billion` after `62 million` is far more often a misread word than news, so such a step never moves the ledger.
"""

from decimal import Decimal
from fractions import Fraction

from claims.figure import Bound, Figure
from claims.precision import stated_step
from claims.units import DATE, ORDINAL, in_base, is_plausible

# From 900 on, since the slip may sit on top of a real change: $62 bn beside a misread $62.5 million.
_THOUSANDFOLD = 900
_HUNDREDFOLD = 100  # a crore read as a lakh
_UNSCALED = frozenset({DATE, ORDINAL, "percent", "percentage-point"})
# A third: a spoken round number ("two trillion a year") is off by less than that where it means the official figure.
_ROUGH_MARGIN = Fraction(4, 3)
_ONE_DIGIT = 10


def ratio(one: Figure, other: Figure) -> Fraction | None:
    """How many times the smaller of two quantities of one dimension the larger is; None where that means nothing.

    Dates, ordinals, rates in percent, zero and numbers of unlike sign have no such ratio.
    """
    first, second = _size(one), _size(other)
    if not first or not second or (first < 0) != (second < 0):
        return None
    return max(first / second, second / first)


def is_scale_slip(one: Figure, other: Figure) -> bool:
    """Whether two figures are a hundred times, or about a thousand times and more, apart: one is probably misread."""
    times = ratio(one, other)
    return times is not None and (times >= _THOUSANDFOLD or times == _HUNDREDFOLD)


def is_rounded_speech(one: Figure, other: Figure) -> bool:
    """Whether two figures differ by less than a third and one is only a rough number: `about 3 bn` beside `2.48 bn`."""
    times = ratio(one, other)
    return times is not None and times <= _ROUGH_MARGIN and (_is_rough(one) or _is_rough(other))


def _is_rough(figure: Figure) -> bool:
    """Whether a number is hedged, or was stated with a single digit."""
    if figure.bound is Bound.ABOUT:
        return True
    step = stated_step(figure)
    return bool(step) and isinstance(figure.value, Decimal) and abs(figure.value) < _ONE_DIGIT * (step or 0)


def _size(figure: Figure) -> Fraction | None:
    if figure.unit in _UNSCALED or isinstance(figure.value, str) or not is_plausible(figure.value):
        return None
    return in_base(figure.value, figure.unit)
