"""Claims as JSON: what comes in is checked field by field, what goes out reads back exactly."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.claim import Claim
from claims.errors import BadConfiguration
from claims.exchange import claim_record, finding_record, json_value, read_pair, read_report
from claims.figure import Bound, Figure
from claims.report import Finding, KnownFrom, Relation
from tests.claims.comparison_factories import figure

GOLD = Path(__file__).resolve().parents[1] / "gold/dev.pairs.jsonl"
RECORD = {
    "quote": "has brought more than $25.4 billion",
    "figure": "more than $25.4 billion",
    "value": 25400000000,
    "value_high": None,
    "bound": "more_than",
    "unit": "USD",
    "subject": "cpec",
    "measure": "investment",
    "scope": None,
    "status": "actual",
    "period": "FY2025",
    "attributed_to": "Ahsan Iqbal",
    "published": "2025-09-26",
    "outlet": "Morning Post",
}


def test_a_claim_is_read_whole() -> None:
    read = read_report(RECORD, "a")
    assert read.claim.figure == Figure(
        0, 23, "more than $25.4 billion", Decimal(25400000000), None, Bound.MORE_THAN, "USD"
    )
    assert (read.claim.subject, read.claim.measure, read.claim.scope) == ("cpec", "investment", None)
    assert (read.claim.status, read.claim.period, read.claim.attributed_to) == ("actual", "FY2025", "Ahsan Iqbal")
    assert (read.known, read.known_from) == (datetime(2025, 9, 26, tzinfo=UTC), KnownFrom.PUBLISHED)
    assert (read.id, read.outlet, read.quote) == ("a", "Morning Post", "has brought more than $25.4 billion")


def test_a_value_and_a_unit_are_enough() -> None:
    read = read_report({"value": 8.6, "unit": "percent"}, "b")
    assert (read.claim.figure.value, read.claim.figure.bound, read.known) == (Decimal("8.6"), Bound.EXACT, None)


@pytest.mark.parametrize(
    ("value", "exact"), [(8.6, "8.6"), (25, "25"), ("1.10", "1.10"), (Decimal("0.1"), "0.1"), (1e25, "1e25")]
)
def test_numbers_keep_what_was_written(value: object, exact: str) -> None:
    assert read_report({"value": value, "unit": "USD"}, "a").claim.figure.value == Decimal(exact)


@pytest.mark.parametrize(("value", "text"), [("2026-03", "2026-03"), (2015, "2015"), (" 04-01 ", "04-01")])
def test_dates_are_text(value: object, text: str) -> None:
    assert read_report({"value": value, "unit": "date", "value_high": "2031"}, "a").claim.figure.value == text


@pytest.mark.parametrize(
    ("published", "known"),
    [
        ("2025-09-26", datetime(2025, 9, 26, tzinfo=UTC)),
        ("2018-12", datetime(2018, 12, 1, tzinfo=UTC)),
        ("2025-09-26T03:00:00+05:00", datetime(2025, 9, 25, 22, tzinfo=UTC)),
        ("2025-09-26T03:00:00", datetime(2025, 9, 26, 3, tzinfo=UTC)),
        ("", None),
        (None, None),
    ],
)
def test_a_day_of_publication(published: str | None, known: datetime | None) -> None:
    assert read_report(RECORD | {"published": published}, "a").known == known


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"value": None}, r"a\.value: missing"),
        ({"value": True}, r"a\.value: expected a number, found True"),
        ({"value": "many"}, r"a\.value: expected a number, found 'many'"),
        ({"value": float("nan")}, r"a\.value: expected a number"),
        ({"value": "1e999"}, r"a\.value: expected a number"),
        ({"value": [1]}, r"a\.value: expected a number, found \[1\]"),
        ({"value_high": "x" * 99}, r"a\.value_high: expected a number, found 'x+…$"),
        ({"value": 2.5, "unit": "date"}, r"a\.value: expected an ISO date"),
        ({"value": True, "unit": "date"}, r"a\.value: expected an ISO date"),
        ({"unit": ""}, r"a\.unit: expected a unit"),
        ({"unit": 3}, r"a\.unit: expected text or null, found 3"),
        ({"bound": "roughly"}, r"a\.bound: expected exact \| about"),
        ({"scope": 1}, r"a\.scope: expected text or null"),
        ({"published": "yesterday"}, r"a\.published: expected an ISO date such as 2025-09-26, or null"),
    ],
)
def test_a_bad_field_is_named(change: dict[str, object], message: str) -> None:
    with pytest.raises(BadConfiguration, match=message):
        read_report(RECORD | change, "a")


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ([], "a line: expected a JSON object"),
        ({"a": RECORD}, "^b: missing"),
        ({"a": RECORD, "b": 7}, "^b: expected a JSON object, found 7"),
        ({"a": RECORD, "b": RECORD | {"value": "x"}}, r"^b\.value: "),
    ],
)
def test_a_pair_needs_two_claims(record: object, message: str) -> None:
    with pytest.raises(BadConfiguration, match=message):
        read_pair(record)


def test_every_labelled_pair_is_read() -> None:
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        labelled = json.loads(line)
        for name, read in zip("ab", read_pair(labelled), strict=True):
            fields = labelled[name]
            assert json_value(read.claim.figure.value) == fields["value"]
            assert read.claim.figure.words == fields["figure"]


def test_a_claim_is_written_whole() -> None:
    stated = figure("$6-7bn", "6e9", high="7.5e9", bound=Bound.RANGE)
    claim = Claim(figure=stated, subject="cpec", measure=None, scope="phase-1", status="actual", period="2025")
    assert json.dumps(claim_record(claim)) == json.dumps(
        {
            "start": 0,
            "end": 6,
            "figure": "$6-7bn",
            "value": 6000000000,
            "value_high": 7500000000,
            "bound": "range",
            "unit": "USD",
            "subject": "cpec",
            "measure": None,
            "scope": "phase-1",
            "status": "actual",
            "period": "2025",
            "attributed_to": None,
        }
    )


def test_a_figure_without_an_upper_end_has_none() -> None:
    assert (
        claim_record(Claim(figure=figure("8.6 %", "8.6", "percent"), subject=None, measure=None))["value_high"] is None
    )


def test_a_finding_is_written() -> None:
    finding = Finding(Relation.SAME, "same-value", "Both.")
    assert finding_record(finding) == {"relation": "same", "rule": "same-value", "why": "Both."}


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("25e9"), "25000000000"),
        (Decimal("8.60"), "8.6"),
        (Decimal("-18.97"), "-18.97"),
        (Decimal("0.1234567890123456789012"), '"0.1234567890123456789012"'),
        (Decimal("1e99"), '"1E+99"'),
        (Decimal("NaN"), '"NaN"'),
        ("2026-03", '"2026-03"'),
    ],
)
def test_values_as_json(value: Decimal | str, written: str) -> None:
    assert json.dumps(json_value(value)) == written


@given(st.decimals(allow_nan=False, allow_infinity=False))
def test_what_is_written_reads_back_exactly(value: Decimal) -> None:
    written = json.loads(json.dumps(json_value(value)), parse_float=Decimal)
    assert Decimal(written) == value
