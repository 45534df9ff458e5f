"""How two claims stand to each other: the rules of docs/comparison.md, in their order.

`RULES` is the whole decision: the first rule that applies gives the relation, and the last one always applies.
A rule is a small function of the pair that returns its reason, the end of the sentence a person reads, or None where
it does not apply.
"""

from collections.abc import Callable
from dataclasses import dataclass

from claims.pair import Pair, in_order
from claims.periods import disjoint, extends, same_period
from claims.policy import LOOKING_AHEAD, Policy, StatusClass
from claims.report import Finding, KnownFrom, Relation, Report
from claims.topic import Temporal
from claims.units import dimension
from claims.wording import date_words, words

MEETING_NUMBER = "meeting-number"
FACILITY_COUNT = "facility-count"
# Counts of things in one state: finished ones and those being built are two different lists.
COUNTS_BY_STATE = frozenset({"project-count", FACILITY_COUNT})
PLAN_HOLDS_DAYS = 180
LEVEL_HOLDS_DAYS = 30
_EVENT_KINDS = (frozenset({Temporal.EVENT}), frozenset({Temporal.EVENT, Temporal.PLAN}))


@dataclass(frozen=True, slots=True)
class Rule:
    """One line of the rules: a stable id, the relation that it gives, and when it applies."""

    id: str
    relation: Relation
    reason: Callable[[Pair], str | None]


def compare(known: Report, new: Report, policy: Policy) -> Finding:
    """How `new` stands to what is known. Total: every pair gets a finding.

    The two are put in the order of knowing first (publication, else period, else as given), so a report that was
    published before the known one is compared as the former of the two: `update` then says that `known` updates it.
    """
    pair = Pair(in_order(known, new), policy)
    rule, reason = _decisive(pair)
    return Finding(rule.relation, rule.id, f"{_shown(pair)}: {reason}.")


def relation(known: Report, new: Report, policy: Policy) -> Relation:
    """The relation that `compare` finds, without the sentence that says why."""
    rule, _ = _decisive(Pair(in_order(known, new), policy))
    return rule.relation


def _decisive(pair: Pair) -> tuple[Rule, str]:
    return next((rule, reason) for rule in RULES if (reason := rule.reason(pair)))


# --- 1. not comparable ------------------------------------------------------------------------------------------------


def _unlinked(pair: Pair) -> str | None:
    links = (pair.former.subject, pair.former.measure, pair.newer.subject, pair.newer.measure)
    return "it is not known what one of them is about" if None in links else None


def _other_subject(pair: Pair) -> str | None:
    one, other = pair.former.subject, pair.newer.subject
    return f"the first is about {one}, the other about {other}" if one != other else None


def _other_measure(pair: Pair) -> str | None:
    one, other = pair.former.measure, pair.newer.measure
    return f"the first is a figure of {one}, the other of {other}" if one != other else None


def _other_dimension(pair: Pair) -> str | None:
    one, other = dimension(pair.former.figure.unit), dimension(pair.newer.figure.unit)
    return f"{one} and {other} do not convert into each other" if one != other else None


def _unreadable(pair: Pair) -> str | None:
    return None if pair.can_be_read else "one of them cannot be read as a quantity or a date"


def _other_scope(pair: Pair) -> str | None:
    if pair.is_of_one_scope or not pair.names_two_scopes:
        return None
    return f"the first is about {pair.former.scope} only, the other about {pair.newer.scope}"


def _part_and_whole(pair: Pair) -> str | None:
    if pair.is_of_one_scope or pair.can_both_be_true:
        return None
    part = pair.former.scope if pair.newer.scope is None else pair.newer.scope
    return f"one is about {part} only, the other may be about the whole"


def _forecast_and_fact(pair: Pair) -> str | None:
    looking_ahead = [claim.status in LOOKING_AHEAD for claim in (pair.former, pair.newer)]
    is_plan = [pair.policy.status_class(claim) is StatusClass.PLAN for claim in (pair.former, pair.newer)]
    if any(looking_ahead) and not all(is_plan):
        return "one is a forecast or target and the other is not"
    return None


def _forecasts_of_other_periods(pair: Pair) -> str | None:
    one, other = pair.former.period, pair.newer.period
    if not {pair.former.status, pair.newer.status} <= LOOKING_AHEAD or one is None or other is None:
        return None
    return f"they are forecasts or targets for {one} and for {other}" if not same_period(one, other) else None


