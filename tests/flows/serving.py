"""What a worker runs in tests of `serve`: both flows over a sample newsroom that the test has opened on loopback.

No setting opens loopback to the collector, only code; this is that code. `python -m tests.flows.serving FILE` is
`cpecwatch serve` with the deployments of FILE in place of prefect.yaml.
"""

import pickle
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from pathlib import Path

from flows.alert import alert_flow
from flows.desk import Desk, Ledger, open_desk, opened_ledger
from flows.settings import Configuration, load_configuration
from flows.watch import watch_flow
from review.cli import app, main
from review.commands.serve import serve_until_stopped
from review.newsroom.newsroom import RunningNewsroom

FILE = "newsroom.pickle"


def keep_newsroom(running: RunningNewsroom, configuration: Configuration) -> None:
    """Tell the flows, by way of the data folder, where the newsroom listens and what time it is there.

    By the real clock its news would be half a year old, which alerts nobody.
    """
    kept = (running.sources, running.allowed, running.clock(1))
    (configuration.home / FILE).write_bytes(pickle.dumps(kept))


def newsroom_desk() -> AbstractAsyncContextManager[Desk]:
    """The desk of the data folder that the environment names, over the newsroom that was kept there."""
    configuration = load_configuration()
    sources, allowed, now = pickle.loads((configuration.home / FILE).read_bytes())
    return open_desk(configuration, now=lambda: now, sources=sources, allowed=allowed)


def newsroom_ledger() -> AbstractContextManager[Ledger]:
    """The ledger of that data folder, at the newsroom's time."""
    configuration = load_configuration()
    *_, now = pickle.loads((configuration.home / FILE).read_bytes())
    return opened_ledger(configuration, now=lambda: now)


watch = watch_flow(newsroom_desk)
alert = alert_flow(newsroom_ledger)


def serve_deployments(deployments: Path) -> None:
    """Serve other deployments than those of prefect.yaml."""
    serve_until_stopped(load_configuration(), deployments)


if __name__ == "__main__":  # only here: other tests look at the program's own commands
    app.command("serve-deployments")(serve_deployments)
    main()
