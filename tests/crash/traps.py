"""Points at which a process that runs a pass can be killed, and what happens when it comes to one.

The production code knows nothing of them: they are hooks of SQLAlchemy on everything that goes to the database, and
wrappers around what a pass is given (collector, reading pool, progress, sender).
"""

import os
import random
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Engine, event
from sqlmodel import Session

FIRST_STAGE = "open"


@dataclass
class Points:
    """Tells a trap of every point that the process comes to, by stage and number within the stage."""

    trap: Callable[[str, int, str], None]
    stage: str = FIRST_STAGE
    met: dict[str, int] = field(default_factory=dict)

    def enter(self, stage: str) -> None:
        """A stage begins."""
        self.stage = stage
        self.reach("stage")

    def reach(self, kind: str) -> None:
        """The process is at a point of this kind."""
        number = self.met.get(self.stage, 0)
        self.met[self.stage] = number + 1
        self.trap(self.stage, number, kind)

    @contextmanager
    def in_the_database(self) -> Iterator[None]:
        """Before every statement, and before and after every commit, there is a point."""
        hooks: list[tuple[Any, str, Callable[..., None]]] = [
            (Engine, "begin", lambda *_: self.reach("begin")),
            (Engine, "before_cursor_execute", lambda *_: self.reach("statement")),
            (Engine, "commit", lambda *_: self.reach("commit")),
            (Session, "after_commit", lambda *_: self.reach("committed")),
        ]
        for target, name, hook in hooks:
            event.listen(target, name, hook)
        try:
            yield
        finally:
            for target, name, hook in hooks:
                event.remove(target, name, hook)


@dataclass(frozen=True)
class Kill:
    """Kills its process, without a word, when it comes to one point."""

    stage: str
    number: int

    def __call__(self, stage: str, number: int, _kind: str) -> None:
        if (stage, number) == (self.stage, self.number):
            os.kill(os.getpid(), signal.SIGKILL)


@dataclass
class Dawdle:
    """Lets others go first, now and then: two processes meet in another order with every seed."""

    seed: int
    share: float = 0.05
    longest: float = 0.03  # seconds
    _random: random.Random = field(init=False)

    def __post_init__(self) -> None:
        self._random = random.Random(self.seed)

    def __call__(self, _stage: str, _number: int, _kind: str) -> None:
        if self._random.random() < self.share:
            time.sleep(self._random.uniform(0, self.longest))


@dataclass
class Trace:
    """Writes down every point: what there is to be killed at."""

    points: list[tuple[str, int, str]] = field(default_factory=list)

    def __call__(self, stage: str, number: int, kind: str) -> None:
        self.points.append((stage, number, kind))
