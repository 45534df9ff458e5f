"""Rules that dismissals taught: appended with who, when and why, and taken back by a row that says so."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import ColumnElement, and_, exists
from sqlmodel import Session, col, select

from claims.report import Change
from claims.rules import Rule, RuleAbout
from store.bulk import in_parts
from store.decisions import Decided, Signature
from store.tables import ChangeRow, DecisionRow, RevocationRow, RuleRow


def add_rule(session: Session, taught_by: Decided, line: Change, about: RuleAbout, until: datetime) -> Rule:
    """Append the rule that a dismissal of `line` teaches.

    It holds from the dismissal on until the moment `until`, and only while the dismissal is what counts.
    """
    is_pair = about is RuleAbout.PAIR
    row = RuleRow(
        decision=taught_by.id,
        series=line.series,
        about=about.value,
        outlet=line.outlet if about is RuleAbout.OUTLET else None,
        cluster=line.cluster if about is RuleAbout.CLUSTER else None,
        old=line.old if is_pair else None,
        new=line.new if is_pair else None,
        since=taught_by.at,
        until=until,
        who=taught_by.who,
        why=taught_by.why,
    )
    session.add(row)
    session.flush()
    return _rule(row)


def rules_that_hold(session: Session, now: datetime, *, series: Iterable[str] | None = None) -> tuple[Rule, ...]:
    """The rules that hold at a time, of some series or of all, oldest first."""
    held = _held(now)
    if series is None:
        return _found(session, *held)
    found = [rule for part in in_parts(series) for rule in _found(session, *held, col(RuleRow.series).in_(part))]
    return tuple(sorted(found, key=lambda rule: rule.id))


def revoke_rule(session: Session, rule_id: int, signed: Signature) -> bool:
    """Append that a rule is taken back; False where it was already. Raises LookupError for an unknown rule."""
    if session.get(RuleRow, rule_id) is None:
        raise LookupError(f"no rule has the number {rule_id}")
    if session.get(RevocationRow, rule_id) is not None:
        return False
    session.add(RevocationRow(rule=rule_id, who=signed.who, at=signed.at, why=signed.why))
    session.flush()
    return True


def _held(now: datetime) -> tuple[ColumnElement[bool], ...]:
    taught = (
        select(ChangeRow.id)
        .join(
            DecisionRow, and_(col(DecisionRow.change) == ChangeRow.id, col(ChangeRow.decision) == col(DecisionRow.id))
        )
        .where(col(DecisionRow.id) == col(RuleRow.decision))
    )
    return (
        taught.exists(),
        ~exists().where(col(RevocationRow.rule) == col(RuleRow.id)),
        col(RuleRow.since) <= now,
        col(RuleRow.until) > now,
    )


def _found(session: Session, *conditions: ColumnElement[bool]) -> tuple[Rule, ...]:
    rows = session.exec(select(RuleRow).where(*conditions).order_by(col(RuleRow.id)))
    return tuple(_rule(row) for row in rows)


def _rule(row: RuleRow) -> Rule:
    assert row.id is not None
    return Rule(
        id=row.id,
        series=row.series,
        about=RuleAbout(row.about),
        outlet=row.outlet,
        cluster=row.cluster,
        old=row.old,
        new=row.new,
        since=row.since,
        until=row.until,
        who=row.who,
        why=row.why,
    )
