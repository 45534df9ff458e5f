"""The fit of the weights learns what labels say."""

from extractors.linking import Linker
from tests.extractors import scoring, tuning


def test_a_fit_learns_from_labels() -> None:
    article = {
        "id": "made-up",
        "published": "2026-01-02",
        "title": None,
        "text": "The ML-1 railway and the Karot plant are ready, at a cost of $5 billion.",
        "claims": [
            {"quote": "at a cost of $5 billion", "figure": "$5 billion", "subject": "ml-1", "measure": "cost"},
            {"quote": "ready, at a cost", "figure": "ready", "subject": None, "measure": None, "soft": True},
        ],
    }
    lesson = tuning.lesson(scoring.lexicon(), article)
    assert list(lesson.labels.values()) == [("ml-1", "cost")]
    weights = tuning.fit([lesson], passes=4)
    assert weights != tuning.PRIOR
    assert tuning.chosen_right([lesson], weights) == (1, 1, 1, 1)
    assert Linker(scoring.lexicon(), lesson.document, lesson.figures).link(lesson.figures[0]).measure is not None
