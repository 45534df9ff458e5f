import pytest

from claims.reopening import Evidence, why_reopened

SAYS = "CPEC drew more than $25 billion."
REPORT = "c1-25"


def read(text: str, *quotes: str, extractor: str = "1") -> Evidence:
    """A text in which the report is read with the given sentence, or not at all."""
    return Evidence(text, extractor, dict(zip([REPORT], quotes, strict=False)))


DECIDED_ON = read(f"News. {SAYS}", SAYS)
EDITED = "News. CPEC drew $27 billion."


@pytest.mark.parametrize(
    ("now", "because"),
    [
        pytest.param(read(f"News. {SAYS}", SAYS), None, id="nothing changed"),
        pytest.param(
            read("CPEC drew some. It was more than $25 billion.", "It was more than $25 billion."),
            None,
            id="another sentence, the same reading",
        ),
        pytest.param(read(f"Other news! {SAYS}", SAYS), None, id="an edit elsewhere"),
        pytest.param(read(f"Other news! {SAYS}"), None, id="the same sentence, read otherwise for its surroundings"),
        pytest.param(read("CPEC drew “more than $25 billion”."), None, id="typography, and another reading"),
        pytest.param(read(EDITED), "The article was edited", id="sentence and reading changed"),
        pytest.param(read(f"News. {SAYS}", SAYS, extractor="2"), None, id="a new version that reads the same"),
        pytest.param(
            read(f"News. {SAYS}", extractor="2"), "Version 2 of the extractor", id="a new version reads other"
        ),
        pytest.param(read(EDITED, extractor="2"), "The article was edited", id="both, and a new version"),
    ],
)
def test_a_decision_comes_back_when_what_it_rests_on_is_gone(now: Evidence, because: str | None) -> None:
    why = why_reopened(REPORT, DECIDED_ON, now)
    assert why is None if because is None else (why or "").startswith(because)
    assert (why_reopened(REPORT, now, DECIDED_ON) is None) == (because is None), "the way back counts as much"


def test_the_reason_says_whether_the_figure_went_or_came() -> None:
    assert "no longer read" in (why_reopened(REPORT, DECIDED_ON, read(EDITED)) or "")
    assert "read in it again" in (why_reopened(REPORT, read(EDITED), DECIDED_ON) or "")


def test_a_report_of_neither_text_keeps_its_decision() -> None:
    assert why_reopened("c1-none", DECIDED_ON, read(EDITED, extractor="2")) is None


def test_a_sentence_inside_a_longer_word_is_not_that_sentence() -> None:
    assert why_reopened(REPORT, read("It is 884 MW", "It is 884 MW"), read("Profit is 884 MWh")) is not None
