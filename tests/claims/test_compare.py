"""The rules of comparison, line by line, and what holds for every pair."""

import json
import re
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.compare import RULES, compare
from claims.exchange import read_pair
from claims.figure import Bound, Figure
from claims.policy import policy_of
from claims.report import KnownFrom, Relation, Report
from claims.wording import words
from extractors.topic import load_topic
from tests.claims.comparison_factories import POLICY, figure, outcome, report

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "tests/gold/dev.pairs.jsonl"


def found(known: Report, new: Report) -> tuple[str, str]:
    return outcome(compare(known, new, POLICY))


BN60, BN25, BN20 = ("$60bn", "60e9"), ("$25bn", "25e9"), ("$20bn", "20e9")
OVER25 = figure("more than $25bn", "25e9", bound=Bound.MORE_THAN)
ACRES, MORE_ACRES = ("900 acres", "900", "acre"), ("1,250 acres", "1250", "acre")
SEVEN, ELEVEN = ("7 projects", "7", "count:project"), ("11 projects", "11", "count:project")

NOT_COMPARABLE = [
    ("unlinked", report(subject=None), report(subject=None)),
    ("unlinked", report(), report(measure=None)),
    ("other-subject", report(), report(subject="railway")),
    ("other-measure", report(), report(measure="cost")),
    ("other-dimension", report(("RMB20bn", "20e9", "CNY")), report(BN20)),
    ("other-dimension", report(("3 days", "3", "day")), report(("3 months", "3", "month"))),
    ("other-dimension", report(("2 %", "2", "percent")), report(("2 points", "2", "percentage-point"))),
    ("unreadable", report(figure("soon", "soon", "date")), report(figure("2030", "2030", "date"))),
    ("unreadable", report(BN20), report(("NaN", "NaN"))),
    ("other-scope", report(scope="phase-1"), report(scope="phase-2")),
    ("part-and-whole", report(BN20, scope="phase-1"), report(BN60)),
    ("part-and-whole", report(BN60), report(BN20, scope="phase-1")),
    ("forecast-and-fact", report(status="forecast"), report(status="actual")),
    ("forecast-and-fact", report(status="under-construction"), report(status="target")),
    ("forecast-and-fact", report(status=None), report(status="target")),
    ("forecast-and-fact", report(status="stalled"), report(status="target")),
    (
        "forecasts-of-other-periods",
        report(status="forecast", period="2025"),
        report(status="target", period="2030"),
    ),
    ("other-kind", report(BN20, status="actual"), report(BN60, status="planned")),
    ("other-state", report(ELEVEN, measure="project-count", status="completed"),
     report(ELEVEN, measure="project-count", status="under-construction")),
    ("other-state", report(SEVEN, measure="facility-count", status="planned"),
     report(ELEVEN, measure="facility-count", status="completed")),
    ("other-state", report(SEVEN, measure="facility-count", status="completed"),
     report(SEVEN, measure="facility-count", status="planned")),
    ("other-period", report(BN20, measure="exports", period="FY2023"),
     report(BN20, measure="exports", period="FY2024")),
    ("other-period", report(BN20, measure="loan", period="2023"), report(BN25, measure="loan", period="2024-05")),
    ("other-period", report(BN20, measure="exports", period="2023"),
     report(BN20, measure="exports", status="planned", period="2024")),
    ("flow-of-unlike-periods", report(BN20, measure="exports", period="2024"), report(BN60, measure="exports")),
    ("flow-of-unlike-periods", report(BN20, measure="exports"), report(BN60, measure="exports", period="2024")),
    ("flow-of-unlike-periods", report(BN20, measure="exports"), report(BN60, measure="exports")),
    ("flow-of-unlike-periods", report(BN20, measure="exports", period="2023"),
     report(BN60, measure="exports", period="FY2024")),
    ("flow-of-unlike-periods", report(BN20, subject="fdi"), report(BN60, subject="fdi")),
    ("kind-unknown", report(BN20, measure="mood"), report(BN60, measure="mood")),
]  # fmt: skip

SAME = [
    (report(("$18.9 billion", "18.9e9")), report(figure("around 18.9 billion dollars", "18.9e9", bound=Bound.ABOUT))),
    (report(OVER25), report(BN25)),
    (report(("100 hectares", "100", "hectare")), report(("1 sq km", "1", "sq_km"))),
    (report(scope="phase-1"), report(scope="Phase I")),
    (report(("241 km", "241", "km"), status="approved"), report(("241 km", "241", "km"), status="planned")),
    (report(SEVEN, measure="facility-count", status="under-construction"),
     report(SEVEN, measure="facility-count", status="completed")),
    (report(("7 projects", "7", "count:project")), report(("7 schemes", "7", "count:scheme"))),
    (report(figure("by 2030", "2030", "date", bound=Bound.AT_MOST)), report(figure("2030", "2030", "date"))),
    (report(figure("at least 300", "300", "MW", bound=Bound.AT_LEAST)),
     report(figure("up to 300", "300", "MW", bound=Bound.AT_MOST))),
    (report(figure("$6-7bn", "6e9", high="7e9", bound=Bound.RANGE)),
     report(figure("$6bn to $7bn", "6e9", high="7e9", bound=Bound.RANGE))),
    (report(BN20, measure="exports", period="2024"), report(BN20, measure="exports")),
    (report(BN20, status="actual"), report(BN20, status="planned")),
]  # fmt: skip

