"""The ladder: what moves an initiative, and what is only another choice of words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.ladder import StatusDecision, StatusEntry, Step, Timeline, decide_status, furthest_first, step_of, timeline
from claims.report import Judgement, Severity, StatusReport, Verdict
from tests.claims.comparison_factories import POLICY
from tests.claims.ledger_factories import status_decided, status_told


def timeline_of(*reports: StatusReport) -> Timeline:
    return timeline([StatusEntry(report) for report in reports], POLICY)


def outcome(decision: StatusDecision) -> tuple[Verdict | None, Severity]:
    return decision.verdict, decision.severity


MOVED, SIGHTING = (Verdict.STATUS_CHANGED, Severity.ALERT), (None, Severity.NONE)


@pytest.mark.parametrize(
    ("known", "new", "expected", "rule"),
    [
        ([], status_told("signed"), (Verdict.NEW, Severity.ALERT), "status-first"),
        ([], status_told("signed", subject="port"), (Verdict.NEW, Severity.NONE), "status-first"),
        ([status_told("signed", subject="port")], status_told("signed", 9), (Verdict.NEW, Severity.ALERT),
         "status-first"),
        # Up the ladder, in small steps once a week has passed, in large ones at once.
        ([status_told("planned")], status_told("committed", 30), MOVED, "status-forward"),
        ([status_told("planned")], status_told("signed", 1), MOVED, "status-forward"),
        ([status_told("planned")], status_told("committed", 7), SIGHTING, "status-wording"),
        ([status_told("planned")], status_told("proposed", 3), SIGHTING, "status-wording"),
        ([status_told("planned", None)], status_told("committed", None), MOVED, "status-forward"),
        # One article tells the way as well as its end.
        ([status_told("planned", article="a")], status_told("signed", article="a"),
         (Verdict.STATUS_CHANGED, Severity.LOW), "status-forward"),
        # Down the ladder: the background of a paragraph, or somebody who says so.
        ([status_told("signed")], status_told("proposed", 30, by=None), SIGHTING, "status-background"),
        ([status_told("signed")], status_told("planned", 30), (Verdict.STATUS_CHANGED, Severity.LOW), "status-back"),
        ([status_told("signed", article="a")], status_told("planned", article="a"), SIGHTING, "status-background"),
        ([status_told("signed")], status_told("approved", 30), SIGHTING, "status-background"),
        # Beside the ladder.
        ([status_told("signed")], status_told("stalled", 2, by=None), MOVED, "status-aside"),
        ([status_told("signed")], status_told("shelved", 2), MOVED, "status-aside"),
        ([status_told("signed")], status_told("cancelled", 2), MOVED, "status-aside"),
        ([status_told("stalled")], status_told("resumed", 2), MOVED, "status-aside"),
        ([status_told("completed")], status_told("stalled", 30, by=None), SIGHTING, "status-background"),
        ([status_told("completed")], status_told("stalled", 30), MOVED, "status-aside"),
        ([status_told("completed")], status_told("cancelled", 30, by=None), MOVED, "status-aside"),
        # No moves at all.
        ([status_told("signed")], status_told("target", 30), SIGHTING, "status-no-move"),
        ([status_told("signed")], status_told("actual", 30), SIGHTING, "status-no-move"),
        ([status_told("signed")], status_told("forecast", 30), SIGHTING, "status-no-move"),
        ([status_told("signed")], status_told("rumoured", 30), SIGHTING, "status-no-move"),
        # After a setback others go on printing the former status.
        ([status_told("signed"), status_told("stalled", 9)], status_told("signed", 10), SIGHTING, "status-background"),
        ([status_told("signed"), status_told("stalled", 9)], status_told("signed", 40), MOVED, "status-forward"),
        ([status_told("signed"), status_told("stalled", 9)], status_told("signed", 40, by=None), SIGHTING,
         "status-background"),
        ([status_told("signed"), status_told("stalled", 9)], status_told("planned", 40), SIGHTING,
         "status-background"),
        ([status_told("signed"), status_told("stalled", 9)], status_told("completed", 10, by=None), MOVED,
         "status-forward"),
        ([status_told("stalled")], status_told("planned", 40), MOVED, "status-forward"),
        ([status_told("stalled")], status_told("planned", 40, by=None), SIGHTING, "status-background"),
        ([status_told("resumed")], status_told("planned", 1, by=None), MOVED, "status-forward"),
        ([status_told("signed"), status_told("stalled", 9), status_told("resumed", 30)], status_told("signed", 60),
         SIGHTING, "status-background"),
        # Finished and not begun, within a week.
        ([status_told("completed")], status_told("approved", 3), (Verdict.CONFLICTING, Severity.ALERT),
         "status-clash"),
        ([status_told("approved")], status_told("completed", 3), (Verdict.CONFLICTING, Severity.ALERT),
         "status-clash"),
        ([status_told("completed")], status_told("proposed", 3, by=None), (Verdict.CONFLICTING, Severity.LOW),
         "status-clash"),
        ([status_told("completed", outlet="Dawn")], status_told("approved", 3, outlet="Dawn"),
         (Verdict.STATUS_CHANGED, Severity.LOW), "status-back"),
        ([status_told("completed")], status_told("approved", 8), (Verdict.STATUS_CHANGED, Severity.LOW),
         "status-back"),
        ([status_told("approved")], status_told("completed", 30), MOVED, "status-forward"),
        ([status_told("completed")], status_told("under-construction", 3), SIGHTING, "status-wording"),
        # Said again.
        ([status_told("signed")], status_told("signed", 30), (Verdict.CORROBORATED, Severity.NONE),
         "status-repeated"),
        ([status_told("signed", outlet="Dawn")], status_told("signed", 30, outlet="Dawn"), SIGHTING,
         "status-repeated"),
        ([status_told("signed", cluster="wire")], status_told("signed", 1, cluster="wire"), SIGHTING,
         "status-repeated"),
    ],
)  # fmt: skip
def test_verdicts(
    known: list[StatusReport], new: StatusReport, expected: tuple[Verdict | None, Severity], rule: str
) -> None:
    decision = status_decided(new, *known)
    assert (outcome(decision), decision.finding.rule) == (expected, rule)
    assert new.claim.status in decision.finding.why


def test_a_move_is_told_against_what_stood() -> None:
    held = status_told("planned", outlet="Dawn")
    decision = status_decided(status_told("signed", 30, outlet="APP"), held)
    assert decision.against is held
    assert decision.finding.why == "APP says signed, Dawn said planned: further up the ladder."


def test_witnesses_are_counted_once_each() -> None:
    known = [
        status_told("signed", outlet="Dawn"),
        status_told("signed", 1, outlet="APP", cluster="wire"),
        status_told("signed", 2, outlet="Nation", cluster="wire"),
        status_told("signed", 3, outlet="Nation"),
    ]
    assert timeline_of(*known).witnesses == 2
    assert status_decided(status_told("signed", 4), *known).witnesses == 3


@pytest.mark.parametrize(
    ("known", "new", "expected"),
    [
        # The way to what stands, learnt late.
        ([status_told("proposed"), status_told("completed", 900)], status_told("signed", 300),
         (Verdict.NEW, Severity.NONE)),
        ([status_told("completed", 900)], status_told("signed", 300), (Verdict.NEW, Severity.NONE)),
        ([status_told("proposed"), status_told("signed", 300), status_told("completed", 900)],
         status_told("signed", 500), SIGHTING),
        ([status_told("signed", 900)], status_told("target", 300), SIGHTING),
        # Who said first what stands.
        ([status_told("completed", 900)], status_told("completed", 300), (Verdict.CORROBORATED, Severity.NONE)),
        # It was further along than we knew.
        ([status_told("signed", 900, by=None)], status_told("completed", 300), (Verdict.STATUS_CHANGED, Severity.LOW)),
        # It contradicts what stands, or what stood then.
        ([status_told("completed", 900)], status_told("planned", 897), (Verdict.CONFLICTING, Severity.ALERT)),
        ([status_told("planned", 300), status_told("cancelled", 900)], status_told("completed", 303),
         (Verdict.CONFLICTING, Severity.LOW)),
    ],
)  # fmt: skip
def test_a_report_dated_before_what_stands_is_judged_in_its_own_time(
    known: list[StatusReport], new: StatusReport, expected: tuple[Verdict | None, Severity]
) -> None:
    assert outcome(status_decided(new, *known)) == expected


def test_a_step_back_stands_when_a_person_accepts_it() -> None:
    held, back = status_told("signed"), status_told("proposed", 90)
    assert timeline_of(held, back).report is held
    assert timeline([StatusEntry(held), StatusEntry(back, Judgement.ACCEPTED)], POLICY).report is back


def test_what_a_person_dismissed_was_never_there() -> None:
    held, wrong = status_told("signed"), status_told("cancelled", 90)
    entries = [StatusEntry(held), StatusEntry(wrong, Judgement.DISMISSED)]
    assert timeline(entries, POLICY).steps == (held,)
    assert decide_status(wrong, entries, POLICY).verdict is None


def test_nothing_is_known_of_an_empty_timeline() -> None:
    assert timeline_of().report is None
    assert step_of(timeline_of(), status_told("proposed"), POLICY) is Step.FIRST


def test_setbacks_and_the_highest_rung_of_an_article_are_decided_first() -> None:
    reports = [status_told(status, article="a") for status in ("planned", "signed", "stalled", "proposed")]
    ordered = furthest_first(reports, POLICY)
    assert [report.claim.status for report in ordered] == ["stalled", "signed", "planned", "proposed"]


@st.composite
def statuses(draw: st.DrawFn) -> list[StatusEntry]:
    names = ["proposed", "planned", "signed", "under-construction", "completed", "stalled", "resumed", "target"]
    reports = [
        status_told(
            draw(st.sampled_from(names)),
            draw(st.none() | st.integers(0, 12).map(lambda step: 5 * step)),
            by=draw(st.sampled_from([None, "Minister"])),
            outlet=draw(st.sampled_from(["Dawn", "APP"])),
            cluster=draw(st.sampled_from(["one", "two", "three"])),
        )
        for _ in range(draw(st.integers(0, 8)))
    ]
    return [StatusEntry(report, draw(st.sampled_from(Judgement))) for report in reports]


@given(st.data(), statuses())
def test_the_order_of_arrival_makes_no_difference(data: st.DataObject, ledger: list[StatusEntry]) -> None:
    shuffled = data.draw(st.permutations(ledger))
    assert timeline(shuffled, POLICY) == timeline(ledger, POLICY)


@given(statuses())
def test_deciding_again_about_what_is_known_says_nothing(ledger: list[StatusEntry]) -> None:
    for entry in ledger:
        assert decide_status(entry.report, ledger, POLICY).verdict is None


@given(statuses(), statuses())
def test_only_what_the_log_tells_comes_to_stand(ledger: list[StatusEntry], others: list[StatusEntry]) -> None:
    for new in (entry.report for entry in others):
        before = timeline(ledger, POLICY).report
        after = timeline([*ledger, StatusEntry(new)], POLICY).report
        told = decide_status(new, ledger, POLICY).verdict
        if after is new and (before is None or before.claim.status != new.claim.status):
            assert told in (Verdict.NEW, Verdict.STATUS_CHANGED, Verdict.CONFLICTING)


def test_a_status_learnt_late_is_explained_by_its_own_time() -> None:
    known = [StatusEntry(status_told("planned")), StatusEntry(status_told("completed", 900))]
    why = decide_status(status_told("signed", 300), known, POLICY).finding.why
    assert "said planned: further up the ladder. It is older than what stands." in why
