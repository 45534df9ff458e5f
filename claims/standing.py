"""What stands: the entry of a series that is current knowledge, computed from its reports in the order of knowing.

The state of a series is folded report by report, so that a report that comes in order costs a handful of comparisons,
however long the series is; one that comes late, or a new judgement, means folding the series again. Because the order
is that of knowing and never that of arrival, the same reports and judgements always give the same state.

A state grows with the outlets and with the different statements of its series, never with the number of reports.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import lru_cache

from claims.bearing import Bearing, Encounter, agrees, encounter, repeats
from claims.claim import Claim
from claims.identity import figure_form
from claims.periods import span
from claims.policy import Policy
from claims.precision import stated_step
from claims.report import Finding, Judgement, Relation, Report
from claims.topic import Temporal

_VOUCHED_FOR = frozenset({Judgement.ACCEPTED, Judgement.CORRECTED})
# Of these kinds a later statement replaces an earlier one by its age alone.
_REPLACED_BY_AGE = frozenset({Temporal.PLAN, Temporal.LEVEL})
_days = lru_cache(maxsize=4096)(span)
_EARLIEST = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """A report of the ledger with what a person last said of it. A corrected entry holds the corrected report.

    `withdrawn`: the article no longer says so, since it was edited.
    """

    report: Report
    judgement: Judgement = Judgement.OPEN
    withdrawn: bool = False

    @property
    def counts(self) -> bool:
        """Whether the report is part of what is known: a person can take it out, and so can its outlet, unless a person
        vouched for it."""
        if self.judgement is Judgement.DISMISSED:
            return False
        return not self.withdrawn or self.judgement in _VOUCHED_FOR


@dataclass(frozen=True, slots=True)
class Dispute:
    """One statement that contradicts what stands and waits for a person, with who makes it.

    `witnesses` are the independent ones, the first of them first; `outlets` all that were heard saying so.
    """

    witnesses: Sequence[Report]
    outlets: frozenset[str]

    @property
    def statement(self) -> Report:
        """The first report that makes the statement."""
        return self.witnesses[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class Strand:
    """One line of values inside a series whose values can replace each other.

    A series has several where its reports do not compare: finished projects beside those being built, a forecast
    beside the fact. `report` stands; `witnesses` are the independent reports that agree with it (itself included), one
    for each outlet and copy cluster; `outlets` are all that were heard saying so, `clusters` those of the witnesses,
    `affirmed` is the last report of it; `superseded` are the reports that stood before it or speak of an earlier time,
    of each statement the first and the last; `disputes` contradict it.
    """

    report: Report
    affirmed: Report
    witnesses: Sequence[Report]
    outlets: frozenset[str]
    clusters: frozenset[str]
    superseded: Sequence[Report] = ()
    disputes: Sequence[Dispute] = ()

    @property
    def contested(self) -> tuple[Report, ...]:
        """The statements that contradict what stands, each by the report that made it first."""
        return tuple(dispute.statement for dispute in self.disputes)

    def hears(self, report: Report, copies: Iterable[Report], policy: Policy) -> bool:
        """Whether the outlet or the copy cluster of a report already says what stands.

        `copies` are the other reports of its cluster in the series: who copies a voice is none of his own, and that of
        a cluster is heard where one of them agrees with what stands.
        """
        if report.outlet in self.outlets or report.cluster in self.clusters:
            return True
        return any(agrees(copy, self.report, policy) for copy in copies)


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of one series: its strands in the order in which they began, and the last report folded in."""

    strands: tuple[Strand, ...] = ()
    last: Report | None = None

    def follows(self, report: Report) -> bool:
        """Whether a report comes after all that were folded in, so that `fold` may take it."""
        return self.last is None or order_of_knowing(report) >= order_of_knowing(self.last)


@dataclass(frozen=True, slots=True)
class Series:
    """As much of one series as a new report has to be laid against.

    `base` is folded from all entries up to its last one, `tail` holds those known after it, in any order. `copies` are
    the reports of base that share a copy cluster with the new report or with one of the tail; dismissed ones are out.
    A series that is wholly in its tail is the plain truth; a base makes it quick.
    """

    base: Standing = Standing()
    tail: tuple[Entry, ...] = ()
    copies: tuple[Report, ...] = ()

    def with_entry(self, entry: Entry) -> "Series":
        """The series with one more entry."""
        return replace(self, tail=(*self.tail, entry))

    def state(self, policy: Policy) -> Standing:
        """What stands after all entries."""
        told: defaultdict[str, list[Report]] = defaultdict(list)
        for copy in self.copies:
            told[copy.cluster].append(copy)
        state = self.base
        for entry in sorted(self.tail, key=lambda entry: order_of_knowing(entry.report)):
            state = fold(state, entry, policy, told[entry.report.cluster])
            if entry.counts:
                told[entry.report.cluster].append(entry.report)
        return state

    def copies_of(self, new: Report) -> tuple[Report, ...]:
        """The reports that count of the new report's copy cluster."""
        tail = (entry.report for entry in self.tail if entry.counts)
        return tuple(report for report in (*self.copies, *tail) if report.cluster == new.cluster)


@dataclass(frozen=True, slots=True)
class Meeting:
    """The strand that a new report is about, how it bears on what stands there, and the copies of the report."""

    strand: Strand
    encounter: Encounter
    copies: tuple[Report, ...] = ()

    @property
    def bearing(self) -> Bearing:
        """How the report bears on the strand."""
        return self.encounter.bearing


