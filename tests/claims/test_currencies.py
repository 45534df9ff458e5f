"""Prices in two currencies."""

from claims.currencies import groups_in_other_currencies
from claims.decide import decide
from claims.report import Judgement, Severity, Verdict
from claims.standing import Entry
from tests.claims.comparison_factories import POLICY
from tests.claims.ledger_factories import accepted, decided, told

RUPEES = ("Rs294bn", "294e9", "PKR")
DOLLARS = ("$2.89bn", "2.89e9")


def test_a_price_that_is_known_in_another_currency_is_new_but_wakes_nobody() -> None:
    decision = decided(told(RUPEES, 1), told(DOLLARS))
    assert (decision.verdict, decision.severity) == (Verdict.NEW, Severity.LOW)
    assert decision.finding.rule == "other-currency"
    assert "It is known as $2.89 bn" in decision.finding.why


def test_a_part_that_is_priced_in_another_currency_than_the_whole_is_news() -> None:
    assert decided(told(RUPEES, 1, scope="phase 1"), told(DOLLARS)).severity is Severity.ALERT


def test_the_price_of_another_thing_is_none_of_its() -> None:
    assert decided(told(RUPEES, 1), told(DOLLARS, subject="port")).severity is Severity.ALERT
    assert decided(told(RUPEES, 1), told(DOLLARS, measure="loan")).severity is Severity.ALERT


def test_a_dismissed_price_does_not_count() -> None:
    dismissed = Entry(told(DOLLARS), Judgement.DISMISSED)
    assert decide(told(RUPEES, 1), [dismissed], POLICY).severity is Severity.ALERT


def test_in_its_own_currency_a_price_is_compared() -> None:
    decision = decide(told(("$2bn", "2e9"), 1), [accepted(told(DOLLARS)), accepted(told(RUPEES))], POLICY)
    assert decision.verdict is Verdict.CONFLICTING


def test_only_money_has_other_currencies() -> None:
    assert groups_in_other_currencies(told(("27 km", "27", "km")).claim) == frozenset()
    assert groups_in_other_currencies(told(DOLLARS, subject=None).claim) == frozenset()
    assert "corridor|cost|PKR" in groups_in_other_currencies(told(DOLLARS).claim)
