"""`cpecwatch ledger`: what stands."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from claims.errors import BadConfiguration
from claims.ladder import Timeline, timeline
from claims.policy import Policy, policy_of
from claims.series import series_from_text, series_of
from claims.standing import Entry, Strand, standing
from claims.vintage import standing_as_of, timeline_as_of
from claims.wording import words
from flows.settings import load_configuration
from flows.topic_pack import read_topic
from review.knowing import dated_ledger, history_of, show_history
from review.opening import reading_ledger
from review.options import AsJson, Home
from review.terminal import in_utc, local, show_json, show_table

if TYPE_CHECKING:
    from sqlmodel import Session

Subject = Annotated[str | None, typer.Argument(help="Id of a subject; default: all.", show_default=False)]


AsOf = Annotated[
    datetime | None, typer.Option("--as-of", help="What was known at the end of this day, or at this time (UTC).")
]
History = Annotated[bool, typer.Option("--history", help="Every value that was ever known, since when and until when.")]


def ledger(
    subject: Subject = None, as_of: AsOf = None, history: History = False, home: Home = None, as_json: AsJson = False
) -> None:
    """What stands: for every series of a subject the current figure, since when, who says so, and what disputes it.

    With --as-of what stood then: of the reports known by that day, with the decisions made by then. With --history the
    values that ever stood, each with the time that it is about and the span during which it was the known one.

    Example: cpecwatch ledger ml-1 --as-of 2025-09-30
    """
    configuration = load_configuration(home)
    topic = read_topic(configuration.settings.seeds)
    if subject is not None and subject not in topic.subjects:
        raise BadConfiguration(f"no subject is called {subject}; seeds/subjects.yaml lists them")
    when = _end_of_day(as_of)
    policy, zone = policy_of(topic), configuration.settings.timezone
    with reading_ledger(configuration) as session:
        if history:
            show_history(history_of(session, policy, subject, when), zone, as_json=as_json)
            return
        found = _standing(session, policy, subject) if when is None else _standing_then(session, policy, subject, when)
    if as_json:
        show_json(
            {
                "figures": [_strand_record(key, strand) for key, strand in found.strands],
                "statuses": [_status_record(each, line) for each, line in found.timelines],
            }
        )
    else:
        _show(found, zone)


def _end_of_day(typed: datetime | None) -> datetime | None:
    """The last moment of a day that was typed without a time."""
    when = in_utc(typed)
    return when if when is None or when.time() != time() else when + timedelta(days=1, microseconds=-1)


@dataclass(frozen=True, slots=True)
class _Found:
    """What stands: strands with the key of their series, timelines with their subject."""

    strands: list[tuple[str, Strand]]
    timelines: list[tuple[str, Timeline]]


def _standing(session: "Session", policy: Policy, subject: str | None) -> _Found:
    from store.history import groups_of, history, status_history, subjects_with_status

    by_series: dict[str, list[Entry]] = defaultdict(list)
    for members in history(session, groups_of(session, subject)).values():
        for entry in members:
            if series := series_of(entry.report.claim, policy):
                by_series[series.text()].append(entry)
    statuses = status_history(session, [subject] if subject else subjects_with_status(session))
    return _Found(
        strands=[(key, strand) for key in sorted(by_series) for strand in standing(by_series[key], policy).strands],
        timelines=[(each, timeline(entries, policy)) for each, entries in sorted(statuses.items())],
    )


def _standing_then(session: "Session", policy: Policy, subject: str | None, when: datetime) -> _Found:
    series, statuses = dated_ledger(session, policy, subject)
    then = [(key, standing_as_of(series[key], when, policy)) for key in sorted(series)]
    lines = [(each, timeline_as_of(reports, when, policy)) for each, reports in sorted(statuses.items())]
    return _Found(
        strands=[(key, strand) for key, state in then for strand in state.strands],
        timelines=[(each, line) for each, line in lines if line.report is not None],
    )


def _show(found: _Found, zone: str | None) -> None:
    show_table(
        "figures that stand",
        ("subject", "what", "figure", "status", "since", "outlet", "witnesses", "disputed by"),
        [_strand_row(key, strand, zone) for key, strand in found.strands],
    )
    standing_reports = [(each, line.report) for each, line in found.timelines if line.report is not None]
    show_table(
        "statuses that stand",
        ("subject", "status", "since", "outlet"),
        [(each, told.claim.status, local(told.known, zone), told.outlet) for each, told in standing_reports],
    )


def _strand_row(key: str, strand: Strand, zone: str | None) -> tuple[object, ...]:
    series, report = series_from_text(key), strand.report
    what = ", ".join(part for part in (series.measure, series.scope, series.period) if part)
    return (
        series.subject,
        what,
        words(report.claim.figure),
        report.claim.status,
        local(report.known, zone).partition(" ")[0],
        report.outlet,
        len(strand.witnesses),
        ", ".join(words(each.claim.figure) for each in strand.contested),
    )


def _strand_record(key: str, strand: Strand) -> dict[str, Any]:
    report = strand.report
    return {
        "series": key,
        "figure": words(report.claim.figure),
        "value": report.claim.figure.value,
        "value_high": report.claim.figure.value_high,
        "bound": report.claim.figure.bound,
        "unit": report.claim.figure.unit,
        "status": report.claim.status,
        "period": report.claim.period,
        "known": report.known,
        "outlet": report.outlet,
        "quote": report.quote,
        "witnesses": len(strand.witnesses),
        "superseded": [words(each.claim.figure) for each in strand.superseded],
        "contested": [words(each.claim.figure) for each in strand.contested],
    }


def _status_record(subject: str, line: Timeline) -> dict[str, Any]:
    return {
        "subject": subject,
        "steps": [{"status": each.claim.status, "known": each.known, "outlet": each.outlet} for each in line.steps],
    }
