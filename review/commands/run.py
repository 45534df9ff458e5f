"""`cpecwatch run`: one monitoring pass over the live sources."""

import asyncio
from functools import partial
from typing import Annotated

import typer

from flows import orchestrator
from flows.settings import load_configuration, make_home
from flows.topic_pack import topic_of
from review.options import AsJson, Home
from review.showing import progress_bar, show_run
from review.terminal import out, show_json

Only = Annotated[list[str] | None, typer.Option("--source", help="Id of a source to watch; may be repeated.")]


def run(source: Only = None, home: Home = None, as_json: AsJson = False) -> None:
    """Make one monitoring pass: fetch what is new, read its figures, compare, record.

    The pass is the flow `watch`, recorded by Prefect's server where one runs. Exit code 3: no source could be read.

    Example: cpecwatch run --source dawn --source app
    """
    configuration = load_configuration(home)
    topic_of(configuration)
    make_home(configuration)
    orchestrator.adopt_environment(configuration)
    from flows.desk import open_desk
    from flows.watch import watch_flow

    with progress_bar() as progress:
        watch = watch_flow(partial(open_desk, configuration, progress=progress))
        report = asyncio.run(watch(source))
    if as_json:
        show_json(report)
        return
    show_run(report)
    out.print(f"see the change log: cpecwatch changes --home {configuration.home}", markup=False)
