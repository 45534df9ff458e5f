"""Fits the weights of the linker's evidence to the labelled articles and writes `extractors/weights.py`.

    python -m tests.extractors.tuning [--check] [--passes N]

A figure chooses among all pairs of subject and measure; the weights make the labelled pair likely (a log-linear model,
fitted by gradient steps that adapt to each weight, and drawn towards what was thought before, so that rare evidence
changes little); the weights of milestones likewise make the labelled dates likely. What the figures before were tied to
is what the program itself tied them to. Only the part that rules are written with is used.
`--check` writes nothing and prints how often the labelled pair is chosen in articles left out of the fit, a fifth at a
time: what to trust when features are added.
"""

import argparse
import math
import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from claims.figure import Figure
from extractors.affinity import affinities
from extractors.claims import Lexicon
from extractors.document import Document, open_document
from extractors.evidence import worth
from extractors.figures import scan
from extractors.linking import Link, Linker, Pair
from extractors.milestones import milestone_features
from tests.extractors import scoring

_TABLE = Path(__file__).parents[2] / "extractors" / "weights.py"
_STEP = 0.3
_TOWARDS_PRIOR = 0.05
_UNLIKELY = 1e-3
# What a reader of news would say before seeing a label; the fit starts here and is drawn back to it.
PRIOR: Mapping[str, float] = {
    "sentence": 8.0, "before-words": -1.5, "after-words": -2.0, "beside-before": 1.0, "opens": 1.5, "running": 6.5,
    "continued": 8.0, "paragraph": 4.0, "earlier": 3.0, "sentences-back": -0.4, "titled": 2.5, "in-passing": -2.5,
    "main": 1.0, "weak": -0.7, "faint": -1.7, "place-name": -2.0, "reports": -2.0, "example": -2.0, "passed": -2.0,
    "bound": -1.7, "after-figure": -3.5, "after-divided": -2.0, "after-preposition": -1.5, "running-past": -2.0,
    "owner-of-part": -1.0, "owner-of-parent": -0.3, "owner-alone": 2.0, "own-measure": 1.5, "own-measure-uncued": 1.5,
    "of-another": -3.0, "of-another-uncued": -3.0, "usual-kind": 2.0, "usual-kind-uncued": 0.5, "unusual-kind": -2.5,
    "unusual-kind-uncued": -2.5, "silent-institution": -4.0, "silent-institution-uncued": -4.0, "silent-place": -2.5,
    "silent-place-uncued": -2.5, "cue": 6.0, "cue-words": -3.0, "cue-other-clause": -1.0, "cue-longer": 0.7,
    "cue-in-figure": 7.0, "cue-previous-sentence": 1.2, "cue-headline": 0.5, "against": -2.5, "own-noun": 4.0,
    "same-measure-sentence": 2.0, "same-measure-next": 1.5, "same-measure-dates": 2.0, "same-subject-sentence": 0.5,
}  # fmt: skip
_FOLDS = 5
_LEAST = 0.005  # a weight that rounds to nothing is left out
_HEAD = '''"""What each piece of evidence for a subject, a measure or a milestone is worth.

Made by `python -m tests.extractors.tuning` from the labelled articles: a log-linear model over all pairs of subject and
measure of a figure. Change the features or the labels and make it anew; do not edit numbers.
"""

from collections.abc import Mapping
from types import MappingProxyType

WEIGHTS: Mapping[str, float] = MappingProxyType({
'''


@dataclass(frozen=True)
class Lesson:
    """An article with the labelled subject and measure of its figures, by their place."""

    document: Document
    figures: tuple[Figure, ...]
    labels: Mapping[int, tuple[str, str]]


def lesson(lexicon: Lexicon, article: Mapping[str, Any]) -> Lesson:
    """Read an article once; what depends on weights is done in every pass."""
    published = date.fromisoformat(article["published"]) if article["published"] else None
    figures, _ = scan(article["text"], published)
    spans: list[tuple[tuple[int, int], tuple[str, str]]] = []
    taken: set[tuple[int, int]] = set()
    for claim in article["claims"]:
        span = scoring.score.gold_span(article["text"], claim, taken)
        taken.add(span)
        if not claim.get("soft") and not claim.get("off_registry"):
            spans.append((span, (claim["subject"], claim["measure"])))
    labels = {
        place: label
        for place, figure in enumerate(figures)
        for (start, end), label in spans
        if figure.start < end and start < figure.end
    }
    return Lesson(open_document(lexicon, article["text"], article["title"], published), figures, labels)


