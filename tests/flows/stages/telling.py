"""Telling a ledger what outlets say, figure by figure, and asking it what stands."""

from datetime import timedelta

from sqlmodel import Session

from claims.amendment import Amendment
from claims.ladder import timeline
from claims.policy import Policy
from claims.report import Change, Verdict
from claims.standing import standing
from flows.desk import Ledger
from flows.stages.hand import Note, add_note, figure_of
from store.changes import list_changes
from store.decisions import Signature
from store.engine import reading
from store.history import groups_of, history, status_history
from tests.flows.stages.conftest import START


def signed(who: str = "ayesha", why: str = "", *, hours: float = 0) -> Signature:
    return Signature(who=who, at=START + timedelta(hours=hours), why=why)


def tell(ledger: Ledger, figure: str, outlet: str, *, days_ago: int = 0, scope: str | None = None) -> Change:
    """A cost of the railway as an outlet states it; returns the line of the log that it makes."""
    typed = Amendment(figure=figure_of(figure), subject="ml-1", measure="cost", scope=scope, status="planned")
    return _told(ledger, Note(source=outlet, day=(ledger.now() - timedelta(days=days_ago)).date(), typed=typed))


def tell_status(ledger: Ledger, status: str, outlet: str, *, days_ago: int = 0) -> Change:
    """The same of a status."""
    day = (ledger.now() - timedelta(days=days_ago)).date()
    return _told(
        ledger, Note(source=outlet, text=f"It is {status}.", day=day, typed=Amendment(subject="ml-1", status=status))
    )


def _told(ledger: Ledger, note: Note) -> Change:
    noted = add_note(ledger, note, Signature(who="typist", at=ledger.now()))
    with reading(ledger.engine) as session:
        (line,) = [each.change for each in list_changes(session) if each.change.cluster == noted.article]
    return line


def conflict(ledger: Ledger) -> Change:
    """A ledger in which $6.8bn stands and $8.5bn contradicts it; returns the line that says so."""
    tell(ledger, "$6.8bn", "dawn", days_ago=2)
    line = tell(ledger, "$8.5bn", "the-news", days_ago=1)
    assert line.verdict is Verdict.CONFLICTING
    return line


def stands(ledger: Ledger) -> list[str]:
    """The figures that stand, each with what contests it: `$6.8 bn (not $8.5 bn)`."""
    with reading(ledger.engine) as session:
        return what_stands(session, ledger.policy)


def what_stands(session: Session, policy: Policy) -> list[str]:
    """The same inside a unit of work."""
    groups = history(session, groups_of(session))
    strands = [strand for group in sorted(groups) for strand in standing(groups[group], policy).strands]
    return [
        strand.report.claim.figure.words + "".join(f" (not {report.claim.figure.words})" for report in strand.contested)
        for strand in strands
    ]


def status_stands(ledger: Ledger) -> str | None:
    """The status of the railway that stands."""
    with reading(ledger.engine) as session:
        known = timeline(status_history(session, ["ml-1"]).get("ml-1", []), ledger.policy)
    return known.report.claim.status if known.report else None
