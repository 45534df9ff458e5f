"""Child processes that live and die together."""

import contextlib
import os
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import psutil

from claims.errors import MachineFailed

STOP_WITHIN = 8.0  # seconds for a polite stop, before the rest is killed


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
        self._children: list[tuple[Child, subprocess.Popen[bytes], IO[bytes]]] = []

    def start(self, child: Child) -> None:
        """Start a child and keep it."""
        self._logs.mkdir(parents=True, exist_ok=True)
        log = self.log_of(child).open("ab")
        process = subprocess.Popen(  # noqa: S603 (our own commands)
            child.command,
            env={**os.environ, **child.environment},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        self._children.append((child, process, log))

    def log_of(self, child: Child) -> Path:
        """Where the child's output goes."""
        return self._logs / f"{child.name}.log"

    def check(self) -> None:
        """Raise MachineFailed when a child has ended by itself."""
        for child, process, _ in self._children:
            if process.poll() is not None:
                raise MachineFailed(f"{child.name} ended with code {process.returncode}; see {self.log_of(child)}")

    def stop(self) -> None:
        """End every child and what it has started: politely, last started first, then by force."""
        family = self._family()
        for _, process, _ in reversed(self._children):
            if process.poll() is None:
                process.send_signal(signal.SIGTERM)
        _, alive = psutil.wait_procs(family, timeout=STOP_WITHIN)
        for survivor in alive:
            _kill(survivor)
        psutil.wait_procs(alive, timeout=2)
        for _, process, log in self._children:
            process.wait()
            log.close()
        self._children.clear()

    def _family(self) -> list[psutil.Process]:
        members: list[psutil.Process] = []
        for _, process, _ in self._children:
            try:
                parent = psutil.Process(process.pid)
                members += [parent, *parent.children(recursive=True)]
            except psutil.NoSuchProcess:
                continue
        return members

    def watch(self, *, pause: float = 1.0) -> None:
        """Stay until a child ends (MachineFailed) or a signal interrupts."""
        while True:
            self.check()
            time.sleep(pause)


def _kill(process: psutil.Process) -> None:
    with contextlib.suppress(psutil.NoSuchProcess):
        process.kill()
