"""Scores of reading on the labelled articles: the linker's measuring stick, as tests and as a program.

    python -m tests.extractors.scoring [--errors N]

The articles fall into two parts by a hash of their id. Rules are written with the first part in view; the second, a
third of the articles, is only counted.
"""

import argparse
import hashlib
import importlib
import itertools
import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from claims.claim import StatusClaim
from claims.figure import Value
from extractors.claims import Lexicon, compile_lexicon, read_claims
from extractors.topic import load_topic

score: Any = importlib.import_module("tests.gold.score")  # a plain script, without types

GOLD = Path(__file__).parent.parent / "gold"
SETS = ("dev", "more")  # by two annotators, each in a hand of their own
SEEDS = Path(__file__).parent.parent.parent / "seeds"
# Where the texts of the seed documents lie, which are other people's and not part of this project.
SEED_DOCUMENTS = Path(os.environ.get("CPECWATCH_SEED_DOCUMENTS", SEEDS.parent.parent / "shared" / "seeds"))


@cache
def lexicon() -> Lexicon:
    """The project's own topic pack, compiled."""
    return compile_lexicon(load_topic({path.name: path.read_text("utf-8") for path in SEEDS.glob("*.yaml")}))


def articles(*names: str) -> list[dict[str, Any]]:
    """The labelled articles of the named sets (none: all)."""
    texts = [(GOLD / f"{name}.jsonl").read_text("utf-8") for name in names or SETS]
    return [json.loads(line) for text in texts for line in text.splitlines() if line.strip()]


def is_kept_apart(article: Mapping[str, Any]) -> bool:
    """Whether an article belongs to the part that no rule was written with."""
    return int(hashlib.sha256(article["id"].encode()).hexdigest(), 16) % 3 == 0


def predict(article: Mapping[str, Any]) -> dict[str, Any]:
    """What the program reads in an article, in the form of the scorer."""
    published = date.fromisoformat(article["published"]) if article["published"] else None
    reading = read_claims(lexicon(), article["text"], title=article["title"], published=published)
    return {
        "id": article["id"],
        "claims": [
            {
                "start": claim.figure.start,
                "end": claim.figure.end,
                "value": _number(claim.figure.value),
                "value_high": _number(claim.figure.value_high),
                "bound": claim.figure.bound.value,
                "unit": claim.figure.unit,
                "subject": claim.subject,
                "measure": claim.measure,
                "scope": claim.scope,
                "status": claim.status,
                "period": claim.period,
            }
            for claim in reading.claims
        ],
    }


def _number(value: Value | None) -> float | str | None:
    return float(value) if isinstance(value, Decimal) else value


def score_articles(chosen: Sequence[Mapping[str, Any]], errors: int = 0) -> dict[str, Any]:
    """The scorer's figures for some articles; prints up to `errors` mistakes."""
    result: dict[str, Any] = score.score_extract(chosen, [predict(article) for article in chosen], errors)
    return result


def seed_documents() -> dict[str, str]:
    """The texts of the seed documents by their SHA-256, as far as they are at hand."""
    files = SEED_DOCUMENTS.glob("*.txt") if SEED_DOCUMENTS.is_dir() else ()
    return {hashlib.sha256(path.read_bytes()).hexdigest(): path.read_text("utf-8") for path in files}


@dataclass(frozen=True, slots=True)
class StatusScore:
    """How the status claims of the seed documents are met: shares between 0 and 1."""

    precision: float
    recall: float


def score_statuses(texts: Mapping[str, str]) -> StatusScore:
    """Score status claims by subject, status and overlapping clause.

    A label whose note calls it ambiguous is not asked for, nor is another status there held against a prediction.
    """
    right = wrong = asked = met = 0
    for document in yaml.safe_load((SEEDS / "baseline.yaml").read_text("utf-8"))["documents"]:
        predicted = read_claims(lexicon(), texts[document["sha256"]]).statuses
        for claim in predicted:
            near = [label for label in document["statuses"] if _meets(label, claim)]
            if any(label["status"] == claim.status for label in near):
                right += 1
            elif not any(_is_ambiguous(label) for label in near):
                wrong += 1
        for label in document["statuses"]:
            if not _is_ambiguous(label):
                asked += 1
                met += any(_meets(label, claim) and claim.status == label["status"] for claim in predicted)
    return StatusScore(right / (right + wrong), met / asked)


def _is_ambiguous(label: Mapping[str, Any]) -> bool:
    return "ambiguous" in label.get("note", "")


def _meets(label: Mapping[str, Any], claim: StatusClaim) -> bool:
    return bool(label["subject"] == claim.subject and label["start"] < claim.end and claim.start < label["end"])


def main() -> None:
    """Print the scores of both parts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--errors", type=int, default=0, help="print up to N mistakes of the first part")
    errors = parser.parse_args().errors
    for name, apart in itertools.product(SETS, (False, True)):
        chosen = [article for article in articles(name) if is_kept_apart(article) is apart]
        result = score_articles(chosen, 0 if apart else errors)
        scores = {part: result[part]["f1"] for part in ("figure", "linked", "full")}
        print(name, "kept apart" if apart else "written with", scores)  # noqa: T201


if __name__ == "__main__":
    main()
