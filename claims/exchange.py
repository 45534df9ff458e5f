"""Claims as JSON values: the lines of `cpecwatch compare` and `cpecwatch extract` (fields: docs/fields.md).

Numbers keep their exact value: whole ones are written as integers, others as the shortest number that reads back as
the same decimal, and a decimal that no JSON number holds as text.
"""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation

from claims.claim import Claim
from claims.errors import BadConfiguration
from claims.figure import Bound, Figure, Value
from claims.periods import span
from claims.report import Finding, KnownFrom, Report
from claims.units import DATE, is_plausible

JsonValue = str | int | float | bool | None


def read_pair(record: object) -> tuple[Report, Report]:
    """The two reports of a line `{"a": claim, "b": claim}`: what is known, and what is new.

    Raises BadConfiguration naming the field, `b.value`, and what was expected of it.
    """
    fields = _object(record, "a line")
    return read_report(_field(fields, "a", ""), "a"), read_report(_field(fields, "b", ""), "b")


def read_report(record: object, name: str) -> Report:
    """One claim of the exchange format as a report; `name` is its id, and stands before the fields in errors.

    `value` and `unit` must be there; `bound` is `exact` where it is missing, everything else unknown. `published` is
    an ISO date (or time): a day counts in UTC. Raises BadConfiguration.
    """
    fields = _object(record, name)
    published = _published(fields, name)
    outlet = _text(fields, "outlet", name) or ""
    return Report(
        id=name,
        claim=_claim(fields, name),
        known=published,
        known_from=KnownFrom.PUBLISHED,
        outlet=outlet,
        cluster=name,
        article=_text(fields, "article", name) or name,
        quote=_text(fields, "quote", name) or "",
    )


def claim_record(claim: Claim) -> dict[str, JsonValue]:
    """A claim as the JSON object that `cpecwatch extract` writes."""
    figure = claim.figure
    return {
        "start": figure.start,
        "end": figure.end,
        "figure": figure.words,
        "value": json_value(figure.value),
        "value_high": None if figure.value_high is None else json_value(figure.value_high),
        "bound": figure.bound.value,
        "unit": figure.unit,
        "subject": claim.subject,
        "measure": claim.measure,
        "scope": claim.scope,
        "status": claim.status,
        "period": claim.period,
        "attributed_to": claim.attributed_to,
    }


def finding_record(finding: Finding) -> dict[str, JsonValue]:
    """A finding as the JSON object that `cpecwatch compare` writes."""
    return {"relation": finding.relation.value, "rule": finding.rule, "why": finding.why}


def json_value(value: Value) -> str | int | float:
    """A value as JSON that reads back exactly: a date as text, 25000000000 as an integer, 8.6 as a number."""
    if isinstance(value, str):
        return value
    if not is_plausible(value):
        return str(value)
    if value == value.to_integral_value():
        return int(value)
    number = float(value)
    return number if Decimal(repr(number)) == value else str(value)


def _claim(fields: Mapping[str, object], name: str) -> Claim:
    words = _text(fields, "figure", name) or ""
    unit = _text(fields, "unit", name)
    if not unit:
        raise _bad(name, "unit", "a unit such as USD, MW, date or count:project", fields.get("unit"))
    value = _value(_field(fields, "value", name), unit, f"{name}.value")
    high = fields.get("value_high")
    figure = Figure(
        start=0,
        end=len(words),
        words=words,
        value=value,
        value_high=None if high is None else _value(high, unit, f"{name}.value_high"),
        bound=_bound(fields, name),
        unit=unit,
    )
    return Claim(
        figure=figure,
        subject=_text(fields, "subject", name),
        measure=_text(fields, "measure", name),
        scope=_text(fields, "scope", name),
        status=_text(fields, "status", name),
        period=_text(fields, "period", name),
        attributed_to=_text(fields, "attributed_to", name),
    )


def _object(record: object, name: str) -> Mapping[str, object]:
    if not isinstance(record, Mapping):
        raise BadConfiguration(f"{name}: expected a JSON object, found {_short(record)}")
    return record


def _field(fields: Mapping[str, object], field: str, name: str) -> object:
    if fields.get(field) is None:
        path = f"{name}.{field}" if name else field
        raise BadConfiguration(f"{path}: missing; every pair has claims a and b, every claim a value and a unit")
    return fields[field]


def _text(fields: Mapping[str, object], field: str, name: str) -> str | None:
    found = fields.get(field)
    if found is not None and not isinstance(found, str):
        raise _bad(name, field, "text or null", found)
    return found or None


def _bound(fields: Mapping[str, object], name: str) -> Bound:
    found = _text(fields, "bound", name) or Bound.EXACT.value
    try:
        return Bound(found)
    except ValueError:
        raise _bad(name, "bound", " | ".join(Bound), found) from None


def _value(found: object, unit: str, path: str) -> Value:
    """A date as its text (a year may come as a number), anything else as an exact decimal."""
    if unit == DATE:
        return _date_value(found, path)
    number = _decimal(found)
    if number is None or not is_plausible(number):
        raise BadConfiguration(f"{path}: expected a number, found {_short(found)}")
    return number


def _date_value(found: object, path: str) -> str:
    text = str(found) if isinstance(found, int) and not isinstance(found, bool) else found
    if not isinstance(text, str):
        raise BadConfiguration(f"{path}: expected an ISO date such as 2030, 2026-03 or 04-01, found {_short(found)}")
    return text.strip()


def _decimal(found: object) -> Decimal | None:
    """A JSON number, or its text, exactly as it was written; None for anything else."""
    if isinstance(found, bool) or not isinstance(found, int | float | str | Decimal):
        return None
    try:
        # The shortest text of a float is what the file said; its binary value is not.
        return Decimal(repr(found)) if isinstance(found, float) else Decimal(found)
    except InvalidOperation:
        return None


def _published(fields: Mapping[str, object], name: str) -> datetime | None:
    found = _text(fields, "published", name)
    if found is None:
        return None
    # A publication known to the month or year only is ordered by its first day.
    if days := span(found):
        return _midnight(days.first)
    try:
        moment = datetime.fromisoformat(found)
    except ValueError:
        raise _bad(name, "published", "an ISO date such as 2025-09-26, or null", found) from None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), tzinfo=UTC)


def _bad(name: str, field: str, expected: str, found: object) -> BadConfiguration:
    return BadConfiguration(f"{name}.{field}: expected {expected}, found {_short(found)}")


def _short(found: object) -> str:
    shown = repr(found)
    return shown if len(shown) <= 60 else f"{shown[:57]}…"
