"""Vintages: what was known when, as ALFRED keeps it for economic series.

Every entry of the ledger has two clocks: the time that its figure is about, and since when, until when it was the known
value. Both come from dated facts that are only ever appended: when a report became known, what people decided and when,
when its article took it back. So any day of the past can be asked again.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from claims.ladder import StatusEntry, Timeline, timeline
from claims.policy import Policy
from claims.report import Judgement, Report, StatusReport
from claims.standing import Entry, Series, Standing, standing


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What a person said of a change at a time, until it was `undone` (None: never).

    `order` tells decisions of one time apart; `replacement` is the id of the report that a correction put in place.
    """

    change: str
    at: datetime
    judgement: Judgement
    order: int = 0
    undone: datetime | None = None
    replacement: str | None = None

    def holds(self, when: datetime) -> bool:
        """Whether it had been said by a time, and not been undone by then."""
        return self.at <= when and (self.undone is None or self.undone > when)


@dataclass(frozen=True, slots=True, kw_only=True)
class Life:
    """All that ever happened to a report.

    `since` is when it became known. `said` are the decisions on the changes that tell of it, `put` those on the changes
    in which a person put it in the place of another. `withdrawn` are the spans during which its article did not say so,
    the end of the last one None. `is_correction`: only a person says so, no article.
    """

    since: datetime
    said: tuple[Said, ...] = ()
    put: tuple[Said, ...] = ()
    withdrawn: tuple[tuple[datetime, datetime | None], ...] = ()
    is_correction: bool = False

    def judgement(self, report: str, when: datetime) -> Judgement | None:
        """The judgement of the report at a time; None where it was no entry of the ledger then."""
        if self.since > when:
            return None
        if any(each.replacement == report for each in _live(self.put, when)):
            return Judgement.CORRECTED
        last = max(_live(self.said, when), key=_order, default=None)
        is_replaced = last is not None and last.judgement is Judgement.CORRECTED
        if self.is_correction or is_replaced:
            return None
        return last.judgement if last else Judgement.OPEN

    def is_withdrawn(self, when: datetime) -> bool:
        """Whether the article did not say so at a time."""
        return any(began <= when and (ended is None or when < ended) for began, ended in self.withdrawn)

    @property
    def upheavals(self) -> frozenset[datetime]:
        """When something changed that the report's coming does not tell."""
        decided = [moment for each in (*self.said, *self.put) for moment in (each.at, each.undone)]
        withdrawn = [moment for span in self.withdrawn for moment in span]
        return frozenset(moment for moment in (*decided, *withdrawn) if moment is not None)


@dataclass(frozen=True, slots=True)
class Dated:
    """A report of a figure with its life."""

    report: Report
    life: Life

    def as_of(self, when: datetime) -> Entry | None:
        """The entry as it was at a time; None where it was none."""
        judgement = self.life.judgement(self.report.id, when)
        return Entry(self.report, judgement, self.life.is_withdrawn(when)) if judgement else None


@dataclass(frozen=True, slots=True)
class DatedStatus:
    """A report of a status with its life."""

    report: StatusReport
    life: Life

    def as_of(self, when: datetime) -> StatusEntry | None:
        """The entry as it was at a time; None where it was none."""
        judgement = self.life.judgement(self.report.id, when)
        return StatusEntry(self.report, judgement, self.life.is_withdrawn(when)) if judgement else None


@dataclass(frozen=True, slots=True)
class Span:
    """Since when and until when a report, by its id, was the known value; `until` None: it still is."""

    report: str
    since: datetime
    until: datetime | None


def standing_as_of(series: Iterable[Dated], when: datetime, policy: Policy) -> Standing:
    """What stood in a series at a time: of the reports known by then, with what people had said of them by then."""
    return standing([entry for each in series if (entry := each.as_of(when))], policy)


def timeline_as_of(statuses: Iterable[DatedStatus], when: datetime, policy: Policy) -> Timeline:
    """The same of the statuses of a subject."""
    return timeline([entry for each in statuses if (entry := each.as_of(when))], policy)


def vintages(series: Sequence[Dated], policy: Policy) -> tuple[Span, ...]:
    """All reports that ever stood in a series, each with its span, in the order in which they came to stand."""
    states = ((when, {strand.report.id for strand in state.strands}) for when, state in _states(series, policy))
    return _spans(states)


def status_vintages(statuses: Sequence[DatedStatus], policy: Policy) -> tuple[Span, ...]:
    """The same of the statuses of a subject."""

    def standing_then(when: datetime) -> set[str]:
        report = timeline_as_of(statuses, when, policy).report
        return {report.id} if report else set()

    return _spans((when, standing_then(when)) for when in _moments([each.life for each in statuses]))


def _live(said: Iterable[Said], when: datetime) -> list[Said]:
    """The decision that counted of each change at a time."""
    last: dict[str, Said] = {}
    for each in sorted((each for each in said if each.holds(when)), key=_order):
        last[each.change] = each
    return list(last.values())


def _order(said: Said) -> tuple[datetime, int]:
    return said.at, said.order


def _moments(lives: Sequence[Life]) -> list[datetime]:
    return sorted({life.since for life in lives}.union(*(life.upheavals for life in lives)))


def _states(series: Sequence[Dated], policy: Policy) -> Iterator[tuple[datetime, Standing]]:
    """What stood after each moment at which something happened.

    A report that only comes is laid on what stood; a decision, or one that belongs further back, folds the series anew.
    """
    upheavals: frozenset[datetime] = frozenset().union(*(each.life.upheavals for each in series))
    coming: defaultdict[datetime, list[Dated]] = defaultdict(list)
    for each in series:
        coming[each.life.since].append(each)
    state = Standing()
    heard: defaultdict[str, list[Dated]] = defaultdict(list)
    for when in _moments([each.life for each in series]):
        entries = [entry for each in coming[when] if (entry := each.as_of(when))]
        if when in upheavals or not all(state.follows(entry.report) for entry in entries):
            state = standing_as_of(series, when, policy)
        else:
            copies = (copy for entry in entries for copy in heard[entry.report.cluster])
            counting = tuple(copy.report for copy in copies if (known := copy.as_of(when)) and known.counts)
            state = Series(state, tuple(entries), counting).state(policy)
        for each in coming[when]:
            heard[each.report.cluster].append(each)
        yield when, state


def _spans(states: Iterable[tuple[datetime, set[str]]]) -> tuple[Span, ...]:
    spans: list[Span] = []
    open_since: dict[str, datetime] = {}
    for when, stands in states:
        for gone in open_since.keys() - stands:
            spans.append(Span(gone, open_since.pop(gone), when))
        for came in stands - open_since.keys():
            open_since[came] = when
    spans += [Span(report, since, None) for report, since in open_since.items()]
    return tuple(
        sorted(spans, key=lambda span: (span.since, span.until is None, span.until or span.since, span.report))
    )
