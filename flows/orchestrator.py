"""Prefect's server, pool and deployments as this program uses them: by environment and by Prefect's own command line.

A schedule fires only where a Prefect server runs (`serve()` on the ephemeral API never starts one).
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

from claims.errors import MachineFailed
from flows.edges.health import answers
from flows.settings import Configuration

ROOT = Path(__file__).resolve().parent.parent
DEPLOYMENTS = ROOT / "prefect.yaml"
POOL = "cpecwatch"
HOST = "127.0.0.1"


def server_url(configuration: Configuration) -> str:
    """The API address of the embedded server."""
    return f"http://{HOST}:{configuration.settings.prefect_port}/api"


def quiet_environment(configuration: Configuration) -> dict[str, str]:
    """Prefect's settings wherever this program runs it: own data folder, no telemetry, room for a slow start."""
    return {
        "CPECWATCH_HOME": str(configuration.home),
        "PREFECT_HOME": str(configuration.home / "prefect"),
        "DO_NOT_TRACK": "1",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": "90",
        "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
        "PREFECT_CLI_PROMPT": "false",
    }


def server_environment(configuration: Configuration) -> dict[str, str]:
    """The same, with the embedded server as the API."""
    return quiet_environment(configuration) | {"PREFECT_API_URL": server_url(configuration)}


def adopt_environment(configuration: Configuration) -> None:
    """Set this process up for Prefect, before Prefect is imported: its settings are read at import.

    A server named by the operator (`PREFECT_API_URL`) records the run; else the embedded one where it answers;
    else Prefect's ephemeral API.
    """
    for level in ("PREFECT_LOGGING_LEVEL", "PREFECT_LOGGING_ROOT_LEVEL"):
        # A flow that fails raises: the command says what happened, and Prefect's log would say it twice, with a trace.
        os.environ.setdefault(level, "CRITICAL")
    os.environ.update(
        {name: value for name, value in quiet_environment(configuration).items() if name != "CPECWATCH_HOME"}
    )
    if "PREFECT_API_URL" not in os.environ and server_answers(configuration):
        os.environ["PREFECT_API_URL"] = server_url(configuration)


def server_command(configuration: Configuration) -> tuple[str, ...]:
    """The command of the embedded server, on loopback."""
    port = str(configuration.settings.prefect_port)
    return (*_prefect(), "server", "start", "--host", HOST, "--port", port)


def worker_command() -> tuple[str, ...]:
    """The command of the worker that runs the deployed flows as processes."""
    return (*_prefect(), "worker", "start", "--pool", POOL, "--type", "process", "--name", "cpecwatch")


def server_answers(configuration: Configuration) -> bool:
    """Whether the embedded server is up."""
    return answers(f"{server_url(configuration)}/health")


def wait_for_server(configuration: Configuration, *, patience: float, check: Callable[[], None]) -> None:
    """Return when the embedded server answers; `check` raises when its process has ended.

    Raises MachineFailed after `patience` seconds.
    """
    deadline = time.monotonic() + patience
    while not server_answers(configuration):
        check()
        if time.monotonic() > deadline:
            raise MachineFailed(f"{server_url(configuration)}: Prefect's server did not answer within {patience:.0f} s")
        time.sleep(0.5)


def deploy(environment: Mapping[str, str], deployments: Path = DEPLOYMENTS) -> None:
    """Create the work pool and deploy every flow of `deployments` with its schedules. Repeatable."""
    prefect = (*_prefect(), "--no-prompt")
    _run((*prefect, "work-pool", "create", POOL, "--type", "process", "--overwrite"), environment, deployments.parent)
    _run((*prefect, "deploy", "--all", "--prefect-file", deployments.name), environment, deployments.parent)


def release_orphans(environment: Mapping[str, str]) -> None:
    """Let go of what an earlier server was running when it was stopped; before the worker starts."""
    _run((sys.executable, "-m", "flows.orphans"), environment, ROOT)


def _prefect() -> tuple[str, ...]:
    return (sys.executable, "-m", "prefect")


def _run(command: tuple[str, ...], environment: Mapping[str, str], folder: Path) -> None:
    done = subprocess.run(  # noqa: S603 (our own interpreter, our own arguments)
        command, env={**os.environ, **environment}, cwd=folder, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise MachineFailed(f"{' '.join(command)} failed:\n{done.stdout}{done.stderr}")
