"""Claims to compare, each with only the fields that a test is about."""

from datetime import UTC, datetime
from decimal import Decimal

from claims.claim import Claim
from claims.figure import Bound, Figure
from claims.policy import Policy
from claims.report import Finding, KnownFrom, Report
from claims.topic import Temporal

POLICY = Policy(
    temporal={
        "investment": Temporal.CUMULATIVE,
        "cost": Temporal.PLAN,
        "length": Temporal.EVENT,
        "loan": Temporal.EVENT,
        "exports": Temporal.FLOW,
        "debt": Temporal.LEVEL,
        "project-count": Temporal.LEVEL,
        "facility-count": Temporal.EVENT,
        "meeting-number": Temporal.LEVEL,
        "completion-date": Temporal.PLAN,
        "opening-date": Temporal.EVENT,
    },
    temporal_by_status={
        "investment": {"planned": Temporal.PLAN},
        "cost": {"completed": Temporal.EVENT},
        "loan": {"proposed": Temporal.PLAN, "planned": Temporal.PLAN},
        "exports": {"planned": Temporal.PLAN},
        "project-count": {"completed": Temporal.CUMULATIVE},
    },
    flow_subjects=frozenset({"fdi"}),
    watched=frozenset({"corridor"}),
)


def figure(
    words: str,
    value: str,
    unit: str = "USD",
    *,
    high: str | None = None,
    bound: Bound = Bound.EXACT,
) -> Figure:
    """A figure whose value is a date where the unit is `date`, and a decimal otherwise."""
    if unit == "date":
        return Figure(0, len(words), words, value, high, bound, unit)
    return Figure(0, len(words), words, Decimal(value), None if high is None else Decimal(high), bound, unit)


def report(
    stated: Figure | tuple[str, str] | tuple[str, str, str] = ("$20bn", "20e9"),
    *,
    published: str | None = None,
    subject: str | None = "corridor",
    measure: str | None = "investment",
    scope: str | None = None,
    status: str | None = "actual",
    period: str | None = None,
    outlet: str = "",
) -> Report:
    """A report of a figure, given as a figure or as its words, value and unit (USD)."""
    shown = stated if isinstance(stated, Figure) else figure(*stated)
    claim = Claim(figure=shown, subject=subject, measure=measure, scope=scope, status=status, period=period)
    return Report(
        id=shown.words,
        claim=claim,
        known=None if published is None else datetime.fromisoformat(published).replace(tzinfo=UTC),
        known_from=KnownFrom.PUBLISHED,
        outlet=outlet,
        cluster=shown.words,
        article="",
        quote="",
    )


def outcome(finding: Finding) -> tuple[str, str]:
    """The relation and the rule, without the sentence."""
    return finding.relation.value, finding.rule
