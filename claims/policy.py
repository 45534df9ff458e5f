"""What a topic says about how its claims are compared: kinds of measures, the ladder, what is watched."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

from claims.claim import Claim
from claims.topic import Temporal, Topic

TRADE_FLOW = "trade-flow"


class StatusClass(StrEnum):
    """The three classes of status that decide whether two claims speak of the same state of affairs."""

    PLAN = "plan"
    WORK = "work"
    DONE = "done"


# The statuses of a claim are part of the label schema (docs/fields.md), not of a topic: so are their classes and ranks.
STATUS_CLASSES: Mapping[str, StatusClass] = MappingProxyType(
    {
        "proposed": StatusClass.PLAN,
        "planned": StatusClass.PLAN,
        "committed": StatusClass.PLAN,
        "approved": StatusClass.PLAN,
        "signed": StatusClass.PLAN,
        "target": StatusClass.PLAN,
        "forecast": StatusClass.PLAN,
        "under-construction": StatusClass.WORK,
        "completed": StatusClass.DONE,
        "actual": StatusClass.DONE,
    }
)
# A forecast stands beside the ladder: nobody has bound himself to it.
LADDER: Mapping[str, int] = MappingProxyType(
    {
        "proposed": 1,
        "planned": 2,
        "target": 2,
        "committed": 3,
        "approved": 4,
        "signed": 5,
        "under-construction": 6,
        "completed": 7,
        "actual": 7,
    }
)
LOOKING_AHEAD = frozenset({"forecast", "target"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """How claims of one topic are compared.

    `temporal` gives the kind of each measure, `temporal_by_status` what a status makes of it; `flow_subjects` are
    those whose running totals are amounts per period; `watched` are the subjects whose news raises an alert.
    """

    temporal: Mapping[str, Temporal]
    temporal_by_status: Mapping[str, Mapping[str, Temporal]]
    flow_subjects: frozenset[str]
    watched: frozenset[str]
    ranks: Mapping[str, int] = field(default_factory=lambda: LADDER)
    classes: Mapping[str, StatusClass] = field(default_factory=lambda: STATUS_CLASSES)

    def kind(self, claim: Claim) -> Temporal | None:
        """How values of the claim's series follow each other in time; None for a measure that the topic lacks."""
        if claim.measure is None or claim.measure not in self.temporal:
            return None
        by_status = self.temporal_by_status.get(claim.measure, {})
        kind = by_status.get(claim.status or "", self.temporal[claim.measure])
        is_flow = kind is Temporal.CUMULATIVE and claim.subject in self.flow_subjects
        return Temporal.FLOW if is_flow else kind

    def status_class(self, claim: Claim) -> StatusClass | None:
        """Whether the claim speaks of a plan, of work going on or of something done; None where it has no status."""
        return self.classes.get(claim.status or "")

    def has_moved_up(self, former: str | None, later: str | None) -> bool:
        """Whether a status stands higher on the ladder than a former one; False where either is not on it."""
        before, after = self.ranks.get(former or ""), self.ranks.get(later or "")
        return before is not None and after is not None and after > before


def policy_of(topic: Topic) -> Policy:
    """The policy of a topic: every subject is watched, and its trade flows make running totals flows."""
    return Policy(
        temporal={measure.id: measure.temporal for measure in topic.measures.values()},
        temporal_by_status={measure.id: measure.temporal_by_status for measure in topic.measures.values()},
        flow_subjects=frozenset(subject.id for subject in topic.subjects.values() if subject.kind == TRADE_FLOW),
        watched=frozenset(topic.subjects),
    )
