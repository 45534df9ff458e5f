"""Reading claims: the bars on labelled articles and on the baseline, and the laws that hold for any text."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extractors.claims import read_claims
from extractors.version import EXTRACTOR_VERSION
from tests.extractors import scoring
from tests.extractors.small_topic import lexicon

WORDS = st.sampled_from([
    "The", "Great", "Canal", "Second", "Lock", "cost", "km", "projects", "meeting", "in", "will", "be", "completed",
    "said", "Ada", "it", "the", "road", "planned", "$5 billion", "12", "14th", "2027", "FY24", "by 2031", "July-April",
    "30 percent", "Atland", "(", ")", ",", ".", ";", "-", "“", "”", "\n",
])  # fmt: skip


def test_articles_that_rules_were_written_with() -> None:
    chosen = [article for article in scoring.articles("dev") if not scoring.is_kept_apart(article)]
    result = scoring.score_articles(chosen)
    assert result["linked"]["f1"] >= 0.85
    assert result["full"]["f1"] >= 0.68


def test_articles_kept_apart() -> None:
    chosen = [article for article in scoring.articles("dev") if scoring.is_kept_apart(article)]
    result = scoring.score_articles(chosen)
    assert result["linked"]["f1"] >= 0.55


def test_status_claims_of_the_seed_documents() -> None:
    texts = scoring.seed_documents()
    if not texts:
        pytest.skip(f"the seed documents are not at hand in {scoring.SEED_DOCUMENTS} (CPECWATCH_SEED_DOCUMENTS)")
    result = scoring.score_statuses(texts)
    assert result.recall >= 0.80
    assert result.precision >= 0.85


@settings(max_examples=150)
@given(st.lists(WORDS, max_size=60).map(" ".join) | st.text(max_size=200), st.none() | st.just(date(2030, 6, 12)))
def test_no_text_makes_reading_fail_and_offsets_are_true(text: str, published: date | None) -> None:
    reading = read_claims(lexicon(), text, title=text[:40], published=published)
    for claim in reading.claims:
        assert text[claim.figure.start : claim.figure.end] == claim.figure.words
        assert claim.quote_start <= claim.figure.start < claim.figure.end <= claim.quote_end <= len(text)
        assert claim.why
    for status in reading.statuses:
        assert 0 <= status.start < status.end <= len(text)


def test_the_same_text_is_read_the_same_twice() -> None:
    article = scoring.articles()[0]
    assert scoring.predict(article) == scoring.predict(article)


def test_a_text_without_words_holds_nothing() -> None:
    assert read_claims(lexicon(), "") == read_claims(lexicon(), " \n ")
    assert not read_claims(lexicon(), "").claims


def test_the_rules_have_a_version() -> None:
    assert EXTRACTOR_VERSION.strip()
