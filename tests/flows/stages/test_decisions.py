from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import Session

from claims.amendment import Amendment
from claims.errors import BadConfiguration
from claims.report import Change, Judgement, Severity, Verdict
from claims.rules import RuleAbout
from flows.desk import Ledger
from flows.stages.decisions import Said, Silence, correct, dismiss, find_change, judge, revoke, undo
from flows.stages.hand import figure_of
from store.changes import list_changes
from store.decisions import DecidedMeanwhile, decisions_of, live_decision
from store.engine import reading, transaction
from store.reports import find_reports
from store.rules import rules_that_hold
from tests.flows.stages.conftest import START, Clock
from tests.flows.stages.telling import conflict, signed, stands, status_stands, tell, tell_status, what_stands

CONTESTED = ["$6.8bn (not $8.5bn)"]
UNTIL = START + timedelta(days=30)


def said(ledger: Ledger, line: Change, judgement: Judgement, hours: float = 0) -> Said:
    with transaction(ledger.engine) as session:
        (done,) = judge(session, [line.id], judgement, signed(hours=hours))
    return done


def undone(ledger: Ledger, line: Change) -> Said:
    with transaction(ledger.engine) as session:
        (done,) = undo(session, [line.id], signed("bilal"))
    return done


def corrected(ledger: Ledger, line: Change, **typed: str) -> Said:
    figure = figure_of(typed.pop("figure")) if "figure" in typed else None
    with transaction(ledger.engine) as session:
        return correct(
            session,
            line.id,
            Amendment(figure=figure, **typed),
            signed(),
            topic=ledger.topic,
            policy=ledger.policy,
        )


def silenced(ledger: Ledger, line: Change, about: RuleAbout = RuleAbout.PAIR) -> Said:
    with transaction(ledger.engine) as session:
        (done,) = dismiss(session, [line.id], signed(why="an old quarrel"), Silence(until=UNTIL, about=about))
    return done


def test_an_open_conflict_is_contested(ledger: Ledger) -> None:
    conflict(ledger)
    assert stands(ledger) == CONTESTED


def test_an_accepted_conflict_stands(ledger: Ledger) -> None:
    line = conflict(ledger)
    assert said(ledger, line, Judgement.ACCEPTED).change.state is Judgement.ACCEPTED
    assert stands(ledger) == ["$8.5bn"]
    assert tell(ledger, "$6.8bn", "geo").verdict is Verdict.OUTDATED


def test_a_dismissed_report_is_out(ledger: Ledger) -> None:
    line = conflict(ledger)
    said(ledger, line, Judgement.DISMISSED)
    assert stands(ledger) == ["$6.8bn"]
    assert tell(ledger, "$8.5bn", "geo").verdict is Verdict.CONFLICTING, "another outlet says it for the first time"


def test_a_conflict_of_which_a_person_is_unsure_stays_contested(ledger: Ledger) -> None:
    line = conflict(ledger)
    said(ledger, line, Judgement.UNSURE)
    assert stands(ledger) == CONTESTED


def test_a_dismissed_update_gives_way_to_what_stood_before(ledger: Ledger) -> None:
    tell(ledger, "$6.8bn", "dawn", days_ago=400)
    line = tell(ledger, "$8.5bn", "the-news", days_ago=1)
    assert (line.verdict, stands(ledger)) == (Verdict.UPDATED, ["$8.5bn"])
    said(ledger, line, Judgement.DISMISSED)
    assert stands(ledger) == ["$6.8bn"]


def test_a_correction_replaces_what_was_read_and_keeps_it(ledger: Ledger) -> None:
    line = conflict(ledger)
    done = corrected(ledger, line, figure="$6.8 billion")
    assert stands(ledger) == ["$6.8bn"], "the corrected report agrees: it is a witness"
    assert done.corrected == "$6.8 bn"
    with reading(ledger.engine) as session:
        assert line.report is not None
        machine = find_reports(session, [line.report])[line.report]
        decision = live_decision(session, line.id)
        assert decision is not None
        assert decision.replacement is not None
        person = find_reports(session, [decision.replacement])[decision.replacement]
    assert machine.claim.figure.words == "$8.5bn"
    assert (person.claim.figure.words, person.outlet, person.known) == ("$6.8 billion", machine.outlet, machine.known)


def test_a_correction_can_say_that_the_figure_is_about_something_else(ledger: Ledger) -> None:
    line = conflict(ledger)
    corrected(ledger, line, scope="phase-1")
    assert stands(ledger) == ["$6.8bn", "$8.5bn"]
    assert undone(ledger, line).change.state is Judgement.OPEN
    assert stands(ledger) == CONTESTED


