"""What a person puts in the place of what was read, or types in anew: every field checked against the topic.

A correction keeps the place in the article; its words are those that were typed, or the plain wording of the value, so
that it is taken to be as precise as it was stated.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches

from claims.claim import Claim, StatusClaim
from claims.errors import BadConfiguration
from claims.figure import Bound, Figure, Value
from claims.periods import is_yearless, span
from claims.policy import STATUS_CLASSES
from claims.scopes import normal_scope
from claims.topic import Measure, Topic
from claims.units import DATE, dimension, is_count, is_plausible
from claims.wording import words

_BY_HAND = ("put right by hand",)
_OF_FIGURES = ("figure", "value", "value_high", "unit", "bound")
_OF_STATUSES = frozenset({"subject", "status"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Amendment:
    """The fields that a person types, as text. None leaves a field as it is; empty text clears scope, status, period.

    `figure` is what was read in a figure typed as words (`$8.5bn`); the other fields go over it.
    """

    figure: Figure | None = None
    value: str | None = None
    value_high: str | None = None
    unit: str | None = None
    bound: str | None = None
    subject: str | None = None
    measure: str | None = None
    scope: str | None = None
    status: str | None = None
    period: str | None = None

    @property
    def given(self) -> frozenset[str]:
        """The names of the fields that were typed."""
        return frozenset(field.name for field in fields(self) if getattr(self, field.name) is not None)


def amended(claim: Claim, typed: Amendment, topic: Topic) -> Claim:
    """A claim with what a person typed in the place of what was read.

    Raises BadConfiguration naming the field, what was typed and what is allowed, also where nothing was typed.
    """
    if not typed.given:
        raise BadConfiguration(f"nothing to correct was given; say one of {', '.join(_names())}")
    subject = _known(typed.subject or claim.subject, "subject", topic.subjects)
    measure = _known(typed.measure or claim.measure, "measure", topic.measures)
    figure = _figure(claim.figure, typed)
    if typed.given & {"figure", "unit", "measure"}:
        _check_unit(figure.unit, topic.measures[measure])
    return replace(
        claim,
        figure=figure,
        subject=subject,
        measure=measure,
        scope=_cleared(typed.scope, claim.scope, _scope),
        status=_cleared(typed.status, claim.status, _status),
        period=_cleared(typed.period, claim.period, _period),
        why=_BY_HAND,
    )


def amended_status(claim: StatusClaim, typed: Amendment, topic: Topic) -> StatusClaim:
    """A status claim with what a person typed; only its subject and status can be. Raises BadConfiguration."""
    if not typed.given or not typed.given <= _OF_STATUSES:
        raise BadConfiguration("this line tells of a status, which has nothing but a subject and a status to correct")
    return replace(
        claim,
        subject=_known(typed.subject or claim.subject, "subject", topic.subjects),
        status=_known(typed.status or claim.status, "status", topic.statuses),
        why=_BY_HAND,
    )


def _names() -> Iterable[str]:
    return (field.name.replace("_", "-") for field in fields(Amendment))


def _known(typed: str | None, field: str, allowed: Mapping[str, object]) -> str:
    if typed is not None and typed in allowed:
        return typed
    near = get_close_matches(typed or "", allowed, n=3)
    hint = f"did you mean {' or '.join(near)}?" if near else f"the topic pack has {', '.join(sorted(allowed)[:12])} …"
    raise BadConfiguration(f"{field}: {'none was given' if typed is None else f'{typed!r} is not known'}; {hint}")


def _figure(read: Figure, typed: Amendment) -> Figure:
    """The figure as typed, at the place of the one that was read."""
    base = read if typed.figure is None else replace(typed.figure, start=read.start, end=read.end)
    if not typed.given & set(_OF_FIGURES[1:]):
        return base
    unit = typed.unit or base.unit
    value = base.value if typed.value is None else _value(typed.value, unit, "value")
    high = _high(base, typed, unit)
    bound = _bound(base, typed, high)
    high = high if bound is Bound.RANGE else None
    _check_values(value, high, bound, unit)
    amended_figure = replace(base, value=value, value_high=high, bound=bound, unit=unit, words="")
    return replace(amended_figure, words=words(amended_figure))


def _high(base: Figure, typed: Amendment, unit: str) -> Value | None:
    if typed.value_high is not None:
        return _value(typed.value_high, unit, "value-high")
    return base.value_high if typed.value is None else None


def _bound(base: Figure, typed: Amendment, high: Value | None) -> Bound:
    if typed.bound is not None:
        return Bound(_known(typed.bound, "bound", {bound.value: bound for bound in Bound}))
    if high is not None:
        return Bound.RANGE
    return Bound.EXACT if base.bound is Bound.RANGE else base.bound


def _check_values(value: Value, high: Value | None, bound: Bound, unit: str) -> None:
    if (unit == DATE) != isinstance(value, str):
        raise BadConfiguration(f"unit: {unit!r} does not fit the value {_plain(value)}; give both")
    if bound is not Bound.RANGE:
        return
    if high is None:
        raise BadConfiguration("bound: a range needs a value-high")
    if not _is_above(high, value):
        raise BadConfiguration(f"value-high: {_plain(high)} is not above the value {_plain(value)}")


def _plain(value: Value) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else value


def _is_above(high: Value, low: Value) -> bool:
    if isinstance(high, Decimal) and isinstance(low, Decimal):
        return high > low
    return isinstance(high, str) and isinstance(low, str) and high > low


def _value(typed: str, unit: str, field: str) -> Value:
    if unit == DATE:
        return _date(typed.strip(), field)
    try:
        number = Decimal(typed.replace(",", "").strip())
    except InvalidOperation:
        number = Decimal("NaN")
    if not is_plausible(number):
        raise BadConfiguration(f"{field}: {typed!r} is no number; type it in base units, 8500000000 for $8.5bn")
    return number


def _date(typed: str, field: str) -> str:
    if "/" in typed or typed.upper().startswith("FY") or (span(typed) is None and not is_yearless(typed)):
        raise BadConfiguration(f"{field}: {typed!r} is no ISO date such as 2030, 2026-03, 2026-03-31 or 04-01")
    return typed


def _check_unit(unit: str, measure: Measure) -> None:
    alike = {dimension(each) for each in measure.units}
    # Counts are of anything; of the rest only what the topic's units convert into is a unit at all.
    if (
        unit in measure.units
        or (is_count(unit) and "count" in alike)
        or (unit != dimension(unit) and dimension(unit) in alike)
    ):
        return
    raise BadConfiguration(f"unit: {measure.id} is not stated in {unit!r}, but in {', '.join(measure.units)}")


def _cleared(typed: str | None, read: str | None, check: Callable[[str], str]) -> str | None:
    if typed is None:
        return read
    return check(typed.strip()) if typed.strip() else None


def _scope(typed: str) -> str:
    if normal_scope(typed) is None:
        raise BadConfiguration(f"scope: {typed!r} has no word")
    return typed


def _status(typed: str) -> str:
    return _known(typed, "status", STATUS_CLASSES)


def _period(typed: str) -> str:
    if span(typed) is None and not is_yearless(typed):
        raise BadConfiguration(f"period: {typed!r} is none; write 2025, FY2025, 2025-09, 2025-09-26 or 2015/2023")
    return typed