def fit(lessons: Sequence[Lesson], passes: int) -> dict[str, float]:
    """The weights that make the labelled pairs likely."""
    weights: dict[str, float] = dict(PRIOR)
    squares: dict[str, float] = defaultdict(lambda: 1.0)
    mean: dict[str, float] = defaultdict(float)
    order = random.Random(7)
    for number in range(passes):
        for entry in order.sample(lessons, len(lessons)):
            lexicon = _weighed(weights)
            linker = Linker(lexicon, entry.document, entry.figures)
            slope: dict[str, float] = defaultdict(float)
            linked: list[tuple[Figure, Link]] = []
            for place, figure in enumerate(entry.figures):
                if place in entry.labels:
                    _learn(list(linker.pairs(figure)), entry.labels[place], slope)
                linked.append((figure, linker.link(figure)))
            _learn_milestones(entry, linked, weights, slope)
            for name in {*slope, *weights}:
                value = slope[name] - _TOWARDS_PRIOR * (weights.get(name, 0.0) - PRIOR.get(name, 0.0))
                squares[name] += value * value
                weights[name] = weights.get(name, 0.0) + _STEP * value / math.sqrt(squares[name])
        if number >= passes // 2:
            for name, value in weights.items():
                mean[name] += value / (passes - passes // 2)
    return dict(mean)


def _learn(pairs: Sequence[Pair], label: tuple[str, str], slope: dict[str, float]) -> None:
    right = [pair for pair in pairs if (pair.candidate.subject, pair.scored.measure.id) == label]
    if not right:
        return
    highest = max(pair.score for pair in pairs)
    shares = [math.exp(pair.score - highest) for pair in pairs]
    total = sum(shares)
    for pair, share in zip(pairs, shares, strict=True):
        if share / total > _UNLIKELY:
            _add(slope, pair, -share / total)
    for pair in right:
        _add(slope, pair, math.exp(pair.score - highest) / sum(math.exp(one.score - highest) for one in right))


def _learn_milestones(
    entry: Lesson, linked: Sequence[tuple[Figure, Link]], weights: Mapping[str, float], slope: dict[str, float]
) -> None:
    labelled = {entry.figures[place] for place in entry.labels}
    for figure, features in milestone_features(entry.document, linked):
        wrong = (figure in labelled) - 1 / (1 + math.exp(-worth(features, weights)))
        for name, amount in features:
            slope[name] += wrong * amount


def _add(slope: dict[str, float], pair: Pair, share: float) -> None:
    for features in (pair.candidate.features, pair.scored.features, *pair.together):
        for name, amount in features:
            slope[name] += share * amount


def _weighed(weights: Mapping[str, float]) -> Lexicon:
    lexicon = scoring.lexicon()
    return replace(lexicon, weights=weights, affinities=affinities(lexicon.topic, lexicon.owners, weights))


def chosen_right(lessons: Sequence[Lesson], weights: Mapping[str, float]) -> tuple[int, int, int, int]:
    """How many labelled figures there are, and how many get the labelled subject, measure, and both."""
    lexicon = _weighed(weights)
    counts = [0, 0, 0, 0]
    for entry in lessons:
        linker = Linker(lexicon, entry.document, entry.figures)
        for place, figure in enumerate(entry.figures):
            link = linker.link(figure)
            if place in entry.labels:
                subject, measure = entry.labels[place]
                same = (link.subject == subject, link.measure is not None and link.measure.id == measure)
                for index, right in enumerate((True, *same, all(same))):
                    counts[index] += right
    return counts[0], counts[1], counts[2], counts[3]


def write(weights: Mapping[str, float]) -> None:
    """Write the table that the linker reads."""
    lines = "".join(f'    "{name}": {value:.2f},\n' for name, value in sorted(weights.items()) if abs(value) >= _LEAST)
    _TABLE.write_text(_HEAD + lines + "})  # fmt: skip\n", "utf-8")


def main() -> None:
    """Fit and write, or only check."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument(
        "--check", action="store_true", help="print scores of articles left out of the fit; write nothing"
    )
    parser.add_argument("--passes", type=int, default=8, help="how often each article is gone through")
    options = parser.parse_args()
    chosen = [article for article in scoring.articles() if not scoring.is_kept_apart(article)]
    lessons = [lesson(scoring.lexicon(), article) for article in chosen]
    if not options.check:
        write(fit(lessons, options.passes))
        return
    totals = [0, 0, 0, 0]
    for fold in range(_FOLDS):
        weights = fit([entry for place, entry in enumerate(lessons) if place % _FOLDS != fold], options.passes)
        counts = chosen_right(lessons[fold::_FOLDS], weights)
        totals = [total + count for total, count in zip(totals, counts, strict=True)]
    names = ("labelled", "subject", "measure", "both")
    print(dict(zip(names, totals, strict=True)))  # noqa: T201


if __name__ == "__main__":
    main()
