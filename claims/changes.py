"""Decisions as lines of the change log: what is written down once, as it was said when it was found."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from claims.claim import Claim, StatusClaim
from claims.decide import Decision
from claims.figure import Figure
from claims.identity import canonical, change_id, claim_id
from claims.ladder import StatusDecision
from claims.policy import Policy
from claims.report import Change, Report, Severity, StatusReport, Verdict
from claims.revisions import Edit
from claims.series import SeriesKey, series_of
from claims.wording import words

STATUS = "status"
# Of these a cluster has one line in a series, whatever value it repeats; of all others one for each value.
_ONE_FOR_ALL_VALUES = frozenset({Verdict.CORROBORATED, Verdict.OUTDATED})


def change_of(decision: Decision, report: Report, policy: Policy, *, url: str | None, found: datetime) -> Change | None:
    """The line that a decision about a figure comes to; None for a sighting."""
    series = series_of(report.claim, policy)
    if decision.verdict is None or series is None:
        return None
    claim, against = report.claim, decision.against
    return Change(
        id=change_id(decision.verdict, series.text(), report.cluster, *_distinct(decision.verdict, claim)),
        verdict=decision.verdict,
        severity=decision.severity,
        subject=claim.subject,
        measure=claim.measure,
        series=series.text(),
        report=report.id,
        against=against.id if against else None,
        old=words(against.claim.figure) if against else None,
        new=words(claim.figure),
        quote=report.quote,
        url=url,
        outlet=report.outlet,
        cluster=report.cluster,
        why=decision.finding.why,
        found=found,
        witnesses=decision.witnesses,
    )


def status_change_of(
    decision: StatusDecision, report: StatusReport, *, url: str | None, found: datetime
) -> Change | None:
    """The line that a decision about a status comes to; None for a sighting. `old` and `new` are statuses."""
    if decision.verdict is None:
        return None
    claim, against = report.claim, decision.against
    series = status_series(claim.subject)
    return Change(
        id=change_id(decision.verdict, series, report.cluster, claim.status),
        verdict=decision.verdict,
        severity=decision.severity,
        subject=claim.subject,
        measure=None,
        series=series,
        report=report.id,
        against=against.id if against else None,
        old=against.claim.status if against else None,
        new=claim.status,
        quote=report.quote,
        url=url,
        outlet=report.outlet,
        cluster=report.cluster,
        why=decision.finding.why,
        found=found,
        witnesses=decision.witnesses,
    )


def revision_change_of(
    edit: Edit, policy: Policy, *, article: str, outlet: str, cluster: str, url: str | None, found: datetime
) -> Change | None:
    """The line about a figure that an outlet changed or took back; None for one that only appeared.

    Both sentences are quoted. An edit of a figure that is linked to nothing is for the digest.
    """
    if edit.old is None:
        return None
    old_id = claim_id(article, edit.old)
    new_id = claim_id(article, edit.new) if edit.new else None
    key = series_of(edit.old, policy)
    series = key.text() if key else ""
    return Change(
        # Without the article two outlets' edits of one figure would share a line, and an edit undone and made again
        # has told its line already.
        id=change_id(Verdict.REVISED, series, cluster, article, old_id, new_id),
        verdict=Verdict.REVISED,
        severity=Severity.ALERT if key else Severity.LOW,
        subject=edit.old.subject,
        measure=edit.old.measure,
        series=series,
        report=new_id,
        against=old_id,
        old=words(edit.old.figure),
        new=words(edit.new.figure) if edit.new else None,
        quote=f"{edit.old_quote} → {edit.new_quote}" if edit.new_quote else edit.old_quote,
        url=url,
        outlet=outlet,
        cluster=cluster,
        why=edit.why,
        found=found,
    )


def told_ids(line: Change, told: Claim | StatusClaim, clusters: Iterable[str]) -> Iterator[str]:
    """The ids that a line about a claim would have, were its copy cluster called otherwise. Not for edits."""
    distinct = (told.status,) if isinstance(told, StatusClaim) else _distinct(line.verdict, told)
    return (change_id(line.verdict, line.series, cluster, *distinct) for cluster in clusters)


def status_series(subject: str) -> str:
    """The series that the statuses of a subject form, as text."""
    return SeriesKey(subject=subject, measure=STATUS, dimension=STATUS).text()


def _distinct(verdict: Verdict, claim: Claim) -> tuple[str | None, ...]:
    """What makes a line of its own beside those of one series, cluster and verdict: the value, and of what is new its
    status too. Eleven finished projects and eleven being built are two new figures of one series.
    """
    if verdict in _ONE_FOR_ALL_VALUES:
        return ()
    return (claim.status if verdict is Verdict.NEW else None, *_values(claim.figure))


def _values(figure: Figure) -> tuple[str, str | None]:
    return canonical(figure.value), None if figure.value_high is None else canonical(figure.value_high)
