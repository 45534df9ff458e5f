"""Holdings: the ledger as deciding asks for it."""

from claims.holdings import Extended, Known
from claims.intake import Reports, weigh_statuses
from claims.ladder import StatusEntry
from claims.series import SeriesKey
from claims.standing import Entry
from tests.claims.comparison_factories import POLICY
from tests.claims.ledger_factories import status_told, told

COST = SeriesKey(subject="corridor", measure="cost", dimension="USD")
NOTHING = Known({}, {})


def test_what_is_held_is_known_by_its_id() -> None:
    figure, status = told(("$20bn", "20e9")), status_told("signed")
    known = Known({"group": [Entry(figure)]}, {"corridor": [StatusEntry(status)]})
    assert known.holds(figure.id) and known.holds(status.id)
    assert not known.holds("another")


def test_series_are_found_by_group_and_unlinked_reports_are_none() -> None:
    entries = [Entry(told(("$20bn", "20e9"))), Entry(told(("9 km", "9", "km"))), Entry(told(("$1", "1"), subject=None))]
    known = Known({"": entries}, {})
    assert list(known.keys({COST.group}, POLICY)) == [COST]
    assert [len(series.tail) for series in known.series([COST], POLICY)] == [1]


def test_what_an_article_adds_counts_for_what_follows() -> None:
    held = Extended(NOTHING)
    report = told(("$20bn", "20e9"))
    for _ in range(2):
        held.add(report, POLICY)
    held.add(told(("$1", "1"), subject=None), POLICY)
    assert held.holds(report.id)
    assert held.keys({COST.group}, POLICY) == {COST}
    assert [entry.report for entry in held.series([COST], POLICY)[0].tail] == [report]


def test_a_status_that_is_held_is_not_added_again() -> None:
    status = status_told("signed")
    known = Known({}, {"corridor": [StatusEntry(status)]})
    held = Extended(known)
    held.add_status(status)
    assert held.course("corridor") == known.course("corridor")
    (weighed,) = weigh_statuses(Reports((), (status,)), known, POLICY)
    assert weighed.decision.finding.rule == "known-already"
