"""Who says so."""

import pytest

from extractors.folding import fold
from extractors.sentences import divide
from extractors.speakers import find_speakers


def speakers(text: str) -> tuple[str | None, ...]:
    folded = fold(text)
    return find_speakers(folded, divide(folded)).by_sentence


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("The port is ready, Ahsan Iqbal said on Monday.", "Ahsan Iqbal"),
        ("Planning Minister Ahsan Iqbal told the committee that work is on.", "Ahsan Iqbal"),
        ("According to the State Bank of Pakistan, exports rose.", "State Bank of Pakistan"),
        ("“The line is finished,” said Zhao Lijian.", "Zhao Lijian"),
        ("Rana Ihsan, the coordinator on commerce, told the paper that jobs came.", "Rana Ihsan"),
        ("The road will open soon, officials said.", "officials"),
        ("Exports rose, Gwadar Pro reported, quoting Chinese customs.", "Chinese"),
        ("The road was opened on Monday.", None),
        ("It said the plant is complete.", None),
    ],
)
def test_a_sentence_names_its_speaker(sentence: str, speaker: str | None) -> None:
    assert speakers(sentence) == (speaker,)


def test_a_pronoun_goes_on_with_the_last_speaker_and_the_text_itself_does_not() -> None:
    text = "Ahsan Iqbal said work began. He added that 12 schemes are ready. The road is long. The minister said so."
    assert speakers(text) == ("Ahsan Iqbal", "Ahsan Iqbal", None, "Ahsan Iqbal")


def test_a_last_name_stands_for_the_full_name() -> None:
    assert speakers("Asim Saleem Bajwa said it opened. Later Bajwa told reporters more.") == (
        "Asim Saleem Bajwa",
        "Asim Saleem Bajwa",
    )
