"""What stands: the entry of a series that is current knowledge, computed from its reports in the order of knowing.

The state of a series is folded report by report, so that a report that comes in order costs a handful of comparisons,
however long the series is; one that comes late, or a new judgement, means folding the series again. Because the order
is that of knowing and never that of arrival, the same reports and judgements always give the same state.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache, reduce

from claims.bearing import Bearing, Encounter, agrees, encounter, repeats
from claims.claim import Claim
from claims.identity import figure_form
from claims.periods import span
from claims.policy import Policy
from claims.report import Finding, Judgement, Relation, Report
from claims.topic import Temporal

_VOUCHED_FOR = frozenset({Judgement.ACCEPTED, Judgement.CORRECTED})
# Of these kinds a later statement replaces an earlier one by its age alone.
_REPLACED_BY_AGE = frozenset({Temporal.PLAN, Temporal.LEVEL})
_days = lru_cache(maxsize=4096)(span)
_EARLIEST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """A report of the ledger with what a person last said of it. A corrected entry holds the corrected report."""

    report: Report
    judgement: Judgement = Judgement.OPEN

    @property
    def counts(self) -> bool:
        """Whether the report is part of what is known: a person can take it out."""
        return self.judgement is not Judgement.DISMISSED


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """One line of values inside a series whose values can replace each other.

    A series has several where its reports do not compare: finished projects beside those being built, a forecast
    beside the fact. `report` stands; `witnesses` are the independent reports that agree with it (itself included), one
    for each outlet and copy cluster; `outlets` and `clusters` are all that were heard saying so, `affirmed` the last
    report of it; `superseded` are the reports that stood before it or speak of an earlier time; `contested` contradict
    it and wait for a person.
    """

    report: Report
    affirmed: Report
    witnesses: tuple[Report, ...]
    outlets: frozenset[str]
    clusters: frozenset[str]
    superseded: tuple[Report, ...] = ()
    contested: tuple[Report, ...] = ()

    def hears(self, report: Report) -> bool:
        """Whether the outlet or the copy cluster of a report already witnesses what stands."""
        return report.outlet in self.outlets or report.cluster in self.clusters


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of one series: its strands in the order in which they began, and the last report folded in."""

    strands: tuple[Strand, ...] = ()
    last: Report | None = None

    def follows(self, report: Report) -> bool:
        """Whether a report comes after all that were folded in, so that `fold` may take it."""
        return self.last is None or order_of_knowing(report) >= order_of_knowing(self.last)


@dataclass(frozen=True, slots=True)
class Meeting:
    """The strand that a new report is about, and how it bears on what stands there."""

    strand: Strand
    encounter: Encounter

    @property
    def bearing(self) -> Bearing:
        """How the report bears on the strand."""
        return self.encounter.bearing


def order_of_knowing(report: Report) -> tuple[bool, datetime, str]:
    """Sorts reports by the time they were known (undated ones last), then by id."""
    return report.known is None, report.known or _EARLIEST, report.id


def standing(entries: Iterable[Entry], policy: Policy) -> Standing:
    """The state of a series from its entries in any order; entries that a person dismissed are out."""
    ordered = sorted(entries, key=lambda entry: order_of_knowing(entry.report))
    return reduce(lambda state, entry: fold(state, entry, policy), ordered, Standing())


def fold(state: Standing, entry: Entry, policy: Policy) -> Standing:
    """The state after one more entry. Raises ValueError where the entry does not follow the ones before."""
    if not state.follows(entry.report):
        raise ValueError(f"report {entry.report.id} was known before the last one folded in: fold the series again")
    if not entry.counts:
        return state
    if same := _of_same_statement(state, entry.report):
        # Most reports of a long series repeat it word for word; nothing needs to be compared to hear them.
        return _with_strand(state, same, heard(same, entry.report), entry.report)
    meeting = meet(state, entry.report, policy)
    if meeting is None:
        return Standing((*state.strands, _began(entry.report)), entry.report)
    return _with_strand(state, meeting.strand, _with(meeting, entry, policy), entry.report)


def _with_strand(state: Standing, former: Strand, strand: Strand, last: Report) -> Standing:
    return Standing(tuple(strand if kept is former else kept for kept in state.strands), last)


def _of_same_statement(state: Standing, new: Report) -> Strand | None:
    return next((strand for strand in state.strands if _is_one_statement(strand.report.claim, new.claim)), None)


def meet(state: Standing, new: Report, policy: Policy) -> Meeting | None:
    """The strand that a report is about; None where it compares with none of them.

    Among several the most agreeable reading wins: a figure that repeats or continues one strand is no contradiction of
    another. After that the strand of its own status, then the latest one.
    """
    same = _of_same_statement(state, new)
    strands = [strand for strand in state.strands if not _are_other_events(strand.report, new, policy)]
    meetings = [Meeting(strand, _bearing_on(strand, new, policy)) for strand in ([same] if same else strands)]
    near = [meeting for meeting in meetings if meeting.bearing is not Bearing.APART]
    return min(near, key=lambda meeting: _preference(meeting, new), default=None)


def _is_one_statement(one: Claim, other: Claim) -> bool:
    qualified = (one.status, one.period, one.scope) == (other.status, other.period, other.scope)
    return qualified and figure_form(one.figure) == figure_form(other.figure)


