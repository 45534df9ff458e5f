"""The time that a figure is about: fiscal years, months, parts of years, running spans, and what is relative to them.

A period is written as in docs/fields.md: `2025`, `FY2025`, `2025-09`, `2015/2023`, `2023-07/2024-04`. A fiscal year
runs from July to June and is named by its end.
"""

import re
from dataclasses import dataclass
from datetime import date

from extractors.period_words import PERIOD_WORDS, Reference

_MONTH_VALUE = re.compile(r"\d{4}-\d\d")
_AROUND = 45  # characters
_WORD = 30  # … to the edge of a word
_TRIGGER = re.compile(
    r"\b(?:(?:19|20)\d\d|fy|fiscal|financial|years?|months?|period|time|quarter|half|stretch|ago|q[1-4]|m-?fy|\d+mfy"
    r"|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)"
)


@dataclass(frozen=True, slots=True)
class Period:
    """A period that a text names, at `start:end`; `value` as in docs/fields.md."""

    start: int
    end: int
    value: str
    relative: bool = False  # to another period: `a year earlier` says when the figure before it was true, not others
    ahead: bool = False  # a span that begins when the text was published


def find_periods(text: str, published: date | None = None) -> tuple[Period, ...]:
    """The periods that folded text names, in its order; relative ones need `published` or an earlier period."""
    found: list[Period] = []
    lower = text.lower()
    if len(lower) != len(text):  # a few capitals have longer lower-case forms; offsets must stay true
        lower = text
    matches = sorted(
        (
            (match.start(), -match.end(), order, match)
            for start, end in _windows(lower)
            for order, words in enumerate(PERIOD_WORDS)
            for match in words.pattern.finditer(lower, start, end)
        ),
        key=lambda entry: entry[:3],
    )
    reach, named, span = 0, None, None
    for start, end, order, match in matches:
        if start < reach:
            continue
        words = PERIOD_WORDS[order]
        value = words.read(match, Reference(published, named, span))
        if value is None:
            continue
        relative = words.relative and value != (span or named)
        found.append(Period(start, -end, value, relative=relative, ahead=words.ahead))
        reach = -end
        if not relative:
            named, span = value, value if _is_span(value) else span
    return tuple(found)


def _windows(lower: str) -> list[tuple[int, int]]:
    """The parts of a text near a word that periods are made of; most of a text is not, and need not be searched."""
    windows: list[tuple[int, int]] = []
    for trigger in _TRIGGER.finditer(lower):
        start, end = max(trigger.start() - _AROUND, 0), trigger.end() + _AROUND
        start = max(lower.rfind(" ", start - _WORD, start) + 1, start - _WORD, 0)
        end = end if (space := lower.find(" ", end, end + _WORD)) < 0 else space
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], end)
        else:
            windows.append((start, end))
    return windows


def _is_span(period: str) -> bool:
    return "/" in period or not _MONTH_VALUE.fullmatch(period)
