"""Child processes that live and die together."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from uuid import uuid4

import psutil

from claims.errors import MachineFailed

STOP_WITHIN = 8.0  # seconds for polite stops, before the rest is killed
ONE_STOPS_WITHIN = 4.0  # seconds of these for one child
# Carried by every child and handed down to whatever it starts: an orphan can be told by nothing else.
MARK = "SUPERVISED_BY"


@dataclass(frozen=True, slots=True)
class Child:
    """A process to start: its name for people and for its log, its command and its environment."""

    name: str
    command: tuple[str, ...]
    environment: Mapping[str, str]


class Supervisor:
    """Starts children, each in a session of its own so that Ctrl-C reaches this process only, and stops them all.

    Their output goes to `<logs>/<name>.log`.
    """

    def __init__(self, logs: Path) -> None:
        self._logs = logs
        self._mark = uuid4().hex
        self._children: list[tuple[Child, subprocess.Popen[bytes]]] = []

    def start(self, child: Child) -> None:
        """Start a child and keep it. Raises MachineFailed where it cannot be started or its log cannot be written."""
        try:
            self._logs.mkdir(parents=True, exist_ok=True)
            with self.log_of(child).open("ab") as log:
                process = subprocess.Popen(  # noqa: S603 (our own commands)
                    child.command,
                    env={**os.environ, **child.environment, MARK: self._mark},
                    stdin=subprocess.DEVNULL,
                    stdout=log,
                    stderr=subprocess.STDOUT,
                    start_new_session=True,
                )
        except OSError as error:
            raise MachineFailed(f"{child.name} could not be started: {error}") from error
        self._children.append((child, process))

    def log_of(self, child: Child) -> Path:
        """Where the child's output goes."""
        return self._logs / f"{child.name}.log"

    def check(self) -> None:
        """Raise MachineFailed when a child has ended by itself."""
        for child, process in self._children:
            if process.poll() is not None:
                raise MachineFailed(f"{child.name} ended with code {process.returncode}; see {self.log_of(child)}")

    def watch(self, *, pause: float = 1.0) -> None:
        """Stay until a child ends (MachineFailed) or a signal interrupts."""
        while True:
            self.check()
            time.sleep(pause)

    def stop(self) -> None:
        """End every child and whatever it has started: the last started first, politely, then all by force.

        One after the other, since each may need those before it: a flow that is stopped tells Prefect's server so.
        """
        deadline = time.monotonic() + STOP_WITHIN
        for _, process in reversed(self._children):
            _ask_to_stop(process, min(ONE_STOPS_WITHIN, deadline - time.monotonic()))
        while left := list(self._marked()):
            for survivor in left:
                _send(survivor, signal.SIGKILL)
            psutil.wait_procs(left, timeout=1)
        for _, process in self._children:
            process.wait()
        self._children.clear()

    def _marked(self) -> Iterator[psutil.Process]:
        """Every living process that carries this supervisor's mark."""
        for process in psutil.process_iter():
            with contextlib.suppress(psutil.Error):
                if process.environ().get(MARK) == self._mark and process.status() != psutil.STATUS_ZOMBIE:
                    yield process


def _ask_to_stop(child: subprocess.Popen[bytes], patience: float) -> None:
    """Ask a child and what it has started to end, and wait for that."""
    try:
        parent = psutil.Process(child.pid)
        family = [parent, *parent.children(recursive=True)]
    except psutil.NoSuchProcess:
        return
    for member in family:
        _send(member, signal.SIGTERM)
    psutil.wait_procs(family, timeout=max(patience, 0))


def _send(process: psutil.Process, number: signal.Signals) -> None:
    with contextlib.suppress(psutil.NoSuchProcess):
        process.send_signal(number)
