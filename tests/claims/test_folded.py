"""States as text: read back they decide as the states that were written."""

from dataclasses import replace
from datetime import timedelta, timezone
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from claims.decide import decide_among
from claims.figure import Bound
from claims.folded import recipe, standing_from, standing_text, timeline_from, timeline_text
from claims.holdings import Known
from claims.ladder import Course, StatusEntry, decide_status, decide_status_beside, order_of_knowing, timeline
from claims.policy import Policy
from claims.report import Judgement, Report
from claims.series import SeriesKey, series_of
from claims.standing import Entry, Series, Standing, standing
from claims.standing import order_of_knowing as figure_order
from claims.topic import Temporal
from tests.claims.comparison_factories import POLICY, figure
from tests.claims.ledger_factories import START, status_told, told
from tests.claims.test_ladder import statuses
from tests.claims.test_standing import ledgers

KEY = SeriesKey(subject="corridor", measure="cost", dimension="USD")
BN20, BN25, BN29 = ("$20bn", "20e9"), ("$25bn", "25e9"), ("$29bn", "29e9")


def bare(report: Report) -> Report:
    """A report as a state holds it."""
    stated = replace(report.claim.figure, start=0, end=0)
    claim = replace(report.claim, figure=stated, quote_start=0, quote_end=0, attributed_to=None, why=())
    return replace(report, claim=claim, quote="")


def again(state: Standing, key: SeriesKey = KEY) -> Standing:
    return standing_from(standing_text(state), key)


def test_an_empty_state_is_one_line() -> None:
    assert standing_text(Standing()) == '{"last":null,"strands":[]}'
    assert again(Standing()) == Standing()


def test_a_state_reads_back_with_all_that_comparing_needs() -> None:
    reports = [told(BN20), told(BN25, 200, status="planned", period="2025"), told(BN29, 201), told(BN29, 202)]
    reports += [told(figure("$1bn to $2bn", "1e9", high="2e9", bound=Bound.RANGE), 203), told(BN20, None)]
    (strand,) = again(standing(map(Entry, reports), POLICY)).strands
    assert strand.report == bare(reports[1])
    assert strand.superseded == (bare(reports[0]),)
    assert strand.superseded[:1] == (bare(reports[0]),)
    assert hash(strand.superseded) == hash((bare(reports[0]),))
    assert [len(dispute.witnesses) for dispute in strand.disputes] == [2, 1, 1]
    assert strand.contested == (bare(reports[2]), bare(reports[4]), bare(reports[5]))


def test_a_date_reads_back_as_one() -> None:
    opening = told(figure("May 2026", "2026-05", "date"), measure="opening-date")
    key = SeriesKey(subject="corridor", measure="opening-date", dimension="date")
    (strand,) = again(standing([Entry(opening)], POLICY), key).strands
    assert strand.report == bare(opening)


def test_a_time_is_kept_in_utc() -> None:
    there = timezone(timedelta(hours=5))
    at = replace(told(BN20), known=START.astimezone(there))
    last = again(standing([Entry(at)], POLICY)).last
    assert last is not None and last.known is not None
    assert (last.known, last.known.utcoffset()) == (START, timedelta(0))


def test_what_no_report_touches_is_written_as_it_was_read() -> None:
    state = standing(map(Entry, (told(BN20), told(BN25, 200), told(BN29, 201))), POLICY)
    assert standing_text(again(state)) == standing_text(state)


@given(ledgers(), ledgers())
def test_deciding_by_a_state_that_was_read_back_is_deciding_by_all_entries(
    ledger: list[Entry], others: list[Entry]
) -> None:
    """However much of the series is in the state, and however much of it came after."""
    for new in (entry.report for entry in others):
        key = series_of(new.claim, POLICY)
        assert key is not None
        own = [entry for entry in ledger if series_of(entry.report.claim, POLICY) == key]
        ordered = sorted(own, key=lambda entry: figure_order(entry.report))
        whole = Known({"": own}, {})
        expected = decide_among(new, whole, POLICY)
        for size in range(len(ordered) + 1):
            folded, tail = ordered[:size], tuple(ordered[size:])
            copies = tuple(entry.report for entry in folded if entry.counts)
            series = Series(again(standing(folded, POLICY), key), tail, copies)
            found = decide_among(new, Kept(whole, key, series), POLICY)
            assert replace(found, against=None) == replace(expected, against=None)
            assert (found.against and found.against.id) == (expected.against and expected.against.id)
            assert standing_text(series.state(POLICY)) == standing_text(standing(own, POLICY))


