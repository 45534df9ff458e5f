"""The desk: everything that a pass works with, opened once and passed in; clock, client, pool and database are here."""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from types import MappingProxyType
from typing import TYPE_CHECKING

from claims.errors import BadConfiguration
from claims.policy import Policy, policy_of
from claims.topic import Source, Topic
from extractors.claims import Lexicon, compile_lexicon
from extractors.version import reading_version
from flows.edges.client import make_client
from flows.edges.collector import Collector
from flows.edges.guard import resolve
from flows.edges.names import Names
from flows.edges.pace import Pace
from flows.edges.reading_pool import ReadingPool
from flows.edges.robots import GOOD_FOR, RobotsCopy, RobotsOutcome
from flows.settings import Configuration, Settings, load_configuration, make_home
from flows.topic_pack import topic_of
from store.engine import open_engine, reading, transaction, upgrade
from store.robots import StoredRobots, forget_robots, known_robots, save_robots
from store.seeding import seed
from store.standings import adopt

if TYPE_CHECKING:
    from sqlalchemy import Engine

Progress = Callable[[str, int, int], None]
"""Told of (stage, done, of) while a pass goes on."""


def silent(_stage: str, _done: int, _of: int) -> None:
    """Progress that nobody watches."""


def utc_now() -> datetime:
    """The clock of everything that runs for real."""
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What comparing and recording need: the topic, compiled, and the database that holds the ledger."""

    settings: Settings
    topic: Topic
    policy: Policy
    lexicon: Lexicon
    engine: "Engine"
    now: Callable[[], datetime] = utc_now

    @property
    def reading(self) -> str:
        """The version of a reading made now, by today's rules and topic pack."""
        return reading_version(self.topic)


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """A ledger with the means to collect and read."""

    ledger: Ledger
    collector: Collector
    pool: ReadingPool
    progress: Progress = silent

    @property
    def now(self) -> datetime:
        """The time by the desk's clock."""
        return self.ledger.now()

    def chosen(self, ids: Iterable[str] | None) -> tuple[Source, ...]:
        """The sources of these ids; None: those of the settings, else all. Raises BadConfiguration for unknown ids."""
        return chosen_sources(self.ledger.topic, self.ledger.settings, ids)


OpenDesk = Callable[[], AbstractAsyncContextManager[Desk]]


def chosen_sources(topic: Topic, settings: Settings, ids: Iterable[str] | None) -> tuple[Source, ...]:
    """The sources of these ids; None: those of the settings, else all. Raises BadConfiguration for unknown ids."""
    wanted = tuple(ids if ids is not None else settings.sources) or tuple(topic.sources)
    unknown = [each for each in wanted if each not in topic.sources]
    if unknown:
        raise BadConfiguration(f"no source is called {', '.join(unknown)}; `cpecwatch sources` lists them")
    return tuple(topic.sources[each] for each in wanted)


def open_ledger(configuration: Configuration, *, now: Callable[[], datetime] = utc_now) -> Ledger:
    """The ledger of a data folder, its schema up to date and its baseline seeded.

    Raises BadConfiguration (settings, topic pack, folder) before anything else happens, MachineFailed (database).
    """
    topic = topic_of(configuration)
    make_home(configuration)
    engine = open_engine(configuration.database_url)
    upgrade(engine)
    policy = policy_of(topic)
    with transaction(engine) as session:
        seed(session, topic, policy, now())
        adopt(session, policy)
    return Ledger(
        settings=configuration.settings,
        topic=topic,
        policy=policy,
        lexicon=compile_lexicon(topic),
        engine=engine,
        now=now,
    )


@contextmanager
def opened_ledger(
    configuration: Configuration | None = None, *, now: Callable[[], datetime] = utc_now
) -> Iterator[Ledger]:
    """The ledger of a data folder (default: the settings'), with its connections closed at the end."""
    ledger = open_ledger(configuration or load_configuration(), now=now)
    try:
        yield ledger
    finally:
        ledger.engine.dispose()


@asynccontextmanager
async def open_desk(
    configuration: Configuration | None = None,
    *,
    now: Callable[[], datetime] = utc_now,
    sources: Sequence[Source] | None = None,
    allowed: frozenset[tuple[str, int]] = frozenset(),
    progress: Progress = silent,
) -> AsyncIterator[Desk]:
    """The desk of a data folder (default: the settings').

    `sources` take the place of the topic's, and `allowed` opens (address, port) pairs that are not public: together
    they are how the demo and the tests watch a newsroom on loopback. No setting can do that.
    """
    with opened_ledger(configuration, now=now) as ledger:
        settings = ledger.settings
        proxy = settings.proxy.get_secret_value() if settings.proxy else None
        client = make_client(user_agent=user_agent(settings), allowed=allowed, proxy=proxy)
        collector = Collector(
            client,
            agent=AGENT,
            pace=Pace(gap=settings.gap),
            known_robots=_known_robots(ledger),
            deadline=settings.fetch_deadline,
            now=now,
            names=None if proxy else Names(resolve),
        )
        async with client, ReadingPool(settings.readers, settings.read_deadline) as pool:
            try:
                yield Desk(ledger=_over(ledger, sources), collector=collector, pool=pool, progress=progress)
            finally:
                _keep_robots(ledger, collector)


def _known_robots(ledger: Ledger) -> tuple[RobotsCopy, ...]:
    with reading(ledger.engine) as session:
        known = known_robots(session, since=ledger.now() - GOOD_FOR)
    return tuple(
        RobotsCopy(origin=each.origin, outcome=RobotsOutcome(each.outcome), text=each.text, fetched=each.fetched)
        for each in known
    )


def _keep_robots(ledger: Ledger, collector: Collector) -> None:
    """Keep what was learnt of robots.txt, so that the next run need not ask again."""
    copies = [
        StoredRobots(origin=each.origin, outcome=each.outcome.value, text=each.text, fetched=each.fetched)
        for each in collector.robots_copies()
    ]
    with transaction(ledger.engine) as session:
        save_robots(session, copies)
        forget_robots(session, ledger.now() - GOOD_FOR)


def _over(ledger: Ledger, sources: Sequence[Source] | None) -> Ledger:
    if sources is None:
        return ledger
    named = MappingProxyType({source.id: source for source in sources})
    return replace(ledger, topic=replace(ledger.topic, sources=named))


AGENT = "cpecwatch"


def user_agent(settings: Settings) -> str:
    """Who we are, with the operator's address where one is set."""
    contact = f" (+{settings.contact})" if settings.contact else ""
    return f"{AGENT}/{version('cpecwatch')}{contact}"
