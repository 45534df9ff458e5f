"""Two readings of one text, side by side."""

from dataclasses import replace

from claims.report import Report
from claims.rereading import reread
from tests.claims.ledger_factories import status_told, told

BN20, BN25 = ("$20bn", "20e9"), ("$25bn", "25e9")


def at(report: Report, start: int) -> Report:
    return replace(report, claim=replace(report.claim, figure=replace(report.claim.figure, start=start)))


def test_the_same_reading_differs_in_nothing() -> None:
    reading = ([told(BN20)], [status_told("signed")])
    assert reread("a", 1, reading, reading).is_same


def test_what_only_one_reading_has_is_added_or_gone() -> None:
    kept, gone, added = at(told(BN20), 0), at(told(BN25), 9), at(told(BN25), 30)
    found = reread("a", 1, ([kept, gone], []), ([kept, added], []))
    assert (found.gone, found.added, found.relinked, found.is_same) == ((gone,), (added,), (), False)


def test_one_number_with_another_meaning_is_relinked() -> None:
    was, now = at(told(BN20), 9), at(told(BN20, measure="loan", period="2025"), 9)
    found = reread("a", 1, ([was], []), ([now], []))
    (pair,) = found.relinked
    assert (pair.was, pair.now, found.gone, found.added) == (was, now, (), ())
    assert pair.differences == ("measure: cost → loan", "period: – → 2025")


def test_another_value_in_one_place_is_told_in_words() -> None:
    (pair,) = reread("a", 1, ([at(told(BN20), 9)], []), ([at(told(BN25), 9)], [])).relinked
    assert pair.differences == ("figure: $20bn → $25bn",)


def test_statuses_are_added_and_gone() -> None:
    signed, planned = status_told("signed"), status_told("planned")
    found = reread("a", 2, ([], [signed]), ([], [planned]))
    assert (found.statuses_gone, found.statuses_added, found.revision) == ((signed,), (planned,), 2)
