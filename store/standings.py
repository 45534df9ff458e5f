"""Folded states of series, kept beside the reports so that deciding costs the same however long a series is.

The reports are the truth: a state is dropped as soon as a report before its end is added, judged, withdrawn or joined
to other copies, and folded again when it is next asked for (`store.holdings`). Of each series a few states are kept,
the last one and some before it, so that after a late report only the end of the series has to be folded again.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeAlias

from sqlalchemy import ColumnElement, delete, tuple_
from sqlmodel import Session, col, select, update

from claims.changes import status_series
from claims.claim import Claim
from claims.figure import Bound, Figure
from claims.folded import recipe
from claims.policy import Policy
from claims.report import Report, StatusReport
from claims.series import series_from_text, series_of
from store.bulk import in_parts, insert_new
from store.tables import ClaimRow, StandingRow, StatusRow

# The row that says by which recipe all states were made; no series has this key.
_MARK = ""
_UNDATED = "~"  # sorts after every date
_KEYS_AT_ONCE = 1_000

Place: TypeAlias = str
START: Place = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class End:
    """Where a folded state of a series ends, `size` reports long; `complete`: no report of the series is missing."""

    series: str
    upto: Place
    size: int = 0
    complete: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """A folded state as text (`claims.folded`)."""

    end: End
    state: str


def place_of(report: Report | StatusReport) -> Place:
    """Where a report stands in the order of knowing, as text that sorts like it."""
    known = report.known
    return f"{_UNDATED if known is None else _stamp(known)} {report.id}"


def time_of(place: Place) -> datetime | None:
    """The time of a place that is not the start; None: it is among the undated."""
    stamp = place.partition(" ")[0]
    return None if stamp == _UNDATED else datetime.fromisoformat(stamp)


def is_before(place: Place, other: Place) -> bool:
    """Whether a place is of an earlier time than another; within one moment nothing is."""
    return place.partition(" ")[0] < other.partition(" ")[0]


def is_adopted(session: Session, policy: Policy) -> bool:
    """Whether the series and states of the ledger are those of a policy."""
    return session.exec(select(StandingRow.state).where(StandingRow.series_key == _MARK)).first() == recipe(policy)


def adopt(session: Session, policy: Policy) -> None:
    """Make the series of the ledger those of a policy; whatever was folded by another one is dropped.

    A look-up unless the policy or the rules of folding are others than last time, or all states were dropped.
    """
    if is_adopted(session, policy):
        return
    session.exec(delete(StandingRow))
    _name_series_anew(session, policy)
    figures = session.exec(select(ClaimRow.series_key).where(col(ClaimRow.series_key).is_not(None)).distinct())
    statuses = session.exec(select(StatusRow.subject).distinct())
    _add_series(session, [*(each for each in figures if each), *map(status_series, statuses)])
    session.add(StandingRow(series_key=_MARK, upto=START, group_key="", size=0, complete=True, state=recipe(policy)))
    session.flush()


def series_in(session: Session, groups: Iterable[str]) -> list[str]:
    """The series of some groups."""
    found: list[str] = []
    for part in in_parts(groups, _KEYS_AT_ONCE):
        query = select(StandingRow.series_key).where(col(StandingRow.group_key).in_(part), StandingRow.upto == START)
        found += session.exec(query)
    return found


def ends_of(session: Session, series: Iterable[str]) -> dict[str, list[End]]:
    """Where the states of some series end, the last one last; a series that has no reports has no ends at all."""
    found: dict[str, list[End]] = {}
    for part in in_parts(series, _KEYS_AT_ONCE):
        columns = (StandingRow.series_key, StandingRow.upto, StandingRow.size, StandingRow.complete)
        for key, upto, size, complete in session.exec(select(*columns).where(col(StandingRow.series_key).in_(part))):
            found.setdefault(key, []).append(End(series=key, upto=upto, size=size, complete=complete))
    return {key: sorted(ends, key=lambda end: end.upto) for key, ends in found.items()}


def states_at(session: Session, ends: Iterable[End]) -> dict[str, str]:
    """The states that end there, as text, by series; of each series one end is asked for."""
    found: dict[str, str] = {}
    for part in in_parts(((end.series, end.upto) for end in ends if end.upto != START), _KEYS_AT_ONCE):
        query = select(StandingRow.series_key, StandingRow.state).where(_at(part))
        found |= {series: state for series, state in session.exec(query) if state is not None}
    return found


def keep_states(session: Session, states: Sequence[Kept], span: int) -> None:
    """Keep new states of some series, each in place of the last one before it.

    One state in every `span` reports stays, the last two of these.
    """
    before = ends_of(session, (kept.end.series for kept in states))
    spent = [end for kept in states for end in _spent(before.get(kept.end.series, []), kept.end, span)]
    drop_states(session, [*spent, *(kept.end for kept in states)])
    rows = [
        {
            "series_key": kept.end.series,
            "upto": kept.end.upto,
            "group_key": series_from_text(kept.end.series).group,
            "size": kept.end.size,
            "complete": kept.end.complete,
            "state": kept.state,
        }
        for kept in states
    ]
    insert_new(session, StandingRow, rows)


def drop_states(session: Session, ends: Iterable[End]) -> None:
    """Drop single states."""
    for part in in_parts(((end.series, end.upto) for end in ends), _KEYS_AT_ONCE):
        session.exec(delete(StandingRow).where(_at(part)))


def forget_new(
    session: Session, figures: Iterable[tuple[str | None, Report]], statuses: Iterable[StatusReport]
) -> None:
    """Drop the states that lack reports which are being added; figures come with the text of their series."""
    told = ((status_series(report.claim.subject), place_of(report)) for report in statuses)
    stated = ((series, place_of(report)) for series, report in figures if series is not None)
    _forget_from(session, _earliest([*stated, *told]))


def forget_reports(session: Session, reports: Iterable[str]) -> None:
    """Drop the states that know of some reports (ids), because what they count for is changing."""
    for part in in_parts(reports, _KEYS_AT_ONCE):
        _forget_where(session, col(ClaimRow.id).in_(part), col(StatusRow.id).in_(part))


def forget_clusters(session: Session, clusters: Iterable[str]) -> None:
    """Drop the states that know of reports of some copy clusters, because who copies whom is changing."""
    for part in in_parts(clusters, _KEYS_AT_ONCE):
        _forget_where(session, col(ClaimRow.cluster).in_(part), col(StatusRow.cluster).in_(part))


def _forget_where(session: Session, figures: ColumnElement[bool], statuses: ColumnElement[bool]) -> None:
    session.flush()
    stated = session.exec(select(ClaimRow.series_key, ClaimRow.known, ClaimRow.id).where(figures)).all()
    told = session.exec(select(StatusRow.subject, StatusRow.known, StatusRow.id).where(statuses)).all()
    places = [(series, _place(known, report)) for series, known, report in stated if series is not None]
    places += [(status_series(subject), _place(known, report)) for subject, known, report in told]
    _forget_from(session, _earliest(places))


def _earliest(places: Iterable[tuple[str, Place]]) -> dict[str, Place]:
    found: dict[str, Place] = {}
    for series, place in places:
        found[series] = min(found.get(series, place), place)
    return found


def _forget_from(session: Session, earliest: Mapping[str, Place]) -> None:
    """Drop the states that know of anything from a place on; on what ends before it others can be built."""
    for part in in_parts(earliest, _KEYS_AT_ONCE):
        ends = [end for each in ends_of(session, part).values() for end in each]
        drop_states(session, (end for end in ends if end.upto != START and end.upto >= earliest[end.series]))
        is_complete = (col(StandingRow.series_key).in_(part), col(StandingRow.complete))
        session.exec(update(StandingRow).where(*is_complete).values(complete=False))
    _add_series(session, earliest)


def _add_series(session: Session, series: Iterable[str]) -> None:
    rows = [
        {"series_key": key, "upto": START, "group_key": series_from_text(key).group, "size": 0, "complete": False}
        for key in series
    ]
    insert_new(session, StandingRow, rows)


def _name_series_anew(session: Session, policy: Policy) -> None:
    """Give every claim the series that it has by a policy: another policy may make flows of running totals."""
    named = (ClaimRow.subject, ClaimRow.measure, ClaimRow.scope, ClaimRow.status, ClaimRow.period, ClaimRow.unit)
    for series, *names in session.exec(select(ClaimRow.series_key, *named).distinct()).all():  # type: ignore[call-overload]
        key = series_of(_claim(*names), policy)
        if (text := key.text() if key else None) != series:
            alike = [col(column).is_not_distinct_from(name) for column, name in zip(named, names, strict=True)]
            session.exec(update(ClaimRow).where(*alike).values(series_key=text))


def _claim(
    subject: str | None, measure: str | None, scope: str | None, status: str | None, period: str | None, unit: str
) -> Claim:
    figure = Figure(start=0, end=0, words="", value="", value_high=None, bound=Bound.EXACT, unit=unit)
    return Claim(figure=figure, subject=subject, measure=measure, scope=scope, status=status, period=period)


def _at(ends: Sequence[tuple[str, Place]]) -> ColumnElement[bool]:
    # SQLite takes no index for pairs alone.
    of_series = col(StandingRow.series_key).in_({series for series, _ in ends})
    return of_series & tuple_(col(StandingRow.series_key), col(StandingRow.upto)).in_(ends)


def _spent(before: Sequence[End], new: End, span: int) -> Iterator[End]:
    """Which earlier states of a series are of no more use once a new one is there."""
    stays = [end for end in before if end.upto not in (START, new.upto)]
    if stays and stays[-1].size // span == new.size // span:
        yield stays.pop()
    yield from stays[:-2]


def _place(known: datetime | None, report: str) -> Place:
    return f"{_UNDATED if known is None else _stamp(known)} {report}"


def _stamp(known: datetime) -> str:
    return known.astimezone(UTC).isoformat(timespec="microseconds")