def _other_kind(pair: Pair) -> str | None:
    is_of_one_kind = len(pair.kinds) == 1 or pair.kinds in _EVENT_KINDS
    if is_of_one_kind or pair.can_both_be_true:
        return None
    one, other = pair.policy.kind(pair.former), pair.policy.kind(pair.newer)
    return f"the first is {_KIND_WORDS[one]}, the other {_KIND_WORDS[other]}"


def _other_state(pair: Pair) -> str | None:
    if pair.former.measure not in COUNTS_BY_STATE:
        return None
    classes = [pair.policy.status_class(claim) for claim in (pair.former, pair.newer)]
    if None in classes or classes[0] is classes[1]:
        return None
    if pair.former.measure == FACILITY_COUNT and pair.is_same_value and pair.has_moved_up:
        return None
    return f"the first counts what is {pair.former.status}, the other what is {pair.newer.status}"


def _other_period(pair: Pair) -> str | None:
    is_dated = Temporal.FLOW in pair.kinds or pair.kinds == {Temporal.EVENT}
    if not is_dated or not disjoint(pair.former.period, pair.newer.period):
        return None
    return f"the first is for {pair.former.period}, the other for {pair.newer.period}"


# --- 2. same, 3. consistent -------------------------------------------------------------------------------------------


def _same_value(pair: Pair) -> str | None:
    return "both state the same value" if pair.is_same_value and pair.is_of_one_scope else None


def _can_both_be_true(pair: Pair) -> str | None:
    return "both can be true, as precisely as they are stated" if pair.can_both_be_true else None


# --- 4. the values differ, and the kind decides -----------------------------------------------------------------------


def _event_moved_on(pair: Pair) -> str | None:
    if pair.kinds not in _EVENT_KINDS or not pair.has_moved_up:
        return None
    return f"the matter has moved on from {pair.former.status} to {pair.newer.status}"


def _event_differs(pair: Pair) -> str | None:
    return "one event cannot have two values" if pair.kinds in _EVENT_KINDS else None


def _plan_moved_on(pair: Pair) -> str | None:
    if pair.kinds != {Temporal.PLAN} or not pair.has_moved_up:
        return None
    return f"the plan has moved on from {pair.former.status} to {pair.newer.status}"


def _plan_replaced(pair: Pair) -> str | None:
    if pair.kinds != {Temporal.PLAN} or pair.order.days is None or pair.order.days < PLAN_HOLDS_DAYS:
        return None
    return f"the plan was stated anew {pair.order.days} days later"


def _plan_differs(pair: Pair) -> str | None:
    if pair.kinds != {Temporal.PLAN}:
        return None
    return "two values for one plan, and nothing shows that it was changed in between"


def _total_grew(pair: Pair) -> str | None:
    if pair.kinds != {Temporal.CUMULATIVE} or not (pair.order.is_later and pair.has_grown):
        return None
    return "the running total has grown"


def _total_of_one_time(pair: Pair) -> str | None:
    if pair.kinds != {Temporal.CUMULATIVE} or pair.order.is_later:
        return None
    return "a running total cannot have two values at the same time"


def _total_fell(pair: Pair) -> str | None:
    return "a running total cannot fall" if pair.kinds == {Temporal.CUMULATIVE} else None


def _next_meeting(pair: Pair) -> str | None:
    if pair.former.measure != MEETING_NUMBER or not pair.has_grown:
        return None
    return "it is a later meeting of the series"


def _level_of_another_period(pair: Pair) -> str | None:
    if pair.kinds != {Temporal.LEVEL} or not pair.is_for_another_period:
        return None
    return "the state at another time"


def _level_replaced(pair: Pair) -> str | None:
    days = pair.order.days_published
    if pair.kinds != {Temporal.LEVEL} or days is None or days < LEVEL_HOLDS_DAYS:
        return None
    return f"the state as reported {days} days later"


def _level_differs(pair: Pair) -> str | None:
    return "two values for one state at the same time" if pair.kinds == {Temporal.LEVEL} else None


