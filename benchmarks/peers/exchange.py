"""What a reader under measurement is told and answers: one JSON object in, one out. Standard library only.

This module runs inside the environment of every peer, which has nothing else of this project installed. The answer's
CPU times are of the reader's process and leave out what other processes do.
"""

import json
import resource
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass

# Bounds as far as the peers tell them apart: `at least` and `more than` are one, so are `at most` and `less than`.
EXACT, ABOUT, ABOVE, BELOW, RANGE = "exact", "about", "above", "below", "range"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity as a reader printed it: `high` only for a range."""

    value: float
    high: float | None
    bound: str


@dataclass(frozen=True, slots=True)
class Measured:
    """Start-up and reading in CPU-seconds, peak memory in MB, and what was read in each sentence of `graded`."""

    start: float
    rounds: tuple[float, ...]
    memory: float
    readings: tuple[tuple[Quantity, ...], ...]


Reader = Callable[[str], Sequence[Quantity]]


def answer(begin: Callable[[], Reader]) -> None:
    """Measure the reader that `begin` imports and makes, on the sentences that stand on standard input."""
    asked = json.load(sys.stdin)
    before = time.process_time()
    read = begin()
    read("The plant cost $5 million.")
    start = time.process_time() - before
    rounds = tuple(_spent(read, asked["timed"]) for _ in range(asked["rounds"]))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    readings = tuple(tuple(read(sentence)) for sentence in asked["graded"])
    print(json.dumps(asdict(Measured(start, rounds, memory, readings))))


def _spent(read: Reader, sentences: Sequence[str]) -> float:
    before = time.process_time()
    for sentence in sentences:
        read(sentence)
    return time.process_time() - before


def understood(printed: str) -> Measured:
    """The answer that a reader's process printed on its last line."""
    said = json.loads(printed.strip().splitlines()[-1])
    readings = tuple(tuple(Quantity(**quantity) for quantity in sentence) for sentence in said["readings"])
    return Measured(said["start"], tuple(said["rounds"]), said["memory"], readings)
