"""Money: the signs, codes and words of currencies, before and behind a number."""

from decimal import Decimal
from typing import Final, NamedTuple

from extractors.grammar.tokens import NUMBER, Passage
from extractors.grammar.wordlists import word_set

SIGNS: Final = {
    "$": "USD", "€": "EUR", "£": "GBP", "¥": "CNY", "₹": "INR", "₨": "PKR", "₩": "KRW", "₽": "RUB", "₺": "TRY",
    "₦": "NGN", "฿": "THB", "₫": "VND", "₱": "PHP", "₴": "UAH", "₪": "ILS", "৳": "BDT",
}  # fmt: skip

# Letters glued or set before the dollar sign: `US$8bn`, `US $27.8 billion`, `A$`.
_DOLLARS: Final = {
    "us": "USD", "u.s": "USD", "a": "AUD", "au": "AUD", "aus": "AUD", "c": "CAD", "ca": "CAD", "cad": "CAD",
    "can": "CAD", "hk": "HKD", "s": "SGD", "sg": "SGD", "sgd": "SGD", "nz": "NZD", "nt": "TWD", "r": "BRL",
    "usd": "USD", "aud": "AUD", "mex": "MXN",
}  # fmt: skip

CODES: Final = {
    code.lower(): code
    for code in [
        "USD",
        "PKR",
        "CNY",
        "EUR",
        "GBP",
        "INR",
        "AED",
        "SAR",
        "JPY",
        "AUD",
        "CAD",
        "CHF",
        "HKD",
        "SGD",
        "NZD",
        "QAR",
        "KWD",
        "OMR",
        "BHD",
        "TRY",
        "RUB",
        "KRW",
        "THB",
        "MYR",
        "IDR",
        "BDT",
        "LKR",
        "NPR",
        "AFN",
        "IRR",
        "ZAR",
        "KES",
        "NGN",
        "EGP",
        "SEK",
        "NOK",
        "DKK",
        "PLN",
        "BRL",
        "MXN",
        "TWD",
        "VND",
        "PHP",
        "KZT",
        "UZS",
    ]
} | {"rmb": "CNY", "cnh": "CNY", "yuan": "CNY", "rs": "PKR", "re": "PKR", "dh": "AED", "dhs": "AED", "tk": "BDT"}
# Short marks that are words of their own unless glued to the number: `RM5bil`, `R2bn`, `SR300m`.
_GLUED_MARKS: Final = {"RM": "MYR", "R": "ZAR", "SR": "SAR", "Rp": "IDR", "KSh": "KES", "Sh": "KES", "QR": "QAR"}

_DOLLAR_WORDS: Final = {"dollar": "USD", "dollars": "USD"}
NAMES: Final = _DOLLAR_WORDS | {
    "rupee": "PKR", "rupees": "PKR", "yuan": "CNY", "yuans": "CNY", "renminbi": "CNY", "euro": "EUR", "euros": "EUR",
    "dirham": "AED", "dirhams": "AED", "riyal": "SAR", "riyals": "SAR", "rial": "IRR", "rials": "IRR", "yen": "JPY",
    "won": "KRW", "taka": "BDT", "ringgit": "MYR", "ruble": "RUB", "rubles": "RUB", "rouble": "RUB", "roubles": "RUB",
    "lira": "TRY", "liras": "TRY", "franc": "CHF", "francs": "CHF", "baht": "THB", "peso": "MXN", "pesos": "MXN",
    "rand": "ZAR", "sterling": "GBP", "krona": "SEK", "kronor": "SEK", "rupiah": "IDR", "tenge": "KZT", "dinar": "KWD",
    "dinars": "KWD", "afghani": "AFN", "afghanis": "AFN", "shekels": "ILS", "naira": "NGN", "bucks": "USD",
}  # fmt: skip
# `pounds` weighs things unless a scale word or `sterling` makes it money.
_POUNDS: Final = frozenset({"pound", "pounds"})

