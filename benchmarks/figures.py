"""How fast, how linear and how right figures are read, beside the published readers: `python -m benchmarks.figures`.

In one run: our reader and the peers over the same sentences of our own, each in its own process and environment; then
linking over articles of 3.5 KB, the growth of an article's cost with its length, and the cost of hostile text. CPU time
throughout: of all passes for the readers, of the best of some rounds for the rest. Exits with 1 where a bar fails; a
peer that cannot be installed is named and left out.

    python -m benchmarks.figures [--peers FOLDER] [--alone]
"""

import argparse
import json
import os
import platform
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import psutil

from benchmarks.grading import grade, labelled
from benchmarks.peers.exchange import Measured, understood
from benchmarks.peers.install import PEERS, NotInstalled, default_folder, install
from claims.claim import Reading
from extractors.claims import Lexicon, compile_lexicon, read_claims
from extractors.figures import read_figures
from extractors.topic import load_topic

LEAST_SENTENCES = 5_000  # a CPU-second
LEAST_TIMES_CQE = 100
LEAST_ARTICLES = 120  # a CPU-second, linking included
MOST_IMPORT = 0.050  # CPU-seconds
MOST_GROWTH = 1.5  # of the cost of a KB, from an article of 5 KB to one of 100 KB
MOST_HOSTILE = 15  # times the cost of 100 KB, for 1 MB

_ROOT = Path(__file__).parents[1]
_SETS = ("general", "probe", "phrases")
_ARTICLE = 3_500
_LENGTHS = (5, 10, 20, 30, 40, 50, 60, 70, 85, 100)  # KB
_ROUNDS = 5  # the best counts
_OWN_PASSES = 20  # so that our reader is on the clock for seconds, as the peers are in one pass
_PEER_SECONDS = 900
_HOSTILE = ("$", "1", "Rs", "(", ",", "1,", "5 to ", "$5 ", "twenty-", "more than ", "by 2020, ", "a ", "five ", "May ")


@dataclass(frozen=True, slots=True)
class Bar:
    """What must hold, as printed, and whether it did; None where it could not be measured."""

    words: str
    held: bool | None


def _labelled_articles() -> list[dict[str, Any]]:
    lines = (_ROOT / "tests" / "gold" / "dev.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _sentences() -> list[str]:
    """Sentences as they stand in articles, and those of the labelled sets."""
    texts = (article["text"] for article in _labelled_articles())
    from_articles = [part for text in texts for part in re.split(r"(?<=[.!?])\s+", text)]
    return from_articles + [sentence.text for name in _SETS for sentence in labelled(name)]


def compare_readers(folder: Path, *, alone: bool) -> list[Bar]:
    """Our reader and the peers over the same sentences; ratios are to ours."""
    timed = _sentences()
    print(f"{len(timed)} sentences; F1 of values / of values with bounds\n")
    heads = "".join(f"{name:>16}" for name in _SETS)
    print(f"{'reader':24}{'sentences/s':>12}{'ours':>8}{'start s':>9}{'MB':>6}{heads}")
    own = _measure([sys.executable, "-m", "benchmarks.peers.read_own"], timed, rounds=_OWN_PASSES)
    rate = _row("cpecwatch", own, len(timed), None)
    rates = {} if alone else {peer.key: _peer_rate(peer, folder, timed, rate) for peer in PEERS}
    cqe = rates.get("cqe")
    return [
        Bar(f"at least {LEAST_SENTENCES} sentences per CPU-second: {rate:.0f}", rate >= LEAST_SENTENCES),
        Bar(
            f"at least {LEAST_TIMES_CQE} times CQE: {f'{rate / cqe:.0f}' if cqe else 'not measured'}",
            rate >= LEAST_TIMES_CQE * cqe if cqe else None,
        ),
    ]


def _peer_rate(peer: Any, folder: Path, timed: Sequence[str], own: float) -> float | None:
    try:
        python = install(peer, folder)
        measured = _measure([str(python), "-m", peer.module], timed, rounds=1)
    except (NotInstalled, subprocess.SubprocessError) as problem:
        print(f"{peer.name:24}left out: {problem}")
        return None
    return _row(peer.name, measured, len(timed), own)


def _measure(command: list[str], timed: Sequence[str], rounds: int) -> Measured:
    """Runs a reader. One thread and one order of hashing: what is compared is the work, not its spread."""
    graded = [sentence.text for name in _SETS for sentence in labelled(name)]
    one = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "PYTHONHASHSEED": "0", "PYTHONPATH": str(_ROOT)}
    done = subprocess.run(
        command,
        input=json.dumps({"timed": list(timed), "rounds": rounds, "graded": graded}),
        capture_output=True,
        text=True,
        check=True,
        timeout=_PEER_SECONDS,
        cwd=_ROOT,
        env={**os.environ, **one},
    )
    return understood(done.stdout)


