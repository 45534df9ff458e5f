"""Evidence: named features of a text that speak for a subject or a measure, and what they are worth together.

A feature is a name and an amount. `extractors.weights` says what one unit of each is worth; nothing else in the linker
holds a weight, so that the table can be fitted to labelled articles (tests/extractors/tuning.py).
"""

from collections.abc import Iterable, Mapping
from typing import TypeAlias

Feature: TypeAlias = tuple[str, float]


def worth(features: Iterable[Feature], weights: Mapping[str, float]) -> float:
    """The sum of what features are worth; a feature without a weight is worth nothing."""
    total = 0.0
    for name, amount in features:
        if name in weights:
            total += weights[name] * amount
    return total
