"""How odd is it? The little statistics by which a source's bad days are told from bad luck."""

from collections.abc import Sequence
from datetime import timedelta
from math import ceil, comb


def share(earlier: Sequence[bool]) -> float:
    """The share of successes to expect after these, by Laplace's rule: a half where nothing is known."""
    return (sum(earlier) + 1) / (len(earlier) + 2)


def odds_of_at_most(successes: int, trials: int, expected: float) -> float:
    """The odds of so few successes or fewer in independent trials that each succeed with the share `expected`."""
    return sum(comb(trials, each) * expected**each * (1 - expected) ** (trials - each) for each in range(successes + 1))


def failures_at_end(results: Sequence[bool]) -> int:
    """How many failures in a row end the results."""
    return next((count for count, good in enumerate(reversed(results)) if good), len(results))


def quantile(gaps: Sequence[timedelta], rank: float) -> timedelta:
    """The gap that `rank` (0 to 1) of the gaps do not exceed: the nearest rank, so one freak moves it little.

    Raises ValueError where there is no gap.
    """
    if not gaps:
        raise ValueError("no gaps")
    return sorted(gaps)[max(ceil(rank * len(gaps)), 1) - 1]
