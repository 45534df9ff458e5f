"""Taking in an article: its claims become reports, each is laid against the ledger, and what is new becomes changes.

All claims of one article are weighed against the ledger as it was before the article and against each other, in an
order that does not depend on where in the text they stand.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from claims.changes import change_of, revision_change_of, status_change_of
from claims.claim import Claim, Reading, StatusClaim
from claims.currencies import groups_in_other_currencies
from claims.decide import Decision, decide_among, precise_first
from claims.holdings import Extended, Holdings
from claims.identity import claim_id, figure_form, status_id
from claims.ladder import StatusDecision, decide_status_beside, furthest_first, known_already
from claims.policy import Policy
from claims.report import Change, KnownFrom, Report, Severity, StatusReport, Verdict
from claims.revisions import Edit, Revision, edits_between
from claims.series import group_of

# An article that was published longer ago is no news, however lately it was found: it fills in history.
NEWS_FOR = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An article's text as it came in, and what was read in it.

    `published` orders its reports; without it `first_seen` does. `former` is the text that stood at the address before,
    where this one is an edit: what is said first in an edit is known only since `first_seen`, the edit's sighting.
    """

    article: str
    url: str | None
    outlet: str
    cluster: str
    text: str
    published: datetime | None
    first_seen: datetime
    reading: Reading
    former: Revision | None = None


@dataclass(frozen=True, slots=True)
class Reports:
    """What an arrival reports, each statement once."""

    figures: tuple[Report, ...]
    statuses: tuple[StatusReport, ...]

    @property
    def groups(self) -> frozenset[str]:
        """The groups of the ledger that the figures have to be laid against, those of other currencies included."""
        own = frozenset(group for report in self.figures if (group := group_of(report.claim)) is not None)
        return own.union(*(groups_in_other_currencies(report.claim) for report in self.figures))

    @property
    def subjects(self) -> frozenset[str]:
        """The subjects whose statuses are reported."""
        return frozenset(report.claim.subject for report in self.statuses)


@dataclass(frozen=True, slots=True)
class Weighed:
    """A report with what it means."""

    report: Report
    decision: Decision


@dataclass(frozen=True, slots=True)
class WeighedStatus:
    """A status report with what it means."""

    report: StatusReport
    decision: StatusDecision


def reports_of(arrival: Arrival) -> Reports:
    """The reports of an arrival; a statement that the text makes twice is one report, at its first place."""
    figures = {report.id: report for report in reversed([_report(arrival, each) for each in arrival.reading.claims])}
    told = [_status_report(arrival, each) for each in arrival.reading.statuses]
    statuses = {report.id: report for report in reversed(told)}
    return Reports(tuple(reversed(figures.values())), tuple(reversed(statuses.values())))


def weigh(reports: Reports, known: Holdings, policy: Policy) -> tuple[Weighed, ...]:
    """What each figure means, the narrowest first; every one counts as known for those after it."""
    held = Extended(known)
    weighed: list[Weighed] = []
    for report in precise_first(reports.figures):
        weighed.append(Weighed(report, decide_among(report, held, policy)))
        held.add(report, policy)
    return tuple(weighed)


def weigh_statuses(reports: Reports, known: Holdings, policy: Policy) -> tuple[WeighedStatus, ...]:
    """What each status means, setbacks and the highest rung first; every one counts as known for those after it."""
    held = Extended(known)
    weighed: list[WeighedStatus] = []
    for report in furthest_first(reports.statuses, policy):
        weighed.append(WeighedStatus(report, _decide_status(report, held, policy)))
        held.add_status(report)
    return tuple(weighed)


def _decide_status(report: StatusReport, known: Holdings, policy: Policy) -> StatusDecision:
    if known.holds(report.id):
        return known_already()
    return decide_status_beside(report, known.course(report.claim.subject), policy)


def changes_of(
    arrival: Arrival, reports: Reports, known: Holdings, policy: Policy, found: datetime
) -> tuple[Change, ...]:
    """The lines that an arrival adds to the change log.

    A figure that an edit put in the place of another is told as the edit that it is, and not a second time.
    """
    edits = _edits(arrival)
    edited = {claim_id(arrival.article, edit.new) for edit in edits if edit.is_silent_correction and edit.new}
    lines = [
        *(_edit_line(edit, arrival, policy, found) for edit in edits),
        *(
            change_of(each.decision, each.report, policy, url=arrival.url, found=found)
            for each in weigh(reports, known, policy)
            if each.report.id not in edited
        ),
        *(
            status_change_of(each.decision, each.report, url=arrival.url, found=found)
            for each in weigh_statuses(reports, known, policy)
        ),
    ]
    told = (line for line in lines if line is not None)
    return tuple(_aged(line) for line in told) if _is_old(arrival, found) else tuple(told)


def _is_old(arrival: Arrival, found: datetime) -> bool:
    return arrival.published is not None and found - arrival.published > NEWS_FOR


def _aged(line: Change) -> Change:
    """The same line, quieter: what an old article says is for the log, and its conflicts for the digest."""
    if line.verdict is Verdict.REVISED:
        return line
    loud = line.verdict is Verdict.CONFLICTING and line.severity is Severity.ALERT
    return replace(line, severity=Severity.LOW if loud else Severity.NONE)


def _edits(arrival: Arrival) -> tuple[Edit, ...]:
    if arrival.former is None:
        return ()
    return edits_between(arrival.former, Revision(arrival.text, arrival.reading.claims))


def _edit_line(edit: Edit, arrival: Arrival, policy: Policy, found: datetime) -> Change | None:
    return revision_change_of(
        edit,
        policy,
        article=arrival.article,
        outlet=arrival.outlet,
        cluster=arrival.cluster,
        url=arrival.url,
        found=found,
    )


def _report(arrival: Arrival, claim: Claim) -> Report:
    known, known_from = _since(arrival, was_said=_was_said(arrival.former, claim))
    return Report(
        id=claim_id(arrival.article, claim),
        claim=claim,
        known=known,
        known_from=known_from,
        outlet=arrival.outlet,
        cluster=arrival.cluster,
        article=arrival.article,
        quote=arrival.text[claim.quote_start : claim.quote_end],
    )


def _status_report(arrival: Arrival, claim: StatusClaim) -> StatusReport:
    known, known_from = _since(arrival, was_said=False)
    return StatusReport(
        id=status_id(arrival.article, claim),
        claim=claim,
        known=known,
        known_from=known_from,
        outlet=arrival.outlet,
        cluster=arrival.cluster,
        article=arrival.article,
        quote=arrival.text[claim.start : claim.end],
    )


def _since(arrival: Arrival, *, was_said: bool) -> tuple[datetime, KnownFrom]:
    if arrival.published is not None and (arrival.former is None or was_said):
        return arrival.published, KnownFrom.PUBLISHED
    return arrival.first_seen, KnownFrom.FETCHED


def _was_said(former: Revision | None, claim: Claim) -> bool:
    """Whether the text before an edit stated the figure of the same thing already, in whatever words."""
    return former is not None and any(_link(claim) == _link(each) for each in former.claims)


def _link(claim: Claim) -> tuple[str | None, ...]:
    return claim.subject, claim.measure, *figure_form(claim.figure)
