"""Real histories of figures, told report by report, and the labelled pairs as two reports of a ledger.

The facts are those that the press printed: what a reader of the change log would have seen, had it run then.
"""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from claims.claim import Claim
from claims.decide import decide
from claims.exchange import read_pair
from claims.figure import Bound
from claims.policy import Policy, policy_of
from claims.report import KnownFrom, Report, Verdict
from claims.standing import Entry
from extractors.topic import load_topic
from tests.claims.comparison_factories import figure

ROOT = Path(__file__).resolve().parents[2]
PAIRS = [json.loads(line) for line in (ROOT / "tests/gold/dev.pairs.jsonl").read_text(encoding="utf-8").splitlines()]
NEW, UPDATED, CORROBORATED = Verdict.NEW, Verdict.UPDATED, Verdict.CORROBORATED
REFINED, CONFLICTING, OUTDATED = Verdict.REFINED, Verdict.CONFLICTING, Verdict.OUTDATED
MEANING = {
    "same": {CORROBORATED},
    "consistent": {CORROBORATED, REFINED},
    "update": {UPDATED},
    "conflict": {CONFLICTING},
    "not-comparable": {NEW},
}


@pytest.fixture(scope="module")
def policy() -> Policy:
    """The policy of the topic that is shipped."""
    return policy_of(load_topic({path.name: path.read_text(encoding="utf-8") for path in ROOT.glob("seeds/*.yaml")}))


@pytest.mark.parametrize("number", range(len(PAIRS)))
def test_the_verdict_on_a_labelled_pair_is_that_of_its_relation(policy: Policy, number: int) -> None:
    known, new = read_pair(PAIRS[number])
    known = replace(known, id="known", outlet="known", cluster="known", article="known")
    new = replace(new, id="new", outlet="new", cluster="new", article="new")
    assert decide(new, [Entry(known)], policy).verdict in MEANING[PAIRS[number]["relation"]]


# Day, outlet, words, value, status, verdict. `>` and `~` in front of the words stand for a bound.
Told = tuple[str, str, str, str, str | None, Verdict | None]
BOUNDS = {">": Bound.MORE_THAN, "~": Bound.ABOUT}

STORIES: list[tuple[str, str, str, list[Told]]] = [
    (
        "the headline size of the corridor",
        "committed-investment",
        "USD",
        [
            ("2015-04-20", "Punjab Times", "$46bn", "46e9", "planned", NEW),
            ("2016-09-30", "Dawn", ">$51.5bn", "51.5e9", "planned", UPDATED),
            ("2017-04-12", "Tribune", "$55bn", "55e9", "planned", REFINED),
            ("2017-04-13", "Recorder", "$62bn", "62e9", "planned", CONFLICTING),
            ("2025-09-05", "Nikkei", "$62bn", "62e9", "planned", UPDATED),
            ("2025-09-13", "Arab News", "~$60bn", "60e9", "planned", CORROBORATED),
            ("2025-09-20", "A background paragraph", "$46bn", "46e9", "planned", OUTDATED),
            ("2025-09-21", "Republic", "$50bn", "50e9", "planned", CONFLICTING),
        ],
    ),
    (
        "what was invested so far",
        "investment",
        "USD",
        [
            ("2016-09-27", "Pakistan Today", "$14bn", "14e9", "actual", NEW),
            ("2018-12-31", "The Nation", "$18.9bn", "18.9e9", "actual", UPDATED),
            ("2018-12-31", "The News", "~$18.9bn", "18.9e9", "actual", CORROBORATED),
            ("2024-09-02", "Daily Times", ">$25bn", "25e9", "actual", UPDATED),
            ("2024-09-20", "Startup Pakistan", "$25.4bn", "25.4e9", "actual", REFINED),
            ("2025-09-20", "APP", "$25.4m", "25.4e6", "actual", CONFLICTING),
            ("2025-09-22", "GAD Insider", "$18.9bn", "18.9e9", "actual", OUTDATED),
        ],
    ),
    (
        "jobs created, and repeated when they were history",
        "jobs",
        "count:job",
        [
            ("2017-06-07", "Pakistan Observer", ">30,000 jobs", "30000", "actual", NEW),
            ("2018-12-31", "The News", "75,000 jobs", "75000", "actual", UPDATED),
            ("2020-08-10", "The Nation", "75,000 jobs", "75000", "actual", CORROBORATED),
            ("2020-08-10", "Gwadar Pro", "2.3 million jobs", "2300000", "forecast", NEW),
            ("2023-01-02", "The News", "192,000 jobs", "192000", "actual", UPDATED),
            ("2023-06-01", "Express Tribune", "236,000 jobs", "236000", "actual", UPDATED),
            ("2024-09-20", "Startup Pakistan", "192,000 jobs", "192000", "actual", OUTDATED),
        ],
    ),
    (
        "finished and running projects",
        "project-count",
        "count:project",
        [
            ("2018-12-31", "The Nation", "11 projects", "11", "completed", NEW),
            ("2018-12-31", "The Nation", "11 more", "11", "under-construction", NEW),
            ("2018-12-31", "The News", "11 projects", "11", "completed", CORROBORATED),
            ("2020-08-10", "The Nation", "19 projects", "19", "completed", UPDATED),
            ("2020-08-10", "The Nation", "28 more", "28", "under-construction", UPDATED),
            ("2022-06-09", "Survey", "26 projects", "26", "completed", UPDATED),
            ("2022-06-12", "Blog", "19 projects", "19", "completed", OUTDATED),
        ],
    ),
    (
        "one railway, many costs",
        "cost",
        "USD",
        [
            ("2019-10-10", "The Nation", "$8.2bn", "8.2e9", "planned", NEW),
            ("2020-06-06", "CDWP", "$7.2bn", "7.2e9", "approved", UPDATED),
            ("2020-08-05", "ECNEC", "$6.8bn", "6.8e9", "approved", CONFLICTING),
            ("2023-09-23", "Profit", "~$6.6bn", "6.6e9", "approved", CORROBORATED),
            ("2023-09-25", "A copy of it", "$8.2bn", "8.2e9", None, OUTDATED),
        ],
    ),
]


@pytest.mark.parametrize(
    ("measure", "unit", "story"), [story[1:] for story in STORIES], ids=[each[0] for each in STORIES]
)
def test_a_history_is_told_as_it_was(policy: Policy, measure: str, unit: str, story: Sequence[Told]) -> None:
    ledger: list[Entry] = []
    verdicts = []
    for number, told in enumerate(story):
        report = report_of(number, measure, unit, told)
        verdicts.append(decide(report, ledger, policy).verdict)
        ledger.append(Entry(report))
    assert verdicts == [told[-1] for told in story]


def report_of(number: int, measure: str, unit: str, told: Told) -> Report:
    day, outlet, words, value, status, _ = told
    stated = figure(words.lstrip(">~"), value, unit, bound=BOUNDS.get(words[0], Bound.EXACT))
    return Report(
        id=str(number),
        claim=Claim(figure=stated, subject="cpec", measure=measure, status=status),
        known=datetime.fromisoformat(day).replace(tzinfo=UTC),
        known_from=KnownFrom.PUBLISHED,
        outlet=outlet,
        cluster=str(number),
        article=str(number),
        quote=words,
    )
