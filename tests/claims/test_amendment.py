from dataclasses import replace
from decimal import Decimal

import pytest

from claims.amendment import Amendment, amended, amended_status
from claims.claim import Claim, StatusClaim
from claims.errors import BadConfiguration
from claims.figure import Bound, Figure
from claims.topic import Measure, Rung, Subject, Temporal, Topic
from tests.claims.comparison_factories import figure


def measure(name: str, *units: str) -> Measure:
    return Measure(
        id=name, name=name, dimension=name, units=units, temporal=Temporal.PLAN, temporal_by_status={}, cues=()
    )


TOPIC = Topic(
    name="topic",
    subjects={
        name: Subject(id=name, name=name, kind="rail", parent=None, aliases=())
        for name in ("ml-1", "karot", "corridor")
    },
    measures={
        each.id: each
        for each in (
            measure("cost", "USD", "PKR"),
            measure("capacity", "MW"),
            measure("area", "acre"),
            measure("opening-date", "date"),
            measure("jobs", "count:job"),
        )
    },
    statuses={name: Rung(id=name, rank=1, claim_status=None, cues=()) for name in ("signed", "stalled")},
    sources={},
    baseline=(),
    about=(),
    version="1",
)
READ = Claim(
    figure=replace(figure("about $85bn", "85e9", bound=Bound.ABOUT), start=40, end=51),
    subject="ml-1",
    measure="cost",
    scope="phase-1",
    status="planned",
    period="2026",
    attributed_to="the minister",
    quote_start=30,
    quote_end=60,
    why=("cue: cost",),
)


def correct(claim: Claim = READ, **typed: str | Figure) -> Claim:
    return amended(claim, Amendment(**typed), TOPIC)  # type: ignore[arg-type]


def test_what_is_not_typed_stays_as_it_was_read() -> None:
    assert correct(subject="karot") == replace(READ, subject="karot", why=("put right by hand",))


def test_a_figure_typed_as_words_keeps_its_precision_and_the_place() -> None:
    typed = replace(figure("$8.50bn", "8.5e9"), start=3, end=9)
    assert correct(figure=typed).figure == replace(typed, start=40, end=51)


def test_a_value_keeps_bound_and_unit_and_gets_its_plain_wording() -> None:
    figure_ = correct(value="8,500,000,000").figure
    assert (figure_.value, figure_.bound, figure_.unit) == (Decimal(8_500_000_000), Bound.ABOUT, "USD")
    assert figure_.words == "about $8.5 bn"
    assert (figure_.start, figure_.end) == (40, 51)


def test_a_range_is_made_and_unmade() -> None:
    ranged = correct(value="6e9", value_high="7e9")
    assert (ranged.figure.bound, ranged.figure.words) == (Bound.RANGE, "$6–7 bn")
    single = correct(ranged, value="6e9").figure
    assert (single.bound, single.value_high) == (Bound.EXACT, None)
    upper = correct(ranged, bound="at_most").figure
    assert (upper.bound, upper.value_high, upper.value) == (Bound.AT_MOST, None, Decimal("6e9"))
    higher = correct(ranged, value_high="8e9").figure
    assert (higher.value, higher.value_high) == (Decimal("6e9"), Decimal("8e9"))


def test_a_date_is_typed_in_iso_form() -> None:
    opened = replace(READ, figure=figure("in May", "2026-05", "date"), measure="opening-date")
    assert correct(opened, value="2026-06-01").figure.words == "1 June 2026"
    assert correct(opened, value="2026-05", value_high="2026-07").figure.bound is Bound.RANGE
    assert correct(opened, value="04-01").figure.value == "04-01"


def test_units_that_convert_into_one_another_fit_a_measure() -> None:
    area = replace(READ, figure=figure("10 acres", "10", "acre"), measure="area")
    assert correct(area, unit="hectare").figure.words == "10 hectares"
    assert correct(area, unit="count:berth", measure="jobs").figure.unit == "count:berth"


