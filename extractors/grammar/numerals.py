"""Digits as they are printed: `1,733`, `2,50,000`, `27.1`; and what must not be guessed at."""

import re
from decimal import Decimal
from typing import Final

# Beyond this a number is a serial number; and products stay exact within the 28 digits of the default context.
LONGEST: Final = 18

_PLAIN: Final = re.compile(r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+")
_WESTERN: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_INDIAN: Final = re.compile(r"[0-9]{1,2}(?:,[0-9]{2})+,[0-9]{3}(?:\.[0-9]+)?")
_VERSION: Final = re.compile(r"[0-9]+(?:\.[0-9]+){2,}")


def read_numeral(digits: str) -> Decimal | None:
    """The value of printed digits, with western or Indian grouping; None where the grouping is neither.

    `1,5` may be a decimal comma, a list or a slip, so it has no value here.
    """
    if len(digits) > LONGEST + LONGEST // 3 or sum(map(str.isdigit, digits)) > LONGEST:
        return None
    if _PLAIN.fullmatch(digits):
        return Decimal(digits)
    if _WESTERN.fullmatch(digits) or _INDIAN.fullmatch(digits):
        return Decimal(digits.replace(",", ""))
    return None


def is_code(digits: str) -> bool:
    """Whether the digits name something rather than count it: `007`, `2.1.3`, `192.168.0.1`."""
    padded = len(digits) > 1 and digits[0] == "0" and digits[1] not in ".,"
    return padded or _VERSION.fullmatch(digits) is not None