# Whose dollars or rupees: `Canadian dollars`, `Indian rupees`.
_NATIONS: Final = {
    ("us", "dollar"): "USD", ("american", "dollar"): "USD", ("canadian", "dollar"): "CAD",
    ("australian", "dollar"): "AUD", ("singapore", "dollar"): "SGD", ("taiwan", "dollar"): "TWD",
    ("zealand", "dollar"): "NZD", ("kong", "dollar"): "HKD", ("indian", "rupee"): "INR", ("lankan", "rupee"): "LKR",
    ("nepali", "rupee"): "NPR", ("nepalese", "rupee"): "NPR", ("pakistani", "rupee"): "PKR", ("pak", "rupee"): "PKR",
    ("chinese", "yuan"): "CNY", ("uae", "dirham"): "AED", ("emirati", "dirham"): "AED", ("saudi", "riyal"): "SAR",
    ("qatari", "riyal"): "QAR", ("omani", "rial"): "OMR", ("iranian", "rial"): "IRR", ("kuwaiti", "dinar"): "KWD",
    ("swiss", "franc"): "CHF", ("british", "pound"): "GBP", ("egyptian", "pound"): "EGP", ("thai", "baht"): "THB",
    ("jordanian", "dinar"): "JOD", ("iraqi", "dinar"): "IQD", ("philippine", "peso"): "PHP",
}  # fmt: skip
_TWO_WORD_NATIONS: Final = frozenset({("hong", "kong"), ("new", "zealand"), ("sri", "lankan"), ("new", "taiwan")})

_SMALL_CHANGE: Final = {
    "cent": ("USD", Decimal("0.01")), "cents": ("USD", Decimal("0.01")), "pence": ("GBP", Decimal("0.01")),
    "paisa": ("PKR", Decimal("0.01")), "paise": ("PKR", Decimal("0.01")), "paisas": ("PKR", Decimal("0.01")),
}  # fmt: skip
_SCREENS: Final = frozenset({"480", "720", "1080", "1440", "2160"})
_ONE: Final = Decimal(1)


class Money(NamedTuple):
    """A currency mark: its code, what the number is multiplied with (0.01 for cents), and its tokens."""

    code: str
    factor: Decimal
    start: int
    end: int


def before(passage: Passage, index: int) -> Money | None:
    """The currency that stands before the number at the token."""
    at = index - 1
    # `Rs. 900`, `Rs.900`
    if passage.keys[at] == "." and passage.keys[at - 1] in ("rs", "re") and passage.glued(at):
        return Money("PKR", _ONE, at - 1, index)
    if passage.keys[at] == "-" and passage.glued(at) and passage.keys[at - 1] == "rs":
        return Money("PKR", _ONE, at - 1, index)
    key = passage.keys[at]
    if key in SIGNS:
        return _sign(passage, at)
    if key in CODES:
        nation = _NATIONS.get((passage.keys[at - 1], "rupee")) if key == "rs" else None
        return Money(nation, _ONE, at - 1, at + 1) if nation is not None else _code(passage, at)
    if passage.words[at] in _GLUED_MARKS and (passage.glued(index) or passage.words[at] in ("RM", "Rp")):
        return Money(_GLUED_MARKS[passage.words[at]], _ONE, at, index)
    if key in ("cents", "cent") and passage.keys[at - 1] == "us" and passage.kinds[index] == NUMBER:
        return Money("USD", Decimal("0.01"), at - 1, index)  # `US cents 8.1 per unit`
    if key in ("dollars", "dollar", "rupees", "dirhams", "euros"):
        return _name_before(passage, at)
    return None


def _sign(passage: Passage, at: int) -> Money:
    key, left = passage.keys[at], passage.keys[at - 1]
    end = at + 1
    if key == "$":
        close = passage.glued(at)
        if close and left == "." and passage.keys[at - 2] == "s" and passage.keys[at - 4] == "u":
            return Money("USD", _ONE, at - 4, end)
        if left in _DOLLARS and (close or left in ("us", "usd")):
            return Money(_DOLLARS[left], _ONE, at - 1, end)
    if left in CODES and passage.capital(at - 1):
        return Money(CODES[left], _ONE, at - 1, end)
    if key == "¥" and left in ("jp", "jpy"):
        return Money("JPY", _ONE, at - 1, end)
    return Money(SIGNS[key], _ONE, at, end)


def _code(passage: Passage, at: int) -> Money | None:
    """An ISO code in capitals, or a mark such as `Rs`; `try`, `all` or `re` in lower case are words."""
    word = passage.words[at]
    if word not in ("Rs", "rs", "Tk", "Dh", "Dhs", "Re") and not word.isupper():
        return None
    if word in ("Re", "RE", "TRY", "DH") and not passage.glued(at + 1):
        return None
    return Money(CODES[word.lower()], _ONE, at, at + 1)


