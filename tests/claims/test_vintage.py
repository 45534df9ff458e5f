"""What was known when."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.report import Judgement, Report
from claims.standing import standing
from claims.vintage import (
    Dated,
    DatedStatus,
    Life,
    Said,
    Span,
    standing_as_of,
    status_vintages,
    timeline_as_of,
    vintages,
)
from tests.claims.comparison_factories import POLICY
from tests.claims.ledger_factories import START, status_told, told, words_standing

BN20, BN25, BN29 = ("$20bn", "20e9"), ("$25bn", "25e9"), ("$29bn", "29e9")
DISMISSED, ACCEPTED, CORRECTED = Judgement.DISMISSED, Judgement.ACCEPTED, Judgement.CORRECTED


def day(number: float) -> datetime:
    return START + timedelta(days=number)


def said(judgement: Judgement, on: float, *, undone: float | None = None, change: str = "h", order: int = 0) -> Said:
    return Said(
        change=change, at=day(on), judgement=judgement, order=order, undone=None if undone is None else day(undone)
    )


def dated(report: Report, *decisions: Said, withdrawn: tuple[tuple[datetime, datetime | None], ...] = ()) -> Dated:
    assert report.known is not None
    return Dated(report, Life(since=report.known, said=decisions, withdrawn=withdrawn))


def stood(series: list[Dated], on: float) -> list[str]:
    return words_standing(standing_as_of(series, day(on), POLICY))


def test_only_what_was_known_by_then_stood() -> None:
    series = [dated(told(BN20)), dated(told(BN25, 200)), dated(told(BN29, 400))]
    assert [stood(series, on) for on in (-1, 0, 199, 200, 500)] == [[], ["$20bn"], ["$20bn"], ["$25bn"], ["$29bn"]]


def test_a_decision_counts_from_its_day_until_it_is_undone() -> None:
    series = [dated(told(BN20)), dated(told(BN25, 9), said(ACCEPTED, 20, undone=30))]
    assert [stood(series, on) for on in (10, 20, 29, 30)] == [["$20bn"], ["$25bn"], ["$25bn"], ["$20bn"]]


def test_of_two_decisions_the_later_counts_and_undoing_it_brings_the_former_back() -> None:
    report = dated(told(BN20), said(ACCEPTED, 1, order=1), said(DISMISSED, 2, undone=3, order=2))
    judged = [entry.judgement for on in (0, 1, 2, 3) if (entry := report.as_of(day(on)))]
    assert judged == [Judgement.OPEN, ACCEPTED, DISMISSED, ACCEPTED]


def test_decisions_of_one_time_count_in_the_order_in_which_they_were_made() -> None:
    report = dated(told(BN20), said(DISMISSED, 1, order=2), said(ACCEPTED, 1, order=1), said(ACCEPTED, 0.5, change="i"))
    entry = report.as_of(day(1))
    assert entry is not None
    assert entry.judgement is DISMISSED


def test_while_a_correction_counts_it_stands_in_place_of_the_machines_report() -> None:
    machine, person = told(BN25, named="machine"), told(BN29, named="person")
    decision = Said(change="h", at=day(5), judgement=CORRECTED, undone=day(8), replacement="person")
    series = [
        Dated(machine, Life(since=day(0), said=(decision,))),
        Dated(person, Life(since=day(0), put=(decision,), is_correction=True)),
    ]
    assert [stood(series, on) for on in (4, 5, 8)] == [["$25bn"], ["$29bn"], ["$25bn"]]


def test_a_later_decision_on_the_change_takes_the_correction_out() -> None:
    decisions = (
        Said(change="h", at=day(1), judgement=CORRECTED, replacement="person"),
        Said(change="h", at=day(2), judgement=DISMISSED),
    )
    person = Dated(told(BN29, named="person"), Life(since=day(0), put=decisions, is_correction=True))
    assert [person.as_of(day(on)) is not None for on in (1, 2)] == [True, False]


def test_what_an_article_took_back_did_not_stand_meanwhile() -> None:
    series = [dated(told(BN20)), dated(told(BN25, 200), withdrawn=((day(300), day(310)), (day(400), None)))]
    assert [stood(series, on) for on in (299, 300, 310, 400)] == [["$25bn"], ["$20bn"], ["$25bn"], ["$20bn"]]


def test_each_value_has_the_span_during_which_it_was_the_known_one() -> None:
    first, second = told(BN20, named="a"), told(BN25, 200, named="b")
    series = [dated(first), dated(second, said(DISMISSED, 300))]
    assert vintages(series, POLICY) == (
        Span("a", day(0), day(200)),
        Span("b", day(200), day(300)),
        Span("a", day(300), None),
    )


def test_a_series_may_have_two_values_at_a_time() -> None:
    kinds = [told(BN20, 0, named="a", status="completed"), told(BN25, 1, named="b", status="forecast")]
    assert vintages([dated(each) for each in kinds], POLICY) == (Span("a", day(0), None), Span("b", day(1), None))


def test_the_same_of_statuses() -> None:
    reports = [status_told("planned"), status_told("signed", 90)]
    series = [DatedStatus(each, Life(since=each.known or START)) for each in reports]
    assert timeline_as_of(series, day(50), POLICY).report is reports[0]
    assert timeline_as_of(series, day(-1), POLICY).report is None
    assert [(span.report, span.until) for span in status_vintages(series, POLICY)] == [
        (reports[0].id, day(90)),
        (reports[1].id, None),
    ]
    late = DatedStatus(status_told("signed"), Life(since=day(5)))
    assert late.as_of(day(4)) is None
    assert status_vintages([late], POLICY)[0].since == day(5)


def test_nothing_was_ever_known_of_nothing() -> None:
    assert vintages([], POLICY) == status_vintages([], POLICY) == ()


VALUES = st.sampled_from([BN20, BN25, BN29, ("about $25bn", "25e9"), ("$25.4bn", "25.4e9")])
JUDGEMENTS = st.sampled_from(list(Judgement)).filter(lambda each: each is not CORRECTED)


@st.composite
def lives(draw: st.DrawFn) -> Dated:
    known = draw(st.integers(0, 400))
    report = told(
        draw(VALUES), known, outlet=draw(st.sampled_from("xyz")), cluster=draw(st.sampled_from("pqr")), status="planned"
    )
    decided = draw(st.lists(st.tuples(JUDGEMENTS, st.integers(0, 500), st.none() | st.integers(0, 99)), max_size=2))
    decisions = [
        said(judgement, on, undone=None if rest is None else on + rest, order=number)
        for number, (judgement, on, rest) in enumerate(decided)
    ]
    gone = draw(st.none() | st.integers(known, 500))
    return dated(report, *decisions, withdrawn=() if gone is None else ((day(gone), None),))


@given(st.lists(lives(), max_size=7))
def test_in_the_end_stands_what_the_ledger_says(series: list[Dated]) -> None:
    end = day(1000)
    entries = [entry for each in series if (entry := each.as_of(end))]
    assert standing_as_of(series, end, POLICY) == standing(entries, POLICY)
    still = {span.report for span in vintages(series, POLICY) if span.until is None}
    assert still == {strand.report.id for strand in standing(entries, POLICY).strands}


@given(st.lists(lives(), max_size=7), st.integers(-1, 600))
def test_the_spans_say_what_stood_on_any_day(series: list[Dated], on: int) -> None:
    when = day(on)
    spans = vintages(series, POLICY)
    stood_then = {span.report for span in spans if span.since <= when and (span.until is None or when < span.until)}
    assert stood_then == {strand.report.id for strand in standing_as_of(series, when, POLICY).strands}


@given(st.lists(lives(), max_size=6).flatmap(lambda series: st.tuples(st.just(series), st.permutations(series))))
def test_the_order_of_arrival_does_not_matter(orders: tuple[list[Dated], list[Dated]]) -> None:
    one, other = orders
    assert vintages(one, POLICY) == vintages(other, POLICY)


@pytest.mark.parametrize("judgement", list(Judgement))
def test_before_it_was_known_a_report_was_no_entry(judgement: Judgement) -> None:
    assert dated(told(BN20, 5), said(judgement, 0)).as_of(day(4)) is None