def order_of_knowing(report: Report) -> tuple[bool, datetime, str]:
    """Sorts reports by the time they were known (undated ones last), then by id."""
    return report.known is None, report.known or _EARLIEST, report.id


def standing(entries: Iterable[Entry], policy: Policy) -> Standing:
    """The state of a series from its entries in any order; entries that a person dismissed are out."""
    return Series(tail=tuple(entries)).state(policy)


def fold(state: Standing, entry: Entry, policy: Policy, copies: Sequence[Report] = ()) -> Standing:
    """The state after one more entry; `copies` are the reports of its copy cluster that were folded in before.

    Raises ValueError where the entry does not follow the ones before.
    """
    if not state.follows(entry.report):
        raise ValueError(f"report {entry.report.id} was known before the last one folded in: fold the series again")
    if not entry.counts:
        return state
    if same := _of_same_statement(state, entry.report):
        # Most reports of a long series repeat it word for word; nothing needs to be compared to hear them.
        return _with_strand(state, same, heard(same, entry.report, copies, policy), entry.report)
    meeting = meet(state, entry.report, policy, tuple(copies))
    if meeting is None:
        return Standing((*state.strands, _began(entry.report)), entry.report)
    return _with_strand(state, meeting.strand, _with(meeting, entry, policy), entry.report)


def _with_strand(state: Standing, former: Strand, strand: Strand, last: Report) -> Standing:
    return Standing(tuple(strand if kept is former else kept for kept in state.strands), last)


def _of_same_statement(state: Standing, new: Report) -> Strand | None:
    return next((strand for strand in state.strands if _is_one_statement(strand.report.claim, new.claim)), None)


def meet(state: Standing, new: Report, policy: Policy, copies: tuple[Report, ...] = ()) -> Meeting | None:
    """The strand that a report is about; None where it compares with none of them. `copies` as in `Strand.hears`.

    Among several the most agreeable reading wins: a figure that repeats or continues one strand is no contradiction of
    another. After that the strand of its own status, then the latest one.
    """
    same = _of_same_statement(state, new)
    strands = [strand for strand in state.strands if not _are_other_events(strand.report, new, policy)]
    meetings = [Meeting(strand, _bearing_on(strand, new, policy), copies) for strand in ([same] if same else strands)]
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
            return heard(strand, new, meeting.copies, policy)
        case Bearing.REFINES:
            return narrowed(strand, new, policy)
        case Bearing.LOOKS_BACK:
            return replace(strand, superseded=_put_away(strand.superseded, new))
        case Bearing.REPLACES:
            return replaced(strand, new, policy)
        case _ if entry.judgement in _VOUCHED_FOR:
            return replaced(strand, new, policy)
        case _:
            return replace(strand, disputes=_disputed(strand.disputes, new, meeting.copies))


def _began(new: Report) -> Strand:
    return Strand(
        report=new, affirmed=new, witnesses=(new,), outlets=frozenset({new.outlet}), clusters=frozenset({new.cluster})
    )


def heard(strand: Strand, new: Report, copies: Iterable[Report], policy: Policy) -> Strand:
    """The strand after a report that agrees; it is a witness where neither its outlet nor its cluster was heard."""
    affirmed = max(strand.affirmed, new, key=order_of_knowing)
    if strand.hears(new, copies, policy):
        return replace(strand, affirmed=affirmed, outlets=strand.outlets | {new.outlet})
    return replace(
        strand,
        affirmed=affirmed,
        witnesses=(*strand.witnesses, new),
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
        clusters=frozenset(witness.cluster for witness in (*others, new)),
    )


def _is_one_voice(one: Report, other: Report) -> bool:
    return one.outlet == other.outlet or one.cluster == other.cluster


def replaced(strand: Strand, new: Report, policy: Policy) -> Strand:
    """The strand with a new value; whoever contradicted the former one by saying this now witnesses it."""
    agreeing = [dispute for dispute in strand.disputes if agrees(dispute.statement, new, policy)]
    witnesses = [new]
    for report in sorted((each for dispute in agreeing for each in dispute.witnesses), key=order_of_knowing):
        if not any(_is_one_voice(report, witness) for witness in witnesses):
            witnesses.append(report)
    return replace(
        _began(new),
        witnesses=tuple(witnesses),
        outlets=frozenset({new.outlet}).union(*(dispute.outlets for dispute in agreeing)),
        clusters=frozenset(witness.cluster for witness in witnesses),
        superseded=_put_away(strand.superseded, strand.report),
    )


def _put_away(superseded: Sequence[Report], former: Report) -> tuple[Report, ...]:
    """What was superseded with one more report; of each statement the first and the last are kept."""
    again = [each for each in superseded if _states_the_same(each.claim, former.claim)]
    return (*(each for each in superseded if each not in again[1:]), former)


def _disputed(disputes: Sequence[Dispute], new: Report, copies: Iterable[Report]) -> tuple[Dispute, ...]:
    """The disputes after one more contradiction, which joins those that state the same."""
    same = next((each for each in disputes if _states_the_same(each.statement.claim, new.claim)), None)
    if same is None:
        return (*disputes, Dispute((new,), frozenset({new.outlet})))
    is_told = new.outlet in same.outlets or any(_states_the_same(copy.claim, new.claim) for copy in copies)
    joined = Dispute(same.witnesses if is_told else (*same.witnesses, new), same.outlets | {new.outlet})
    return tuple(joined if each is same else each for each in disputes)


def _states_the_same(one: Claim, other: Claim) -> bool:
    """Whether two claims are one statement, as precisely stated: no comparison tells them apart."""
    return _is_one_statement(one, other) and stated_step(one.figure) == stated_step(other.figure)
