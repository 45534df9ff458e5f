"""Deciding about changes: what the commands and the pages do when a person accepts, dismisses, corrects or undoes.

All changes that are named together are decided together, or none is. Nothing is overwritten: a decision is a new row,
and undoing it is another.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlmodel import Session

from claims.amendment import Amendment, amended, amended_status
from claims.errors import BadConfiguration
from claims.identity import claim_id, status_id
from claims.policy import Policy
from claims.report import Judgement, Report, StatusReport
from claims.rules import Rule, RuleAbout
from claims.topic import Topic
from claims.wording import words
from store.articles import latest_revision
from store.changes import LoggedChange, get_change, ids_starting
from store.decisions import (
    UNCHECKED,
    Decided,
    Seen,
    Signature,
    decisions_of,
    live_decision,
    record_decision,
    undo_decision,
)
from store.reports import add_correction, add_status_correction, find_reports, find_status_reports
from store.rules import add_rule, revoke_rule, rules_that_hold


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What deciding about one change came to: the change as it is now, the new row, and what counted before it.

    `corrected` words the figure (or names the status) that a correction put in place of what was read.
    """

    change: LoggedChange
    decision: Decided
    former: Decided | None
    rule: Rule | None = None
    corrected: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """What a dismissal teaches: lines like the dismissed one are silent until a moment."""

    until: datetime
    about: RuleAbout = RuleAbout.PAIR


def find_change(session: Session, typed: str) -> LoggedChange:
    """The change of an id, which may be abbreviated. Raises BadConfiguration where it names none, or several."""
    ids = ids_starting(session, typed) if typed else ()
    if not ids:
        raise BadConfiguration(f"no change has the id {typed!r}; `cpecwatch changes` lists them")
    if len(ids) > 1 and typed not in ids:
        raise BadConfiguration(f"{typed} could be {', '.join(ids)}: type more of it")
    found = get_change(session, typed if typed in ids else ids[0])
    assert found is not None
    return found


def judge(
    session: Session, typed: Sequence[str], judgement: Judgement, signed: Signature, *, seen: Seen = UNCHECKED
) -> tuple[Said, ...]:
    """Accept, dismiss, mark as unsure or reopen some changes (a correction is `correct`).

    `seen` is the live decision that the person saw before, see `store.decisions`. Raises BadConfiguration for unknown
    ids, DecidedMeanwhile where somebody else was first.
    """
    return tuple(_judged(session, change, judgement, signed, seen) for change in _distinct(session, typed))


def dismiss(
    session: Session,
    typed: Sequence[str],
    signed: Signature,
    silence: Silence | None = None,
    *,
    seen: Seen = UNCHECKED,
) -> tuple[Said, ...]:
    """Dismiss some changes; each teaches a rule where lines like it are to be silent for a time. Raises as `judge`."""
    if silence is not None and silence.until <= signed.at:
        raise BadConfiguration(f"until: {silence.until:%Y-%m-%d} is not in the future")
    said = judge(session, typed, Judgement.DISMISSED, signed, seen=seen)
    if silence is None:
        return said
    return tuple(
        replace(each, rule=add_rule(session, each.decision, each.change.change, silence.about, silence.until))
        for each in said
    )


def correct(
    session: Session,
    typed: str,
    amendment: Amendment,
    signed: Signature,
    *,
    topic: Topic,
    policy: Policy,
    seen: Seen = UNCHECKED,
) -> Said:
    """Put what a person typed in the place of what was read; the machine's reading stays beside it.

    A correction of a corrected change starts from what counts. Raises as `judge`, and BadConfiguration for a field
    that is unknown or empty, and where the correction says what was read anyway.
    """
    change = find_change(session, typed)
    former = live_decision(session, change.change.id)
    read, held = _reports(session, change, former)
    corrected = _corrected(held, amendment, topic)
    if corrected.id in (read.id, held.id):
        raise BadConfiguration(f"{change.change.id}: that is what counts already; accept it, or undo the correction")
    _add(session, corrected, policy, corrects=read.id, at=signed.at)
    said = _judged(session, change, Judgement.CORRECTED, signed, seen, replacement=corrected.id)
    return replace(said, corrected=_worded(corrected))