CONSISTENT = [
    (report(OVER25), report(("$25.4bn", "25.4e9"))),
    (report(("13,731", "13731", "count:person")), report(("13,700", "13700", "count:person"))),
    (report(("27.1 km", "27.1", "km")), report(("27 km", "27", "km"))),
    (report(scope="priority"), report()),
    (report(OVER25), report(figure("around $33bn", "33e9", bound=Bound.ABOUT), scope="phase-1")),
    (report(("$2.7bn", "2.7e9"), measure="exports", period="FY2024"), report(("$3bn", "3e9"), measure="exports")),
    (report(BN20, status="actual"), report(("$20.3bn", "20.3e9"), status="planned")),
    (report(figure("by 2030", "2030", "date", bound=Bound.AT_MOST)), report(figure("May 2028", "2028-05", "date"))),
    (report(figure("26 September", "09-26", "date")), report(figure("that day", "2025-09-26", "date"))),
    (report(figure("$6-7bn", "6e9", high="7e9", bound=Bound.RANGE)), report(("$6bn", "6e9"))),
    (report(SEVEN, measure="facility-count", status="planned"),
     report(SEVEN, measure="facility-count", status="completed", scope="phase-1")),
]  # fmt: skip

DIFFERENT = [
    # event, or plan against event
    ("conflict", "event-differs", report(ACRES, measure="length"), report(MORE_ACRES, measure="length")),
    ("conflict", "event-differs",
     report(ACRES, measure="length", status="approved"), report(MORE_ACRES, measure="length", status="planned")),
    ("update", "event-moved-on",
     report(ACRES, measure="length", status="planned"), report(MORE_ACRES, measure="length", status="completed")),
    ("update", "event-moved-on",
     report(BN20, measure="cost", status="under-construction"), report(BN25, measure="cost", status="completed")),
    ("conflict", "event-differs",
     report(BN20, measure="loan", status="planned"), report(BN25, measure="loan", status=None)),
    # plan
    ("update", "plan-replaced", report(BN20, measure="cost", published="2025-01-01"),
     report(BN25, measure="cost", published="2025-06-30")),
    ("conflict", "plan-differs", report(BN20, measure="cost", published="2025-01-01"),
     report(BN25, measure="cost", published="2025-06-29")),
    ("update", "plan-moved-on", report(BN25, measure="cost", status="proposed", published="2025-01-01"),
     report(BN20, measure="cost", status="approved", published="2025-01-01")),
    ("conflict", "plan-differs", report(BN20, measure="cost", status="planned"),
     report(BN25, measure="cost", status="planned")),
    ("update", "plan-replaced", report(BN20, measure="cost", period="2023"),
     report(BN25, measure="cost", period="2024")),
    ("conflict", "plan-differs", report(BN20, measure="cost", period="2023", published="2025-01-01"),
     report(BN25, measure="cost", period="2024", published="2025-01-01")),
    # cumulative
    ("update", "total-grew", report(BN20, published="2018-12-31"), report(BN25, published="2019-01-01")),
    ("conflict", "total-fell", report(BN25, published="2018-12-31"), report(BN20, published="2022-01-01")),
    ("conflict", "total-of-one-time", report(BN20, published="2022-01-01"), report(BN25, published="2022-01-01")),
    ("conflict", "total-of-one-time", report(BN20, period="2022", published="2023-02-11"), report(BN25, period="2022")),
    ("update", "total-grew", report(BN20, period="2019/2022", published="2022-10-01"),
     report(BN25, period="2019/2023")),
    ("update", "total-grew", report(BN20), report(BN25)),
    ("conflict", "total-fell", report(BN25), report(BN20)),
    ("update", "total-grew", report(BN20, period="2020", published="2022-01-01"),
     report(BN25, period="2021", published="2022-01-01")),
    ("update", "total-grew", report(figure("under 300", "300", "MW", bound=Bound.LESS_THAN)),
     report(figure("over 300", "300", "MW", bound=Bound.MORE_THAN))),
    # level
    ("update", "level-of-another-period", report(BN20, measure="debt", period="2024"),
     report(BN25, measure="debt", period="2025")),
    ("update", "level-of-another-period", report(BN20, measure="debt", period="06"),
     report(BN25, measure="debt", period="01")),
    ("update", "level-of-another-period", report(BN20, measure="debt", period="2021", published="2025-09-01"),
     report(BN25, measure="debt", published="2025-09-01")),
    ("conflict", "level-differs", report(BN20, measure="debt", period="2025", published="2025-09-01"),
     report(BN25, measure="debt", published="2025-09-01")),
    ("conflict", "level-differs", report(BN20, measure="debt", period="2025"), report(BN25, measure="debt")),
    ("update", "level-replaced", report(BN20, measure="debt", published="2025-01-01"),
     report(BN25, measure="debt", published="2025-01-31")),
    ("conflict", "level-differs", report(BN20, measure="debt", published="2025-01-01"),
     report(BN25, measure="debt", published="2025-01-30")),
    ("conflict", "level-differs", report(BN20, measure="debt"), report(BN25, measure="debt")),
    ("conflict", "level-differs", report(BN20, measure="debt", period="2025-08"),
     report(BN25, measure="debt", period="2025-08")),
    ("conflict", "event-differs", report(figure("29 February", "02-29", "date"), measure="opening-date"),
     report(figure("2023", "2023", "date"), measure="opening-date")),
    # the number of a meeting
    ("update", "next-meeting", report(figure("13th", "13", "ordinal"), measure="meeting-number"),
     report(figure("14th", "14", "ordinal"), measure="meeting-number")),
    ("conflict", "level-differs", report(figure("14th", "14", "ordinal"), measure="meeting-number"),
     report(figure("13th", "13", "ordinal"), measure="meeting-number")),
    # flow
    ("conflict", "flow-of-one-period", report(BN20, measure="exports", period="FY2024"),
     report(BN25, measure="exports", period="2023-07/2024-06")),
    ("update", "flow-extended", report(BN20, measure="exports", period="2023-07/2024-04"),
     report(BN25, measure="exports", period="FY2024")),
    ("update", "flow-extended", report(BN20, subject="fdi", period="2024-01/2024-06"),
     report(BN25, subject="fdi", period="2024")),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "known", "new"), NOT_COMPARABLE)
