"""`cpecwatch run` where no name resolves: every source is named, nothing is changed, and it is over soon."""

import os
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from flows.desk import open_ledger
from flows.settings import load_configuration
from store.changes import count_changes
from store.engine import reading

pytestmark = pytest.mark.slow

ROOT = Path(__file__).resolve().parent.parent
# The resolver of a machine without a network, which takes its time before it says no; loopback stays as it is.
PROGRAM = """
import socket, time
ask = socket.getaddrinfo
def unresolvable(host, *rest, **more):
    if host in ("127.0.0.1", "localhost", "::1", None):
        return ask(host, *rest, **more)
    time.sleep(10)
    raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")
socket.getaddrinfo = unresolvable
from review.cli import main
main()
"""


def test_a_pass_without_a_network_names_every_source_and_changes_nothing(tmp_path: Path) -> None:
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("CPECWATCH_", "PREFECT_"))}
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        unused = probe.getsockname()[1]
    environment = inherited | {"CPECWATCH_HOME": str(tmp_path), "CPECWATCH_PREFECT_PORT": str(unused)}
    began = time.monotonic()
    done = subprocess.run(
        (sys.executable, "-c", PROGRAM, "run"), env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    took = time.monotonic() - began
    assert done.returncode == 3, done.stderr
    ledger = open_ledger(load_configuration(tmp_path, {}))
    with reading(ledger.engine) as session:
        assert count_changes(session) == 0
    for source in ledger.topic.sources.values():
        assert f"{source.id}: " in done.stderr or not source.feeds
    ledger.engine.dispose()
    assert took < 60
