"""What a topic makes of its claims."""

from pathlib import Path

import pytest

from claims.claim import Claim
from claims.policy import LADDER, STATUS_CLASSES, Policy, StatusClass, policy_of
from claims.topic import Temporal
from extractors.topic import load_topic
from tests.claims.comparison_factories import POLICY, figure

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


def claim(measure: str | None, status: str | None = None, subject: str = "corridor") -> Claim:
    return Claim(figure=figure("$1bn", "1e9"), subject=subject, measure=measure, status=status)


@pytest.mark.parametrize(
    ("stated", "kind"),
    [
        (claim("investment"), Temporal.CUMULATIVE),
        (claim("investment", "actual"), Temporal.CUMULATIVE),
        (claim("investment", "planned"), Temporal.PLAN),
        (claim("investment", "actual", "fdi"), Temporal.FLOW),
        (claim("investment", "planned", "fdi"), Temporal.PLAN),
        (claim("debt", "actual", "fdi"), Temporal.LEVEL),
        (claim("length"), Temporal.EVENT),
        (claim("no-such-measure"), None),
        (claim(None), None),
    ],
)
def test_the_kind_of_a_claim(stated: Claim, kind: Temporal | None) -> None:
    assert POLICY.kind(stated) is kind


@pytest.mark.parametrize(
    ("former", "later", "up"),
    [
        ("proposed", "planned", True),
        ("planned", "target", False),
        ("target", "committed", True),
        ("committed", "approved", True),
        ("approved", "signed", True),
        ("signed", "under-construction", True),
        ("under-construction", "completed", True),
        ("completed", "actual", False),
        ("approved", "planned", False),
        ("forecast", "actual", False),
        (None, "actual", False),
        ("planned", None, False),
    ],
)
def test_the_ladder(former: str | None, later: str | None, up: bool) -> None:
    assert POLICY.has_moved_up(former, later) is up


def test_the_classes_of_status() -> None:
    assert POLICY.status_class(claim("cost", "signed")) is StatusClass.PLAN
    assert POLICY.status_class(claim("cost", "forecast")) is StatusClass.PLAN
    assert POLICY.status_class(claim("cost", "under-construction")) is StatusClass.WORK
    assert POLICY.status_class(claim("cost", "actual")) is StatusClass.DONE
    assert POLICY.status_class(claim("cost")) is None


def seeded() -> Policy:
    return policy_of(load_topic({path.name: path.read_text(encoding="utf-8") for path in SEEDS.glob("*.yaml")}))


def test_the_policy_of_the_seeds() -> None:
    policy = seeded()
    assert policy.kind(claim("investment", "actual", "cpec")) is Temporal.CUMULATIVE
    assert policy.kind(claim("investment", "actual", "china-fdi-pakistan")) is Temporal.FLOW
    assert policy.kind(claim("cost", "completed", "ml-1")) is Temporal.EVENT
    assert {"cpec", "ml-1", "pakistan-exports-to-china"} <= policy.watched
    assert "cpec" not in policy.flow_subjects


def test_every_rank_and_class_is_of_one_schema() -> None:
    assert set(STATUS_CLASSES) - set(LADDER) == {"forecast"}
    assert set(LADDER) <= set(STATUS_CLASSES)
