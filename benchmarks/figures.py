"""How fast, how linear and how right figures are read: `python -m benchmarks.figures`.

Prints the CPU time of an import, sentences per CPU-second over the labelled articles, the growth of the cost from
100 KB to 1 MB of hostile text, and how many labelled figures are found with their value, bound and dimension.
"""

import json
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from claims.figure import Figure
from extractors.figures import read_figures

_GOLD = Path(__file__).parents[1] / "tests" / "gold"
_HOSTILE = ("$", "1", "Rs", "(", ",", "1,", "5 to ", "$5 ", "twenty-", "more than ", "by 2020, ", "a ", "five ", "May ")
_ROUNDS = 5


def _articles() -> Iterator[dict[str, Any]]:
    for line in (_GOLD / "dev.jsonl").read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def _cpu(text: str) -> float:
    start = time.process_time()
    read_figures(text)
    return time.process_time() - start


def measure_import() -> None:
    """CPU time of a fresh `import extractors.figures`."""
    code = "import time; s=time.process_time(); import extractors.figures; print(1000*(time.process_time()-s))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    print(f"import                     {float(done.stdout):8.1f} ms")


def measure_speed() -> None:
    """Sentences read per CPU-second."""
    sentences = [part for article in _articles() for part in re.split(r"(?<=[.!?])\s+", article["text"])]
    spent = sum(_cpu(sentence) for _ in range(_ROUNDS) for sentence in sentences)
    print(f"sentences per CPU-second   {_ROUNDS * len(sentences) / spent:8.0f}")


def measure_growth() -> None:
    """Cost of 1 MB over the cost of 100 KB, for texts made to hurt."""
    for junk in _HOSTILE:
        small, large = (_cpu((junk * (size // len(junk) + 1))[:size]) for size in (100_000, 1_000_000))
        print(f"1 MB of {junk!r:14} {large:8.2f} s, {large / max(small, 0.005):5.1f} times 100 KB")


def _finds(figures: tuple[Figure, ...], claim: dict[str, Any], start: int) -> bool:
    end = start + len(claim["figure"])
    return any(
        figure.start < end
        and start < figure.end
        and _equals(figure.value, claim)
        and str(figure.bound) == claim["bound"]
        for figure in figures
    )


def _equals(value: Decimal | str, claim: dict[str, Any]) -> bool:
    if isinstance(value, str) or isinstance(claim["value"], str):
        return bool(value == claim["value"])
    wanted = Decimal(str(claim["value"]))
    return bool(abs(value) == abs(wanted) if claim["measure"] == "growth-rate" else value == wanted)


def measure_recall() -> None:
    """Labelled figures that are read with their value and bound, before any linking."""
    found = total = 0
    for article in _articles():
        published = date.fromisoformat(article["published"]) if article["published"] else None
        figures = read_figures(article["text"], published)
        for claim in article["claims"]:
            start = article["text"].index(claim["quote"]) + claim["quote"].index(claim["figure"])
            found += _finds(figures, claim, start)
            total += 1
    print(f"labelled figures found     {found} of {total}")


if __name__ == "__main__":
    measure_import()
    measure_speed()
    measure_recall()
    measure_growth()
