"""Scale words: what multiplies a number, and what only looks as if it did."""

import re
from decimal import Decimal
from typing import Final

HUNDRED: Final = Decimal(100)
THOUSAND: Final = Decimal(1000)
LAKH: Final = Decimal("1E+5")
MILLION: Final = Decimal("1E+6")
CRORE: Final = Decimal("1E+7")
BILLION: Final = Decimal("1E+9")
KHARAB: Final = Decimal("1E+11")
TRILLION: Final = Decimal("1E+12")
QUADRILLION: Final = Decimal("1E+15")

# Words that may stand apart from the number: `5 billion`, `5-billion`, `5billion`.
WORDS: Final = {
    "hundred": HUNDRED, "thousand": THOUSAND, "million": MILLION, "billion": BILLION, "trillion": TRILLION,
    "quadrillion": QUADRILLION, "lakh": LAKH, "lac": LAKH, "crore": CRORE, "arab": BILLION, "kharab": KHARAB,
    "dozen": Decimal(12),
}  # fmt: skip
_PLURALS: Final = {
    "thousands": THOUSAND, "millions": MILLION, "billions": BILLION, "trillions": TRILLION, "lakhs": LAKH, "lacs": LAKH,
    "crores": CRORE,
}  # fmt: skip
# Abbreviations with one meaning after a number, glued or apart.
SHORT: Final = {
    "bn": BILLION, "bln": BILLION, "mn": MILLION, "mln": MILLION, "trn": TRILLION, "tn": TRILLION, "trln": TRILLION,
}  # fmt: skip
# Abbreviations that mean a scale only after an amount of money.
MONEY_SHORT: Final = {
    "mil": MILLION, "bil": BILLION, "mio": MILLION, "tr": TRILLION, "cr": CRORE, "m": MILLION, "b": BILLION,
    "k": THOUSAND, "t": TRILLION,
}  # fmt: skip
# Single letters after a plain number, where a counted noun in the plural follows: `1.2m people`.
COUNT_SHORT: Final = {"m": MILLION, "b": BILLION, "k": THOUSAND}

PRINTED: Final = WORDS | _PLURALS | SHORT

# `12.5 lakh crore`, `two thousand crore`, `hundred million`: the first may multiply the second. Two other scale words
# in a row have no agreed meaning.
MULTIPLIERS: Final = frozenset({HUNDRED, THOUSAND, LAKH, Decimal(12)})

# Scales that exist but are not read, and misspellings of those that are.
_UNREAD: Final = frozenset(
    {
        "zillion",
        "gazillion",
        "bazillion",
        "jillion",
        "padma",
        "neel",
        "shankh",
        "milliard",
        "milliards",
        "mrd",
        "myriad",
    }
)
_MISSPELT: Final = re.compile(r"(?:m|b|tr)[il]{2,5}[aeou]{0,3}n{1,2}s?|thous[aeiou]*nds?|cror[a-z]?|crors|lak[hs]?h?s?")


def strange_scale(word: str) -> bool:
    """Whether the word after a number looks like a scale that is not understood."""
    return word not in PRINTED and (word in _UNREAD or _MISSPELT.fullmatch(word) is not None)
