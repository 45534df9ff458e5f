"""`cpecwatch run`: one monitoring pass over the live sources."""

import asyncio
from collections.abc import Callable, Coroutine
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer

from claims.run import RunReport
from flows import orchestrator
from flows.settings import Configuration, load_configuration, make_home
from flows.topic_pack import topic_of
from review.options import AsJson, Home
from review.showing import progress_bar, show_run
from review.terminal import out, show_json

if TYPE_CHECKING:
    from flows.desk import OpenDesk

Only = Annotated[list[str] | None, typer.Option("--source", help="Id of a source to watch; may be repeated.")]
PassFlow = Callable[[list[str] | None], Coroutine[Any, Any, RunReport]]


def run(source: Only = None, home: Home = None, as_json: AsJson = False) -> None:
    """Make one monitoring pass: fetch what is new, read its figures, compare, record.

    The pass is the flow `watch`, recorded by Prefect's server where one runs. Exit code 3: no source could be read.

    Example: cpecwatch run --source dawn --source app
    """
    configuration = load_configuration(home)
    report = passed(_watch, configuration, source)
    show_pass(report, f"see the change log: cpecwatch changes --home {configuration.home}", as_json=as_json)


def _watch(desk: "OpenDesk") -> PassFlow:
    from flows.watch import watch_flow

    return watch_flow(desk)


def passed(make: Callable[["OpenDesk"], PassFlow], configuration: Configuration, source: list[str] | None) -> RunReport:
    """The report of a flow over some sources. What was typed wrongly is refused before Prefect records a run."""
    topic = topic_of(configuration)
    make_home(configuration)
    orchestrator.adopt_environment(configuration)
    from flows.desk import chosen_sources, open_desk

    chosen_sources(topic, configuration.settings, source)
    with progress_bar() as progress:
        return asyncio.run(make(partial(open_desk, configuration, progress=progress))(source))


def show_pass(report: RunReport, then: str, *, as_json: bool) -> None:
    """A pass as JSON, or as tables and what to do then."""
    if as_json:
        show_json(report)
        return
    show_run(report)
    out.print(then, markup=False, soft_wrap=True)
