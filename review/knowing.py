"""What was known when: the ledger of a subject with the lives of its reports, and the values that ever stood."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from claims.policy import Policy
from claims.report import Report, StatusReport
from claims.series import SeriesKey, series_of
from claims.vintage import Dated, DatedStatus, Span, status_vintages, vintages
from claims.wording import words
from review.terminal import local, show_json, show_table

if TYPE_CHECKING:
    from sqlmodel import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A value that once stood: what it is about, since when and until when (None: still) it was the known one."""

    subject: str
    what: str
    value: str
    about: str | None
    since: datetime
    until: datetime | None
    outlet: str
    report: str


def dated_ledger(
    session: "Session", policy: Policy, subject: str | None
) -> tuple[dict[str, list[Dated]], dict[str, list[DatedStatus]]]:
    """The reports of a subject (None: of all) with their lives: figures by series, statuses by subject."""
    from store.history import groups_of, subjects_with_status
    from store.vintages import dated_history, dated_statuses

    series: defaultdict[str, list[Dated]] = defaultdict(list)
    for members in dated_history(session, groups_of(session, subject)).values():
        for each in members:
            if key := series_of(each.report.claim, policy):
                series[key.text()].append(each)
    subjects = [subject] if subject else subjects_with_status(session)
    return dict(series), dated_statuses(session, subjects)


def history_of(session: "Session", policy: Policy, subject: str | None, when: datetime | None) -> list[Known]:
    """Every value that ever stood, in the order of series and time; with `when` as it was known then."""
    series, statuses = dated_ledger(session, policy, subject)
    found: list[Known] = []
    for key in sorted(series):
        reports = {each.report.id: each.report for each in series[key]}
        found += [
            _known_figure(reports[span.report], span, policy) for span in _by(when, vintages(series[key], policy))
        ]
    for _, members in sorted(statuses.items()):
        told = {each.report.id: each.report for each in members}
        found += [_known_status(told[span.report], span) for span in _by(when, status_vintages(members, policy))]
    return found


def show_history(found: Iterable[Known], zone: str | None, *, as_json: bool) -> None:
    """The values that ever stood, as a table or as JSON."""
    rows = list(found)
    if as_json:
        show_json(rows)
        return
    show_table(
        "what was known, and when",
        ("subject", "what", "value", "about", "known since", "until", "outlet"),
        [
            (
                each.subject,
                each.what,
                each.value,
                each.about,
                _day(each.since, zone),
                _day(each.until, zone),
                each.outlet,
            )
            for each in rows
        ],
    )


def _by(when: datetime | None, spans: Iterable[Span]) -> list[Span]:
    """The spans as they were known at a time: what ended later had not ended then."""
    if when is None:
        return list(spans)
    begun = (span for span in spans if span.since <= when)
    return [span if span.until and span.until <= when else Span(span.report, span.since, None) for span in begun]


def _known_figure(report: Report, span: Span, policy: Policy) -> Known:
    key = series_of(report.claim, policy)
    assert key is not None
    return Known(
        subject=key.subject,
        what=_what(key, report.claim.status),
        value=words(report.claim.figure),
        about=report.claim.period,
        since=span.since,
        until=span.until,
        outlet=report.outlet,
        report=report.id,
    )


def _known_status(report: StatusReport, span: Span) -> Known:
    return Known(
        subject=report.claim.subject,
        what="status",
        value=report.claim.status,
        about=None,
        since=span.since,
        until=span.until,
        outlet=report.outlet,
        report=report.id,
    )


def _what(key: SeriesKey, status: str | None) -> str:
    return ", ".join(part for part in (key.measure, key.scope, status) if part)


def _day(moment: datetime | None, zone: str | None) -> str:
    return local(moment, zone).partition(" ")[0]
