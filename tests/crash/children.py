"""Child processes for passes: forked from a server that has everything imported, so that a trial costs a pass only."""

import multiprocessing
import signal
from collections.abc import Callable
from multiprocessing.context import ForkServerProcess
from typing import Any

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.crash.passing"])

LONGEST = 120.0  # seconds: far more than any trial takes, so that a hanging one is told as such
KILLED = -signal.SIGKILL


def start(work: Callable[..., None], *args: Any) -> ForkServerProcess:
    """Begin `work(*args)` in a process of its own."""
    child = _CONTEXT.Process(target=work, args=args)
    child.start()
    return child


def finish(child: ForkServerProcess) -> int:
    """How a child ended: 0, KILLED, or 1 for an exception. Raises TimeoutError for one that hangs, and ends it."""
    child.join(LONGEST)
    if child.exitcode is None:
        child.kill()
        child.join()
        raise TimeoutError(f"process {child.pid} did nothing for {LONGEST:g} s")
    return child.exitcode


def kill_after(child: ForkServerProcess, seconds: float) -> int:
    """Kill a child after a time, wherever it is; returns how it ended, which may have been before."""
    child.join(seconds)
    child.kill()
    return finish(child)
