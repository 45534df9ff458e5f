"""No case of the list is left out."""

import re
from pathlib import Path

CASES = 34


def test_every_case_has_a_scenario() -> None:
    sources = [path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py")]
    told = {int(number) for source in sources for number in re.findall(r"^def test_case_(\d\d)_", source, re.MULTILINE)}
    assert told == set(range(1, CASES + 1))