def _flow_of_one_period(pair: Pair) -> str | None:
    if pair.kinds != {Temporal.FLOW} or not same_period(pair.former.period, pair.newer.period):
        return None
    return f"two values for one period, {pair.former.period}"


def _flow_extended(pair: Pair) -> str | None:
    if pair.kinds != {Temporal.FLOW} or not extends(pair.former.period, pair.newer.period):
        return None
    return f"{pair.newer.period} goes on from where {pair.former.period} began"


def _flow_of_unlike_periods(pair: Pair) -> str | None:
    if pair.kinds != {Temporal.FLOW}:
        return None
    if pair.former.period is None or pair.newer.period is None:
        return "amounts per period, and the period of one of them is not known"
    return f"the periods {pair.former.period} and {pair.newer.period} cover different times"


def _kind_unknown(_pair: Pair) -> str | None:
    return "the topic does not say how values of this measure follow each other"


RULES: tuple[Rule, ...] = (
    Rule("unlinked", Relation.NOT_COMPARABLE, _unlinked),
    Rule("other-subject", Relation.NOT_COMPARABLE, _other_subject),
    Rule("other-measure", Relation.NOT_COMPARABLE, _other_measure),
    Rule("other-dimension", Relation.NOT_COMPARABLE, _other_dimension),
    Rule("unreadable", Relation.NOT_COMPARABLE, _unreadable),
    Rule("other-scope", Relation.NOT_COMPARABLE, _other_scope),
    Rule("part-and-whole", Relation.NOT_COMPARABLE, _part_and_whole),
    Rule("forecast-and-fact", Relation.NOT_COMPARABLE, _forecast_and_fact),
    Rule("forecasts-of-other-periods", Relation.NOT_COMPARABLE, _forecasts_of_other_periods),
    Rule("other-kind", Relation.NOT_COMPARABLE, _other_kind),
    Rule("other-state", Relation.NOT_COMPARABLE, _other_state),
    Rule("other-period", Relation.NOT_COMPARABLE, _other_period),
    Rule("same-value", Relation.SAME, _same_value),
    Rule("can-both-be-true", Relation.CONSISTENT, _can_both_be_true),
    Rule("event-moved-on", Relation.UPDATE, _event_moved_on),
    Rule("event-differs", Relation.CONFLICT, _event_differs),
    Rule("plan-moved-on", Relation.UPDATE, _plan_moved_on),
    Rule("plan-replaced", Relation.UPDATE, _plan_replaced),
    Rule("plan-differs", Relation.CONFLICT, _plan_differs),
    Rule("total-grew", Relation.UPDATE, _total_grew),
    Rule("total-of-one-time", Relation.CONFLICT, _total_of_one_time),
    Rule("total-fell", Relation.CONFLICT, _total_fell),
    Rule("next-meeting", Relation.UPDATE, _next_meeting),
    Rule("level-of-another-period", Relation.UPDATE, _level_of_another_period),
    Rule("level-replaced", Relation.UPDATE, _level_replaced),
    Rule("level-differs", Relation.CONFLICT, _level_differs),
    Rule("flow-of-one-period", Relation.CONFLICT, _flow_of_one_period),
    Rule("flow-extended", Relation.UPDATE, _flow_extended),
    Rule("flow-of-unlike-periods", Relation.NOT_COMPARABLE, _flow_of_unlike_periods),
    Rule("kind-unknown", Relation.NOT_COMPARABLE, _kind_unknown),
)

_KIND_WORDS: dict[Temporal | None, str] = {
    Temporal.EVENT: "of an event",
    Temporal.CUMULATIVE: "a running total",
    Temporal.FLOW: "an amount per period",
    Temporal.LEVEL: "the state at a time",
    Temporal.PLAN: "a plan",
}


def _shown(pair: Pair) -> str:
    return f"{_report_words(pair.order.former)} and {_report_words(pair.order.newer)}"


def _report_words(report: Report) -> str:
    """The figure with who printed it and when: `$14 bn (Pakistan Today, 27 September 2016)`."""
    day = None
    if report.known is not None and report.known_from is KnownFrom.PUBLISHED:
        day = date_words(report.known.date().isoformat())
    origin = ", ".join(part for part in (report.outlet, day) if part)
    return f"{words(report.claim.figure)} ({origin})" if origin else words(report.claim.figure)
