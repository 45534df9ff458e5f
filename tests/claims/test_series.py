"""Series and groups: which claims are points of one line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.series import SeriesKey, group_of, series_from_text, series_of
from tests.claims.comparison_factories import POLICY
from tests.claims.ledger_factories import told

WORDS = st.text(min_size=1, max_size=20)


def key_text(**fields: str | None) -> str | None:
    key = series_of(told(("$9bn", "9e9"), **fields).claim, POLICY)  # type: ignore[arg-type]
    return None if key is None else key.text()


def test_a_series_is_subject_measure_scope_and_dimension() -> None:
    assert key_text(scope="Phase I", period="2025", status="planned") == "corridor|cost|phase-1|USD|"


@pytest.mark.parametrize("period", ["FY2025", "2024-07/2025-06", "fy2025"])
def test_the_points_of_a_flow_are_its_periods(period: str) -> None:
    assert key_text(measure="exports", period=period) == "corridor|exports||USD|2024-07-01/2025-06-30"


@pytest.mark.parametrize(("period", "shown"), [(None, ""), ("  ", ""), ("Last Year ", "last year")])
def test_a_flow_of_no_known_days(period: str | None, shown: str) -> None:
    assert key_text(measure="exports", period=period) == f"corridor|exports||USD|{shown}"


def test_a_running_total_of_a_trade_flow_is_a_flow() -> None:
    assert key_text(subject="fdi", measure="investment", period="2025") == "fdi|investment||USD|2025-01-01/2025-12-31"


@pytest.mark.parametrize("missing", ["subject", "measure"])
def test_an_unlinked_claim_is_in_no_series(missing: str) -> None:
    claim = told(("$9bn", "9e9"), **{missing: None}).claim
    assert series_of(claim, POLICY) is None
    assert group_of(claim) is None


def test_a_group_holds_all_scopes_and_periods_of_one_quantity() -> None:
    whole = told(("9 acres", "9", "acre"), measure="area")
    part = told(("9 hectares", "9", "hectare"), measure="area", scope="phase-1", period="2025")
    assert group_of(whole.claim) == group_of(part.claim) == "corridor|area|area"


@given(subject=WORDS, measure=WORDS, dimension=WORDS, scope=st.none() | WORDS, period=st.none() | WORDS)
def test_the_text_of_a_key_reads_back(
    subject: str, measure: str, dimension: str, scope: str | None, period: str | None
) -> None:
    key = SeriesKey(subject=subject, measure=measure, dimension=dimension, scope=scope, period=period)
    assert series_from_text(key.text()) == key
    assert key.text().isprintable()


@pytest.mark.parametrize("text", ["", "a|b|c|d", "|cost||USD|", "a|||USD|", "a|cost|||", "a|b|c|d|e|f"])
def test_other_texts_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="not a series"):
        series_from_text(text)


def test_the_group_of_a_key_is_that_of_its_claims() -> None:
    flow = told(("$9bn", "9e9"), measure="exports", scope="textiles, raw", period="FY2025").claim
    key = series_of(flow, POLICY)
    assert key is not None
    assert key.group == group_of(flow)


@pytest.mark.parametrize(
    ("scope", "period", "expected"),
    [
        (None, None, True),
        ("phase-1", None, True),
        ("phase-2", None, False),
        ("phase-1", "2024-07-01/2025-06-30", True),
        ("phase-1", "2023-07-01/2024-06-30", False),
        (None, "06", True),
    ],
)
def test_series_of_two_scopes_or_of_periods_apart_never_compare(
    scope: str | None, period: str | None, expected: bool
) -> None:
    one = SeriesKey(subject="c", measure="exports", dimension="USD", scope="phase-1", period="2024-07-01/2025-06-30")
    other = SeriesKey(subject="c", measure="exports", dimension="USD", scope=scope, period=period)
    assert one.could_compare(other) is other.could_compare(one) is expected
