"""Folding typography: same length, plain characters."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.folding import INVISIBLE, fold


@given(st.text())
def test_keeps_the_length_of_any_text(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(st.text(alphabet=st.characters(max_codepoint=127, exclude_characters="`")))
def test_leaves_ascii_alone(text: str) -> None:
    assert fold(text) == text


@pytest.mark.parametrize(
    ("printed", "plain"),
    [
        ("“quoted” ‘words’", "\"quoted\" 'words'"),
        ("2017–2030 — $6‑7", "2017-2030 - $6-7"),
        ("−5", "-5"),
        ("１，２００ ＭＷ", "1,200 MW"),
        ("۱۲۳ ٤٥٦ १२", "123 456 12"),
        ("۱۲٫۵٪", "12.5%"),
        ("Rs\u00a05\u202fbillion", "Rs 5 billion"),
        ("1…2", "1.2"),
        ("it`s", "it's"),
    ],
)
def test_folds_typography(printed: str, plain: str) -> None:
    assert fold(printed) == plain


def test_invisible_marks_do_not_become_spaces() -> None:
    """A soft hyphen in `bil-lion` must not leave `bil`, which is a scale word of its own."""
    assert fold("bil\u00adlion\u200b\ufeff\u202e") == f"bil{INVISIBLE}lion" + INVISIBLE * 3
