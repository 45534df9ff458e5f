"""Reports of a small ledger: every one of another outlet, cluster and article unless a test says otherwise."""

from datetime import UTC, datetime, timedelta
from itertools import count

from claims.claim import Claim, StatusClaim
from claims.decide import Decision, decide
from claims.figure import Figure
from claims.ladder import StatusDecision, StatusEntry, decide_status
from claims.report import Judgement, KnownFrom, Report, StatusReport
from claims.standing import Entry, Standing
from tests.claims.comparison_factories import POLICY, figure

_numbers = count(1)
START = datetime(2025, 1, 1, tzinfo=UTC)


def told(
    stated: Figure | tuple[str, str] | tuple[str, str, str],
    day: int | None = 0,
    *,
    subject: str | None = "corridor",
    measure: str | None = "cost",
    scope: str | None = None,
    status: str | None = None,
    period: str | None = None,
    outlet: str | None = None,
    cluster: str | None = None,
    article: str | None = None,
    named: str | None = None,
) -> Report:
    """A figure that became known on a day counted from the start of 2025 (None: nobody knows when)."""
    number = next(_numbers)
    shown = stated if isinstance(stated, Figure) else figure(*stated)
    return Report(
        id=named or f"c{number:06}",
        claim=Claim(figure=shown, subject=subject, measure=measure, scope=scope, status=status, period=period),
        known=None if day is None else START + timedelta(days=day),
        known_from=KnownFrom.PUBLISHED,
        outlet=outlet or f"outlet {number}",
        cluster=cluster or f"cluster {number}",
        article=article or f"article {number}",
        quote=f"It is {shown.words}.",
    )


def status_told(
    status: str,
    day: int | None = 0,
    *,
    subject: str = "corridor",
    by: str | None = "Minister",
    outlet: str | None = None,
    cluster: str | None = None,
    article: str | None = None,
) -> StatusReport:
    """A status that became known on a day counted from the start of 2025, as said by somebody (None: background)."""
    number = next(_numbers)
    return StatusReport(
        id=f"s{number:06}",
        claim=StatusClaim(subject=subject, status=status, start=0, end=9, attributed_to=by),
        known=None if day is None else START + timedelta(days=day),
        known_from=KnownFrom.PUBLISHED,
        outlet=outlet or f"outlet {number}",
        cluster=cluster or f"cluster {number}",
        article=article or f"article {number}",
        quote=f"It is {status}.",
    )


def entries(*reports: Report) -> list[Entry]:
    """Open entries of some reports."""
    return [Entry(report) for report in reports]


def decided(new: Report, *known: Report) -> Decision:
    """The decision about a report beside others on which nobody has decided."""
    return decide(new, entries(*known), POLICY)


def status_decided(new: StatusReport, *known: StatusReport) -> StatusDecision:
    """The same for a status."""
    return decide_status(new, [StatusEntry(report) for report in known], POLICY)


def accepted(report: Report) -> Entry:
    """An entry that a person accepted."""
    return Entry(report, Judgement.ACCEPTED)


def words_standing(state: Standing) -> list[str]:
    """The words of the figures that stand."""
    return [strand.report.claim.figure.words for strand in state.strands]
