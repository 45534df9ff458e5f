"""The unforgivable error: no amount, however it is printed, is read tenfold wrong. It is read exactly, or unread."""

from decimal import Decimal
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st

from extractors.figures import scan


class _Amount(NamedTuple):
    printed: str
    value: Decimal


_SCALES = {
    "": 0, " thousand": 3, " million": 6, "m": 6, "mn": 6, " mn": 6, "-million": 6, " billion": 9, "bn": 9, "b": 9,
    " bn": 9, "-billion": 9, " trillion": 12, "tr": 12, "tn": 12, "trn": 12, " lakh": 5, " crore": 7, " lakh crore": 12,
    " arab": 9, " kharab": 11, " Billion": 9, " MILLION": 6, "bln": 9, "mln": 6, "k": 3,
}  # fmt: skip
_DIGITS = st.one_of(
    st.integers(1, 9999).map(str),
    st.integers(1, 99999).map(lambda number: f"{number:,}"),
    st.decimals(min_value=Decimal("0.1"), max_value=999, places=1).map(str),
    st.decimals(min_value=Decimal("0.01"), max_value=999, places=2).map(str),
)
_SPACES = st.sampled_from([" ", "\u00a0", "\u2009", "\u202f"])


@st.composite
def _amounts(draw: st.DrawFn) -> _Amount:
    digits = draw(_DIGITS)
    scale, power = draw(st.sampled_from(sorted(_SCALES.items())))
    value = Decimal(digits.replace(",", "")) * Decimal(10) ** power
    return _Amount(digits + scale.replace(" ", draw(_SPACES)), value)


_CURRENCIES = st.sampled_from(
    ["$", "US$", "US $", "USD ", "USD", "Rs", "Rs ", "Rs. ", "Rs.", "PKR ", "RMB", "RMB ", "€", "£"]
)
_BEFORE = st.sampled_from(
    ["", "It cost ", "worth ", "over ", "(", "about ", "of nearly ", "from ", "the ", "in 2024, ", "by "]
)
_AFTER = st.sampled_from(
    ["", ".", ", he said", " in 2025", " for roads", ")", " and 3 dams", "-plus", " or more", "; 5 men", " to "]
)


def _allowed(text: str, amount: Decimal) -> None:
    """Every figure of money in the text is the amount, and the amount is a figure or unread."""
    figures, unread = scan(text)
    money = [figure for figure in figures if len(figure.unit) == 3 and figure.unit.isupper()]
    assert [figure.value for figure in money] in ([amount], []), (text, money)
    assert money or unread, text


@given(_BEFORE, _CURRENCIES, _amounts(), _AFTER)
def test_money_is_read_exactly_or_not_at_all(before: str, currency: str, amount: _Amount, after: str) -> None:
    _allowed(f"{before}{currency}{amount.printed}{after}", amount.value)


@given(_BEFORE, _amounts(), st.sampled_from([" dollars", " rupees", " yuan", " euros", "-dollar plan"]))
def test_money_named_behind_is_read_exactly_or_not_at_all(before: str, amount: _Amount, name: str) -> None:
    _allowed(f"{before}{amount.printed}{name}", amount.value)


@given(_CURRENCIES, _amounts(), _amounts(), st.sampled_from([" to ", "-", " - ", "–", " and ", " or ", ", "]))
def test_two_amounts_are_not_mixed(currency: str, first: _Amount, second: _Amount, joint: str) -> None:
    text = f"It cost {currency}{first.printed}{joint}{currency}{second.printed}."
    figures, _ = scan(text)
    read = {value for figure in figures for value in (figure.value, figure.value_high) if value is not None}
    shared = {first.value * 10**power for power in _SCALES.values()}
    assert read <= {first.value, second.value} | shared, (text, figures)


@given(
    _amounts(), st.sampled_from(["illion", "zillion", "bilion", "milion", "trilion", "bazillion", "croe", "xyz", "mrd"])
)
def test_an_unknown_scale_is_unread(amount: _Amount, strange: str) -> None:
    digits = amount.printed.rstrip("abcdefghijklmnopqrstuvwxyzBMILONR- \u00a0\u2009\u202f")
    figures, unread = scan(f"They owe ${digits}{strange}.")
    assert not [figure for figure in figures if figure.unit == "USD"]
    assert unread
