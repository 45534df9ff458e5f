"""Money in two currencies: without the exchange rate of the day two prices of one thing can only stand side by side."""

from collections.abc import Iterable
from dataclasses import replace

from claims.claim import Claim
from claims.series import SeriesKey, group_of

# The currencies in which the press of the corridor prints prices; another one is simply not found beside these.
CURRENCIES = frozenset({"USD", "PKR", "CNY", "EUR", "GBP", "AED", "SAR"})


def groups_in_other_currencies(claim: Claim) -> frozenset[str]:
    """The groups of what the claim measures, priced in other currencies; none where it is no amount of money."""
    if claim.figure.unit not in CURRENCIES:
        return frozenset()
    others = (
        replace(claim, figure=replace(claim.figure, unit=currency)) for currency in CURRENCIES - {claim.figure.unit}
    )
    return frozenset(group for each in others if (group := group_of(each)) is not None)


def in_other_currencies(own: SeriesKey, keys: Iterable[SeriesKey]) -> list[SeriesKey]:
    """Those of some series that give the same measure of the same subject and scope in another currency."""
    if own.dimension not in CURRENCIES:
        return []
    others = CURRENCIES - {own.dimension}
    thing = (own.subject, own.measure, own.scope)
    return [key for key in keys if key.dimension in others and (key.subject, key.measure, key.scope) == thing]
