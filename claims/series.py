"""Series: which claims are points of one line through time, and which could be compared at all."""

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import quote, unquote

from claims.claim import Claim
from claims.periods import disjoint, span
from claims.policy import Policy
from claims.scopes import normal_scope
from claims.topic import Temporal
from claims.units import dimension

_DIVIDER = "|"
_PARTS = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesKey:
    """What makes claims one series; `scope` is in normal form, `period` is set for flows only."""

    subject: str
    measure: str
    dimension: str
    scope: str | None = None
    period: str | None = None

    def text(self) -> str:
        """The key as one line, `cpec|investment|phase-1|USD|`; `series_from_text` reads it back."""
        parts = (self.subject, self.measure, self.scope, self.dimension, self.period)
        return _DIVIDER.join(_framed(part) for part in parts)

    @property
    def group(self) -> str:
        """The group of its claims, as `group_of` gives it."""
        return _DIVIDER.join(map(_framed, (self.subject, self.measure, self.dimension)))

    def could_compare(self, other: "SeriesKey") -> bool:
        """Whether a claim of this series may compare with one of another of the same group: two named scopes, and
        flows of periods that do not meet, never do."""
        is_of_two_scopes = None not in (self.scope, other.scope) and self.scope != other.scope
        return not is_of_two_scopes and not disjoint(self.period, other.period)


def series_from_text(text: str) -> SeriesKey:
    """The key that `SeriesKey.text` wrote. Raises ValueError for any other text."""
    parts = [unquote(part) for part in text.split(_DIVIDER)]
    if len(parts) != _PARTS or not (parts[0] and parts[1] and parts[3]):
        raise ValueError(f"not a series: {text!r}; expected subject|measure|scope|dimension|period")
    subject, measure, scope, quantity, period = parts
    return SeriesKey(subject=subject, measure=measure, dimension=quantity, scope=scope or None, period=period or None)


def series_of(claim: Claim, policy: Policy) -> SeriesKey | None:
    """The series that a claim is a point of; None where it is linked to no subject or no measure."""
    if not claim.subject or not claim.measure:
        return None
    is_flow = policy.kind(claim) is Temporal.FLOW
    return SeriesKey(
        subject=claim.subject,
        measure=claim.measure,
        dimension=dimension(claim.figure.unit),
        scope=normal_scope(claim.scope),
        period=_normal_period(claim.period) if is_flow else None,
    )


def group_of(claim: Claim) -> str | None:
    """What claims must share to be comparable at all, `cpec|investment|USD`; None for an unlinked claim."""
    if not claim.subject or not claim.measure:
        return None
    return _DIVIDER.join(map(_framed, (claim.subject, claim.measure, dimension(claim.figure.unit))))


@lru_cache(maxsize=4096)
def _framed(part: str | None) -> str:
    # Scopes are free text of articles: whatever could be taken for a divider, or break a line, is escaped.
    return quote(part or "", safe=" /:.,+()&'")


def _normal_period(period: str | None) -> str | None:
    """`FY2025` and `2024-07/2025-06` are one period; what names no days stays as it is written."""
    if period is None or not period.strip():
        return None
    days = span(period)
    return f"{days.first}/{days.last}" if days else period.strip().casefold()
