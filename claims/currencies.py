"""Money in two currencies: without the exchange rate of the day two prices of one thing can only stand side by side."""

from collections.abc import Iterable
from dataclasses import replace

from claims.claim import Claim
from claims.scopes import same_scope
from claims.series import group_of
from claims.standing import Entry

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


def in_another_currency(claim: Claim, entries: Iterable[Entry]) -> Entry | None:
    """An entry that gives the same measure of the same subject and scope in another currency, if there is one."""
    groups = groups_in_other_currencies(claim)
    return next((each for each in entries if each.counts and _is_beside(each.report.claim, claim, groups)), None)


def _is_beside(known: Claim, claim: Claim, groups: frozenset[str]) -> bool:
    return group_of(known) in groups and same_scope(known.scope, claim.scope)
