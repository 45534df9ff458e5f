"""What stands: one state for the same reports and judgements, in whatever order they arrive."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.bearing import Bearing
from claims.figure import Bound, Figure
from claims.report import Judgement, Report
from claims.standing import Entry, Series, Standing, fold, meet, order_of_knowing, standing
from tests.claims.comparison_factories import POLICY, figure
from tests.claims.ledger_factories import accepted, entries, told, words_standing

OVER25 = figure("more than $25bn", "25e9", bound=Bound.MORE_THAN)
BN20, BN25, BN254, BN29 = ("$20bn", "20e9"), ("$25bn", "25e9"), ("$25.4bn", "25.4e9"), ("$29bn", "29e9")
SEVEN, ELEVEN = ("7 projects", "7", "count:project"), ("11 projects", "11", "count:project")


def state_of(*known: Report | Entry) -> Standing:
    return standing([each if isinstance(each, Entry) else Entry(each) for each in known], POLICY)


def witnesses(state: Standing) -> int:
    (strand,) = state.strands
    return len(strand.witnesses)


def test_nothing_stands_where_nothing_is_known() -> None:
    assert state_of() == Standing()


@pytest.mark.parametrize(
    ("reports", "stands"),
    [
        ([told(BN20), told(BN25, 200)], "$25bn"),
        ([told(BN25, 200), told(BN20)], "$25bn"),
        ([told(BN20), told(BN25, 9)], "$20bn"),
        ([told(OVER25), told(BN254, 9)], "$25.4bn"),
        ([told(BN254), told(OVER25, 9)], "$25.4bn"),
        ([told(BN20), told(BN25, None)], "$20bn"),
        ([told(BN20, None, named="a"), told(BN25, None, named="b")], "$20bn"),
        ([told(BN20, None, named="b"), told(BN25, None, named="a")], "$25bn"),
        # A report of today about an earlier year does not take the place of this year's.
        (
            [told(BN25, measure="debt", period="2024"), told(BN20, 90, measure="debt", period="2023")],
            "$25bn",
        ),
    ],
)
def test_the_entry_that_stands(reports: Sequence[Report], stands: str) -> None:
    assert words_standing(state_of(*reports)) == [stands]


def test_a_conflict_stands_once_a_person_accepts_or_corrects_it() -> None:
    known, contested = told(BN20), told(BN25, 9)
    for judgement in (Judgement.ACCEPTED, Judgement.CORRECTED):
        (strand,) = state_of(known, Entry(contested, judgement)).strands
        assert (strand.report, strand.superseded) == (contested, (known,))
    for judgement in (Judgement.OPEN, Judgement.UNSURE):
        (strand,) = state_of(known, Entry(contested, judgement)).strands
        assert (strand.report, strand.contested) == (known, (contested,))


def test_what_a_person_dismissed_was_never_there() -> None:
    known, wrong = told(BN20), told(BN25, 200)
    assert state_of(known, Entry(wrong, Judgement.DISMISSED)) == state_of(known)


def test_finished_and_running_projects_are_two_strands() -> None:
    state = state_of(
        told(ELEVEN, measure="project-count", status="completed"),
        told(SEVEN, measure="project-count", status="under-construction"),
        told(("19 projects", "19", "count:project"), 300, measure="project-count", status="completed"),
    )
    assert words_standing(state) == ["19 projects", "7 projects"]


def test_the_most_agreeable_strand_is_met() -> None:
    done = told(ELEVEN, measure="project-count", status="completed")
    running = told(SEVEN, measure="project-count", status="under-construction")
    meeting = meet(state_of(done, running), told(SEVEN, 1, measure="project-count"), POLICY)
    assert meeting is not None
    assert (meeting.strand.report, meeting.bearing) == (running, Bearing.AGREES)


def test_among_contradictions_the_strand_of_the_same_status_is_met() -> None:
    done = told(ELEVEN, measure="project-count", status="completed")
    running = told(SEVEN, 1, measure="project-count", status="under-construction")
    nine = told(("9 projects", "9", "count:project"), 2, measure="project-count", status="completed")
    meeting = meet(state_of(done, running), nine, POLICY)
    assert meeting is not None
    assert (meeting.strand.report, meeting.bearing) == (done, Bearing.CONTRADICTS)


def test_among_events_of_other_years_a_figure_without_one_meets_the_latest() -> None:
    first = told(BN20, None, measure="loan", period="2023", named="a")
    second = told(BN25, None, measure="loan", period="2024", named="b")
    meeting = meet(state_of(first, second), told(BN29, measure="loan"), POLICY)
    assert meeting is not None and meeting.bearing is Bearing.CONTRADICTS
    later = told(BN25, 50, measure="loan", period="2024")
    meeting = meet(state_of(told(BN20, measure="loan", period="2023"), later), told(BN29, 60, measure="loan"), POLICY)
    assert meeting is not None and meeting.strand.report is later


def test_each_event_has_a_strand_and_only_its_own_reports() -> None:
    events = [told(BN20, day, measure="loan", period=f"20{day}") for day in (21, 22, 23)]
    again = told(BN25, 30, measure="loan", period="2022")
    state = state_of(*events, again)
    assert [len(strand.contested) for strand in state.strands] == [0, 1, 0]


# --- witnesses --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("second", "count"),
    [
        (told(BN20, 1), 2),
        (told(BN20, 1, outlet="Dawn"), 1),
        (told(BN20, 1, cluster="wire"), 1),
        (told(figure("about $20bn", "20e9", bound=Bound.ABOUT), 1), 2),
        (told(BN25, 1), 1),
    ],
)
def test_independent_witnesses(second: Report, count: int) -> None:
    assert witnesses(state_of(told(BN20, outlet="Dawn", cluster="wire"), second)) == count


def test_an_outlet_that_printed_the_wire_story_is_heard_for_ever() -> None:
    first = told(BN20, outlet="Dawn", cluster="wire")
    copy = told(BN20, 1, outlet="The News", cluster="wire")
    own_story = told(BN20, 2, outlet="The News")
    assert witnesses(state_of(first, copy, own_story)) == 1


def test_a_narrower_figure_keeps_only_the_witnesses_that_agree_with_it() -> None:
    between = figure("$20bn to $30bn", "20e9", high="30e9", bound=Bound.RANGE)
    low = figure("$18bn to $22bn", "18e9", high="22e9", bound=Bound.RANGE)
    first, lower, precise = told(between), told(low, 1, outlet="Low"), told(BN254, 2)
    (strand,) = state_of(first, lower, precise).strands
    assert strand.witnesses == (first, precise)
    assert not strand.hears(told(BN254, 3, outlet="Low"), (), POLICY)


def test_who_contradicted_the_former_value_witnesses_the_one_that_replaced_it() -> None:
    early, other = told(BN25, 150), told(BN29, 151)
    (strand,) = state_of(told(BN20), early, other, told(BN25, 200)).strands
    assert (len(strand.witnesses), strand.contested) == (2, ())


# --- old numbers in new papers ----------------------------------------------------------------------------------------


def test_a_plan_of_long_ago_in_a_background_paragraph_replaces_nothing() -> None:
    state = state_of(told(BN20), told(BN25, 200))
    again = told(BN20, 900)
    meeting = meet(state, again, POLICY)
    assert meeting is not None
    assert (meeting.bearing, meeting.encounter.finding.rule) == (Bearing.RETURNS, "returns-to-former")
    assert words_standing(fold(state, Entry(again), POLICY)) == ["$25bn"]
    assert words_standing(fold(state, accepted(again), POLICY)) == ["$20bn"]


def test_a_level_may_return_to_what_it_was() -> None:
    state = state_of(told(BN20, measure="debt"), told(BN25, 60, measure="debt"), told(BN20, 120, measure="debt"))
    assert words_standing(state) == ["$20bn"]


def test_what_was_still_reported_lately_is_not_replaced_by_age() -> None:
    state = state_of(told(BN20), told(BN20, 300))
    meeting = meet(state, told(BN25, 310), POLICY)
    assert meeting is not None
    assert (meeting.bearing, meeting.encounter.finding.rule) == (Bearing.CONTRADICTS, "still-reported")
    assert words_standing(fold(state, Entry(told(BN25, 600)), POLICY)) == ["$25bn"]


def test_a_status_that_moved_up_replaces_it_all_the_same() -> None:
    state = state_of(told(BN20, status="planned"), told(BN20, 300, status="planned"))
    assert words_standing(fold(state, Entry(told(BN25, 301, status="approved")), POLICY)) == ["$25bn"]


# --- laws -------------------------------------------------------------------------------------------------------------


@st.composite
def figures(draw: st.DrawFn) -> Figure:
    tenths = draw(st.integers(1, 60))
    bound = draw(st.sampled_from([Bound.EXACT, Bound.ABOUT, Bound.MORE_THAN, Bound.AT_MOST]))
    return figure(f"${tenths / 10}bn", f"{tenths}e8", bound=bound)


@st.composite
def ledgers(draw: st.DrawFn) -> list[Entry]:
    """Entries of one series, of any judgement, on few days so that ties are common."""
    measure = draw(st.sampled_from(["cost", "debt", "investment", "loan"]))
    statuses = st.sampled_from([None, "planned", "approved", "completed", "forecast"])
    periods = st.sampled_from([None, "2023", "2024"])
    reports = [
        told(
            draw(figures()),
            draw(st.none() | st.integers(0, 8).map(lambda step: 60 * step)),
            measure=measure,
            status=draw(statuses),
            period=draw(periods),
            outlet=draw(st.sampled_from(["Dawn", "APP", "Nation"])),
            cluster=draw(st.sampled_from(["one", "two", "three", "four"])),
        )
        for _ in range(draw(st.integers(0, 8)))
    ]
    return [Entry(report, draw(st.sampled_from(Judgement))) for report in reports]


@given(st.data(), ledgers())
def test_the_order_of_arrival_makes_no_difference(data: st.DataObject, ledger: list[Entry]) -> None:
    shuffled = data.draw(st.permutations(ledger))
    assert standing(shuffled, POLICY) == standing(ledger, POLICY)


@given(ledgers())
def test_folding_one_by_one_is_computing_at_once(ledger: list[Entry]) -> None:
    state, before = Standing(), list[Report]()
    for entry in sorted(ledger, key=lambda entry: order_of_knowing(entry.report)):
        state = Series(state, (entry,), tuple(before)).state(POLICY)
        before += [entry.report] if entry.counts else []
    assert state == standing(ledger, POLICY)


@given(ledgers())
def test_every_report_that_counts_is_somewhere_and_none_stands_twice(ledger: list[Entry]) -> None:
    state = standing(ledger, POLICY)
    reports = [strand.report for strand in state.strands]
    assert len(set(reports)) == len(reports)
    assert {report.id for report in reports} <= {entry.report.id for entry in ledger if entry.counts}
    assert bool(reports) == any(entry.counts for entry in ledger)
    for strand in state.strands:
        assert strand.report in strand.witnesses
        assert {witness.outlet for witness in strand.witnesses} <= strand.outlets
        assert len({witness.cluster for witness in strand.witnesses}) == len(strand.witnesses)
        assert not {report.id for report in strand.contested} & {report.id for report in reports}


def test_a_late_report_must_not_be_folded_in() -> None:
    state = state_of(told(BN20, 9))
    with pytest.raises(ValueError, match="fold the series again"):
        fold(state, Entry(told(BN20, 8)), POLICY)
    assert state.follows(told(BN20, None))
    assert entries(told(BN20))[0].counts