def test_what_cannot_be_compared(rule: str, known: Report, new: Report) -> None:
    assert found(known, new) == ("not-comparable", rule)


@pytest.mark.parametrize(("known", "new"), SAME)
def test_the_same_value(known: Report, new: Report) -> None:
    assert found(known, new) == ("same", "same-value")
    assert found(new, known) in {("same", "same-value"), ("not-comparable", "other-state")}


@pytest.mark.parametrize(("known", "new"), CONSISTENT)
def test_what_can_both_be_true(known: Report, new: Report) -> None:
    assert found(known, new) == ("consistent", "can-both-be-true")


@pytest.mark.parametrize(("relation", "rule", "known", "new"), DIFFERENT)
def test_where_values_differ_the_kind_decides(relation: str, rule: str, known: Report, new: Report) -> None:
    assert found(known, new) == (relation, rule)


def test_every_rule_has_a_case() -> None:
    tried = {rule for rule, *_ in NOT_COMPARABLE} | {rule for _, rule, *_ in DIFFERENT}
    assert tried | {"same-value", "can-both-be-true"} == {rule.id for rule in RULES}


def test_the_order_of_knowing_is_that_of_publication_not_of_the_pair() -> None:
    old, new = report(BN20, published="2018-12-31"), report(BN25, published="2022-01-01")
    assert compare(old, new, POLICY) == compare(new, old, POLICY)


def test_without_publication_the_periods_order_the_pair() -> None:
    old, new = report(BN20, period="2021"), report(BN25, period="2022", published="2023-01-01")
    assert compare(new, old, POLICY).rule == "total-grew"


def test_a_later_hour_of_one_day_is_the_same_time() -> None:
    morning = report(BN20, published="2025-09-26")
    evening = replace(report(BN25), known=datetime(2025, 9, 26, 20, tzinfo=UTC))
    assert compare(morning, evening, POLICY).rule == "total-of-one-time"


def test_the_sentence_names_both_figures_and_who_printed_them() -> None:
    old = report(BN20, published="2016-09-27", outlet="Morning Post")
    new = report(("$25.40 billion", "25.4e9"), published="2018-12-31")
    assert compare(old, new, POLICY).why == (
        "$20 bn (Morning Post, 27 September 2016) and $25.40 bn (31 December 2018): the running total has grown."
    )


def test_a_day_of_first_fetch_is_not_shown_as_publication() -> None:
    fetched = replace(report(BN20, published="2016-09-27"), known_from=KnownFrom.FETCHED)
    assert "2016" not in compare(fetched, report(BN25), POLICY).why