def test_empty_text_clears_what_may_be_empty() -> None:
    cleared = correct(scope="", status=" ", period="")
    assert (cleared.scope, cleared.status, cleared.period) == (None, None, None)
    filled = correct(scope="Phase II", status="completed", period="FY2025")
    assert (filled.scope, filled.status, filled.period) == ("Phase II", "completed", "FY2025")


def test_yearless_periods_are_periods() -> None:
    assert correct(period="06").period == "06"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({}, "nothing to correct was given; say one of figure, value, value-high"),
        ({"subject": "ml1"}, r"subject: 'ml1' is not known; did you mean ml-1\?"),
        ({"subject": "zzz"}, "subject: 'zzz' is not known; the topic pack has corridor, karot, ml-1"),
        ({"measure": "costs"}, r"measure: 'costs' is not known; did you mean cost\?"),
        ({"unit": "MWW"}, "unit: cost is not stated in 'MWW', but in USD, PKR"),
        ({"unit": "MW"}, "unit: cost is not stated in 'MW'"),
        ({"measure": "capacity"}, "unit: capacity is not stated in 'USD', but in MW"),
        ({"unit": "date", "measure": "opening-date"}, "unit: 'date' does not fit the value 85"),
        ({"value": "much"}, "value: 'much' is no number"),
        ({"value": "inf"}, "value: 'inf' is no number"),
        ({"value": "1e99"}, "value: '1e99' is no number"),
        ({"value_high": "9e9"}, "value-high: 9000000000 is not above the value 85"),
        ({"value": "6e9", "value_high": "6e9"}, "value-high: .* is not above"),
        ({"bound": "range"}, "bound: a range needs a value-high"),
        ({"bound": "roughly"}, "bound: 'roughly' is not known"),
        ({"status": "done"}, "status: 'done' is not known"),
        ({"period": "last spring"}, "period: 'last spring' is none"),
        ({"scope": "--"}, "scope: '--' has no word"),
        ({"unit": "date", "value": "May 2026", "measure": "opening-date"}, "value: 'May 2026' is no ISO date"),
        ({"unit": "date", "value": "FY2026", "measure": "opening-date"}, "value: 'FY2026' is no ISO date"),
        ({"unit": "date", "value": "2025/2026", "measure": "opening-date"}, "value: '2025/2026' is no ISO date"),
    ],
)
def test_what_is_unknown_is_refused_with_what_is_allowed(typed: dict[str, str], message: str) -> None:
    with pytest.raises(BadConfiguration, match=message):
        correct(READ, **typed)


def test_a_date_and_a_number_make_no_range() -> None:
    mixed = replace(READ, figure=replace(READ.figure, value_high="2026", bound=Bound.RANGE))
    with pytest.raises(BadConfiguration, match="value-high: 2026 is not above"):
        correct(mixed, bound="range")


def test_an_unlinked_claim_needs_its_subject() -> None:
    with pytest.raises(BadConfiguration, match="subject: none was given"):
        correct(replace(READ, subject=None), scope="x")


STATUS = StatusClaim(
    subject="ml-1", status="signed", start=1, end=9, attributed_to="the minister", why=("cue: signed",)
)


def test_a_status_has_a_subject_and_a_status_to_correct() -> None:
    by_hand = ("put right by hand",)
    assert amended_status(STATUS, Amendment(status="stalled"), TOPIC) == replace(STATUS, status="stalled", why=by_hand)
    assert amended_status(STATUS, Amendment(subject="karot"), TOPIC) == replace(STATUS, subject="karot", why=by_hand)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (Amendment(), "nothing but a subject and a status"),
        (Amendment(value="3"), "nothing but a subject and a status"),
        (Amendment(status="singed"), r"status: 'singed' is not known; did you mean signed\?"),
        (Amendment(subject="x"), "subject: 'x' is not known"),
    ],
)
def test_a_status_is_refused_what_it_has_not(typed: Amendment, message: str) -> None:
    with pytest.raises(BadConfiguration, match=message):
        amended_status(STATUS, typed, TOPIC)