def undo(session: Session, typed: Sequence[str], signed: Signature, *, seen: Seen = UNCHECKED) -> tuple[Said, ...]:
    """Undo the live decision of some changes, so that the one before counts again. Raises as `judge`, and
    BadConfiguration where a change has no decision."""
    return tuple(_undone(session, change, signed, seen) for change in _distinct(session, typed))


def revoke(session: Session, numbers: Sequence[int], signed: Signature) -> None:
    """Take rules back. Raises BadConfiguration for a number that no rule has that holds."""
    held = {rule.id for rule in rules_that_hold(session, signed.at)}
    for number in numbers:
        if number not in held:
            raise BadConfiguration(f"no rule {number} holds; `cpecwatch rules` lists them")
        revoke_rule(session, number, signed)


def _distinct(session: Session, typed: Sequence[str]) -> list[LoggedChange]:
    return list({found.change.id: found for found in (find_change(session, each) for each in typed)}.values())


def _judged(
    session: Session,
    change: LoggedChange,
    judgement: Judgement,
    signed: Signature,
    seen: Seen,
    *,
    replacement: str | None = None,
) -> Said:
    name = change.change.id
    former = live_decision(session, name)
    signed = _after_all(session, name, signed)
    decision = record_decision(session, name, judgement, signed, replacement=replacement, seen=seen)
    return Said(change=find_change(session, name), decision=decision, former=former)


def _undone(session: Session, change: LoggedChange, signed: Signature, seen: Seen) -> Said:
    name = change.change.id
    former = live_decision(session, name)
    decision = undo_decision(session, name, _after_all(session, name, signed), seen=seen)
    if decision is None:
        raise BadConfiguration(f"{name}: nobody has decided about it, there is nothing to undo")
    return Said(change=find_change(session, name), decision=decision, former=former)


def _after_all(session: Session, name: str, signed: Signature) -> Signature:
    """The signature at a time after every earlier one: a clock that is behind must not make a decision count less."""
    return replace(signed, at=max([signed.at, *(each.at for each in decisions_of(session, name))]))


def _reports(
    session: Session, change: LoggedChange, live: Decided | None
) -> tuple[Report, Report] | tuple[StatusReport, StatusReport]:
    """The report that a change tells of, and the one that counts in its place."""
    name = change.change.report
    held = (live and live.replacement) or name
    figures = find_reports(session, [each for each in (name, held) if each])
    statuses = find_status_reports(session, [each for each in (name, held) if each])
    if name in figures and held in figures:
        return figures[name], figures[held]
    if name in statuses and held in statuses:
        return statuses[name], statuses[held]
    raise BadConfiguration(f"{change.change.id}: it tells of a figure that is gone; there is nothing to correct")


def _corrected(held: Report | StatusReport, amendment: Amendment, topic: Topic) -> Report | StatusReport:
    if isinstance(held, StatusReport):
        status = amended_status(held.claim, amendment, topic)
        return replace(held, id=status_id(held.article, status), claim=status)
    claim = amended(held.claim, amendment, topic)
    return replace(held, id=claim_id(held.article, claim), claim=claim)


def _worded(report: Report | StatusReport) -> str:
    return report.claim.status if isinstance(report, StatusReport) else words(report.claim.figure)


def _add(session: Session, corrected: Report | StatusReport, policy: Policy, *, corrects: str, at: datetime) -> None:
    latest = latest_revision(session, corrected.article)
    revision = latest.n if latest else 1
    if isinstance(corrected, StatusReport):
        add_status_correction(session, corrected, corrects=corrects, revision=revision, recorded=at)
    else:
        add_correction(session, corrected, policy, corrects=corrects, revision=revision, recorded=at)
