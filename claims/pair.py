"""Two reports in the order in which they became known, and what can be shown about them side by side."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from claims.claim import Claim
from claims.figure import Bound, Figure, Value
from claims.interval import Interval, is_readable, laid_intervals
from claims.periods import days_between, same_period, span
from claims.policy import Policy
from claims.report import Report
from claims.scopes import normal_scope, same_scope
from claims.topic import Temporal
from claims.units import in_base, is_plausible

_FLOORS = frozenset({Bound.MORE_THAN, Bound.AT_LEAST})
_CEILINGS = frozenset({Bound.LESS_THAN, Bound.AT_MOST})


@dataclass(frozen=True, slots=True)
class Order:
    """Two reports in the order of knowing.

    `is_later` is False only where both are shown to be of one time. `days` is the span between them, None where none
    can be shown; `days_published` the span between their publications alone.
    """

    former: Report
    newer: Report
    is_later: bool
    days: int | None
    days_published: int | None


def in_order(known: Report, new: Report) -> Order:
    """The order of knowing: by publication, else by period, else the order of the pair.

    Two reports of one day are ordered by their periods, so that two years of one table do not count as one time.
    """
    published = _days_published(known, new)
    days = published or days_between(known.claim.period, new.claim.period)
    former, newer = (new, known) if days is not None and days < 0 else (known, new)
    if published is None:
        return Order(former, newer, is_later=days != 0, days=_size(days), days_published=None)
    return Order(former, newer, is_later=bool(days), days=abs(published), days_published=abs(published))


def _size(days: int | None) -> int | None:
    return None if days is None else abs(days)


def _days_published(known: Report, new: Report) -> int | None:
    if known.known is None or new.known is None:
        return None
    return (new.known.date() - known.known.date()).days


@dataclass(frozen=True)
class Pair:
    """What the rules of comparison ask about two reports. `former` became known first."""

    order: Order
    policy: Policy

    @property
    def former(self) -> Claim:
        """The claim that was known first."""
        return self.order.former.claim

    @property
    def newer(self) -> Claim:
        """The claim that came to be known later (or second, where no order can be shown)."""
        return self.order.newer.claim

    @cached_property
    def kinds(self) -> frozenset[Temporal | None]:
        """The kind of each claim; one element where they are of one kind."""
        return frozenset({self.policy.kind(self.former), self.policy.kind(self.newer)})

    @cached_property
    def is_of_one_scope(self) -> bool:
        """Whether both name the same scope, or neither names any."""
        return same_scope(self.former.scope, self.newer.scope)

    @property
    def names_two_scopes(self) -> bool:
        """Whether both claims name a scope."""
        return None not in (normal_scope(self.former.scope), normal_scope(self.newer.scope))

    @cached_property
    def is_same_value(self) -> bool:
        """Whether both state one value, in whatever unit; `more than 300` and `less than 300` do not."""
        if _exclude_each_other(self.former.figure.bound, self.newer.figure.bound):
            return False
        return _normal_value(self.former.figure) == _normal_value(self.newer.figure)

    @cached_property
    def _laid(self) -> tuple[tuple[Interval, Interval], ...]:
        return tuple(laid_intervals(self.former.figure, self.newer.figure))

    @property
    def can_be_read(self) -> bool:
        """Whether both figures stand for something: a quantity, or a date."""
        if any(not (former.is_empty or newer.is_empty) for former, newer in self._laid):
            return True
        return is_readable(self.former.figure) and is_readable(self.newer.figure)

    @cached_property
    def can_both_be_true(self) -> bool:
        """Whether the intervals of the two figures overlap; figures of one value always do."""
        return self.is_same_value or any(former.overlaps(newer) for former, newer in self._laid)

    @property
    def has_grown(self) -> bool:
        """Whether the newer figure is the larger one."""
        return any(newer.low > former.low for former, newer in self._laid)

    @property
    def has_moved_up(self) -> bool:
        """Whether the status of the newer claim stands higher on the ladder."""
        return self.policy.has_moved_up(self.former.status, self.newer.status)

    @property
    def is_for_another_period(self) -> bool:
        """Whether the two are shown to be about different periods. A claim that names none is about the day on which
        it was published."""
        one, other = self.former.period, self.newer.period
        if one is not None and other is not None:
            return not same_period(one, other)
        return _lies_outside(self.order.former, other) or _lies_outside(self.order.newer, one)


def _exclude_each_other(one: Bound, other: Bound) -> bool:
    """Whether two bounds of one number contradict each other; `at least 300` and `at most 300` agree on 300."""
    bounds = {one, other}
    is_floor_and_ceiling = bool(bounds & _FLOORS) and bool(bounds & _CEILINGS)
    return is_floor_and_ceiling and bounds != {Bound.AT_LEAST, Bound.AT_MOST}


def _normal_value(figure: Figure) -> tuple[Fraction | str | None, ...]:
    return tuple(_in_base(value, figure.unit) for value in (figure.value, figure.value_high))


def _in_base(value: Value | None, unit: str) -> Fraction | str | None:
    if isinstance(value, Decimal):
        return in_base(value, unit) if is_plausible(value) else str(value)
    return value


def _lies_outside(report: Report, period: str | None) -> bool:
    """Whether the day on which a report without a period became known is outside a period that is named."""
    named = span(period)
    if named is None or report.known is None:
        return False
    return not named.first <= report.known.date() <= named.last
