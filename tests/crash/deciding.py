"""A reviewer who decides about one change after the other, in a process of their own, while a pass is going on."""

import random
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.report import Judgement
from flows.desk import open_ledger
from flows.stages.decisions import judge
from store.decisions import Signature
from store.engine import transaction
from tests.crash.passing import Plan

REVIEWER = "reviewer"
_LONGEST_PAUSE = 0.15  # seconds; all decisions together take about as long as a pass


@dataclass(frozen=True)
class Saying:
    """What is said of a change, after a pause in seconds."""

    change: str
    judgement: Judgement
    pause: float


def sayings(changes: Iterable[str], seed: int) -> tuple[Saying, ...]:
    """Something about every change, in an order and with pauses of chance."""
    chance = random.Random(seed)
    ids = sorted(changes)
    chance.shuffle(ids)
    judgements = (Judgement.ACCEPTED, Judgement.DISMISSED, Judgement.UNSURE)
    return tuple(Saying(each, chance.choice(judgements), chance.uniform(0, _LONGEST_PAUSE)) for each in ids)


def decide(plan: Plan, said: Sequence[Saying]) -> None:
    """Say it all; the entry of a child process."""
    ledger = open_ledger(plan.configuration, now=lambda: plan.now)
    for each in said:
        time.sleep(each.pause)
        with transaction(ledger.engine) as session:
            judge(session, [each.change], each.judgement, Signature(who=REVIEWER, at=plan.now))
    ledger.engine.dispose()