def test_a_second_correction_starts_from_the_first(ledger: Ledger) -> None:
    line = conflict(ledger)
    corrected(ledger, line, scope="phase-1")
    corrected(ledger, line, value="8600000000")
    assert stands(ledger) == ["$6.8bn", "$8.6 bn"]
    undone(ledger, line)
    assert stands(ledger) == ["$6.8bn", "$8.5bn"]


def test_a_corrected_status_takes_the_place_of_what_was_read(ledger: Ledger) -> None:
    tell_status(ledger, "planned", "dawn", days_ago=40)
    line = tell_status(ledger, "completed", "the-news")
    assert status_stands(ledger) == "completed"
    assert corrected(ledger, line, status="signed").corrected == "signed"
    assert status_stands(ledger) == "signed"
    said(ledger, line, Judgement.DISMISSED, hours=1)
    assert status_stands(ledger) == "planned"


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"subject": "ml1"}, "did you mean ml-1"),
        ({"unit": "MW"}, "cost is not stated in 'MW'"),
        ({"figure": "$8.5 billion"}, "that is what counts already"),
        ({}, "nothing to correct was given"),
    ],
)
def test_a_wrong_correction_is_refused_and_records_nothing(ledger: Ledger, typed: dict[str, str], message: str) -> None:
    line = conflict(ledger)
    with pytest.raises(BadConfiguration, match=message):
        corrected(ledger, line, **typed)
    with reading(ledger.engine) as session:
        assert decisions_of(session, line.id) == ()


def test_a_correction_that_is_there_already_is_refused(ledger: Ledger) -> None:
    line = conflict(ledger)
    corrected(ledger, line, figure="$9bn")
    with pytest.raises(BadConfiguration, match="that is what counts already"):
        corrected(ledger, line, value="9000000000")


def test_ids_may_be_abbreviated_but_not_too_much(ledger: Ledger) -> None:
    line = conflict(ledger)
    with reading(ledger.engine) as session:
        assert find_change(session, line.id[:12]).change == line
        with pytest.raises(BadConfiguration, match="type more of it"):
            find_change(session, "h1-")
        for nothing in ("h1-none", "", "%"):
            with pytest.raises(BadConfiguration, match="no change has the id"):
                find_change(session, nothing)


def test_several_changes_are_decided_together_or_not_at_all(ledger: Ledger) -> None:
    one = conflict(ledger)
    other = tell(ledger, "$9.9bn", "geo")
    with pytest.raises(BadConfiguration, match="no change"), transaction(ledger.engine) as session:
        judge(session, [one.id, "h1-none"], Judgement.ACCEPTED, signed())
    with transaction(ledger.engine) as session:
        assert live_decision(session, one.id) is None
        done = judge(session, [one.id, other.id, one.id[:20]], Judgement.UNSURE, signed())
    assert [each.change.change.id for each in done] == [one.id, other.id], "each once"


def test_a_decision_tells_what_counted_before(ledger: Ledger) -> None:
    line = conflict(ledger)
    first = said(ledger, line, Judgement.ACCEPTED)
    second = said(ledger, line, Judgement.DISMISSED)
    assert (first.former, second.former) == (None, first.decision)


def test_a_clock_that_is_behind_does_not_make_a_decision_count_less(ledger: Ledger) -> None:
    line = conflict(ledger)
    said(ledger, line, Judgement.ACCEPTED, hours=5)
    assert said(ledger, line, Judgement.DISMISSED, hours=1).change.state is Judgement.DISMISSED


def test_the_second_of_two_reviewers_is_told_of_the_first(ledger: Ledger) -> None:
    line = conflict(ledger)
    said(ledger, line, Judgement.ACCEPTED)
    for decide in (
        lambda session: judge(session, [line.id], Judgement.DISMISSED, signed("bilal"), seen=None),
        lambda session: dismiss(session, [line.id], signed("bilal"), Silence(until=UNTIL), seen=None),
        lambda session: undo(session, [line.id], signed("bilal"), seen=None),
        lambda session: correct(
            session, line.id, Amendment(scope="x"), signed(), topic=ledger.topic, policy=ledger.policy, seen=None
        ),
    ):
        with pytest.raises(DecidedMeanwhile, match="ayesha decided “accepted”"), transaction(ledger.engine) as session:
            decide(session)
    assert stands(ledger) == ["$8.5bn"]


def test_what_nobody_decided_cannot_be_undone(ledger: Ledger) -> None:
    line = conflict(ledger)
    with pytest.raises(BadConfiguration, match="nothing to undo"):
        undone(ledger, line)


