"""`cpecwatch serve`: Prefect's server, a worker and the review pages, started and stopped together."""

import sys

from flows import orchestrator
from flows.settings import Configuration, load_configuration, make_home
from review.options import Home
from review.supervisor import Child, Supervisor
from review.terminal import out

SERVER_PATIENCE = 120.0  # seconds; a fresh database takes 10 to 20


def serve(home: Home = None) -> None:
    """Run the schedules of prefect.yaml and the review pages until Ctrl-C.

    Starts Prefect's server (SQLite, loopback), creates the work pool, deploys every flow, and starts a worker.

    Example: CPECWATCH_HOME=~/cpec cpecwatch serve
    """
    configuration = load_configuration(home)
    make_home(configuration)
    supervisor = Supervisor(configuration.home / "logs")
    try:
        start_all(configuration, supervisor)
        supervisor.watch()
    finally:
        out.print("stopping …")
        supervisor.stop()


def start_all(configuration: Configuration, supervisor: Supervisor) -> None:
    """Server, deployments, worker, pages: in that order, each when the one before it is ready."""
    environment = orchestrator.server_environment(configuration)
    settings = configuration.settings
    out.print("starting Prefect's server …")
    supervisor.start(Child("server", orchestrator.server_command(configuration), environment))
    orchestrator.wait_for_server(configuration, patience=SERVER_PATIENCE, check=supervisor.check)
    out.print("deploying the flows of prefect.yaml …")
    orchestrator.deploy(environment)
    supervisor.start(Child("worker", orchestrator.worker_command(), environment))
    supervisor.start(Child("pages", (sys.executable, "-m", "review.web"), environment))
    out.print(f"schedules: http://{orchestrator.HOST}:{settings.prefect_port}", markup=False)
    out.print(f"change log: http://{settings.review_host}:{settings.review_port}", markup=False)
    out.print("running; Ctrl-C stops everything")
