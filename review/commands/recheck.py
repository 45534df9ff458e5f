"""`cpecwatch recheck`: revisit the articles that are due."""

import asyncio
from functools import partial

from flows import orchestrator
from flows.settings import load_configuration, make_home
from flows.topic_pack import read_topic
from review.commands.run import Only
from review.options import AsJson, Home
from review.showing import progress_bar, show_run
from review.terminal import out, show_json


def recheck(source: Only = None, home: Home = None, as_json: AsJson = False) -> None:
    """Revisit the known articles whose turn has come, and tell of figures that were edited silently.

    An article's turn comes after 15 minutes while it is young, after three days in its last week of thirty days, and
    often again once it was edited. The command is the flow `recheck`; what `run` revisited meanwhile is not due.

    Example: cpecwatch recheck --source dawn
    """
    configuration = load_configuration(home)
    read_topic(configuration.settings.seeds)
    make_home(configuration)
    orchestrator.adopt_environment(configuration)
    from flows.desk import open_desk
    from flows.recheck import recheck_flow

    with progress_bar() as progress:
        flow = recheck_flow(partial(open_desk, configuration, progress=progress))
        report = asyncio.run(flow(source))
    if as_json:
        show_json(report)
        return
    show_run(report)
    out.print(f"see the edits: cpecwatch changes --verdict revised --home {configuration.home}", markup=False)
