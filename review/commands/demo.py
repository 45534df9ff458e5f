"""`cpecwatch demo`: both flows over the bundled sample newsroom, in a data folder of its own."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Annotated

import typer
from pydantic import SecretStr

from claims.run import RunReport
from claims.topic import Topic
from flows import orchestrator
from flows.settings import Configuration, data_folder, load_configuration, make_home
from flows.topic_pack import read_topic
from review.inbox import Inbox
from review.newsroom.newsroom import Newsroom, RunningNewsroom
from review.options import AsJson, Home
from review.showing import progress_bar, show_changes, show_run
from review.terminal import harmless, out, say, say_lines, show_json

FOLDER = "demo"
CHANNEL = "demo-desk"
DIGEST_CAP = 6  # lines of each section: a summary has to fit a screen
# One edition is read several times in a day of the newsroom: a later pass comes an hour later by the demo's clock.
BETWEEN_PASSES = timedelta(hours=1)

Edition = Annotated[int | None, typer.Option("--edition", help="Only this edition, once; default: 1, 2, and 2 again.")]


@dataclass(frozen=True, slots=True)
class Pass:
    """One pass of the demo: which edition it reads, at what time of the demo's clock."""

    edition: int
    now: datetime


def demo(edition: Edition = None, home: Home = None, as_json: AsJson = False) -> None:
    """Watch the bundled sample newsroom on loopback: four invented outlets, in two editions a day apart.

    It has a data folder and a clock of its own and never touches your ledger. A second run finds nothing new.

    Example: cpecwatch demo --edition 2
    """
    configuration = load_configuration(home or data_folder() / FOLDER)
    topic = read_topic(configuration.settings.seeds)
    make_home(configuration)
    orchestrator.adopt_environment(configuration)
    newsroom = Newsroom(configuration.home)
    passes = _passes(newsroom, edition)
    with newsroom.start(passes[0].edition) as running, Inbox() as inbox:
        heard = _with_channel(configuration, inbox)
        reports = [_one_pass(each, running, heard, inbox, topic, quiet=as_json) for each in passes]
    if as_json:
        show_json([{"edition": each.edition, "report": report} for each, report in zip(passes, reports, strict=True)])
    else:
        _say_what_next(configuration)


def _passes(newsroom: Newsroom, edition: int | None) -> list[Pass]:
    editions = (1, 2, 2) if edition is None else (edition,)
    times = [newsroom.clock(each) for each in editions]
    return [
        Pass(each, time + BETWEEN_PASSES * editions[:number].count(each))
        for number, (each, time) in enumerate(zip(editions, times, strict=True))
    ]


def _with_channel(configuration: Configuration, inbox: Inbox) -> Configuration:
    settings = configuration.settings.model_copy(
        update={"channels": {CHANNEL: SecretStr(inbox.channel)}, "gap": 0.0, "sources": (), "digest_cap": DIGEST_CAP}
    )
    return configuration.model_copy(update={"settings": settings})


def _one_pass(
    each: Pass, running: RunningNewsroom, configuration: Configuration, inbox: Inbox, topic: Topic, *, quiet: bool
) -> RunReport:
    running.set_edition(each.edition)
    before = len(inbox.messages)
    with progress_bar() as progress:
        report = asyncio.run(_watch_and_alert(configuration, running, lambda: each.now, progress))
    if not quiet:
        _show_pass(each, report, configuration, topic, inbox.messages[before:])
    return report


async def _watch_and_alert(
    configuration: Configuration,
    running: RunningNewsroom,
    now: Callable[[], datetime],
    progress: Callable[[str, int, int], None],
) -> RunReport:
    from flows.alert import alert_flow
    from flows.desk import open_desk, opened_ledger
    from flows.watch import watch_flow

    desk = partial(
        open_desk, configuration, now=now, sources=running.sources, allowed=running.allowed, progress=progress
    )
    report = await watch_flow(desk)(None)
    await alert_flow(partial(opened_ledger, configuration, now=now))()
    return report


def _show_pass(
    each: Pass, report: RunReport, configuration: Configuration, topic: Topic, messages: Sequence[dict[str, object]]
) -> None:
    from store.changes import ChangeFilter, list_changes
    from store.engine import open_engine, reading

    out.rule(f"edition {each.edition}, {each.now:%d %B %Y %H:%M} by the newsroom's clock", align="left")
    show_run(report)
    with reading(open_engine(configuration.database_url)) as session:
        logged = list_changes(session, ChangeFilter(run=report.id, limit=1000))
    names = {subject.id: subject.name for subject in topic.subjects.values()}
    show_changes(logged, names, configuration.settings.timezone)
    for message in messages:
        out.print()
        out.print(f"alert summary, delivered over HTTP: {harmless(str(message['title']))}", style="bold", markup=False)
        say_lines(str(message["message"]))
    if not messages:
        out.print("no alert: nothing to tell")
    out.print()


def _say_what_next(configuration: Configuration) -> None:
    home = configuration.home
    out.print("what next:", style="bold")
    for command, meaning in (
        (f"cpecwatch changes --home {home}", "this change log, with filters"),
        (f"cpecwatch ledger cpec --home {home}", "what stands for a subject"),
        ("cpecwatch sources", "the live sources"),
        ("cpecwatch run", "one pass over them, into your own ledger"),
        ("cpecwatch serve", "the schedules and the review page"),
    ):
        say(f"{meaning}:", indent=2)
        out.print(f"    .venv/bin/{command}", markup=False, soft_wrap=True)
