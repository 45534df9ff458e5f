"""Two passes at once, and a pass while a person decides: nothing is doubled, no decision is lost."""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence

import pytest

from claims.policy import Policy
from flows.stages.reopening import MACHINE
from store.changes import ChangeFilter, get_change, list_changes
from store.decisions import decisions_of, live_decision
from store.outbox import OutboxState, list_outbox
from tests.crash.children import finish, start
from tests.crash.content import announced
from tests.crash.deciding import REVIEWER, Saying, decide, sayings
from tests.crash.passing import run_pass
from tests.crash.traps import Dawdle
from tests.crash.trials import NEXT_RUN, Left, Scene, Stage

TRIALS = int(os.environ.get("CRASH_TRIALS_AT_ONCE", "100"))  # of each kind on each database
FEW = 3
ALL = ChangeFilter(limit=10_000)

Wrong = list[str]
Trial = Callable[[Scene, Policy, int, Left], Wrong]


def two_passes(scene: Scene, policy: Policy, seed: int, expected: Left) -> Wrong:
    """Two passes that start together leave the store of one, and a later pass adds nothing."""
    with scene.opened() as stage:
        both = [start(run_pass, stage.plan(), Dawdle(2 * seed + each)) for each in range(2)]
        ended = [finish(each) for each in both]
        at_once = stage.left(policy)
        stage.undisturbed(NEXT_RUN)
        later = stage.left(policy)
        differences = [*_unlike(at_once, expected), *_unlike(later, expected)]
        return [*_failures(ended), *differences, *_wrongly_told(stage)]


def pass_during_review(scene: Scene, policy: Policy, seed: int, _expected: Left) -> Wrong:
    """A pass while a reviewer decides about every line that was known before it."""
    orders = [_one_after_the_other(scene, policy, seed, decide_first=first) for first in (True, False)]
    with scene.opened() as stage:
        said = _sayings(stage, seed)
        both = start(run_pass, stage.plan(), Dawdle(seed)), start(decide, stage.plan(), said)
        ended = [finish(each) for each in both]
        left = stage.left(policy)
        return [*_failures(ended), *_lost(stage, said), *_in_no_order(left, orders), *_wrongly_told(stage)]


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(FEW))
@pytest.mark.parametrize("trial", [two_passes, pass_during_review])
def test_at_once(trial: Trial, seed: int, following: Scene, policy: Policy, expected: Left) -> None:
    assert "\n".join(trial(following, policy, seed, expected)) == ""


@pytest.mark.crash
@pytest.mark.timeout(7200)
@pytest.mark.parametrize("trial", [two_passes, pass_during_review])
def test_many_times_at_once(trial: Trial, following: Scene, policy: Policy, expected: Left) -> None:
    found = {seed: trial(following, policy, seed, expected) for seed in range(FEW, FEW + TRIALS)}
    assert {seed: wrong for seed, wrong in found.items() if wrong} == {}


def _failures(ended: Sequence[int]) -> Wrong:
    return [f"process {number} ended with {code}" for number, code in enumerate(ended) if code != 0]


def _unlike(left: Left, expected: Left) -> Wrong:
    """Two that queue at the same time may share the news among two messages; `_wrongly_told` looks after those."""
    different = left.differs_from(expected)
    return [each for each in different if each.split(maxsplit=2)[1] not in ("outbox", "announced", "messages")]


def _wrongly_told(stage: Stage) -> Iterator[str]:
    """Every message went out once; every line of the log that is told is in one message."""
    with stage.reading() as session:
        messages = [each for each in list_outbox(session, OutboxState) if each.created >= stage.scene.now]
        told = Counter(announced(session))
    for each in messages:
        if (each.state, each.attempts) != (OutboxState.SENT, 1):
            yield f"{each.key}: {each.state} after {each.attempts} attempts"
    yield from (f"{change} is told {times} times" for change, times in told.items() if times > 1)
    if len(stage.inbox.messages) != len(messages):
        yield f"the channel has {len(stage.inbox.messages)} messages of {len(messages)}"


def _sayings(stage: Stage, seed: int) -> tuple[Saying, ...]:
    with stage.reading() as session:
        return sayings((each.change.id for each in list_changes(session, ALL)), seed)


def _one_after_the_other(scene: Scene, policy: Policy, seed: int, *, decide_first: bool) -> Left:
    with scene.opened() as stage:
        said = _sayings(stage, seed)
        if decide_first:
            assert finish(start(decide, stage.plan(), said)) == 0
        stage.undisturbed()
        if not decide_first:
            assert finish(start(decide, stage.plan(), said)) == 0
        return stage.left(policy)


def _lost(stage: Stage, said: Sequence[Saying]) -> Iterator[str]:
    """Whatever the reviewer said is there, and counts, unless an edit of the article reopened it."""
    with stage.reading() as session:
        for each in said:
            own = [row for row in decisions_of(session, each.change) if row.who == REVIEWER]
            live, change = live_decision(session, each.change), get_change(session, each.change)
            assert change is not None
            if [row.judgement for row in own] != [each.judgement]:
                yield f"{each.change}: {each.judgement} became {own}"
            if live is None or live.who not in (REVIEWER, MACHINE) or change.state != live.judgement:
                yield f"{each.change}: {live} counts, and the log says {change.state}"


def _in_no_order(left: Left, orders: Sequence[Left]) -> Iterator[str]:
    """Rows that are there though they are in neither order, or not there though they are in both."""
    for name, rows in left.store.items():
        first, second = (frozenset(each.store[name]) for each in orders)
        yield from (f"+ {name} {row}" for row in rows if row not in first | second)
        yield from (f"- {name} {row}" for row in first & second - set(rows))
        yield from (f"{times} times: {name} {row}" for row, times in Counter(rows).items() if times > 1)
    if left.standing["folded"] != left.standing["kept"]:
        yield "a kept state is not what folding gives"
