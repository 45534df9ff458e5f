"""The ladder: what a report of an initiative's status means beside what was known of it.

A status rises from proposed to completed; stalled, shelved, cancelled and resumed stand beside the ladder and are moves
as well; target, actual and forecast speak of figures and are none. News repeats old wordings for years ("the proposed
corridor"), so a lower rank is news only where somebody says it, and a rank next to the standing one within a week is
two outlets' choice of words.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import Enum

from claims.policy import Policy, StatusClass
from claims.report import Finding, Judgement, Relation, Severity, StatusReport, Verdict

# Statuses are part of the label schema (docs/fields.md), not of a topic; so is which of them are moves.
SETBACKS = frozenset({"stalled", "shelved", "cancelled"})
RESUMED = "resumed"
NO_MOVES = frozenset({"actual", "target", "forecast"})
SAME_NEWS = timedelta(days=7)
_VOUCHED_FOR = frozenset({Judgement.ACCEPTED, Judgement.CORRECTED})
_EARLIEST = datetime.min.replace(tzinfo=UTC)


class Step(Enum):
    """What a status report is beside the status that stands."""

    NO_MOVE = "no status of the ladder"
    FIRST = "first status known"
    REPEATED = "the status that stands"
    WORDING = "a neighbouring rank within a week"
    BACKGROUND = "an earlier rank, told as background"
    FORWARD = "further up the ladder"
    ASIDE = "a move beside the ladder"
    BACK = "an earlier rank, told by a speaker"
    CLASH = "finished and not begun, within a week"


_MOVES = frozenset({Step.FIRST, Step.FORWARD, Step.ASIDE})
_DISPUTED = frozenset({Step.BACK, Step.CLASH})


@dataclass(frozen=True, slots=True)
class StatusEntry:
    """A status report of the ledger with what a person last said of it; fields as in `claims.standing.Entry`."""

    report: StatusReport
    judgement: Judgement = Judgement.OPEN
    withdrawn: bool = False

    @property
    def counts(self) -> bool:
        """Whether the report is part of what is known, as in `claims.standing.Entry`."""
        if self.judgement is Judgement.DISMISSED:
            return False
        return not self.withdrawn or self.judgement in _VOUCHED_FOR


@dataclass(frozen=True, slots=True)
class Timeline:
    """How far one initiative has come: the reports that moved it, in order; the last of them stands.

    `rank` is the rung it stands on (kept while it is stalled); `witnesses`, `outlets` and `clusters` are who said so
    of the status that stands, as in `claims.standing.Strand`.
    """

    steps: tuple[StatusReport, ...] = ()
    rank: int | None = None
    witnesses: int = 0
    outlets: frozenset[str] = frozenset()
    clusters: frozenset[str] = frozenset()
    last: StatusReport | None = None

    @property
    def report(self) -> StatusReport | None:
        """The report that stands; None where nothing is known."""
        return self.steps[-1] if self.steps else None

    def hears(self, report: StatusReport, copies: Iterable[StatusReport]) -> bool:
        """Whether the outlet or the copy cluster of a report already says what stands; `copies` are the other reports
        of its cluster."""
        if report.outlet in self.outlets or report.cluster in self.clusters:
            return True
        return any(self.report is not None and copy.claim.status == self.report.claim.status for copy in copies)


@dataclass(frozen=True, slots=True)
class Course:
    """As much of one subject's statuses as a new report has to be laid against; as `claims.standing.Series`.

    `base` is made of all entries up to its last one, `tail` holds those known after it, `copies` the reports of base
    that share a copy cluster with the new report or with one of the tail.
    """

    base: Timeline = Timeline()
    tail: tuple[StatusEntry, ...] = ()
    copies: tuple[StatusReport, ...] = ()

    def with_entry(self, entry: StatusEntry) -> "Course":
        """The course with one more entry."""
        return replace(self, tail=(*self.tail, entry))

    def before(self, new: StatusReport) -> "Course":
        """The course as it was before the time of a report; base must be older than that."""
        return replace(self, tail=tuple(entry for entry in self.tail if _is_before(entry.report, new)))

    def timeline(self, policy: Policy) -> Timeline:
        """The timeline of all entries."""
        told: defaultdict[str, list[StatusReport]] = defaultdict(list)
        for copy in self.copies:
            told[copy.cluster].append(copy)
        known = self.base
        kept = (entry for entry in self.tail if entry.counts)
        for entry in sorted(kept, key=lambda entry: order_of_knowing(entry.report)):
            copies = told[entry.report.cluster]
            known = advance(known, entry, policy, copies)
            copies.append(entry.report)
        return known

    def copies_of(self, new: StatusReport) -> tuple[StatusReport, ...]:
        """The reports that count of the new report's copy cluster."""
        tail = (entry.report for entry in self.tail if entry.counts)
        return tuple(report for report in (*self.copies, *tail) if report.cluster == new.cluster)