def test_the_labelled_pairs() -> None:
    policy = policy_of(load_topic({path.name: path.read_text(encoding="utf-8") for path in ROOT.glob("seeds/*.yaml")}))
    labelled = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    wrong = [pair for pair in labelled if compare(*read_pair(pair), policy).relation != pair["relation"]]
    assert len(wrong) <= len(labelled) // 100, wrong


def test_the_documented_rules_are_the_rules() -> None:
    documented = re.findall(r"^\| `([a-z-]+)` \| ([a-z-]+) \|", (ROOT / "docs/comparison.md").read_text("utf-8"), re.M)
    assert documented == [(rule.id, rule.relation.value) for rule in RULES]


NUMBERS = st.decimals() | st.integers(-5_000, 500_000).map(lambda n: figure("", str(n)).value)
DATES = st.sampled_from(["2015", "2026-03", "2026-03-31", "04-01", "06", "02-29", "FY2025", "soon", "", "0000"])
FIGURES = st.builds(
    Figure,
    start=st.just(0),
    end=st.just(0),
    words=st.text(max_size=12) | st.sampled_from(["$25bn", "4,000 acres", "half a million", "6 miles"]),
    value=NUMBERS | DATES,
    value_high=st.none() | NUMBERS | DATES,
    bound=st.sampled_from(Bound),
    unit=st.sampled_from(["USD", "acre", "hectare", "count:project", "ordinal", "date", "percent", "", "other"]),
)
PERIODS = st.none() | st.sampled_from(["2024", "FY2024", "2023-07/2024-04", "06", "soon", "2024-02-30"])
REPORTS = st.builds(
    lambda stated, published, **fields: replace(report(stated, **fields), known=published),
    FIGURES,
    st.none() | st.datetimes(timezones=st.just(UTC)),
    subject=st.sampled_from(["corridor", "fdi", None]),
    measure=st.sampled_from([*POLICY.temporal, "mood", None]),
    scope=st.none() | st.sampled_from(["phase-1", "Phase I", "phase-2", "-"]),
    status=st.none() | st.sampled_from([*POLICY.classes, "stalled"]),
    period=PERIODS,
)
QUANTITIES = st.builds(
    lambda value, bound, unit: figure("", str(value), unit, bound=bound),
    st.integers(-5_000, 500_000),
    st.sampled_from(Bound),
    st.sampled_from(["USD", "acre", "count:project", "ordinal", "percent"]),
)
RULE_OF = {rule.id: rule.relation for rule in RULES}


@given(REPORTS, REPORTS)
def test_every_pair_gets_a_finding_with_its_rule_and_both_figures(known: Report, new: Report) -> None:
    finding = compare(known, new, POLICY)
    assert RULE_OF[finding.rule] is finding.relation
    assert words(known.claim.figure) in finding.why
    assert words(new.claim.figure) in finding.why
    assert finding.why.endswith(".")


@given(REPORTS, REPORTS)
def test_same_and_consistent_hold_both_ways(known: Report, new: Report) -> None:
    one, other = compare(known, new, POLICY), compare(new, known, POLICY)
    agree = {Relation.SAME, Relation.CONSISTENT}
    # A count of facilities may be carried up the ladder, never down.
    if "other-state" not in (one.rule, other.rule):
        assert (one.relation in agree) is (other.relation in agree)
        assert (one.relation is Relation.SAME) is (other.relation is Relation.SAME)


@given(REPORTS, QUANTITIES, st.sampled_from(list(POLICY.temporal)))
def test_a_report_says_the_same_as_itself(drawn: Report, stated: Figure, measure: str) -> None:
    linked = replace(drawn, claim=replace(drawn.claim, figure=stated, subject="corridor", measure=measure))
    status_speaks = compare(linked, linked, POLICY).rule == "forecast-and-fact"
    assert compare(linked, linked, POLICY).relation is Relation.SAME or status_speaks


@given(REPORTS, REPORTS)
def test_dated_reports_compare_alike_in_either_order(known: Report, new: Report) -> None:
    if known.known and new.known and known.known.date() != new.known.date():
        assert compare(known, new, POLICY) == compare(new, known, POLICY)


@given(st.integers(1, 999), st.integers(1, 999), st.sampled_from([("mn", 6), ("bn", 9), ("crore", 7)]))
def test_the_relation_does_not_depend_on_the_scale(one: int, other: int, scale: tuple[str, int]) -> None:
    def pair(word: str, power: int) -> tuple[str, str]:
        stated = [figure(f"${number} {word}", f"{number}e{power}") for number in (one, other)]
        return found(report(stated[0]), report(stated[1]))

    assert pair(*scale) == pair("trillion", 12)
