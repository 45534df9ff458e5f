"""`cpecwatch serve` for real: server, worker and pages; schedules that fire by themselves; a stop that is clean."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from flows.settings import load_configuration
from review.inbox import Inbox
from review.newsroom.newsroom import Newsroom
from tests.flows.serving import keep_newsroom

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
FLOWS = ("watch", "alert")
DEPLOYMENTS = """
name: serving
deployments:
  - name: often
    entrypoint: tests.flows.serving.watch
    work_pool: {name: cpecwatch, work_queue_name: default}
    concurrency_limit: {limit: 1, collision_strategy: CANCEL_NEW}
    schedules: [{interval: 10, slug: often}]
  - name: often
    entrypoint: tests.flows.serving.alert
    work_pool: {name: cpecwatch, work_queue_name: default}
    concurrency_limit: {limit: 1, collision_strategy: ENQUEUE}
    schedules: [{interval: 10, slug: often}]
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def surroundings(home: Path, **settings: str) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("CPECWATCH_", "PREFECT_"))}
    return inherited | {
        "CPECWATCH_HOME": str(home),
        "CPECWATCH_PREFECT_PORT": str(free_port()),
        "CPECWATCH_REVIEW_PORT": str(free_port()),
        "PYTHONPATH": str(ROOT),
        "PREFECT_WORKER_QUERY_SECONDS": "2",
        **settings,
    }


@contextmanager
def serving(command: tuple[str, ...], environment: Mapping[str, str], log: Path) -> Iterator[subprocess.Popen[bytes]]:
    """The program while it runs; what it leaves behind is killed, so that a failing test leaves no server."""
    with log.open("wb") as said:
        process = subprocess.Popen(
            (sys.executable, *command),
            env=environment,
            cwd=ROOT,
            stdout=said,
            stderr=said,
            start_new_session=True,
        )
        try:
            yield process
        finally:
            process.kill()
            process.wait()
            for left in processes_of(environment):
                left.kill()


def processes_of(environment: Mapping[str, str]) -> list[psutil.Process]:
    """Everything that works for this data folder, whoever started it."""
    found = []
    for process in psutil.process_iter():
        try:
            if process.environ().get("CPECWATCH_HOME") == environment["CPECWATCH_HOME"]:
                found.append(process)
        except psutil.Error:
            continue
    return found


def wait_until(happened: Callable[[], object], process: subprocess.Popen[bytes], log: Path, *, within: float) -> None:
    deadline = time.monotonic() + within
    while not happened():
        assert process.poll() is None, f"serve ended by itself:\n{log.read_text()}"
        assert time.monotonic() < deadline, f"nothing happened within {within} s:\n{log.read_text()}"
        time.sleep(0.2)


def completed_runs(environment: Mapping[str, str]) -> dict[str, list[dict[str, Any]]]:
    """The runs that Prefect completed, by flow, as its API tells them."""
    api = f"http://127.0.0.1:{environment['CPECWATCH_PREFECT_PORT']}/api"
    with httpx.Client(trust_env=False, base_url=api) as client:
        flows = {each["id"]: each["name"] for each in client.post("/flows/filter", json={}).json()}
        wanted = {"flow_runs": {"state": {"type": {"any_": ["COMPLETED"]}}}}
        runs = client.post("/flow_runs/filter", json=wanted).json()
    return {name: [run for run in runs if run["flow_id"] == flow] for flow, name in flows.items()}


def test_scheduled_runs_appear_complete_and_send_and_ctrl_c_leaves_nothing(tmp_path: Path) -> None:
    home, log = tmp_path / "home", tmp_path / "serve.log"
    home.mkdir()
    (tmp_path / "prefect.yaml").write_text(DEPLOYMENTS)
    with Newsroom(tmp_path).start(1) as running, Inbox() as inbox:
        environment = surroundings(
            home, CPECWATCH_GAP="0", CPECWATCH_CHANNELS=f'{{"desk": "{inbox.channel}"}}', CPECWATCH_READERS="1"
        )
        keep_newsroom(running, load_configuration(home, environment))
        command = ("-m", "tests.flows.serving", "serve-deployments", str(tmp_path / "prefect.yaml"))
        with serving(command, environment, log) as process:
            wait_until(lambda: inbox.messages, process, log, within=120)
            wait_until(lambda: all(map(completed_runs(environment).get, FLOWS)), process, log, within=40)
            runs = completed_runs(environment)
            pages = f"http://127.0.0.1:{environment['CPECWATCH_REVIEW_PORT']}"
            shown = httpx.get(pages, trust_env=False).text
            began = time.monotonic()
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=15) == 128 + signal.SIGINT
            took = time.monotonic() - began
            left = processes_of(environment)
    assert runs["watch"] and all(run["auto_scheduled"] for run in runs["watch"] + runs["alert"])
    assert "sample-courier" in shown
    assert len(inbox.messages) == 1, "a second pass over the same edition told its readers again"
    assert took < 10
    assert left == []


def test_sigterm_during_the_start_leaves_nothing(tmp_path: Path) -> None:
    home, log = tmp_path / "home", tmp_path / "serve.log"
    environment = surroundings(home)
    with serving(("-c", "from review.cli import main; main()", "serve"), environment, log) as process:
        wait_until(lambda: b"Prefect" in log.read_bytes(), process, log, within=30)
        wait_until(lambda: len(processes_of(environment)) > 1, process, log, within=30)
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=15) == 128 + signal.SIGTERM
        assert processes_of(environment) == []