def _name_before(passage: Passage, at: int) -> Money | None:
    """`US dollars 56 billion`, `rupees 50 billion`."""
    if passage.kinds[at + 1] != NUMBER or passage.kinds[at - 1] == NUMBER:
        return None
    nation = _NATIONS.get((passage.keys[at - 1], passage.keys[at].rstrip("s")))
    if nation is not None:
        return Money(nation, _ONE, at - 1, at + 1)
    return Money(NAMES[passage.keys[at]], _ONE, at, at + 1)


def behind(passage: Passage, index: int, *, scaled: bool) -> Money | None:
    """The currency that stands behind a number ending before the token. `scaled`: a scale word came before."""
    at = index + 1 if passage.hyphen(index) else index
    key = passage.keys[at]
    if key in SIGNS and passage.glued(at) and at == index and passage.kinds[at + 1] != NUMBER:
        return Money(SIGNS[key], _ONE, index, at + 1)
    if key == "p" and passage.glued(at) and passage.keys[index - 1] not in _SCREENS:
        return Money("GBP", Decimal("0.01"), index, at + 1)  # `145p`
    if key in _SMALL_CHANGE:
        return _small_change(passage, index, at)
    if key in ("us", "euro") and passage.keys[at + 1] in ("cent", "cents"):
        return Money("EUR" if key == "euro" else "USD", Decimal("0.01"), index, at + 2)
    if key in NAMES:
        return None if key == "won" and not _is_won(passage, at, scaled=scaled) else _plain(key, index, at)
    if key in _POUNDS:
        money = (scaled or _paid(passage, index)) and not _weighs(passage, at)
        money = money or passage.keys[at + 1] == "sterling"
        return Money("GBP", _ONE, index, at + 1 + (passage.keys[at + 1] == "sterling")) if money else None
    if key in CODES and (passage.words[at].isupper() or passage.words[at] in ("Rs", "rs")) and key != "try":
        return Money(CODES[key], _ONE, index, at + 1)
    return _nation(passage, index, at)


def _weighs(passage: Passage, at: int) -> bool:
    """`weighing 5.75 million pounds`, `8.8 million pounds of thrust`."""
    weighed = any(key.startswith("weigh") for key in passage.keys[at - 5 : at])
    return weighed or (passage.keys[at + 1] == "of" and passage.keys[at + 2] in _WEIGHED)


def _paid(passage: Passage, index: int) -> bool:
    """`fined 250,000 pounds`, `a fee of 500 pounds`: a word of payment stands shortly before."""
    return not _PAYMENTS.isdisjoint(passage.keys[index - 5 : index])


_PAYMENTS: Final = word_set(
    """
    fined fine fines paid pay pays paying payment cost costs costing price priced fee fees spent spend spends spending
    bill salary wage wages earn earns earned prize debt debts owed owes owe compensation bonus refund worth
    """
)
_WEIGHED: Final = word_set(
    """
    thrust force pressure meat beef pork fish food cargo ice waste cocaine drugs coal garbage
    """
)


def _plain(key: str, start: int, at: int) -> Money:
    return Money(NAMES[key], _ONE, start, at + 1)


def _is_won(passage: Passage, at: int, *, scaled: bool) -> bool:
    """`5 million won ($3,900)` is money; `12 won the vote` is not."""
    return scaled and passage.keys[at + 1] not in ("the", "a", "by", "in", "an", "their", "his", "her", "its")


def _small_change(passage: Passage, start: int, at: int) -> Money:
    code, factor = _SMALL_CHANGE[passage.keys[at]]
    return Money(code, factor, start, at + 1)


def _nation(passage: Passage, start: int, at: int) -> Money | None:
    keys = passage.keys
    if keys[at] == "u" and keys[at + 1] == "." and keys[at + 2] == "s":
        at += 3 + (keys[at + 3] == ".")
        return Money("USD", _ONE, start, at + 1) if keys[at] in _DOLLAR_WORDS else None
    if (keys[at], keys[at + 1]) in _TWO_WORD_NATIONS:
        at += 1
    name = keys[at + 1].rstrip("s")
    code = _NATIONS.get((keys[at], name))
    return Money(code, _ONE, start, at + 2) if code is not None else None
