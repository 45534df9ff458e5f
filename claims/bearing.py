"""How a report bears on one that stands: the relation of the two, seen from the ledger.

`compare` says whether two claims can both be true. Here that becomes what it means for the entry that stands, with
three cautions that no pair of claims can know: a step of a thousandfold is a misread word; a figure about an earlier
time does not replace a later one, however late it was printed; and the narrower of two figures that agree says more.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum

from claims.compare import LEVEL_HOLDS_DAYS, compare, relation
from claims.figure import Bound
from claims.interval import are_apart, interval, laid_intervals
from claims.pair import in_order
from claims.periods import span
from claims.policy import Policy
from claims.report import Finding, Relation, Report
from claims.scale import is_scale_slip, ratio
from claims.topic import Temporal


class Bearing(Enum):
    """What a report does to an entry that stands, the most agreeable first."""

    AGREES = 1
    REFINES = 2
    REPLACES = 3
    LOOKS_BACK = 4
    RETURNS = 5  # given by claims.standing only, which knows what stood before
    CONTRADICTS = 6
    APART = 7


@dataclass(frozen=True, slots=True)
class Encounter:
    """How a new report bears on a standing one, and the finding that says why."""

    bearing: Bearing
    finding: Finding


_OPEN_BOUNDS = frozenset({Bound.MORE_THAN, Bound.AT_LEAST, Bound.LESS_THAN, Bound.AT_MOST})
_STATES_AT_A_TIME = frozenset({Temporal.LEVEL, Temporal.CUMULATIVE})


def encounter(standing: Report, new: Report, policy: Policy) -> Encounter:
    """How `new` bears on `standing`, whichever of the two is older."""
    finding = compare(standing, new, policy)
    match finding.relation:
        case Relation.NOT_COMPARABLE:
            return Encounter(Bearing.APART, finding)
        case Relation.SAME:
            return Encounter(Bearing.AGREES, finding)
        case Relation.CONSISTENT:
            return Encounter(Bearing.REFINES if is_narrower(new, standing) else Bearing.AGREES, finding)
        case _:
            return _differing(standing, new, finding, policy)


def is_narrower(new: Report, standing: Report) -> bool:
    """Whether the new figure leaves open strictly less than the standing one: `$25.4bn` after `more than $25bn`."""
    return any(one.lies_inside(other) for one, other in laid_intervals(new.claim.figure, standing.claim.figure))


def repeats(former: Report, new: Report, policy: Policy) -> bool:
    """Whether `new` says again what `former` said.

    An open bound of the past agrees with nearly everything: `$29bn` is no repeat of `more than $25bn`, though both can
    be true. Nor does the margin of `about` make one: `about $6.6bn` can be $7.2bn, but does not say it again.
    """
    if are_apart(former.claim.figure, new.claim.figure):
        return False
    found = relation(_without_hedge(former), _without_hedge(new), policy)
    if found is Relation.CONSISTENT:
        return not (former.claim.figure.bound in _OPEN_BOUNDS and is_narrower(new, former))
    return found is Relation.SAME


def _without_hedge(report: Report) -> Report:
    figure = report.claim.figure
    if figure.bound is not Bound.ABOUT:
        return report
    return replace(report, claim=replace(report.claim, figure=replace(figure, bound=Bound.EXACT)))


def agrees(one: Report, other: Report, policy: Policy) -> bool:
    """Whether two reports say the same, or what can both be true."""
    if are_apart(one.claim.figure, other.claim.figure):
        return False
    return relation(one, other, policy) in (Relation.SAME, Relation.CONSISTENT)


def _differing(standing: Report, new: Report, finding: Finding, policy: Policy) -> Encounter:
    if is_scale_slip(standing.claim.figure, new.claim.figure):
        return Encounter(Bearing.CONTRADICTS, _slip(standing, new, finding))
    if _is_about_earlier_time(standing, new, policy):
        why = f"{finding.why} The report speaks of {new.claim.period}, an earlier time than the entry that stands."
        return Encounter(Bearing.LOOKS_BACK, Finding(finding.relation, "earlier-time", why))
    if finding.relation is Relation.CONFLICT:
        return Encounter(Bearing.CONTRADICTS, finding)
    is_former = in_order(standing, new).former is new
    return Encounter(Bearing.LOOKS_BACK if is_former else Bearing.REPLACES, finding)


def _slip(standing: Report, new: Report, finding: Finding) -> Finding:
    times = round(float(ratio(standing.claim.figure, new.claim.figure) or 0))
    why = f"{finding.why} The larger is {times:,} times the smaller: one of them is probably misread or misprinted."
    return Finding(Relation.CONFLICT, "scale-slip", why)


def _is_about_earlier_time(standing: Report, new: Report, policy: Policy) -> bool:
    """Whether a level or running total is stated for a time before the one that the standing entry is about.

    Only a smaller running total belongs to the past: a larger one at an earlier time contradicts.
    """
    kinds = {policy.kind(standing.claim), policy.kind(new.claim)}
    past, present = span(new.claim.period), _time_about(standing)
    if len(kinds) > 1 or not kinds <= _STATES_AT_A_TIME or past is None or present is None or past.last >= present:
        return False
    is_smaller = interval(new.claim.figure).low < interval(standing.claim.figure).low
    return is_smaller or kinds == {Temporal.LEVEL}


def _time_about(report: Report) -> date | None:
    """The first day that a report is about; without a period, the time for which its state may be taken to hold."""
    days = span(report.claim.period)
    if days is not None:
        return days.first
    return None if report.known is None else report.known.date() - timedelta(days=LEVEL_HOLDS_DAYS)
