"""What comparing and recording cost as the ledger grows: `python -m benchmarks.ledger` (or `make bench`).

Articles of 15 claims are recorded into a small ledger and into a large one, in turns, so that a busy machine disturbs
both alike; reading the text is left out. The large ledger holds a thousand claims of each of the articles' own series,
and its window of near-copies two thousand articles. Medians are compared. `--claims` sets the size of the large one,
`--only sqlite` leaves PostgreSQL out. Exits with 1 where a bar fails.
"""

import argparse
import os
import platform
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from sqlalchemy import Engine

from benchmarks.filled_ledger import NOW, PER_ARTICLE, POLICY, RUN, arriving, article_row, fill, reports
from claims.article import Candidate
from claims.claim import Reading
from claims.topic import Source, Topic
from extractors.claims import compile_lexicon
from flows.desk import Ledger
from flows.settings import Settings
from flows.stages import record
from flows.stages.visits import Visit
from store.bulk import insert_new
from store.engine import open_engine, transaction, upgrade
from store.reports import Sighted, add_claims
from store.tables import ArticleRow

SMALL = 1_000
LARGE = 1_000_000
MOST_GROWTH = 1.5
LEAST_ROWS = 20_000
ROUNDS = 60
WARM = 15
_BULK = 60_000
_BULK_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Bar:
    """One line of the table."""

    what: str
    measured: str
    bar: str
    holds: bool


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and say whether all bars hold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=LARGE)
    parser.add_argument("--only", choices=("sqlite", "postgresql"))
    given = parser.parse_args(arguments)
    print(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} processors")
    bars: list[Bar] = []
    if given.only != "postgresql":
        bars += [_bulk_insert(), _growth("SQLite", sqlite, given.claims)]
    if given.only != "sqlite":
        bars.append(_growth("PostgreSQL", postgresql, given.claims))
    for bar in bars:
        print(f"{'ok  ' if bar.holds else 'FAIL'}  {bar.what:64} {bar.measured:>34}   bar {bar.bar}")
    return int(not all(bar.holds for bar in bars))


@contextmanager
def sqlite() -> Iterator[Engine]:
    """An empty ledger in a file."""
    folder = Path(tempfile.mkdtemp(prefix="cpecwatch-bench-"))
    engine = open_engine(f"sqlite:///{folder / 'ledger.db'}")
    try:
        upgrade(engine)
        yield engine
    finally:
        engine.dispose()
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def postgresql() -> Iterator[Engine]:
    """An empty ledger on a PostgreSQL server of its own."""
    from tests.store.databases import run_postgres

    with run_postgres() as server:
        engine = open_engine(server.empty())
        upgrade(engine)
        try:
            yield engine
        finally:
            engine.dispose()


def ledger_over(engine: Engine) -> Ledger:
    """A ledger with the made-up policy over a database."""
    topic = Topic(
        name="made up", subjects={}, measures={}, statuses={}, sources={}, baseline=(), about=("corridor",), version="1"
    )
    return Ledger(
        settings=Settings(),
        topic=topic,
        policy=POLICY,
        lexicon=compile_lexicon(topic),
        engine=engine,
        now=lambda: NOW,
    )


def record_one(ledger: Ledger, number: int, claims: int) -> float:
    """Record an article whose text was read before; returns the seconds that it took."""
    article, reading = arriving(number, claims)
    source = Source(
        id=article.source, name="", homepage="", hosts=("new.example",), feeds=(), tier=4, zone="Asia/Karachi"
    )
    visit = Visit(source=source, candidate=Candidate(source=source.id, url=article.url), article=article)

    def read(*_given: object, **_named: object) -> Reading:
        return reading

    with mock.patch.object(record, "read_claims", read):
        began = time.perf_counter()
        recorded = record.record_article(ledger, RUN, visit, article)
        took = time.perf_counter() - began
    assert recorded.claims, "the benchmark records nothing"
    return took


def _growth(name: str, opened: Callable[[], AbstractContextManager[Engine]], claims: int) -> Bar:
    with ExitStack() as stack:
        small, large = (ledger_over(stack.enter_context(opened())) for _ in range(2))
        for ledger, size in ((small, SMALL), (large, claims)):
            began = time.perf_counter()
            fill(ledger.engine, size)
            print(f"{name}: {size:,} claims filled in {time.perf_counter() - began:.0f} s", flush=True)
        taken: tuple[list[float], list[float]] = ([], [])
        for number in range(WARM + ROUNDS):
            # In turns, and each goes first as often as the other.
            for which in (0, 1) if number % 2 else (1, 0):
                taken[which].append(record_one((small, large)[which], number, (SMALL, claims)[which]))
    before, after = (statistics.median(times[WARM:]) * 1_000 for times in taken)
    ratio = after / before
    shown = f"{before:.1f} ms → {after:.1f} ms, {ratio:.2f} ×"
    return Bar(
        f"{name}: an article at {SMALL:,} and at {claims:,} claims", shown, f"≤ {MOST_GROWTH} ×", ratio <= MOST_GROWTH
    )


def _bulk_insert() -> Bar:
    """Claims a second, from reports to committed rows with their sightings; the best of some rounds."""
    rate = max(_bulk_rate() for _ in range(_BULK_ROUNDS))
    return Bar("SQLite: claims added in bulk", f"{rate:,.0f} a second", f"≥ {LEAST_ROWS:,}", rate >= LEAST_ROWS)


def _bulk_rate() -> float:
    told = list(reports(_BULK, 1_000))
    seen = Sighted(revision=1, extractor="benchmark", recorded=NOW)
    with sqlite() as engine:
        with transaction(engine) as session:
            insert_new(session, ArticleRow, [article_row(each[0]) for each in told])
        began = time.perf_counter()
        for first in range(0, len(told), 400):
            with transaction(engine) as session:
                add_claims(session, [report for each in told[first : first + 400] for report in each], POLICY, seen)
        return len(told) * PER_ARTICLE / (time.perf_counter() - began)


if __name__ == "__main__":
    sys.exit(main())
