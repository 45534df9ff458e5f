"""What a report means for the ledger: the table of verdicts, line by line, and its laws."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.decide import Decision, decide, precise_first
from claims.figure import Bound, Figure
from claims.report import Judgement, Report, Severity, Verdict
from claims.standing import Entry, order_of_knowing, standing
from tests.claims.comparison_factories import POLICY, figure
from tests.claims.ledger_factories import decided, told
from tests.claims.test_standing import ledgers

OVER25 = figure("more than $25bn", "25e9", bound=Bound.MORE_THAN)
ABOUT20 = figure("about $20bn", "20e9", bound=Bound.ABOUT)
BN20, BN23, BN25 = ("$20bn", "20e9"), ("$23bn", "23e9"), ("$25bn", "25e9")
BN254, BN33 = ("$25.4bn", "25.4e9"), ("$33bn", "33e9")


def outcome(decision: Decision) -> tuple[Verdict | None, Severity, int]:
    return decision.verdict, decision.severity, decision.witnesses


SIGHTING = (None, Severity.NONE, 1)


@pytest.mark.parametrize(
    ("known", "new", "expected"),
    [
        # new
        ([], told(BN20), (Verdict.NEW, Severity.ALERT, 1)),
        ([], told(BN20, subject="port"), (Verdict.NEW, Severity.NONE, 1)),
        ([told(BN25, scope="north")], told(BN20, scope="south"), (Verdict.NEW, Severity.ALERT, 1)),
        ([told(BN25, measure="debt")], told(BN25), (Verdict.NEW, Severity.ALERT, 1)),
        ([told(BN25, status="forecast")], told(BN25, status="completed"), (Verdict.NEW, Severity.ALERT, 1)),
        # corroborated, or only sighted again
        ([told(BN20)], told(BN20, 1), (Verdict.CORROBORATED, Severity.NONE, 2)),
        ([told(BN20)], told(ABOUT20, 1), (Verdict.CORROBORATED, Severity.NONE, 2)),
        ([told(BN20, outlet="Dawn")], told(BN20, 1, outlet="Dawn"), SIGHTING),
        ([told(BN20, cluster="wire")], told(ABOUT20, 1, cluster="wire"), SIGHTING),
        ([told(BN20, article="a", outlet="D")], told(ABOUT20, article="a", outlet="D"), SIGHTING),
        # refined
        ([told(OVER25)], told(BN254, 1), (Verdict.REFINED, Severity.LOW, 2)),
        ([told(OVER25, outlet="Dawn")], told(BN254, 1, outlet="Dawn"), (Verdict.REFINED, Severity.LOW, 1)),
        ([told(OVER25, article="a")], told(BN254, article="a"), (None, Severity.NONE, 2)),
        ([told(OVER25, cluster="wire")], told(BN254, 1, cluster="wire"), SIGHTING),
        # updated
        ([told(BN20)], told(BN25, 200), (Verdict.UPDATED, Severity.ALERT, 1)),
        ([told(BN20), told(BN25, 150)], told(BN25, 200), (Verdict.UPDATED, Severity.ALERT, 2)),
        (
            [told(BN20, measure="investment", period="2023", article="a")],
            told(BN25, measure="investment", period="2024", article="a"),
            (Verdict.UPDATED, Severity.LOW, 1),
        ),
        # conflicting
        ([told(BN20)], told(BN25, 9), (Verdict.CONFLICTING, Severity.ALERT, 1)),
        ([told(BN20), told(BN25, 9)], told(BN25, 10), (Verdict.CONFLICTING, Severity.LOW, 2)),
        ([told(BN20), told(BN25, 9)], told(BN33, 10), (Verdict.CONFLICTING, Severity.ALERT, 1)),
        ([told(BN20, article="a")], told(BN25, article="a"), (Verdict.CONFLICTING, Severity.LOW, 1)),
        ([told(ABOUT20)], told(BN23, 9), (Verdict.CONFLICTING, Severity.LOW, 1)),
        ([told(ABOUT20)], told(BN33, 9), (Verdict.CONFLICTING, Severity.ALERT, 1)),
        ([told(BN20)], told(("$20m", "20e6"), 200), (Verdict.CONFLICTING, Severity.ALERT, 1)),
        # outdated
        ([told(BN20), told(BN25, 200)], told(BN20, 210), (Verdict.OUTDATED, Severity.NONE, 1)),
        ([told(BN20), told(BN25, 200)], told(BN20, 900), (Verdict.OUTDATED, Severity.NONE, 1)),
        ([told(BN20), told(BN25, 200)], told(ABOUT20, 210), (Verdict.OUTDATED, Severity.NONE, 1)),
        # $29 bn is no repeat of "more than $25 bn", though both could be true: it contradicts what stands.
        (
            [told(OVER25, measure="investment"), told(BN33, 9, measure="investment")],
            told(("$29bn", "29e9"), 10, measure="investment"),
            (Verdict.CONFLICTING, Severity.ALERT, 1),
        ),
        # linked to nothing
        ([told(BN20)], told(BN20, subject=None), SIGHTING),
        ([told(BN20)], told(BN20, measure=None), SIGHTING),
    ],
)
def test_verdicts(known: list[Report], new: Report, expected: tuple[Verdict | None, Severity, int]) -> None:
    decision = decided(new, *known)
    assert outcome(decision) == expected
    assert decision.finding.why.endswith(".")
    assert decision.against is None or decision.against in known


@pytest.mark.parametrize(
    ("known", "new", "expected"),
    [
        # It adds a step that nobody knew of.
        ([told(BN20), told(BN33, 400)], told(BN25, 200), (Verdict.NEW, Severity.LOW)),
        ([told(BN33, 400)], told(BN25, 200), (Verdict.NEW, Severity.LOW)),
        ([told(BN33, 400, subject="port")], told(BN25, 200, subject="port"), (Verdict.NEW, Severity.NONE)),
        # It repeats what stood in its time, or what stands.
        ([told(BN20), told(BN33, 400)], told(BN20, 30), (Verdict.OUTDATED, Severity.NONE)),
        ([told(BN33, 400)], told(BN33, 200), (Verdict.CORROBORATED, Severity.NONE)),
        ([told(OVER25, 400)], told(BN254, 200), (Verdict.REFINED, Severity.LOW)),
        # It contradicts an entry of its own time: the one before, or the one after.
        ([told(BN20), told(BN33, 400)], told(BN25, 30), (Verdict.CONFLICTING, Severity.LOW)),
        ([told(BN20, 100), told(BN33, 400)], told(BN25, 30), (Verdict.CONFLICTING, Severity.LOW)),
        ([told(BN33, 400)], told(BN25, 390), (Verdict.CONFLICTING, Severity.ALERT)),
        # A total that was larger before than it is now.
        (
            [told(BN20, 400, measure="investment")],
            told(BN25, 200, measure="investment"),
            (Verdict.CONFLICTING, Severity.ALERT),
        ),
    ],
)
def test_a_report_dated_before_what_stands_goes_into_history(
    known: list[Report], new: Report, expected: tuple[Verdict, Severity]
) -> None:
    decision = decided(new, *known)
    assert (decision.verdict, decision.severity) == expected


def test_last_years_level_in_todays_report_is_history() -> None:
    now = told(BN25, measure="debt", period="2024")
    decision = decided(told(BN20, 90, measure="debt", period="2022"), now)
    assert (decision.verdict, decision.finding.rule, decision.against) == (Verdict.NEW, "earlier-state", now)


def test_it_is_decided_against_what_stands() -> None:
    former, held, repeated = told(BN20, outlet="Dawn"), told(BN25, 200), told(BN20, 210)
    decision = decided(repeated, former, held)
    assert decision.against == held
    assert "Dawn" in decision.finding.why


# --- other series of the group ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("known", "new", "verdict"),
    [
        ([told(BN20)], told(BN20, 1, scope="phase-1"), Verdict.CORROBORATED),
        ([told(BN20, outlet="Dawn")], told(BN20, 1, scope="phase-1", outlet="Dawn"), None),
        # A part that lies inside the whole does not make the whole more precise.
        ([told(OVER25)], told(BN254, 1, scope="phase-1"), Verdict.CORROBORATED),
        ([told(BN20)], told(BN25, 1, scope="phase-1"), Verdict.NEW),
        # Its own series comes first, even where another would agree.
        ([told(BN20, scope="phase-1"), told(BN25)], told(BN25, 1, scope="phase-1"), Verdict.CONFLICTING),
        # Nine months, then the full year.
        (
            [told(BN20, measure="exports", period="2024-07/2025-03")],
            told(BN25, 300, measure="exports", period="FY2025"),
            Verdict.UPDATED,
        ),
        (
            [told(BN25, 300, measure="exports", period="FY2025")],
            told(BN20, measure="exports", period="2024-07/2025-03"),
            Verdict.NEW,
        ),
        (
            [told(BN25, measure="exports", period="FY2025")],
            told(BN20, measure="exports", period="FY2024"),
            Verdict.NEW,
        ),
    ],
)
def test_other_series_of_the_group(known: list[Report], new: Report, verdict: Verdict | None) -> None:
    assert decided(new, *known).verdict is verdict


# --- people -----------------------------------------------------------------------------------------------------------


def test_a_dismissed_report_does_not_come_back_as_itself() -> None:
    wrong = told(BN25, 9)
    assert decide(wrong, [Entry(told(BN20)), Entry(wrong, Judgement.DISMISSED)], POLICY).verdict is None


def test_after_a_conflict_was_accepted_the_former_value_is_outdated() -> None:
    ledger = [Entry(told(BN20)), Entry(told(BN25, 9), Judgement.ACCEPTED)]
    assert decide(told(BN20, 12), ledger, POLICY).verdict is Verdict.OUTDATED
    assert decide(told(BN25, 12), ledger, POLICY).verdict is Verdict.CORROBORATED


def test_a_dismissed_update_leaves_the_former_value_standing() -> None:
    ledger = [Entry(told(BN20)), Entry(told(BN25, 200), Judgement.DISMISSED)]
    assert decide(told(BN20, 210), ledger, POLICY).verdict is Verdict.CORROBORATED


# --- order and repetition ---------------------------------------------------------------------------------------------


def test_the_narrowest_figure_of_an_article_is_decided_first() -> None:
    headline, body = told(OVER25, article="a"), told(BN254, article="a")
    someday = told(figure("04-01", "04-01", "date"), measure="completion-date", article="a")
    assert precise_first([headline, body, someday]) == [someday, body, headline]


@given(ledgers())
def test_deciding_again_about_what_is_known_says_nothing(ledger: list[Entry]) -> None:
    for entry in ledger:
        assert decide(entry.report, ledger, POLICY).verdict is None


@given(st.data(), ledgers(), ledgers())
def test_the_order_of_entries_makes_no_difference(
    data: st.DataObject, ledger: list[Entry], others: list[Entry]
) -> None:
    for new in (entry.report for entry in others):
        assert decide(new, data.draw(st.permutations(ledger)), POLICY) == decide(new, ledger, POLICY)


@given(ledgers(), ledgers())
def test_a_report_stands_if_and_only_if_the_log_says_so(ledger: list[Entry], others: list[Entry]) -> None:
    latest = max((entry.report for entry in ledger), key=order_of_knowing, default=None)
    for new in (replace(entry.report, article="another", cluster="another") for entry in others):
        if new.known is None or (latest and (latest.known is None or new.known <= latest.known)):
            continue  # the law is about reports that come in order
        decision = decide(new, ledger, POLICY)
        own = [entry for entry in ledger if entry.report.claim.measure == new.claim.measure]
        stands = new in [strand.report for strand in standing([*own, Entry(new)], POLICY).strands]
        moving = {Verdict.NEW, Verdict.REFINED, Verdict.UPDATED}
        adds_to_the_past = decision.finding.rule == "earlier-state"
        assert stands == (decision.verdict in moving and not adds_to_the_past), decision


@given(ledgers(), ledgers())
def test_what_is_older_than_all_that_is_known_never_updates(ledger: list[Entry], others: list[Entry]) -> None:
    dated = [entry for entry in ledger if entry.report.known is not None and entry.counts]
    for new in (entry.report for entry in others):
        if dated and new.known is not None and all(new.known < (each.report.known or new.known) for each in dated):
            assert decide(new, dated, POLICY).verdict is not Verdict.UPDATED


@given(st.sampled_from([Bound.EXACT, Bound.ABOUT, Bound.MORE_THAN]), st.integers(1, 999), st.integers(3, 6))
def test_a_step_of_a_thousandfold_never_stands(bound: Bound, value: int, zeros: int) -> None:
    stated: Figure = figure(f"${value}", str(value), bound=bound)
    larger = told(figure(f"${value}", f"{value}e{zeros}", bound=bound), 900)
    decision = decided(larger, told(stated))
    assert (decision.verdict, decision.finding.rule) == (Verdict.CONFLICTING, "scale-slip")