def test_a_dismissal_until_a_day_silences_the_same_pair_whoever_says_it(ledger: Ledger, clock: Clock) -> None:
    line = conflict(ledger)
    rule = silenced(ledger, line).rule
    assert rule is not None
    again = tell(ledger, "$8.5bn", "geo")
    assert (again.verdict, again.severity) == (Verdict.CONFLICTING, Severity.NONE)
    assert again.why.endswith(f"Silent by rule {rule.id} of ayesha until 2026-04-30 (an old quarrel).")
    assert stands(ledger) == CONTESTED, "a rule takes the noise away, never the report"
    assert tell(ledger, "$9.5bn", "ary").severity is Severity.ALERT, "another value is no part of the pair"
    clock.forward(days=31)
    assert tell(ledger, "$8.5bn", "samaa").severity is not Severity.NONE


def test_a_rule_about_an_outlet_silences_whatever_it_says_in_the_series(ledger: Ledger) -> None:
    line = conflict(ledger)
    silenced(ledger, line, RuleAbout.OUTLET)
    assert tell(ledger, "$9.5bn", line.outlet).severity is Severity.NONE
    assert tell(ledger, "$8.5bn", "geo").severity is Severity.ALERT


def test_undoing_a_dismissal_takes_its_rule_along(ledger: Ledger) -> None:
    line = conflict(ledger)
    silenced(ledger, line)
    undone(ledger, line)
    assert tell(ledger, "$8.5bn", "geo").severity is not Severity.NONE


def test_a_revoked_rule_silences_nothing(ledger: Ledger) -> None:
    line = conflict(ledger)
    rule = silenced(ledger, line).rule
    assert rule is not None
    with transaction(ledger.engine) as session:
        revoke(session, [rule.id], signed("bilal", hours=1))
    assert tell(ledger, "$8.5bn", "geo").severity is Severity.ALERT
    with pytest.raises(BadConfiguration, match=f"no rule {rule.id} holds"), transaction(ledger.engine) as session:
        revoke(session, [rule.id], signed("bilal", hours=2))


def test_a_rule_needs_a_day_to_come(ledger: Ledger) -> None:
    line = conflict(ledger)
    with pytest.raises(BadConfiguration, match="not in the future"), transaction(ledger.engine) as session:
        dismiss(session, [line.id], signed(), Silence(until=START))


ACTS = ("accept", "dismiss", "silence", "unsure", "reopen", "correct value", "correct scope", "undo")
WORDS = {
    "accept": Judgement.ACCEPTED,
    "dismiss": Judgement.DISMISSED,
    "unsure": Judgement.UNSURE,
    "reopen": Judgement.OPEN,
}


def act(session: Session, ledger: Ledger, line: str, what: str) -> bool:
    """Do one thing; whether it left a decision (a correction may say what counts already)."""
    try:
        if what in WORDS:
            judge(session, [line], WORDS[what], signed())
        elif what == "silence":
            dismiss(session, [line], signed(), Silence(until=UNTIL))
        elif what == "undo":
            undo(session, [line], signed())
        else:
            typed = Amendment(value="6800000000") if what == "correct value" else Amendment(scope="phase-1")
            correct(session, line, typed, signed(), topic=ledger.topic, policy=ledger.policy)
    except BadConfiguration:
        return False
    return True


def state(session: Session, ledger: Ledger) -> tuple[object, ...]:
    """All that decisions can move: the states of the log, what stands, the rules that hold."""
    states = {each.change.id: each.state for each in list_changes(session)}
    return states, what_stands(session, ledger.policy), rules_that_hold(session, START + timedelta(days=1))


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    before=st.lists(st.tuples(st.integers(0, 2), st.sampled_from(ACTS)), max_size=6),
    target=st.integers(0, 2),
    last=st.sampled_from([what for what in ACTS if what != "undo"]),
)
def test_undo_after_any_decision_restores_the_former_state(
    ledger: Ledger, before: list[tuple[int, str]], target: int, last: str
) -> None:
    with transaction(ledger.engine) as session:
        is_new = not list_changes(session)
    if is_new:
        conflict(ledger)
        tell(ledger, "$9.9bn", "geo")
    with transaction(ledger.engine) as session, session.begin_nested() as savepoint:
        lines = sorted(each.change.id for each in list_changes(session))
        for number, what in before:
            act(session, ledger, lines[number], what)
        former = state(session, ledger)
        rows = len(decisions_of(session, lines[target]))
        if act(session, ledger, lines[target], last):
            undo(session, [lines[target]], signed("bilal"))
            assert len(decisions_of(session, lines[target])) == rows + 2, "nothing is taken out of the history"
        assert state(session, ledger) == former
        savepoint.rollback()
