"""A ledger of any size, made up: series that move, outlets that repeat, copies that pile up.

Of every ten reports of a series seven say what stands, one and a half repeat an old value, one contradicts, the others
are hedged; a value stands for some thirty reports. A third of the articles are prints of wire stories.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from sqlalchemy import Engine

from claims.article import Article, DateOrigin
from claims.claim import Claim, Reading
from claims.figure import Bound, Figure
from claims.identity import claim_id
from claims.policy import Policy
from claims.report import KnownFrom, Report
from claims.topic import Temporal
from claims.witness import shingles
from store.bulk import insert_new
from store.copies import save_shingles
from store.engine import transaction
from store.reports import Sighted, add_claims
from store.runs import start_run
from store.standings import adopt
from store.tables import ArticleRow

NOW = datetime(2026, 6, 1, tzinfo=UTC)
YEARS = timedelta(days=8 * 365)
OUTLETS = tuple(f"outlet-{number:02}" for number in range(40))
RUN = "benchmark"
PER_ARTICLE = 15
PRINTS = 12
WORDS = 320
_VALUE_STANDS = 30
_CONTRADICTS = 0.1
_BATCH = 500
_IN_WINDOW = 2_000

POLICY = Policy(
    temporal={
        "investment": Temporal.CUMULATIVE,
        "cost": Temporal.PLAN,
        "debt": Temporal.LEVEL,
        "jobs": Temporal.LEVEL,
        "loan": Temporal.EVENT,
    },
    temporal_by_status={"cost": {"completed": Temporal.EVENT}},
    flow_subjects=frozenset({"trade"}),
    watched=frozenset(f"subject-{number}" for number in range(1_000)),
)
_MEASURES = tuple(POLICY.temporal)


@dataclass(frozen=True, slots=True)
class Topic:
    """What one series is about; `number` counts the series."""

    number: int

    @property
    def subject(self) -> str:
        """Five series to a subject, one for each measure."""
        return f"subject-{self.number // len(_MEASURES)}"

    @property
    def measure(self) -> str:
        """Every kind of following each other in time."""
        return _MEASURES[self.number % len(_MEASURES)]

    def claim(self, step: int, chance: random.Random) -> Claim:
        """What an article of the series says after `step` reports of it."""
        # Plans stand for years, as $62 bn does; levels and running totals move.
        now = step // _VALUE_STANDS if self.measure in ("investment", "debt", "jobs") else 0
        age = chance.choices((0, chance.randint(1, 40)), (0.85, 0.15))[0] if now else 0
        tenths = 10 * (now + 50 - age)
        if chance.random() < _CONTRADICTS:
            tenths += chance.choice((3, 12, 25, 60))  # rumours repeat themselves too
        bound = chance.choices((Bound.EXACT, Bound.ABOUT, Bound.MORE_THAN), (0.8, 0.12, 0.08))[0]
        billions = Decimal(max(tenths, 1)) / 10
        figure = Figure(0, 6, f"${billions}bn", billions * 10**9, None, bound, "USD")
        status = chance.choice((None, "planned", "signed")) if self.measure == "cost" else None
        period = f"{2018 + step * 8 // 1_000}" if self.measure == "loan" else None
        return Claim(figure=figure, subject=self.subject, measure=self.measure, status=status, period=period)


def reports(claims: int, per_series: int) -> Iterator[list[Report]]:
    """The reports of a ledger, oldest first, an article at a time."""
    chance = random.Random(7)
    topics = [Topic(number) for number in range(max(PER_ARTICLE, claims // per_series))]
    articles = claims // PER_ARTICLE
    for number in range(articles):
        first = number * PER_ARTICLE
        step = first // len(topics)
        about = [topics[(first + each) % len(topics)] for each in range(PER_ARTICLE)]
        known = NOW - YEARS + YEARS * number / max(articles, 1)
        yield _reports_of(number, known, [topic.claim(step, chance) for topic in about], chance)


def _reports_of(number: int, known: datetime, claims: list[Claim], chance: random.Random) -> list[Report]:
    key = f"old.example/{number}"
    cluster = f"old.example/{number // PRINTS * PRINTS}" if number // PRINTS % 3 == 0 else key
    outlet = chance.choice(OUTLETS)
    return [
        Report(
            id=claim_id(key, claim),
            claim=claim,
            known=known,
            known_from=KnownFrom.PUBLISHED,
            outlet=outlet,
            cluster=cluster,
            article=key,
            quote=f"{claim.subject}: {claim.figure.words} of {claim.measure}, it was said at a ceremony.",
        )
        for claim in claims
    ]


def fill(engine: Engine, claims: int, *, per_series: int = 1_000) -> None:
    """Fill an empty ledger with claims, and the window of near-copies with other articles and their boilerplate."""
    with transaction(engine) as session:
        start_run(session, RUN, "watch", NOW)
    batch: list[list[Report]] = []
    for told in reports(claims, per_series):
        batch.append(told)
        if len(batch) == _BATCH:
            _add(engine, batch)
            batch = []
    _add(engine, batch)
    _fill_window(engine, min(claims // PER_ARTICLE, _IN_WINDOW))
    with transaction(engine) as session:
        adopt(session, POLICY)


def _add(engine: Engine, articles: list[list[Report]]) -> None:
    seen = Sighted(revision=1, extractor="benchmark", recorded=NOW)
    with transaction(engine) as session:
        insert_new(session, ArticleRow, [article_row(told[0]) for told in articles if told])
        add_claims(session, [report for told in articles for report in told], POLICY, seen)


def article_row(report: Report) -> dict[str, object]:
    """The article that a report stands in."""
    known = report.known or NOW
    return {
        "key": report.article,
        "kind": "news",
        "url": f"https://{report.article}",
        "outlet": report.outlet,
        "title": "A story",
        "first_seen": known,
        "last_checked": known,
        "cluster": report.cluster,
    }


def _fill_window(engine: Engine, articles: int) -> None:
    with transaction(engine) as session:
        for number in range(articles):
            key = f"old.example/{number}"
            save_shingles(session, key, shingles(text_of(number)), NOW - timedelta(days=number % 13))


def text_of(number: int) -> str:
    """The text of an article: words of its own, and what every page of its outlet says."""
    chance = random.Random(number)
    own = " ".join(f"w{chance.randrange(4_000)}" for _ in range(WORDS))
    return f"{own} published by outlet {number % len(OUTLETS)} all rights reserved do not reprint without asking first"


def arriving(number: int, claims: int) -> tuple[Article, Reading]:
    """An article that comes in now, into a ledger of that many claims, with what is read in it.

    Every third is a print of one wire story.
    """
    chance = random.Random(100_000 + number)
    is_wire = number % 3 == 0
    text = f"{text_of(1_000_000 if is_wire else 1_000_001 + number)} dateline {number}"
    article = Article(
        key=f"new.example/{number}",
        url=f"https://new.example/{number}",
        source=chance.choice(OUTLETS),
        title="A story of today",
        text=text,
        published=NOW + timedelta(minutes=number),
        date_origin=DateOrigin.FEED,
    )
    step = min(claims // PER_ARTICLE, 1_000)
    stated = [Topic(topic).claim(step, chance) for topic in range(PER_ARTICLE)]
    return article, Reading(tuple(replace(claim, quote_end=60) for claim in stated), (), ())
