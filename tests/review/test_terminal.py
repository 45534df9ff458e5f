"""How text and tables fit a terminal."""

import pytest

from review.layout import fitted
from review.terminal import counted, out, say, say_lines, show_table

HEADINGS = ("subject", "what", "outlet")
ROW = ("cpec", "committed-investment of the whole corridor", "khunjerab-post")


@pytest.mark.parametrize(
    ("width", "widths"),
    [
        (100, [7, 42, 14]),  # as wide as the values
        (60, [7, 29, 14]),  # the widest gives way
        (51, [7, 20, 14]),  # down to its longest word
        (50, None),  # a word would be broken
    ],
)
def test_the_widest_column_gives_way_down_to_its_longest_word(width: int, widths: list[int] | None) -> None:
    assert fitted([HEADINGS, ROW], width) == widths


def test_a_word_without_end_may_be_broken() -> None:
    assert fitted([("listing",), ("https://news.example.org/feeds/latest-of-all-the-news",)], 30) == [26]


def test_wide_characters_take_two_columns() -> None:
    assert fitted([("title",), ("中巴经济走廊",)], 80) == [12]


def lines_of(capsys: pytest.CaptureFixture[str]) -> list[str]:
    return capsys.readouterr().out.splitlines()


def test_a_narrow_terminal_gets_the_items_one_below_the_other(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(out, "_width", 50)
    show_table("what stands", HEADINGS, [ROW, ("ml-1", "", "khunjerab-post")])
    shown = lines_of(capsys)
    assert any("subject" in line and "cpec" in line for line in shown)
    assert not any("khunj" in line and "khunjerab-post" not in line for line in shown)
    assert sum("what " in line for line in shown[1:]) == 1  # what is empty has no line
    assert max(map(len, shown)) <= 50


def test_a_table_without_items_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    show_table("rules that hold", HEADINGS, [])
    assert lines_of(capsys) == ["rules that hold: none"]


def test_every_line_of_a_paragraph_is_indented(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(out, "_width", 30)
    say("the running total has grown by a billion since May \x1b[31m", indent=4)
    shown = lines_of(capsys)
    assert len(shown) == 3
    assert all(line.startswith("    ") and len(line) <= 30 and line == line.rstrip() for line in shown)
    assert "<1b>[31m" in shown[-1]


def test_a_text_of_ours_keeps_its_lines_and_their_indents(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(out, "_width", 20)
    say_lines("UPDATES\n\n  * jobs: 1 → 2\n    grown since the last count\n")
    assert lines_of(capsys) == ["UPDATES", "", "  * jobs: 1 → 2", "    grown since the", "    last count"]


def test_counts_agree_with_their_nouns() -> None:
    told = counted(1, "change"), counted(2, "change"), counted(0, "witness", "witnesses"), counted(1200, "page")
    assert told == ("1 change", "2 changes", "0 witnesses", "1,200 pages")
