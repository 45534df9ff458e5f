from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Column, Engine, Integer, MetaData, Table, insert, select
from sqlalchemy.exc import StatementError

from store.columns import DecimalText, PlainText, UtcTime, value_from, value_kind, value_text

VALUES = Table(
    "values_kept",
    MetaData(),
    Column("id", Integer, primary_key=True),
    Column("at", UtcTime),
    Column("words", PlainText),
    Column("number", DecimalText),
)
KARACHI = timezone(timedelta(hours=5))
NUMBERS = st.decimals(allow_nan=False, allow_infinity=False)


@pytest.fixture(autouse=True)
def table(engine: Engine) -> Iterator[None]:
    VALUES.create(engine)
    yield
    VALUES.drop(engine)


def kept(engine: Engine, **values: object) -> object:
    """What comes back for the one value given."""
    with engine.begin() as connection:
        connection.execute(insert(VALUES).values(**values))
        (found,) = connection.execute(select(*(VALUES.c[name] for name in values))).one()
        return found


def test_a_time_is_converted_to_utc_not_relabelled(engine: Engine) -> None:
    found = kept(engine, at=datetime(2026, 3, 31, 12, 0, 0, 123456, tzinfo=KARACHI))
    assert found == datetime(2026, 3, 31, 7, 0, 0, 123456, tzinfo=UTC)
    assert isinstance(found, datetime)
    assert found.utcoffset() == timedelta(0)


def test_times_are_compared_in_utc(engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(insert(VALUES).values(at=datetime(2026, 3, 31, 12, tzinfo=KARACHI)))
        earlier = select(VALUES.c.id).where(VALUES.c.at < datetime(2026, 3, 31, 8, tzinfo=UTC))
        assert len(connection.execute(earlier).all()) == 1


def test_a_time_without_a_zone_is_refused(engine: Engine) -> None:
    with pytest.raises(StatementError, match="time without a zone"):
        kept(engine, at=datetime(2026, 3, 31, 12))  # noqa: DTZ001


@pytest.mark.parametrize(
    ("given_text", "found"),
    [
        ("$25 billion", "$25 billion"),
        ("سی پیک — “€”\u00a0😀", "سی پیک — “€”\u00a0😀"),
        ("a\x00b", "a\ufffdb"),
        ("half \ud83d of a pair", "half \ufffd of a pair"),
        ("", ""),
    ],
)
def test_any_text_can_be_kept_with_true_offsets(engine: Engine, given_text: str, found: str) -> None:
    assert kept(engine, words=given_text) == found


@pytest.mark.parametrize("column", ["at", "words", "number"])
def test_nothing_stays_nothing(engine: Engine, column: str) -> None:
    assert kept(engine, **{column: None}) is None


@pytest.mark.parametrize("number", ["12345678.12", "9007199254740993", "12345678901234.123456", "0.25", "-3", "1E+30"])
def test_a_number_is_exact_where_a_float_is_not(engine: Engine, number: str) -> None:
    assert kept(engine, number=Decimal(number)) == Decimal(number)


@pytest.mark.parametrize(
    ("number", "text"),
    [("2.50E+10", "25000000000"), ("0.50", "0.5"), ("-0", "0"), ("1E-7", "0.0000001"), ("1E+999", "1E+999")],
)
def test_a_number_is_kept_in_plain_digits(number: str, text: str) -> None:
    assert value_text(Decimal(number)) == text


@given(NUMBERS)
def test_every_number_comes_back_as_it_was(number: Decimal) -> None:
    assert value_from(value_kind(number), value_text(number)) == number


@given(NUMBERS, NUMBERS)
def test_numbers_are_equal_just_where_their_texts_are(one: Decimal, other: Decimal) -> None:
    assert (value_text(one) == value_text(other)) == (one == other)


@pytest.mark.parametrize("date", ["2015", "2026-03", "2026-03-31", "04-01"])
def test_a_date_keeps_its_precision(date: str) -> None:
    assert value_kind(date) == "date"
    assert value_from("date", value_text(date)) == date


@pytest.mark.parametrize("number", ["NaN", "sNaN", "Infinity", "-Infinity"])
def test_what_is_no_number_is_refused(number: str) -> None:
    with pytest.raises(ValueError, match="not a number"):
        value_text(Decimal(number))
