"""The ledger as the reports of one article meet it: folded states, and the few reports that those leave out.

adopt(session, policy)  # where the session may write
held = open_holdings(session, figures, statuses, policy)  # a claims.holdings.Holdings
...  # decide, add the reports
held.keep(added)  # what the next article meets
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Generic, TypeAlias, TypeVar

from sqlalchemy import ColumnElement, and_, or_
from sqlmodel import Session, col, select

from claims.changes import status_series
from claims.currencies import groups_in_other_currencies
from claims.folded import standing_from, standing_text, timeline_from, timeline_text
from claims.holdings import Known
from claims.ladder import Course, StatusEntry, Timeline
from claims.policy import Policy
from claims.report import Report, StatusReport
from claims.series import SeriesKey, group_of, series_from_text, series_of
from claims.standing import Entry, Series, Standing
from store.bulk import in_parts
from store.history import figures_where, history, status_history, statuses_where
from store.standings import (
    START,
    End,
    Kept,
    ends_of,
    is_adopted,
    is_before,
    keep_states,
    place_of,
    series_in,
    states_at,
    time_of,
)
from store.tables import ClaimRow, StatusRow

# How many reports of a series lie between two states that stay: a report that is late by no more than these costs
# folding at most three times as many again.
SPAN = 64

AnyReport: TypeAlias = Report | StatusReport
AnyEntry: TypeAlias = Entry | StatusEntry
Whole = TypeVar("Whole", bound=Series | Course)


@dataclass(frozen=True, slots=True)
class _Kind(Generic[Whole]):
    """How the series of figures, or of statuses, are found, read and folded; series are given by their text."""

    table: type[ClaimRow] | type[StatusRow]
    series: Callable[[Any], str | None]  # of a report
    in_series: Callable[[str], ColumnElement[bool]]
    where: Callable[[Session, ColumnElement[bool]], Iterable[tuple[str, AnyEntry]]]
    whole: Callable[[str | None, str, Sequence[Any], Sequence[Any]], Whole]  # state, series, tail, copies
    with_tail: Callable[[Whole, Sequence[Any]], Whole]
    folded: Callable[[Whole], str]


def open_holdings(
    session: Session, figures: Sequence[Report], statuses: Sequence[StatusReport], policy: Policy
) -> "StoredHoldings | Known":
    """What the ledger holds for some reports of one article, none of which was added yet.

    Writes nothing. Where the ledger was not adopted by the policy, all reports that could matter are loaded.
    """
    if is_adopted(session, policy):
        return StoredHoldings(session, figures, statuses, policy)
    groups = {group for report in figures for group in _groups(report)}
    return Known(history(session, groups), status_history(session, {told.claim.subject for told in statuses}))


class StoredHoldings:
    """See claims.holdings.Holdings; for the reports of one article, given at the beginning."""

    def __init__(
        self, session: Session, figures: Sequence[Report], statuses: Sequence[StatusReport], policy: Policy
    ) -> None:
        self._session = session
        self._figures = _Shelf(session, _figures(policy), figures)
        self._statuses = _Shelf(session, _statuses(policy), statuses)
        self._held = _held(session, figures, statuses)

    def holds(self, report: str) -> bool:
        """See Holdings; only the reports given at the beginning can be asked about."""
        return report in self._held

    def keys(self, groups: Collection[str], policy: Policy) -> Iterable[SeriesKey]:
        """See Holdings."""
        return [series_from_text(series) for series in series_in(self._session, groups)]

    def series(self, keys: Sequence[SeriesKey], policy: Policy) -> Sequence[Series]:
        """See Holdings."""
        return self._figures.load([key.text() for key in keys])

    def course(self, subject: str) -> Course:
        """See Holdings."""
        return self._statuses.load([status_series(subject)])[0]

    def keep(self, added: frozenset[str]) -> None:
        """Keep the states after the reports, of which those with these ids were added to the ledger meanwhile."""
        accounted = added | self._held
        states = [*self._figures.folded(added, accounted), *self._statuses.folded(added, accounted)]
        keep_states(self._session, states, SPAN)


@dataclass(frozen=True, slots=True)
class _Loaded(Generic[Whole]):
    """A series from the end of a state on; `size` is that of the whole."""

    whole: Whole
    end: End


class _Shelf(Generic[Whole]):
    """Series of one kind as arriving reports meet them, loaded when they are asked for."""

    def __init__(self, session: Session, kind: _Kind[Whole], arriving: Sequence[AnyReport]) -> None:
        self._session = session
        self._kind = kind
        self._arriving: dict[str, list[AnyReport]] = {}
        for report in arriving:
            if (series := kind.series(report)) is not None:
                self._arriving.setdefault(series, []).append(report)
        self._clusters = frozenset(report.cluster for report in arriving)
        self._copies = self._told_by(self._clusters)
        self._loaded: dict[str, _Loaded[Whole]] = {}
        self.load(tuple(self._arriving))

    def load(self, series: Sequence[str]) -> list[Whole]:
        """Some series, in their order."""
        wanted = [each for each in dict.fromkeys(series) if each not in self._loaded]
        if wanted:
            ends = {each: self._base(each, found) for each, found in ends_of(self._session, wanted).items()}
            states = states_at(self._session, ends.values())
            for each in wanted:
                end = ends.get(each) or End(series=each, upto=START, complete=True)
                self._loaded[each] = _Loaded(self._whole(end, states.get(each)), end)
        return [self._loaded[each].whole for each in series]

    def folded(self, added: frozenset[str], accounted: frozenset[str]) -> list[Kept]:
        """The states after those of the arriving reports that were added, as far as they changed.

        A report that is not `accounted` for was neither added nor held: a person typed it in place of another one, and
        its series is folded anew when it is next asked for.
        """
        known = [
            series
            for series in self._loaded
            if all(report.id in accounted for report in self._arriving.get(series, ()))
        ]
        return [kept for series in known for kept in self._folded(series, added)]

    def _base(self, series: str, ends: Sequence[End]) -> End:
        """From where to fold: the last state, unless it misses reports or one arrives before its end."""
        first = min(map(place_of, self._arriving.get(series, ())), default=None)
        last = ends[-1]
        if last.complete and (first is None or first >= last.upto):
            return last
        usable = [end for end in ends if end.upto == START or first is None or is_before(end.upto, first)]
        return replace(usable[-1], complete=False)

    def _whole(self, end: End, state: str | None) -> Whole:
        tail = [] if end.complete else self._tail(end)
        copies = self._copies.get(end.series, [])
        if tail and end.upto != START:
            clusters = {entry.report.cluster for entry in tail} - self._clusters
            copies = [*copies, *self._told_by(clusters, end.series).get(end.series, ())]
        folded = [entry.report for entry in copies if entry.counts and place_of(entry.report) <= end.upto]
        return self._kind.whole(state, end.series, tail, folded)

    def _tail(self, end: End) -> list[AnyEntry]:
        """What is known after the end of a state."""
        wanted: ColumnElement[bool] = self._kind.in_series(end.series)
        if end.upto != START:
            known, moment = col(self._kind.table.known), time_of(end.upto)
            wanted = and_(wanted, known.is_(None) if moment is None else or_(known.is_(None), known >= moment))
        entries = [entry for _, entry in self._kind.where(self._session, wanted)]
        return [entry for entry in entries if place_of(entry.report) > end.upto]

    def _told_by(self, clusters: Iterable[str], series: str | None = None) -> dict[str, list[AnyEntry]]:
        """The reports of some copy clusters, by series."""
        told: dict[str, list[AnyEntry]] = {}
        for part in in_parts(clusters):
            wanted: ColumnElement[bool] = col(self._kind.table.cluster).in_(part)
            if series is not None:
                wanted = and_(wanted, self._kind.in_series(series))
            for key, entry in self._kind.where(self._session, wanted):
                told.setdefault(key, []).append(entry)
        return told

    def _folded(self, series: str, added: frozenset[str]) -> list[Kept]:
        loaded = self._loaded[series]
        new = [self._entry(report) for report in self._arriving.get(series, ()) if report.id in added]
        tail = sorted((*loaded.whole.tail, *new), key=lambda entry: place_of(entry.report))
        if not tail and loaded.end.complete:
            return []
        # A series that was long in the tail gets a state to come back to; the next late report starts there.
        parts = [tail[:-SPAN], tail] if len(tail) > 2 * SPAN else [tail]
        return [self._kept(loaded, part, is_last=part is tail) for part in parts]

    @staticmethod
    def _entry(report: AnyReport) -> AnyEntry:
        return Entry(report) if isinstance(report, Report) else StatusEntry(report)

    def _kept(self, loaded: _Loaded[Whole], tail: Sequence[AnyEntry], *, is_last: bool) -> Kept:
        upto = place_of(tail[-1].report) if tail else loaded.end.upto
        end = End(series=loaded.end.series, upto=upto, size=loaded.end.size + len(tail), complete=is_last)
        return Kept(end, self._kind.folded(self._kind.with_tail(loaded.whole, tail)))


def _figures(policy: Policy) -> _Kind[Series]:
    def series(report: Report) -> str | None:
        key = series_of(report.claim, policy)
        return None if key is None else key.text()

    def whole(state: str | None, key: str, tail: Sequence[Entry], copies: Sequence[Report]) -> Series:
        base = Standing() if state is None else standing_from(state, series_from_text(key))
        return Series(base, tuple(tail), tuple(copies))

    return _Kind(
        table=ClaimRow,
        series=series,
        in_series=lambda key: col(ClaimRow.series_key) == key,
        where=figures_where,
        whole=whole,
        with_tail=lambda known, tail: replace(known, tail=tuple(tail)),
        folded=lambda known: standing_text(known.state(policy)),
    )


def _statuses(policy: Policy) -> _Kind[Course]:
    def where(session: Session, wanted: ColumnElement[bool]) -> Iterable[tuple[str, StatusEntry]]:
        return ((status_series(entry.report.claim.subject), entry) for entry in statuses_where(session, wanted))

    def whole(state: str | None, key: str, tail: Sequence[StatusEntry], copies: Sequence[StatusReport]) -> Course:
        base = Timeline() if state is None else timeline_from(state, series_from_text(key).subject)
        return Course(base, tuple(tail), tuple(copies))

    return _Kind(
        table=StatusRow,
        series=lambda report: status_series(report.claim.subject),
        in_series=lambda key: col(StatusRow.subject) == series_from_text(key).subject,
        where=where,
        whole=whole,
        with_tail=lambda known, tail: replace(known, tail=tuple(tail)),
        folded=lambda known: timeline_text(known.timeline(policy)),
    )


def _held(session: Session, figures: Sequence[Report], statuses: Sequence[StatusReport]) -> frozenset[str]:
    """Those of the reports that are in the ledger: what the machine read, and what a person put in its place."""
    found = {True: set[str](), False: set[str]()}
    for table, reports in ((ClaimRow, figures), (StatusRow, statuses)):
        for part in in_parts(report.id for report in reports):
            columns = select(table.id, col(table.corrects).is_(None))
            for report, is_read in session.exec(columns.where(col(table.id).in_(part))):
                found[is_read].add(report)
    read, typed = found[True], found[False]
    if typed:
        read |= {entry.report.id for _, entry in figures_where(session, col(ClaimRow.id).in_(typed))}
        read |= {entry.report.id for entry in statuses_where(session, col(StatusRow.id).in_(typed))}
    return frozenset(read)


def _groups(report: Report) -> frozenset[str]:
    group = group_of(report.claim)
    return groups_in_other_currencies(report.claim) | ({group} if group is not None else set())