def _are_other_events(one: Report, other: Report, policy: Policy) -> bool:
    """Whether two reports are of events at different times, which never compare.

    A series of events has a strand for each; without this look the thousandth would be compared with all of them.
    """
    days, others = _days(one.claim.period), _days(other.claim.period)
    if days is None or others is None or days.meets(others):
        return False
    return policy.kind(one.claim) is policy.kind(other.claim) is Temporal.EVENT


def _preference(meeting: Meeting, new: Report) -> tuple[int, bool, float]:
    held = meeting.strand.report
    known = 0.0 if held.known is None else (held.known - _EARLIEST).total_seconds()
    return meeting.bearing.value, held.claim.status != new.claim.status, -known


def _bearing_on(strand: Strand, new: Report, policy: Policy) -> Encounter:
    met = encounter(strand.report, new, policy)
    replaceable = policy.kind(new.claim) in _REPLACED_BY_AGE
    if met.bearing is not Bearing.REPLACES or not replaceable or _has_moved_up(strand, new, policy):
        return met
    return _if_still_reported(strand, new, met, policy) or _if_returned(strand, new, met, policy) or met


def _has_moved_up(strand: Strand, new: Report, policy: Policy) -> bool:
    return policy.has_moved_up(strand.report.claim.status, new.claim.status)


def _if_still_reported(strand: Strand, new: Report, met: Encounter, policy: Policy) -> Encounter | None:
    """A contradiction where the value that stands was reported too lately for the new one to replace it by its age."""
    as_of_late = replace(strand.report, known=strand.affirmed.known)
    if encounter(as_of_late, new, policy).bearing is not Bearing.CONTRADICTS:
        return None
    why = f"{met.finding.why} But {strand.affirmed.outlet} still reported the former value shortly before."
    return Encounter(Bearing.CONTRADICTS, Finding(Relation.CONFLICT, "still-reported", why))


def _if_returned(strand: Strand, new: Report, met: Encounter, policy: Policy) -> Encounter | None:
    """Background paragraphs repeat the plan of ten years ago for ever; age alone makes that no new plan."""
    is_plan = policy.kind(new.claim) is Temporal.PLAN
    if not is_plan or repeated(strand.superseded, new, policy) is None:
        return None
    why = f"{met.finding.why} But it is a value that was replaced before; if the plan went back to it, accept it."
    return Encounter(Bearing.RETURNS, Finding(met.finding.relation, "returns-to-former", why))


def repeated(formers: Sequence[Report], new: Report, policy: Policy) -> Report | None:
    """The latest of some former reports that a new one says again; None where there is none."""
    return next((former for former in reversed(formers) if repeats(former, new, policy)), None)


def _with(meeting: Meeting, entry: Entry, policy: Policy) -> Strand:
    strand, new = meeting.strand, entry.report
    match meeting.bearing:
        case Bearing.AGREES:
            return heard(strand, new)
        case Bearing.REFINES:
            return narrowed(strand, new, policy)
        case Bearing.LOOKS_BACK:
            return replace(strand, superseded=(*strand.superseded, new))
        case Bearing.REPLACES:
            return replaced(strand, new, policy)
        case _ if entry.judgement in _VOUCHED_FOR:
            return replaced(strand, new, policy)
        case _:
            return replace(strand, contested=(*strand.contested, new))


def _began(new: Report) -> Strand:
    return Strand(
        report=new, affirmed=new, witnesses=(new,), outlets=frozenset({new.outlet}), clusters=frozenset({new.cluster})
    )


def heard(strand: Strand, new: Report) -> Strand:
    """The strand after a report that agrees; it is a witness where neither its outlet nor its cluster was heard."""
    witnesses = strand.witnesses if strand.hears(new) else (*strand.witnesses, new)
    return replace(
        strand,
        affirmed=max(strand.affirmed, new, key=order_of_knowing),
        witnesses=witnesses,
        outlets=strand.outlets | {new.outlet},
        clusters=strand.clusters | {new.cluster},
    )


def narrowed(strand: Strand, new: Report, policy: Policy) -> Strand:
    """The strand with a narrower figure.

    Who agreed with the wider one may not agree with this; an outlet that became more precise still is one witness.
    """
    apart = [witness for witness in strand.witnesses if not agrees(witness, new, policy)]
    others = [witness for witness in strand.witnesses if witness not in apart and not _is_one_voice(witness, new)]
    return replace(
        strand,
        report=new,
        affirmed=max(strand.affirmed, new, key=order_of_knowing),
        witnesses=(*others, new),
        outlets=strand.outlets - {witness.outlet for witness in apart} | {new.outlet},
        clusters=strand.clusters - {witness.cluster for witness in apart} | {new.cluster},
    )


def _is_one_voice(one: Report, other: Report) -> bool:
    return one.outlet == other.outlet or one.cluster == other.cluster


def replaced(strand: Strand, new: Report, policy: Policy) -> Strand:
    """The strand with a new value; whoever contradicted the former one by saying this now witnesses it."""
    began = replace(_began(new), superseded=(*strand.superseded, strand.report))
    agreeing = [report for report in strand.contested if agrees(report, new, policy)]
    return reduce(heard, agreeing, began)
