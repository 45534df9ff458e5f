"""A phrase book of news English: money, markets, weather, sport, crime, science, machines, and the corridor itself.

`phrases.txt` holds a sentence a line, and under it, indented, how it is read: `value unit bound`, `exact` left out,
`low..high` for a range, `unread words` for what must not be guessed at, `nothing`. Written for this project; the day
of publication is Wednesday, 15 May 2024.
"""

from datetime import date
from pathlib import Path

import pytest

from claims.figure import Bound, Figure
from extractors.figures import scan

_BOOK = Path(__file__).with_name("phrases.txt").read_text(encoding="utf-8").strip().split("\n\n")
_PHRASES = [(sentence, reading.strip()) for sentence, reading in (entry.split("\n") for entry in _BOOK)]


def _say(figure: Figure) -> str:
    value = f"{figure.value}..{figure.value_high}" if figure.value_high is not None else str(figure.value)
    bound = "" if figure.bound is Bound.EXACT else f" {figure.bound}"
    return f"{value} {figure.unit}{bound}"


@pytest.mark.parametrize(("sentence", "reading"), _PHRASES, ids=[sentence[:48] for sentence, _ in _PHRASES])
def test_reads_the_phrase(sentence: str, reading: str) -> None:
    figures, unread = scan(sentence, date(2024, 5, 15))
    found = [(figure.start, _say(figure)) for figure in figures]
    found += [(number.start, f"unread {number.words}") for number in unread]
    assert ("; ".join(said for _, said in sorted(found)) or "nothing") == reading