def _row(name: str, measured: Measured, count: int, own: float | None) -> float:
    """Prints a reader's line; returns its sentences per CPU-second."""
    rate = count * len(measured.rounds) / sum(measured.rounds)
    ratio = f"{own / rate:.0f} x" if own else "1"
    line = f"{name:24}{rate:12.0f}{ratio:>8}{measured.start:9.2f}{measured.memory:6.0f}"
    at = 0
    for set_name in _SETS:
        sentences = labelled(set_name)
        grades = grade(sentences, measured.readings[at : at + len(sentences)])
        at += len(sentences)
        line += f"{grades.value:9.3f} /{grades.bound:5.3f}"
    print(line)
    return rate


def measure_import() -> Bar:
    """CPU time of a fresh `import extractors.figures`, its bytecode at hand as after a first run."""
    with tempfile.TemporaryDirectory() as folder:
        kept = {"PYTHONPYCACHEPREFIX": folder, "PYTHONDONTWRITEBYTECODE": ""}
        _import(kept)  # writes the bytecode
        spent = min(_import(kept) for _ in range(_ROUNDS))
    return Bar(f"import extractors.figures under {MOST_IMPORT * 1000:.0f} ms: {spent * 1000:.1f}", spent < MOST_IMPORT)


def _import(environment: dict[str, str]) -> float:
    code = "import time; s = time.process_time(); import extractors.figures; print(time.process_time() - s)"
    command = [sys.executable, "-c", code]
    done = subprocess.run(
        command, capture_output=True, text=True, check=True, cwd=_ROOT, env={**os.environ, **environment}
    )
    return float(done.stdout)


def measure_linking() -> list[Bar]:
    """Whole articles of 3.5 KB into claims, then one article of many lengths."""
    topic = load_topic({path.name: path.read_text("utf-8") for path in (_ROOT / "seeds").glob("*.yaml")})
    lexicon = compile_lexicon(topic)
    articles = list(_articles())
    figures = sum(len(read_figures(text)) for text in articles) / len(articles)
    spent = _best(lambda: [_link(lexicon, text) for text in articles])
    rate = len(articles) / spent
    print(f"\n{len(articles)} articles of {_ARTICLE} characters, {figures:.0f} figures each: {rate:.0f} per CPU-second")
    held = rate >= LEAST_ARTICLES
    return [Bar(f"at least {LEAST_ARTICLES} articles linked per CPU-second: {rate:.0f}", held), _growth(lexicon)]


def _link(lexicon: Lexicon, text: str) -> Reading:
    return read_claims(lexicon, text, title="A report", published=date(2025, 11, 21))


def _articles() -> Iterator[str]:
    """The labelled texts in a row, cut to articles; they hold more figures than news does."""
    whole = "\n\n".join(article["text"] for article in _labelled_articles())
    for start in range(0, len(whole) - _ARTICLE, _ARTICLE):
        yield whole[start : start + _ARTICLE]


def _growth(lexicon: Lexicon) -> Bar:
    whole = "\n\n".join(article["text"] for article in _labelled_articles())
    costs: dict[int, float] = {}
    print("\nlength of an article and the cost of each KB of it, linking included")
    for length in _LENGTHS:
        size = length * 1000
        text = (whole * (size // len(whole) + 1))[:size]
        costs[length] = _best(partial(_link, lexicon, text)) / length
        print(f"{length:6} KB {costs[length] * 1000:8.2f} ms per KB")
    growth = costs[100] / costs[5]
    return Bar(f"a KB of 100 costs at most {MOST_GROWTH} times one of 5: {growth:.2f}", growth <= MOST_GROWTH)


def measure_hostile() -> Bar:
    """Cost of 1 MB over the cost of 100 KB, for texts made to hurt."""
    print("\n1 MB of text made to hurt")
    worst = 0.0
    for junk in _HOSTILE:
        small, large = (_cpu(partial(read_figures, _repeated(junk, size))) for size in (100_000, 1_000_000))
        worst = max(worst, large / max(small, 0.005))
        print(f"{junk!r:14}{large:7.2f} s, {large / max(small, 0.005):5.1f} times 100 KB")
    return Bar(f"1 MB costs at most {MOST_HOSTILE} times 100 KB: {worst:.1f}", worst <= MOST_HOSTILE)


def _repeated(junk: str, size: int) -> str:
    return (junk * (size // len(junk) + 1))[:size]


def _cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def _best(work: Callable[[], object]) -> float:
    return min(_cpu(work) for _ in range(_ROUNDS))


def machine() -> str:
    """The size of the machine, without its name."""
    memory = psutil.virtual_memory().total / 2**30
    return f"{psutil.cpu_count()} cores, {memory:.0f} GB, {platform.system()}, Python {platform.python_version()}"


def main() -> int:
    """Measure everything; 1 where a bar fails."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--peers", type=Path, default=default_folder(), help="folder of the peers' environments")
    parser.add_argument("--alone", action="store_true", help="without the peers")
    chosen = parser.parse_args()
    print(f"{machine()}; load {os.getloadavg()[0]:.1f}")
    bars = compare_readers(chosen.peers, alone=chosen.alone)
    bars += [measure_import(), *measure_linking(), measure_hostile()]
    print()
    for bar in bars:
        print({True: "holds  ", False: "FAILS  ", None: "unknown"}[bar.held], bar.words)
    return int(any(bar.held is False for bar in bars))


if __name__ == "__main__":
    sys.exit(main())