class Kept(Known):
    """Holdings of which one series is partly folded."""

    def __init__(self, known: Known, key: SeriesKey, series: Series) -> None:
        super().__init__(known.entries, known.statuses)
        object.__setattr__(self, "kept", {key: series})

    def series(self, keys: object, policy: Policy) -> list[Series]:
        kept: dict[SeriesKey, Series] = self.__dict__["kept"]
        return [kept[key] for key in keys]  # type: ignore[attr-defined]


@given(statuses(), statuses())
def test_deciding_by_a_timeline_that_was_read_back_is_deciding_by_all_entries(
    ledger: list[StatusEntry], others: list[StatusEntry]
) -> None:
    ordered = sorted(ledger, key=lambda entry: order_of_knowing(entry.report))
    for new in (entry.report for entry in others):
        expected = decide_status(new, ledger, POLICY)
        for size in range(len(ordered) + 1):
            folded, tail = ordered[:size], tuple(ordered[size:])
            if any(order_of_knowing(entry.report)[:2] >= order_of_knowing(new)[:2] for entry in folded):
                break  # a late report needs a state that ends before it
            known = timeline_from(timeline_text(timeline(folded, POLICY)), "corridor")
            copies = tuple(entry.report for entry in folded if entry.counts)
            course = Course(known, tail, copies)
            found = decide_status_beside(new, course, POLICY)
            assert replace(found, against=None) == replace(expected, against=None)
            assert (found.against and found.against.id) == (expected.against and expected.against.id)
            assert timeline_text(course.timeline(POLICY)) == timeline_text(timeline(ledger, POLICY))


def test_of_each_status_the_last_step_is_written() -> None:
    steps = [status_told(name, 30 * day) for day, name in enumerate(["stalled", "resumed", "stalled", "resumed"])]
    known = timeline(map(StatusEntry, steps), POLICY)
    assert [step.id for step in timeline_from(timeline_text(known), "corridor").steps] == [steps[2].id, steps[3].id]


def test_a_state_does_not_grow_with_the_reports() -> None:
    """A thousand reports of forty outlets that say eight things are kept in as much text as two thousand."""

    def text_after(count: int) -> int:
        values = [("$20bn", "20e9"), ("$21bn", "21e9"), ("$22bn", "22e9"), ("$23bn", "23e9")]
        reports = [
            told(values[number % 4], number % 400, outlet=f"outlet {number % 40}", cluster=f"c{number:06}")
            for number in range(count)
        ]
        return len(standing_text(standing(map(Entry, reports), POLICY)))

    assert text_after(2_000) <= text_after(1_000) * 1.05


# --- what states depend on --------------------------------------------------------------------------------------------


def test_another_policy_is_another_recipe() -> None:
    others = [
        replace(POLICY, temporal={**POLICY.temporal, "cost": Temporal.LEVEL}),
        replace(POLICY, temporal_by_status={}),
        replace(POLICY, flow_subjects=frozenset()),
        replace(POLICY, ranks={"planned": 1}),
        replace(POLICY, classes={}),
    ]
    assert len({recipe(POLICY), *map(recipe, others)}) == 1 + len(others)
    assert recipe(replace(POLICY, watched=frozenset())) == recipe(POLICY)


def test_who_changes_folding_must_raise_its_number() -> None:
    """Fails where the same reports fold into another state.

    Then raise `claims.folded.FOLDING` and note the digest that is found: kept states of the former rules must not be
    used.
    """
    values = [BN20, BN25, BN29, ("$20.5bn", "20.5e9"), ("$62bn", "62e9")]
    reports = [
        told(
            values[number % 5],
            37 * number,
            measure=("cost", "debt", "investment", "loan")[number // 5 % 4],
            status=(None, "planned", "completed")[number % 3],
            outlet=f"outlet {number % 7}",
            cluster=f"cluster {number // 2 % 9}",
            article=f"article {number}",
            named=f"c{number:03}",
        )
        for number in range(60)
    ]
    digest = sha256()
    for measure in ("cost", "debt", "investment", "loan"):
        own = [Entry(report) for report in reports if report.claim.measure == measure]
        own[3] = replace(own[3], judgement=Judgement.ACCEPTED)
        digest.update(standing_text(standing(own, POLICY)).encode())
    assert digest.hexdigest()[:16] == "524205f60cb204fa"


@given(st.lists(st.sampled_from([BN20, BN25, BN29]), max_size=12))
def test_of_each_statement_that_was_superseded_two_reports_are_kept(values: list[tuple[str, str]]) -> None:
    reports = [told(value, 40 * number, measure="debt") for number, value in enumerate(values)]
    for strand in standing(map(Entry, reports), POLICY).strands:
        said = [report.claim.figure.words for report in strand.superseded]
        assert all(said.count(words) <= 2 for words in said)
