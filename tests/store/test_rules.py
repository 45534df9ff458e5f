from dataclasses import replace
from datetime import datetime

import pytest
from sqlmodel import Session

from claims.report import Change, Judgement
from claims.rules import Rule, RuleAbout
from store.changes import add_changes
from store.decisions import record_decision, undo_decision
from store.rules import add_rule, revoke_rule, rules_that_hold
from tests.store.factory import DAY, HOUR, NOON, a_change, signed

LINE = replace(a_change(), old="$62 bn", new="$60 bn")
UNTIL = NOON + 10 * DAY
LATER = NOON + DAY


@pytest.fixture(autouse=True)
def changes(session: Session) -> None:
    add_changes(session, [LINE, a_change(2, series="ml-1|cost||USD|")])


def taught(session: Session, line: Change = LINE, about: RuleAbout = RuleAbout.PAIR, until: datetime = UNTIL) -> Rule:
    decision = record_decision(session, line.id, Judgement.DISMISSED, signed("bilal", "an old quarrel"))
    return add_rule(session, decision, line, about, until)


def test_a_rule_says_what_about_whom_until_when_who_and_why(session: Session) -> None:
    rule = taught(session)
    assert rule == Rule(
        id=rule.id,
        series=LINE.series,
        about=RuleAbout.PAIR,
        old="$62 bn",
        new="$60 bn",
        since=NOON,
        until=UNTIL,
        who="bilal",
        why="an old quarrel",
    )
    assert rules_that_hold(session, LATER) == (rule,)


@pytest.mark.parametrize(
    ("about", "outlet", "cluster"),
    [(RuleAbout.OUTLET, LINE.outlet, None), (RuleAbout.CLUSTER, None, LINE.cluster)],
)
def test_a_rule_keeps_only_what_it_is_about(
    session: Session, about: RuleAbout, outlet: str | None, cluster: str | None
) -> None:
    rule = taught(session, about=about)
    assert (rule.outlet, rule.cluster, rule.old, rule.new) == (outlet, cluster, None, None)
    assert rules_that_hold(session, LATER) == (rule,)


def test_a_rule_holds_from_the_dismissal_until_its_end(session: Session) -> None:
    rule = taught(session)
    moments = [NOON - HOUR, NOON, UNTIL - HOUR, UNTIL]
    assert [rules_that_hold(session, moment) for moment in moments] == [(), (rule,), (rule,), ()]


def test_rules_of_some_series_can_be_asked_for(session: Session) -> None:
    rule = taught(session)
    other = taught(session, a_change(2, series="ml-1|cost||USD|"))
    assert rules_that_hold(session, LATER) == (rule, other)
    assert rules_that_hold(session, LATER, series=["ml-1|cost||USD|", "none"]) == (other,)
    assert rules_that_hold(session, LATER, series=[]) == ()
    assert rules_that_hold(session, LATER, series=[other.series, rule.series]) == (rule, other)


def test_a_revoked_rule_holds_no_more_and_stays_revoked(session: Session) -> None:
    rule = taught(session)
    assert revoke_rule(session, rule.id, signed("ayesha")) is True
    assert revoke_rule(session, rule.id, signed("bilal")) is False
    assert rules_that_hold(session, LATER) == ()
    with pytest.raises(LookupError, match="99"):
        revoke_rule(session, 99, signed())


def test_a_rule_holds_while_the_dismissal_that_taught_it_is_what_counts(session: Session) -> None:
    rule = taught(session)
    record_decision(session, LINE.id, Judgement.ACCEPTED, signed(hours=1))
    assert rules_that_hold(session, LATER) == ()
    undo_decision(session, LINE.id, signed(hours=2))
    assert rules_that_hold(session, LATER) == (rule,)
    undo_decision(session, LINE.id, signed(hours=3))
    assert rules_that_hold(session, LATER) == ()
