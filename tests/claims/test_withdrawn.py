"""What an article no longer says does not stand as its outlet's word, unless a person vouched for it."""

import pytest

from claims.decide import decide
from claims.ladder import StatusEntry, timeline
from claims.report import Judgement, Verdict
from claims.standing import Entry, standing
from tests.claims.comparison_factories import POLICY
from tests.claims.ledger_factories import status_told, told, words_standing

BN62, BN26 = ("$62bn", "62e9"), ("$26bn", "26e9")


def test_what_stood_before_stands_again() -> None:
    entries = [Entry(told(BN26)), Entry(told(BN62, 200), withdrawn=True)]
    assert words_standing(standing(entries, POLICY)) == ["$26bn"]


@pytest.mark.parametrize(
    ("judgement", "counts"),
    [
        (Judgement.OPEN, False),
        (Judgement.UNSURE, False),
        (Judgement.DISMISSED, False),
        (Judgement.ACCEPTED, True),
        (Judgement.CORRECTED, True),
    ],
)
def test_a_person_can_hold_on_to_it(judgement: Judgement, counts: bool) -> None:
    assert Entry(told(BN62), judgement, withdrawn=True).counts is counts
    assert StatusEntry(status_told("signed"), judgement, withdrawn=True).counts is counts


def test_said_again_it_is_known_already() -> None:
    report = told(BN62)
    assert decide(report, [Entry(report, withdrawn=True)], POLICY).verdict is None


def test_another_outlet_that_says_it_later_is_news() -> None:
    assert decide(told(BN62, 9), [Entry(told(BN62), withdrawn=True)], POLICY).verdict is Verdict.NEW


def test_a_status_that_was_taken_back_moves_nothing() -> None:
    entries = [StatusEntry(status_told("planned")), StatusEntry(status_told("completed", 90), withdrawn=True)]
    report = timeline(entries, POLICY).report
    assert report is not None
    assert report.claim.status == "planned"
