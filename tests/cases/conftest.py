"""The ledger that a case is told to: empty, with the policy of the topic that is shipped."""

from pathlib import Path

import pytest

from claims.policy import policy_of
from claims.topic import Topic
from extractors.claims import Lexicon, compile_lexicon
from extractors.topic import load_topic
from tests.cases.telling import Telling

SEEDS = Path(__file__).resolve().parents[2] / "seeds"


@pytest.fixture(scope="session")
def topic() -> Topic:
    return load_topic({path.name: path.read_text(encoding="utf-8") for path in SEEDS.glob("*.yaml")})


@pytest.fixture(scope="session")
def lexicon(topic: Topic) -> Lexicon:
    return compile_lexicon(topic)


@pytest.fixture
def telling(topic: Topic, lexicon: Lexicon) -> Telling:
    return Telling(policy_of(topic), lexicon)
