"""A trial: the store of a pass that was cut short and one more pass, beside that of an undisturbed one."""

import json
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from sqlmodel import Session

from claims.policy import Policy
from review.inbox import Inbox
from review.newsroom.newsroom import RunningNewsroom
from store.engine import open_engine, reading
from tests.crash.children import finish, kill_after, start
from tests.crash.content import Content, content, what_stands
from tests.crash.copies import CopyOf
from tests.crash.passing import Plan, Trap, run_pass, trace_pass
from tests.crash.traps import Kill
from tests.flows.newsroom_desk import configured

# By then the turns that the dead took are free again, and their messages count as stranded.
NEXT_RUN = timedelta(minutes=20)

# Few trials are to be those where most is at stake.
DELICATE_FIRST = ("settle", "deliver", "queue", "collect", "read", "open", "close")

_MADE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")

Point = tuple[str, int, str]


@dataclass(frozen=True)
class Left:
    """What a trial left behind: the store, what stands, and the messages that the channel took."""

    store: Content
    standing: Content
    messages: tuple[str, ...]

    def differs_from(self, other: "Left") -> list[str]:
        """What is here only (+) and what is there only (-)."""
        own, others = set(self._lines()), set(other._lines())
        return [f"+ {line}" for line in sorted(own - others)] + [f"- {line}" for line in sorted(others - own)]

    def _lines(self) -> Iterator[str]:
        for name, lines in {**self.store, **self.standing, "messages": self.messages}.items():
            # Numbered, so that a line that is there twice is another one.
            met = Counter[str]()
            for line in lines:
                met[line] += 1
                yield f"{name} {met[line]}: {line}"


@dataclass(frozen=True)
class Scene:
    """What a pass meets: a database, and the newsroom at an edition."""

    home: Path
    newsroom: RunningNewsroom
    copies: CopyOf
    edition: int
    base: str | None = None

    @property
    def now(self) -> datetime:
        """The time of the pass that is tried."""
        return self.newsroom.clock(self.edition)

    @contextmanager
    def opened(self) -> Iterator["Stage"]:
        """The scene on a database and with a channel of its own."""
        self.newsroom.set_edition(self.edition)
        with self.copies(self.base) as url, Inbox() as inbox:
            yield Stage(self, url, inbox)


@dataclass(frozen=True)
class Stage:
    """A scene while it is played."""

    scene: Scene
    url: str
    inbox: Inbox

    def plan(self, later: timedelta = timedelta(0)) -> Plan:
        """What a pass works on."""
        configuration = configured(self.scene.home, channels={"desk": self.inbox.channel})
        settings = configuration.settings.model_copy(update={"database_url": SecretStr(self.url)})
        return Plan(
            configuration=configuration.model_copy(update={"settings": settings}),
            sources=self.scene.newsroom.sources,
            allowed=self.scene.newsroom.allowed,
            now=self.scene.now + later,
        )

    def undisturbed(self, later: timedelta = timedelta(0)) -> None:
        """A pass from beginning to end."""
        assert finish(start(run_pass, self.plan(later), nothing_happens)) == 0

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A look into the store."""
        engine = open_engine(self.url)
        with reading(engine) as session:
            yield session
        engine.dispose()

    def left(self, policy: Policy) -> Left:
        """What there is in the end."""
        since = self.scene.now
        messages = tuple(sorted(_words(each) for each in self.inbox.messages))
        return Left(content(self.url, since), what_stands(self.url, policy, since), messages)


def nothing_happens(_stage: str, _number: int, _kind: str) -> None:
    """The trap of an undisturbed pass."""


def points_of(scene: Scene, file: Path) -> list[Point]:
    """Every point that an undisturbed pass comes to."""
    with scene.opened() as stage:
        assert finish(start(trace_pass, stage.plan(), file)) == 0
    return [(stage_name, number, kind) for stage_name, number, kind in json.loads(file.read_text(encoding="utf-8"))]


def reference(scene: Scene, policy: Policy) -> Left:
    """What an undisturbed pass leaves."""
    with scene.opened() as stage:
        stage.undisturbed()
        return stage.left(policy)


def after_a_kill(scene: Scene, policy: Policy, trap: Trap, seconds: float | None = None) -> tuple[int, Left]:
    """A pass that is killed by its trap, or after some seconds, and one more: how the first ended, what is left."""
    with scene.opened() as stage:
        child = start(run_pass, stage.plan(), trap)
        ended = finish(child) if seconds is None else kill_after(child, seconds)
        stage.undisturbed(NEXT_RUN)
        return ended, stage.left(policy)


def spread(points: Sequence[Point], count: int, chance: random.Random) -> list[Kill]:
    """Points to be killed at: every stage in turn, each time another point of it as long as there are any."""
    left = {stage: [number for name, number, _ in points if name == stage] for stage in DELICATE_FIRST}
    found: list[Kill] = []
    while len(found) < count and any(left.values()):
        for stage in DELICATE_FIRST:
            if left[stage] and len(found) < count:
                number = left[stage].pop(chance.randrange(len(left[stage])))
                found.append(Kill(stage, number))
    return found


def _words(message: dict[str, Any]) -> str:
    """What a message says, without its order, which is that of finding, and the line that says when it was made."""
    lines = re.split(r"\n|: |, ", f"{message['title']}\n{message['message']}")
    return "\n".join(sorted(line.strip() for line in lines if not _MADE.search(line)))
