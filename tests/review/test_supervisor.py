"""Children that live and die together: real processes, also those that do not want to end."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from claims.errors import MachineFailed
from review import supervisor as supervising
from review.supervisor import Child, Supervisor

SLEEP = "import time; print('up', flush=True); time.sleep(60)"
STUBBORN = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
# Starts a child that leaves the family: its parent ends at once, and it has a session of its own.
ORPHANING = (
    "import subprocess, sys, time;"
    "sleeper = [sys.executable, '-c', 'import time; time.sleep(60)'];"
    "print(subprocess.Popen(sleeper, start_new_session=True).pid, flush=True)"
)


@pytest.fixture
def supervisor(tmp_path: Path) -> Iterator[Supervisor]:
    supervisor = Supervisor(tmp_path / "logs")
    yield supervisor
    supervisor.stop()


def child(code: str, name: str = "one", **environment: str) -> Child:
    return Child(name, (sys.executable, "-c", code), environment)


def started(supervisor: Supervisor, each: Child) -> str:
    """Start a child; the first line that it says."""
    supervisor.start(each)
    wait_until(lambda: supervisor.log_of(each).read_text().endswith("\n"))
    return supervisor.log_of(each).read_text().strip()


def wait_until(happened: Callable[[], object]) -> None:
    deadline = time.monotonic() + 20
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def sleepers() -> set[int]:
    mine = psutil.Process()
    return {each.pid for each in mine.children(recursive=True) if each.status() != psutil.STATUS_ZOMBIE}


def test_output_and_environment_are_the_childs_own(supervisor: Supervisor) -> None:
    said = started(supervisor, child("import os, sys; print(os.environ['FLAVOUR'], file=sys.stderr)", FLAVOUR="salt"))
    assert said == "salt"


def test_stop_ends_every_child(supervisor: Supervisor) -> None:
    before = sleepers()
    for name in ("one", "two"):
        started(supervisor, child(SLEEP, name))
    assert len(sleepers() - before) == 2
    supervisor.stop()
    assert sleepers() == before


def test_a_stubborn_child_is_killed(supervisor: Supervisor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(supervising, "ONE_STOPS_WITHIN", 0.2)
    before = sleepers()
    started(supervisor, child(STUBBORN))
    supervisor.stop()
    assert sleepers() == before


def test_an_orphan_is_found(supervisor: Supervisor) -> None:
    orphan = psutil.Process(int(started(supervisor, child(ORPHANING))))
    assert orphan.is_running()
    supervisor.stop()
    wait_until(lambda: not orphan.is_running() or orphan.status() == psutil.STATUS_ZOMBIE)


def test_processes_of_others_are_left_alone(supervisor: Supervisor) -> None:
    with subprocess.Popen((sys.executable, "-c", SLEEP), stdout=subprocess.DEVNULL) as other:
        started(supervisor, child(SLEEP))
        supervisor.stop()
        assert other.poll() is None
        other.kill()


def test_ctrl_c_does_not_reach_the_children(supervisor: Supervisor) -> None:
    started(supervisor, child("import os; print(os.getsid(0) == os.getpid(), flush=True); import time; time.sleep(60)"))
    assert supervisor.log_of(child("")).read_text().strip() == "True"


def test_a_child_that_ends_by_itself_is_named_with_its_log(supervisor: Supervisor) -> None:
    each = child("print('up', flush=True); raise SystemExit(7)", "worker")
    started(supervisor, each)
    with pytest.raises(MachineFailed, match=r"worker ended with code 7; see .*worker\.log"):
        supervisor.watch(pause=0.02)


def test_a_command_that_is_not_there_is_named(supervisor: Supervisor) -> None:
    with pytest.raises(MachineFailed, match="pages could not be started"):
        supervisor.start(Child("pages", ("/no/such/program",), {}))


def test_stopping_twice_does_no_harm(supervisor: Supervisor) -> None:
    started(supervisor, child(SLEEP))
    supervisor.stop()
    supervisor.stop()
    supervisor.check()


def test_children_end_in_the_reverse_order_of_their_start(supervisor: Supervisor, tmp_path: Path) -> None:
    order = tmp_path / "order"
    code = (
        "import os, signal, sys, time\n"
        "def end(*_):\n"
        "    open(os.environ['ORDER'], 'a').write(os.environ['ME'] + ' ')\n"
        "    sys.exit()\n"
        "signal.signal(signal.SIGTERM, end)\n"
        "print('up', flush=True)\n"
        "time.sleep(60)\n"
    )
    for name in ("server", "worker"):
        started(supervisor, child(code, name, ORDER=str(order), ME=name))
    supervisor.stop()
    assert order.read_text().split() == ["worker", "server"]
