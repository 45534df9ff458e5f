"""`cpecwatch serve`: Prefect's server, a worker and the pages of the change log, started and stopped together."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from flows import orchestrator
from flows.settings import Configuration, load_configuration, make_home
from flows.topic_pack import topic_of
from review.loopback import require_free, require_loopback
from review.options import Home
from review.sole import sole_holder
from review.supervisor import Child, Supervisor
from review.terminal import out

SERVER_PATIENCE = 120.0  # seconds; a fresh database takes 10 to 20


def serve(home: Home = None) -> None:
    """Run the schedules of prefect.yaml and show the change log, until Ctrl-C.

    Starts Prefect's server (SQLite, loopback), creates the work pool, deploys every flow, and starts a worker and the
    pages.

    Example: CPECWATCH_HOME=~/cpec cpecwatch serve
    """
    serve_until_stopped(load_configuration(home))


def serve_until_stopped(configuration: Configuration, deployments: Path = orchestrator.DEPLOYMENTS) -> None:
    """Start everything, and stop everything when a signal comes or a part of it ends.

    Raises BadConfiguration before anything is started (a second `serve` of the folder, a port that is taken, pages for
    other machines), MachineFailed where a part does not start or ends by itself.
    """
    make_home(configuration)
    topic_of(configuration)
    with sole_holder(configuration.home / "serve.lock", "cpecwatch serve"):
        check_places(configuration)
        supervisor = Supervisor(configuration.home / "logs")
        signal.signal(signal.SIGHUP, _hang_up)
        try:
            start_all(configuration, supervisor, deployments)
            supervisor.watch()
        finally:
            with _undisturbed():
                out.print("stopping …")
                supervisor.stop()


def check_places(configuration: Configuration) -> None:
    """Raise BadConfiguration where a port is taken, or the pages would be open to other machines."""
    settings = configuration.settings
    require_loopback(settings.review_host, setting="review_host")
    require_free(settings.review_host, settings.review_port, setting="review_port")
    require_free(orchestrator.HOST, settings.prefect_port, setting="prefect_port")


def start_all(
    configuration: Configuration, supervisor: Supervisor, deployments: Path = orchestrator.DEPLOYMENTS
) -> None:
    """Server, deployments, worker, pages: in that order, each when the one before it is ready."""
    environment = orchestrator.server_environment(configuration)
    settings = configuration.settings
    out.print("starting Prefect's server …")
    supervisor.start(Child("server", orchestrator.server_command(configuration), environment))
    orchestrator.wait_for_server(configuration, patience=SERVER_PATIENCE, check=supervisor.check)
    out.print(f"deploying the flows of {deployments.name} …", markup=False)
    orchestrator.release_orphans(environment)
    orchestrator.deploy(environment, deployments)
    supervisor.start(Child("worker", orchestrator.worker_command(), environment))
    supervisor.start(Child("pages", (sys.executable, "-m", "review.web"), environment))
    out.print(f"schedules: http://{orchestrator.HOST}:{settings.prefect_port}", markup=False)
    out.print(f"change log: {pages_url(configuration)}", markup=False)
    out.print("running; Ctrl-C stops everything")


def pages_url(configuration: Configuration) -> str:
    """Where the change log is shown."""
    host, port = configuration.settings.review_host, configuration.settings.review_port
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def _hang_up(_signal: int, _frame: FrameType | None) -> None:
    """The terminal was closed: the children, being in sessions of their own, would live on."""
    sys.exit(128 + signal.SIGHUP)


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Another Ctrl-C must not leave half of the children behind; stopping takes seconds only."""
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    former = [signal.signal(number, signal.SIG_IGN) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, former, strict=True):
            signal.signal(number, handler)
