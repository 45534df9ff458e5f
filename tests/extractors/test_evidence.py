"""What evidence is worth, and what stands in a text as a whole."""

from datetime import date

import pytest

from extractors.document import open_document
from extractors.evidence import worth
from extractors.figures import scan
from extractors.linking import Linker
from extractors.milestones import milestone_features
from extractors.prominence import prominence
from extractors.weights import WEIGHTS
from tests.extractors.small_topic import lexicon

PUBLISHED = date(2030, 6, 12)


def test_evidence_adds_up_and_unknown_evidence_is_worth_nothing() -> None:
    assert worth([("near", 2.0), ("far", 1.0), ("odd", 9.0)], {"near": 1.5, "far": -1.0}) == 2.0


def test_every_weight_is_of_evidence_that_speaks_as_it_should() -> None:
    assert WEIGHTS["cue"] > 0 > WEIGHTS["cue-words"]
    assert WEIGHTS["sentence"] > WEIGHTS["paragraph"] > 0
    assert WEIGHTS["in-passing"] < 0
    assert WEIGHTS["milestone-ahead"] > 0 > WEIGHTS["milestone-reported"]


def test_what_a_text_is_about() -> None:
    text = "The Second Lock opened. The Canal Board likes the Great Canal. The Second Lock is long."
    found = prominence(lexicon(), open_document(lexicon(), text, "Second Lock to be built", None))
    assert found.main == "lock"
    assert dict(found.features("lock"))["share-of-names"] == pytest.approx(0.5)
    assert ("above-main", 1.0) in found.features("canal")
    assert found.features("harbour") == ()


def test_a_text_that_names_nothing_is_about_nothing() -> None:
    assert prominence(lexicon(), open_document(lexicon(), "Ada likes it.", None, None)).main is None


@pytest.mark.parametrize(
    ("text", "features"),
    [
        ("Work on it began in 2027.", {"milestone-cue", "milestone-cue-beside", "milestone-year"}),
        ("It cost $5 billion in 2027.", {"milestone-behind-quantity", "milestone-period-word"}),
        ("Ada said on Friday that it is good.", {"milestone-reported", "milestone-named-day", "milestone-day"}),
        ("It will be finished by March 2032.", {"milestone-bound", "milestone-ahead", "milestone-month"}),
    ],
)
def test_what_speaks_for_a_milestone(text: str, features: set[str]) -> None:
    figures, _ = scan(text, PUBLISHED)
    document = open_document(lexicon(), text, None, PUBLISHED)
    linker = Linker(lexicon(), document, figures)
    [(_, found)] = milestone_features(document, [(figure, linker.link(figure)) for figure in figures])
    assert features <= {name for name, _ in found}
