"""The periods that a text names."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extractors.periods import find_periods

PUBLISHED = date(2024, 5, 30)


def periods(text: str, published: date | None = PUBLISHED) -> list[str]:
    return [period.value for period in find_periods(text, published)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in 2022", ["2022"]),
        ("by the end of 2022", ["2022"]),
        ("in FY24", ["FY2024"]),
        ("in FY2023-24", ["FY2024"]),
        ("in the fiscal year 2023-24", ["FY2024"]),
        ("in fiscal 2024", ["FY2024"]),
        ("in 2017-18", ["FY2018"]),
        ("over 2015-2030", ["2015/2030"]),
        ("in December 2023", ["2023-12"]),
        ("in April", ["2024-04"]),
        ("in August", ["2023-08"]),
        ("April's exports", ["2024-04"]),
        ("July-June 2023-24", ["FY2024"]),
        ("July-April FY24", ["2023-07/2024-04"]),
        ("July-April (2022-23), showing", ["2022-07/2023-04"]),
        ("2023-24 (July-April)", ["2023-07/2024-04"]),
        ("from July 2023 to April 2024", ["2023-07/2024-04"]),
        ("between July and April", ["2023-07/2024-04"]),
        ("January-June 2022", ["2022-01/2022-06"]),
        ("January to March", ["2024-01/2024-03"]),
        ("in the first half of FY 2023-24", ["2023-07/2023-12"]),
        ("the second half of 2023", ["2023-07/2023-12"]),
        ("the first ten months of FY24", ["2023-07/2024-04"]),
        ("first 10 months of the fiscal year", ["2023-07/2024-04"]),
        ("10MFY24", ["2023-07/2024-04"]),
        ("the ten months to April", ["2023-07/2024-04"]),
        ("eight months of 2025", ["2025-01/2025-08"]),
        ("the fiscal year to June 2023", ["FY2023"]),
        ("the year ended December 2023", ["2023"]),
        ("the third quarter of FY25", ["2025-01/2025-03"]),
        ("in Q1 2025", ["2025-01/2025-03"]),
        ("from 2014 to 2020", ["2014/2020"]),
        ("FY24's first ten months", ["2023-07/2024-04"]),
        ("the fiscal year's first ten months", ["2023-07/2024-04"]),
        ("in April last year", ["2023-04"]),
        ("April of this year", ["2024-04"]),
        ("since 2021", ["2021/2024"]),
        ("since July", ["2023-07/2024-04"]),
        ("since it opened on Oct 25, 2020", ["2020-10/2024-05"]),
        ("since its first flight landed on January 20", ["2024-01/2024-05"]),
        ("since April 2024", ["2024-04"]),
        ("in the ten months from July 2023", ["2023-07/2024-04"]),
        ("ten months since July", ["2023-07/2024-04"]),
        ("the fiscal year that began in July 2023", ["FY2024"]),
        ("the year that started in January", ["2024"]),
        ("over the past six years", ["2018/2024"]),
        ("over the next three years", ["2024/2027"]),
        ("in the next two to three years", ["2026/2027"]),
        ("over five years", ["2024/2029"]),
        ("three years ago", ["2021"]),
        ("last year", ["2023"]),
        ("this year", ["2024"]),
        ("last fiscal year", ["FY2023"]),
        ("the current fiscal year", ["FY2024"]),
        ("July-April of the outgoing fiscal year", ["2023-07/2024-04"]),
        ("the first ten months of the current fiscal", ["2023-07/2024-04"]),
    ],
)
def test_a_period_is_read(text: str, expected: list[str]) -> None:
    assert periods(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("in July-April FY24, against the same period last year", ["2023-07/2024-04", "2022-07/2023-04"]),
        ("in July-April FY24 and, a year earlier,", ["2023-07/2024-04", "2022-07/2023-04"]),
        ("in July-April FY24, against the corresponding months of FY2022", ["2023-07/2024-04", "2021-07/2022-04"]),
        ("in FY24; over the same period imports fell", ["FY2024", "FY2024"]),
        ("in 2023. In the ten months", ["2023", "2023"]),
        ("since 2021, in that time", ["2021/2024", "2021/2024"]),
        ("a year earlier", ["2023"]),
        ("in January, against a month earlier", ["2024-01", "2023-12"]),
        ("in 2023, against a month earlier", ["2023"]),
    ],
)
def test_relative_words_refer_to_the_period_named_before(text: str, expected: list[str]) -> None:
    assert periods(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "last year", "in April", "since last year", "over the past six years", "three years ago", "over five years",
        "in the next ten years", "January to March", "a year earlier", "in that time", "the ten months to April",
        "the year to June", "April last year", "the first ten months of the fiscal year",
    ],
)  # fmt: skip
def test_without_a_day_of_publication_nothing_relative_is_known(text: str) -> None:
    assert periods(text, None) == []


@pytest.mark.parametrize(
    "text",
    ["from 2020 to 2014", "2030-2015", "the first 13 months of FY24", "in May be", "thirteen months to April",
     "the year to March", "from July 2024 to April 2024", "in that time"],
)  # fmt: skip
def test_what_cannot_be_a_period_is_left_out(text: str) -> None:
    assert not {value for value in periods(text) if "/" in value}


def test_since_a_year_to_come_is_that_year() -> None:
    assert periods("since 2031") == ["2031"]


@given(st.text(max_size=120), st.none() | st.dates(date(2000, 1, 1), date(2040, 1, 1)))
def test_no_text_makes_it_fail_and_spans_hold_words(text: str, published: date | None) -> None:
    for period in find_periods(text, published):
        assert text[period.start : period.end].strip()
