"""Rows of baseline.yaml → the baseline documents with their figures and status claims."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from claims.figure import Bound, Value
from claims.topic import BaselineDocument, BaselineFigure, BaselineStatus, Measure, Rung, Subject
from extractors.strict_yaml import Row, unique
from extractors.topic_words import CLAIM_STATUSES, check_unit

_LONGEST_DOCUMENT = 1_000_000
_SHA256 = re.compile(r"[0-9a-f]{64}")
_ISO_DATE = re.compile(r"(?P<year>\d{4})(-(?P<month>\d{2})(-(?P<day>\d{2}))?)?|(?P<yearless>\d{2}-\d{2})")
_LEAP_YEAR = 2000


@dataclass(frozen=True, slots=True)
class _Known:
    subjects: Mapping[str, Subject]
    measures: Mapping[str, Measure]
    statuses: Mapping[str, Rung]
    characters: int


def load_baseline(
    file: Row, subjects: Mapping[str, Subject], measures: Mapping[str, Measure], statuses: Mapping[str, Rung]
) -> tuple[BaselineDocument, ...]:
    """The documents in the order of the file. Raises BadConfiguration naming file, line and field."""
    file.only("documents")
    rows = file.rows("documents")
    unique(rows)
    return tuple(_document(row, subjects, measures, statuses) for row in rows)


def _document(
    row: Row, subjects: Mapping[str, Subject], measures: Mapping[str, Measure], statuses: Mapping[str, Rung]
) -> BaselineDocument:
    row.only("id", "sha256", "characters", "outlet", "published", "known", "note", "figures", "statuses")
    known = _Known(subjects, measures, statuses, row.whole("characters", 1, _LONGEST_DOCUMENT))
    document = BaselineDocument(
        id=row.identifier("id"),
        outlet=row.text_or_none("outlet"),
        sha256=row.text("sha256"),
        characters=known.characters,
        published=row.day("published") if row.has("published") else None,
        known=row.day("known"),
        figures=tuple(_figure(figure, known) for figure in row.rows("figures")),
        statuses=tuple(_status(status, known) for status in row.rows("statuses")),
    )
    if not _SHA256.fullmatch(document.sha256):
        raise row.wrong("sha256", "is not a SHA-256 hash; write 64 digits of 0-9 and a-f")
    if document.published is not None and document.known < document.published:
        raise row.wrong("known", f"{document.known} lies before the day of publication, {document.published}")
    return document


def _figure(row: Row, known: _Known) -> BaselineFigure:
    what = ("subject", "measure", "value", "value_high", "bound", "unit")
    row.only(*what, "scope", "status", "period", "attributed_to", "start", "end", "statement", "words", "note")
    start, end = _offsets(row, known)
    unit = check_unit(row, "unit", row.text("unit"))
    bound = row.member("bound", Bound)
    value, high = _values(row, unit, bound)
    words = row.text("words")
    if len(words) != end - start:
        raise row.wrong("words", f"has {len(words)} characters, but start and end span {end - start}")
    return BaselineFigure(
        subject=row.known("subject", known.subjects, "subject"),
        measure=row.known("measure", known.measures, "measure"),
        value=value,
        value_high=high,
        bound=bound,
        unit=unit,
        scope=row.text_or_none("scope"),
        status=row.choice("status", CLAIM_STATUSES) if row.has("status") else None,
        period=row.text_or_none("period"),
        attributed_to=row.text_or_none("attributed_to"),
        start=start,
        end=end,
        statement=row.text("statement"),
        words=words,
    )


def _status(row: Row, known: _Known) -> BaselineStatus:
    row.only("subject", "status", "attributed_to", "start", "end", "note")
    start, end = _offsets(row, known)
    return BaselineStatus(
        subject=row.known("subject", known.subjects, "subject"),
        status=row.known("status", known.statuses, "status"),
        attributed_to=row.text_or_none("attributed_to"),
        start=start,
        end=end,
    )


def _offsets(row: Row, known: _Known) -> tuple[int, int]:
    start = row.whole("start", 0, known.characters - 1)
    return start, row.whole("end", start + 1, known.characters)


def _values(row: Row, unit: str, bound: Bound) -> tuple[Value, Value | None]:
    value = _value(row, "value", unit)
    if (bound is Bound.RANGE) != row.has("value_high"):
        raise row.wrong("value_high", "goes with bound `range`, and bound `range` with it")
    if bound is not Bound.RANGE:
        return value, None
    high = _value(row, "value_high", unit)
    if not _below(value, high):
        raise row.wrong("value_high", f"{high} is not above the value {value}")
    return value, high


def _below(value: Value, high: Value) -> bool:
    if isinstance(value, str) or isinstance(high, str):
        return str(value) < str(high)  # ISO dates: both are text, since both were read for one unit
    return value < high


def _value(row: Row, key: str, unit: str) -> Value:
    return _iso_date(row, key) if unit == "date" else row.number(key)


def _iso_date(row: Row, key: str) -> str:
    text = row.text(key)
    found = _ISO_DATE.fullmatch(text)
    if found and _is_day(found):
        return text
    raise row.wrong(key, f'{text!r} is not a date; write "2015", "2026-03", "2026-03-31" or "04-01" in quotes')


def _is_day(found: re.Match[str]) -> bool:
    if found["yearless"]:
        month, day = found["yearless"].split("-")
        year = _LEAP_YEAR
    else:
        year, month, day = int(found["year"]), found["month"] or "1", found["day"] or "1"
    try:
        date(int(year), int(month), int(day))
    except ValueError:
        return False
    return True