@dataclass(frozen=True, slots=True)
class StatusDecision:
    """What a status report means; `verdict` None is a sighting. Fields as in `claims.decide.Decision`."""

    verdict: Verdict | None
    severity: Severity
    finding: Finding
    against: StatusReport | None = None
    witnesses: int = 1


def timeline(entries: Iterable[StatusEntry], policy: Policy) -> Timeline:
    """The timeline of one subject from its entries in any order; what a person dismissed is out."""
    return Course(tail=tuple(entries)).timeline(policy)


def advance(known: Timeline, entry: StatusEntry, policy: Policy, copies: Sequence[StatusReport] = ()) -> Timeline:
    """The timeline after one more entry, which must not be older than those before; `copies` as in `Timeline.hears`.

    A clash, and a step back that is only a change of words, stand when a person accepts them.
    """
    new = entry.report
    step = step_of(known, new, policy)
    if step in _MOVES or (step in _DISPUTED and entry.judgement in _VOUCHED_FOR):
        rank = policy.ranks.get(new.claim.status, known.rank)
        return Timeline((*known.steps, new), rank, 1, frozenset({new.outlet}), frozenset({new.cluster}), new)
    if step is not Step.REPEATED:
        return replace(known, last=new)
    outlets = known.outlets | {new.outlet}
    if known.hears(new, copies):
        return replace(known, outlets=outlets, last=new)
    clusters = known.clusters | {new.cluster}
    return replace(known, witnesses=known.witnesses + 1, outlets=outlets, clusters=clusters, last=new)


def decide_status(new: StatusReport, entries: Sequence[StatusEntry], policy: Policy) -> StatusDecision:
    """What a status report means beside the entries of its subject, given in any order."""
    own = [entry for entry in entries if entry.report.claim.subject == new.claim.subject]
    if any(entry.report.id == new.id for entry in own):
        return known_already()
    return decide_status_beside(new, Course(tail=tuple(own)), policy)


def decide_status_beside(new: StatusReport, course: Course, policy: Policy) -> StatusDecision:
    """The same from the course of its subject, of which the report must be no part yet."""
    known = course.timeline(policy)
    if known.report is not None and _is_before(new, known.report):
        return _decide_late(new, course, known, policy)
    return _decided(step_of(known, new, policy), known, new, course, policy)


def known_already() -> StatusDecision:
    """The decision about a report that is in the ledger."""
    return _sighting(Timeline(), "known-already", "This very report is in the ledger.")


def furthest_first(reports: Iterable[StatusReport], policy: Policy) -> list[StatusReport]:
    """The status reports of one article in the order in which to decide them: setbacks, then the highest rank.

    An article tells the way as well as the end of it; only the end is news.
    """
    return sorted(reports, key=lambda report: (-policy.ranks.get(report.claim.status, 99), order_of_knowing(report)))


def order_of_knowing(report: StatusReport) -> tuple[bool, datetime, str]:
    """Sorts reports by the time they were known (undated ones last), then by id."""
    return report.known is None, report.known or _EARLIEST, report.id


def step_of(known: Timeline, new: StatusReport, policy: Policy) -> Step:
    """What a report, known no earlier than the standing one, is beside it."""
    status = new.claim.status
    if not _is_move(status, policy):
        return Step.NO_MOVE
    if known.report is None:
        return Step.FIRST
    if status == known.report.claim.status:
        return Step.REPEATED
    if status in SETBACKS or status == RESUMED:
        return _step_aside(known, new, policy)
    if known.report.claim.status in SETBACKS:
        return _after_setback(known, known.report, new, policy)
    if _clashes(known.report, new, policy):
        return Step.CLASH
    return _step_on_ladder(known, known.report, new, policy)


def _is_move(status: str, policy: Policy) -> bool:
    return status in SETBACKS or status == RESUMED or (status in policy.ranks and status not in NO_MOVES)


def _step_aside(known: Timeline, new: StatusReport, policy: Policy) -> Step:
    # "The long-delayed airport" is the past of a finished one, unless somebody says that it has stopped now.
    is_finished = known.rank == max(policy.ranks.values())
    is_past = is_finished and new.claim.attributed_to is None and new.claim.status in ("stalled", RESUMED)
    return Step.BACKGROUND if is_past else Step.ASIDE


def _after_setback(known: Timeline, held: StatusReport, new: StatusReport, policy: Policy) -> Step:
    """Others go on printing the former status: only a higher rank, or a speaker after a week, says that it moves."""
    rank = policy.ranks[new.claim.status]
    if known.rank is not None and rank > known.rank:
        return Step.FORWARD
    is_told = new.claim.attributed_to is not None and not _are_same_news(held, new)
    return Step.FORWARD if is_told and rank >= (known.rank or 0) else Step.BACKGROUND


