"""A pass that is killed outright, wherever it is: one more pass, and the store is that of an undisturbed one."""

import os
import random
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from claims.policy import Policy
from tests.crash.children import KILLED
from tests.crash.trials import Left, Scene, after_a_kill, nothing_happens, points_of, reference, spread

TRIALS = int(os.environ.get("CRASH_TRIALS", "300"))  # of each database
SEED = int(os.environ.get("CRASH_SEED", "1"))

Trial = tuple[str, int, Left]
"""Where a pass was to be killed, how it ended, and what one more pass left."""


@pytest.mark.slow
def test_a_further_pass_adds_nothing(following: Scene, policy: Policy, expected: Left) -> None:
    ended, left = after_a_kill(following, policy, nothing_happens)
    assert (ended, left.differs_from(expected)) == (0, [])
    assert len(expected.messages) == 1
    assert expected.standing["folded"] == expected.standing["kept"]


@pytest.mark.slow
def test_a_killed_pass_is_made_good_by_the_next(
    following: Scene, policy: Policy, expected: Left, tmp_path: Path
) -> None:
    trials = killed_at_points(following, policy, tmp_path, 5)
    assert faults(trials, expected) == ({}, Counter(killed=5))


@pytest.mark.crash
@pytest.mark.timeout(7200)
def test_the_matrix_of_a_first_pass(
    first: Scene, policy: Policy, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    matrix(first, policy, tmp_path, TRIALS // 4, capsys)


@pytest.mark.crash
@pytest.mark.timeout(7200)
def test_the_matrix_of_a_following_pass(
    following: Scene, policy: Policy, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    matrix(following, policy, tmp_path, TRIALS - TRIALS // 4, capsys)


def matrix(scene: Scene, policy: Policy, folder: Path, count: int, capsys: pytest.CaptureFixture[str]) -> None:
    """Four of five trials at points, the others at moments; the table goes to the terminal."""
    expected = reference(scene, policy)
    at_points = count * 4 // 5
    found, told = faults(killed_at_points(scene, policy, folder, at_points), expected)
    found_later, told_later = faults(killed_at_moments(scene, policy, count - at_points), expected)
    with capsys.disabled():
        table = f"points {dict(told)}, moments {dict(told_later)}, other stores {len(found | found_later)}"
        print(f"\nedition {scene.edition}: {table}")  # noqa: T201 - this is the result
    assert "\n".join(f"{place}: {line}" for place, lines in (found | found_later).items() for line in lines) == ""
    assert told["killed"] >= 0.95 * at_points


def killed_at_points(scene: Scene, policy: Policy, folder: Path, count: int) -> Iterator[Trial]:
    points = points_of(scene, folder / "points.json")
    for trap in spread(points, count, random.Random(SEED)):
        yield f"{trap.stage} {trap.number}", *after_a_kill(scene, policy, trap)


def killed_at_moments(scene: Scene, policy: Policy, count: int) -> Iterator[Trial]:
    """Between any two instructions, inside a commit too."""
    began = time.monotonic()
    reference(scene, policy)
    longest = time.monotonic() - began
    chance = random.Random(SEED)
    for _ in range(count):
        seconds = chance.uniform(0, longest)
        yield f"after {seconds:.3f} s", *after_a_kill(scene, policy, nothing_happens, seconds)


def faults(trials: Iterable[Trial], expected: Left) -> tuple[dict[str, list[str]], Counter[str]]:
    """The trials that left another store, with how it differs; and how many were killed or had ended before."""
    found: dict[str, list[str]] = {}
    told: Counter[str] = Counter()
    for place, ended, left in trials:
        assert ended in (0, KILLED), f"{place}: the pass failed"
        told["killed" if ended == KILLED else "survived"] += 1
        if differences := left.differs_from(expected):
            found[place] = differences
    return found, told
