"""One process at a time: a lock that the system releases with the process that holds it, however that ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from claims.errors import BadConfiguration


@contextmanager
def sole_holder(file: Path, what: str) -> Iterator[None]:
    """Hold `file` for the time of the block. Raises BadConfiguration where another process (of `what`) holds it."""
    with file.open("a+", encoding="ascii") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            raise BadConfiguration(
                f"{file.parent}: another {what} (process {lock.read().strip() or 'unknown'}) runs on this data folder; "
                "stop it, or choose another folder by --home"
            ) from None
        lock.truncate(0)
        lock.write(f"{os.getpid()}\n")
        lock.flush()
        yield