def _step_on_ladder(known: Timeline, held: StatusReport, new: StatusReport, policy: Policy) -> Step:
    if known.rank is None:
        return Step.FORWARD  # all that was known is that it resumed
    climb = policy.ranks[new.claim.status] - known.rank
    if abs(climb) == 1 and _are_same_news(held, new):
        return Step.WORDING
    if climb > 0:
        return Step.FORWARD
    is_told = climb < -1 and new.claim.attributed_to is not None and new.article != held.article
    return Step.BACK if is_told else Step.BACKGROUND


def _clashes(one: StatusReport, other: StatusReport, policy: Policy) -> bool:
    """Whether two outlets say within a week that a thing is finished, and that it has not begun."""
    classes = {policy.classes.get(report.claim.status) for report in (one, other)}
    is_finished_and_unbegun = classes == {StatusClass.DONE, StatusClass.PLAN}
    is_independent = one.outlet != other.outlet and one.cluster != other.cluster
    return is_finished_and_unbegun and is_independent and _are_same_news(one, other)


def _are_same_news(one: StatusReport, other: StatusReport) -> bool:
    return one.known is not None and other.known is not None and abs(one.known - other.known) <= SAME_NEWS


def _is_before(one: StatusReport, other: StatusReport) -> bool:
    return order_of_knowing(one)[:2] < order_of_knowing(other)[:2]


def _decided(step: Step, known: Timeline, new: StatusReport, course: Course, policy: Policy) -> StatusDecision:
    held = known.report
    why = _why(held, new, step)
    match step:
        case Step.FIRST:
            severity = Severity.ALERT if new.claim.subject in policy.watched else Severity.NONE
            return StatusDecision(Verdict.NEW, severity, Finding(Relation.NOT_COMPARABLE, _rule(step), why))
        case Step.FORWARD | Step.ASIDE:
            is_one_article = held is not None and held.article == new.article
            severity = Severity.LOW if is_one_article else Severity.ALERT
            finding = Finding(Relation.UPDATE, _rule(step), why)
            return StatusDecision(Verdict.STATUS_CHANGED, severity, finding, held)
        case Step.BACK:
            return StatusDecision(
                Verdict.STATUS_CHANGED, Severity.LOW, Finding(Relation.UPDATE, _rule(step), why), held
            )
        case Step.CLASH:
            severity = _severity_of_clash(held, new, policy)
            return StatusDecision(Verdict.CONFLICTING, severity, Finding(Relation.CONFLICT, _rule(step), why), held)
        case Step.REPEATED if not known.hears(new, course.copies_of(new)):
            finding = Finding(Relation.SAME, _rule(step), why)
            return StatusDecision(Verdict.CORROBORATED, Severity.NONE, finding, held, known.witnesses + 1)
        case _:
            return _sighting(known, _rule(step), why)


def _decide_late(new: StatusReport, course: Course, known: Timeline, policy: Policy) -> StatusDecision:
    """A report older than what stands is judged in its own time, and never wakes anybody as a move of today."""
    past = course.before(new)
    before = past.timeline(policy)
    step = step_of(before, new, policy)
    held = known.report
    if held is not None and new.claim.status == held.claim.status:
        return _decided(Step.REPEATED, known, new, course, policy)
    if held is not None and _clashes(held, new, policy):
        return _decided(Step.CLASH, known, new, course, policy)
    if step is Step.CLASH:
        return replace(_decided(step, before, new, past, policy), severity=Severity.LOW)
    if step not in _MOVES or any(each.claim.status == new.claim.status for each in known.steps):
        return _sighting(known, "earlier-wording", _why(held, new, Step.BACKGROUND))
    finding = Finding(
        Relation.UPDATE, "earlier-state", f"{_why(before.report, new, step)} It is older than what stands."
    )
    if course.with_entry(StatusEntry(new)).timeline(policy).report is new:
        return StatusDecision(Verdict.STATUS_CHANGED, Severity.LOW, finding, held)
    return StatusDecision(Verdict.NEW, Severity.NONE, finding, held)


def _severity_of_clash(held: StatusReport | None, new: StatusReport, policy: Policy) -> Severity:
    """A clash with what is only said in passing ("the planned port") is for the digest."""
    plans = [
        report
        for report in (held, new)
        if report is not None and policy.classes.get(report.claim.status) is StatusClass.PLAN
    ]
    is_told = all(report.claim.attributed_to is not None for report in plans)
    return Severity.ALERT if is_told else Severity.LOW


def _sighting(known: Timeline, rule: str, why: str) -> StatusDecision:
    return StatusDecision(None, Severity.NONE, Finding(Relation.SAME, rule, why), known.report, known.witnesses)


def _rule(step: Step) -> str:
    return f"status-{step.name.lower().replace('_', '-')}"


def _why(held: StatusReport | None, new: StatusReport, step: Step) -> str:
    said = f"{new.outlet} says {new.claim.status}"
    if held is None:
        return f"{said}: {step.value}."
    return f"{said}, {held.outlet} said {held.claim.status}: {step.value}."
