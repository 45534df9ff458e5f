"""Words for a period, and what each of them means: `first ten months of FY24` → `2023-07/2024-04`.

One pattern and one small function per way of saying it. Patterns read folded text in lower case. A fiscal year runs
from July to June and is named by its end.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

_MONTH_NAMES = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_SMALL = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"]
_COUNTED = {"1st": 1, "first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)\.?"
)
_NUMBER = rf"(?:\d{{1,2}}|{'|'.join(_SMALL)})"
_YEAR = (
    r"(?:(?:fy|fiscal(?:\s+years?)?|financial\s+years?)\s*'?-?\s*\(?(?:20)?\d\d(?:\s*[-/]\s*(?:20)?\d\d)?"
    r"|(?:19|20)\d\d(?:\s*[-/]\s*(?:20)?\d\d)?(?!\d)"
    r"|(?:this|last|the\s+current|the\s+ongoing|the\s+last|the\s+outgoing|current|ongoing|outgoing)"
    r"\s+(?:fiscal(?:\s+year)?|financial\s+year|year)\b)"
)
_OF_YEAR = (
    rf"(?:\s+(?:period|stretch|span))?\)?\s*,?\s*(?:of\s+|in\s+|during\s+)?(?:the\s+)?(?:current\s+|last\s+)?"
    rf"(?:fiscal\s+year\s*)?\(?({_YEAR})"
)
_SPAN = rf"({_MONTH})\s*(?:-\s*to\s*-|-|to|through|till|until|and)\s*({_MONTH})"

_SAME = re.compile(r"(?:the\s+)?same\s+\w+", re.IGNORECASE)
_COMPARED = re.compile(r"\b(?:against|from|compared|than|over the|versus|as against)\b", re.IGNORECASE)
_COMPARED_REACH = 45
_RELATIVE = re.compile(r"\b(?:last|previous|this|current)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reference:
    """What relative words refer to: the day of publication, and the period that was named last."""

    published: date | None
    named: str | None
    span: str | None = None  # the last that is longer than a month


_Read: TypeAlias = Callable[[re.Match[str], Reference], str | None]
_FiscalYears: TypeAlias = tuple[bool, int, int]  # whether fiscal, the first and the last year


@dataclass(frozen=True, slots=True)
class PeriodWords:
    """One way of naming a period: its pattern, and what a match means (None: no period after all).

    `relative` words date only the figure beside them; `ahead` marks spans that begin when the text was published.
    """

    pattern: re.Pattern[str]
    read: _Read
    relative: bool = False
    ahead: bool = False


def _number(word: str) -> int:
    return int(word) if word.isdigit() else _SMALL.index(word.lower()) + 1


def _month(word: str) -> int:
    return _MONTH_NAMES.index(word.lower()[:3]) + 1


def _year(words: str, reference: Reference) -> _FiscalYears | None:
    """Whether fiscal, first and last year: `FY24` is (True, 2024, 2024), `2023-24` too, `2015-2030` is a span."""
    lower = words.lower()
    numbers = list(re.findall(r"\d+", lower))
    fiscal = lower.startswith("fy") or "fiscal" in lower or "financial" in lower
    if not numbers:
        return _relative_year(lower, fiscal, reference.published)
    first = int(numbers[0]) if len(numbers[0]) == 4 else 2000 + int(numbers[0])
    if len(numbers) == 1:
        return fiscal, first, first
    last = int(numbers[1]) if len(numbers[1]) == 4 else first // 100 * 100 + int(numbers[1])
    if last == first + 1:
        return True, last, last
    return (False, first, last) if last > first else None


def _relative_year(words: str, fiscal: bool, published: date | None) -> _FiscalYears | None:
    if published is None:
        return None
    this = published.year + (1 if fiscal and published.month >= 7 else 0)
    year = this - 1 if re.search(r"\blast\b", words) else this
    return fiscal, year, year


def _plain(year: _FiscalYears) -> str:
    fiscal, first, last = year
    if fiscal:
        return f"FY{last}"
    return str(first) if first == last else f"{first}/{last}"


def _months_of(year: _FiscalYears, first: int, last: int) -> str | None:
    """Months `first` to `last`, counted from 1 at the start of the (fiscal or calendar) year."""
    fiscal, start_year, end_year = year
    if start_year != end_year or not 1 <= first <= last <= 12:
        return None
    if (first, last) == (1, 12):
        return _plain(year)
    offset = (start_year - 1) * 12 + 6 if fiscal else start_year * 12
    (year1, month1), (year2, month2) = divmod(offset + first - 1, 12), divmod(offset + last - 1, 12)
    low, high = f"{year1}-{month1 + 1:02}", f"{year2}-{month2 + 1:02}"
    return low if low == high else f"{low}/{high}"


def _month_span(match: re.Match[str], reference: Reference) -> str | None:
    first, last = _month(match[1]), _month(match[2])
    year = _year(match[3], reference) if match[3] else _latest(first, last, reference.published)
    return _months_between(first, last, year)


def _months_between(first: int, last: int, year: _FiscalYears | None) -> str | None:
    if year is None or year[1] != year[2]:
        return None
    if not year[0] and first > last:  # July-April 2024: the later year is printed
        year = (True, year[1], year[1])
    if year[0]:
        first, last = (first - 7) % 12 + 1, (last - 7) % 12 + 1
    return _months_of(year, first, last)


def _latest(first: int, last: int, published: date | None) -> _FiscalYears | None:
    """The year of the latest such span that was over when the text was published."""
    if published is None:
        return None
    year = published.year if last <= published.month else published.year - 1
    return (True, year, year) if first > last else (False, year, year)


def _half(match: re.Match[str], reference: Reference) -> str | None:
    year = _year(match[2], reference)
    first = 1 if match[1].lower() == "first" else 7
    return _months_of(year, first, first + 5) if year else None


def _first_months(match: re.Match[str], reference: Reference) -> str | None:
    year = _year(match[2], reference)
    return _months_of(year, 1, _number(match[1])) if year else None


def _first_months_after(match: re.Match[str], reference: Reference) -> str | None:
    year = _year(match[1], reference)
    return _months_of(year, 1, _number(match[2])) if year else None


def _first_months_of_current(match: re.Match[str], reference: Reference) -> str | None:
    """The first months of the fiscal year that was running, or just over, when they ended before publication."""
    months = _number(match[1])
    published = reference.published
    if published is None:
        return None
    over = (published.month - 7) % 12  # months of the running fiscal year that are over
    year = published.year + (1 if published.month >= 7 else 0) - (1 if over < months else 0)
    return _months_of((True, year, year), 1, months)


def _months_to(match: re.Match[str], reference: Reference) -> str | None:
    months, last = _number(match[1]), _month(match[2])
    year = int(match[3]) if match[3] else _year_of(last, reference.published)
    if year is None or not 1 < months <= 12:
        return None
    (year1, month1), month2 = divmod(year * 12 + last - months, 12), last
    return f"{year1}-{month1 + 1:02}/{year}-{month2:02}"


def _year_of(month: int, published: date | None) -> int | None:
    """The year of the latest such month that had begun when the text was published."""
    return published.year - (month > published.month) if published else None


def _year_to(match: re.Match[str], reference: Reference) -> str | None:
    last = _month(match[1])
    year = int(match[2]) if match[2] else _year_of(last, reference.published)
    if year is None or last not in (6, 12):
        return None
    return f"FY{year}" if last == 6 else str(year)


def _year_from(match: re.Match[str], reference: Reference) -> str | None:
    first = _month(match[1])
    year = int(match[2]) if match[2] else _year_of(first, reference.published)
    if year is None or first not in (1, 7):
        return None
    return f"FY{year + 1}" if first == 7 else str(year)


def _numbered_quarter(match: re.Match[str], reference: Reference) -> str | None:
    year, last = _year(match[2], reference), int(match[1]) * 3
    return _months_of(year, last - 2, last) if year else None


def _month_span_after(match: re.Match[str], reference: Reference) -> str | None:
    return _months_between(_month(match[2]), _month(match[3]), _year(match[1], reference))


def _dated_span(match: re.Match[str], reference: Reference) -> str | None:
    low, high = f"{match[2]}-{_month(match[1]):02}", f"{match[4]}-{_month(match[3]):02}"
    return f"{low}/{high}" if low < high else None


def _quarter(match: re.Match[str], reference: Reference) -> str | None:
    year = _year(match[2], reference)
    last = _COUNTED[match[1].lower()] * 3
    return _months_of(year, last - 2, last) if year else None


def _span(match: re.Match[str], reference: Reference) -> str | None:
    return f"{match[1]}/{match[2]}" if match[1] < match[2] else None


def _since(match: re.Match[str], reference: Reference) -> str | None:
    if reference.published is None or int(match[1]) >= reference.published.year:
        return match[1]
    return f"{match[1]}/{reference.published.year}"


def _since_month(match: re.Match[str], reference: Reference) -> str | None:
    """`since July 2023`: up to the last month that was over when the text was published."""
    if reference.published is None:
        return None
    first = _month(match[1])
    start_year = int(match[2]) if match[2] else _year_of(first, reference.published)
    year, month = divmod(reference.published.year * 12 + reference.published.month - 2, 12)
    low, high = f"{start_year}-{first:02}", f"{year}-{month + 1:02}"
    return f"{low}/{high}" if low < high else low


def _since_event(match: re.Match[str], reference: Reference) -> str | None:
    """`since it opened on Oct 25, 2020`: from the month of the event to that of the publication."""
    if reference.published is None:
        return None
    first = _month(match[1])
    year = int(match[2]) if match[2] else _year_of(first, reference.published)
    low, high = f"{year}-{first:02}", f"{reference.published.year}-{reference.published.month:02}"
    return f"{low}/{high}" if low < high else None


def _months_from(match: re.Match[str], reference: Reference) -> str | None:
    """`ten months from July 2023`, `since July`: so many months, the named one the first."""
    months, first = _number(match[1]), _month(match[2])
    start_year = int(match[3]) if match[3] else _year_of(first, reference.published)
    if start_year is None or not 1 < months <= 12:
        return None
    year, month = divmod(start_year * 12 + first + months - 2, 12)
    return f"{start_year}-{first:02}/{year}-{month + 1:02}"


def _past(match: re.Match[str], reference: Reference) -> str | None:
    if reference.published is None:
        return None
    return f"{reference.published.year - _number(match[1])}/{reference.published.year}"


def _next(match: re.Match[str], reference: Reference) -> str | None:
    if reference.published is None:
        return None
    year = reference.published.year
    if match[2]:
        return f"{year + _number(match[1])}/{year + _number(match[2])}"
    return f"{year}/{year + _number(match[1])}"


def _named_month(match: re.Match[str], reference: Reference) -> str | None:
    return f"{match[2]}-{_month(match[1]):02}"


def _bare_month(match: re.Match[str], reference: Reference) -> str | None:
    month = _month(match[1])
    if reference.named and re.fullmatch(rf"\d{{4}}-{month:02}", reference.named):
        return reference.named
    if reference.published is None:
        return None
    return f"{_year_of(month, reference.published)}-{month:02}"


def _ago(match: re.Match[str], reference: Reference) -> str | None:
    return str(reference.published.year - _number(match[1])) if reference.published else None


def _over(match: re.Match[str], reference: Reference) -> str | None:
    if reference.published is None:
        return None
    return f"{reference.published.year}/{reference.published.year + _number(match[1])}"


def year_before(period: str) -> str:
    """The same period a year earlier: `FY2024` → `FY2023`."""
    return re.sub(r"\d{4}", lambda year: str(int(year[0]) - 1), period)


def _year_before(match: re.Match[str], reference: Reference) -> str | None:
    """The named period, a year earlier or in the year that is given; without one, the year before publication.

    A bare `in the same period` is the named period itself, unless a comparison stands before it.
    """
    bare = _SAME.fullmatch(match[0])
    if bare and not _COMPARED.search(match.string[max(match.start() - _COMPARED_REACH, 0) : match.start()]):
        return reference.span or reference.named
    given = _year(match["of"], reference) if match["of"] else None
    if given and not _RELATIVE.search(match["of"]):
        return _moved(reference.span or reference.named, given)
    if reference.named:
        return year_before(reference.named)
    return str(reference.published.year - 1) if reference.published else None


def _moved(period: str | None, year: _FiscalYears) -> str:
    """The same months in another year: `2023-07/2024-04` in FY2023 is `2022-07/2023-04`."""
    if period is None or "-" not in period:
        return _plain(year)
    ends = max(int(word) for word in re.findall(r"\d{4}", period))
    return re.sub(r"\d{4}", lambda found: str(int(found[0]) + year[2] - ends), period)


def _again(match: re.Match[str], reference: Reference) -> str | None:
    """`that period`, `the ten months`: the last named span, else the last named month."""
    return reference.span or reference.named


def _whole_year(match: re.Match[str], reference: Reference) -> str | None:
    year = _year(match[1], reference)
    return _plain(year) if year else None


def _month_of_relative_year(match: re.Match[str], reference: Reference) -> str | None:
    """`April last year`: the month of the year before publication; `this year`: of the year of publication."""
    if reference.published is None:
        return None
    return f"{reference.published.year - (match[2] != 'this')}-{_month(match[1]):02}"


def _month_before(match: re.Match[str], reference: Reference) -> str | None:
    """`a month earlier`: the month before the named one."""
    if reference.named is None or not re.fullmatch(r"\d{4}-\d\d", reference.named):
        return None
    year, month = divmod(int(reference.named[:4]) * 12 + int(reference.named[5:]) - 2, 12)
    return f"{year}-{month + 1:02}"


def _words(pattern: str, read: _Read, *, relative: bool = False, ahead: bool = False) -> PeriodWords:
    """Patterns read lower-cased text: without IGNORECASE they can skip ahead to their first letters."""
    return PeriodWords(re.compile(rf"\b{pattern}\b"), read, relative, ahead)


_DATED = rf"({_MONTH})\s+((?:19|20)\d\d)"
_MAYBE_DATED = rf"({_MONTH})(?:\s+((?:19|20)\d\d))?"
_YEAR_BEFORE = (
    r"(?:the\s+)?(?:last|previous|preceding)\s+(?:fiscal\s+|financial\s+)?year|the\s+year\s+before"
    r"|a\s+year\s+(?:earlier|before|ago)"
)

# In order of preference where two begin at the same place and are equally long.
PERIOD_WORDS: tuple[PeriodWords, ...] = (
    _words(rf"(?:first\s+{_NUMBER}\s+months\s*\(\s*)?{_SPAN}(?:{_OF_YEAR})?", _month_span),
    _words(rf"({_YEAR})\s*\({_SPAN}", _month_span_after),
    _words(rf"(?:from\s+)?{_DATED}\s*(?:-|to|through|until|and)\s*{_DATED}", _dated_span),
    _words(rf"(first|second)\s+half{_OF_YEAR}", _half),
    _words(rf"(?:first|same|initial)\s+({_NUMBER})\s+months{_OF_YEAR}", _first_months),
    _words(rf"({_NUMBER})\s*-?\s*m\s*-?\s*(fy\s*'?-?\d\d(?:\d\d)?)", _first_months),
    _words(rf"({_NUMBER})\s+months\s+of\s+(?:the\s+)?({_YEAR})", _first_months),
    _words(rf"first\s+({_NUMBER})\s+months\s+of\s+(?:the\s+)?(?:fiscal|financial)\s+year", _first_months_of_current),
    _words(rf"({_NUMBER})\s+months\s+(?:to|through|ended|ending|until)\s+(?:in\s+)?{_MAYBE_DATED}", _months_to),
    _words(rf"(?:fiscal\s+|financial\s+)?year\s+(?:to|ended|ending)\s+(?:in\s+)?{_MAYBE_DATED}", _year_to),
    _words(rf"({_YEAR})'s\s+first\s+({_NUMBER})\s+months", _first_months_after),
    _words(rf"(?:the\s+)?(?:fiscal|financial)\s+year's\s+first\s+({_NUMBER})\s+months", _first_months_of_current),
    _words(rf"({_MONTH})\s+(?:of\s+)?(?:the\s+)?(last|this|previous)\s+year", _month_of_relative_year),
    _words(r"(?:a|the|one)\s+month\s+(?:earlier|before|ago)|(?:the\s+)?previous\s+month", _month_before, relative=True),
    _words(rf"q([1-4])\s*,?\s*(?:of\s+)?({_YEAR})", _numbered_quarter),
    _words(rf"(first|second|third|fourth|last)\s+quarter{_OF_YEAR}", _quarter),
    _words(r"(?:between|from)\s+((?:19|20)\d\d)\s+(?:and|to|until|till)\s+((?:19|20)\d\d)", _span),
    _words(rf"({_NUMBER})\s+months\s+(?:since|from|beginning|starting)\s+(?:in\s+)?{_MAYBE_DATED}", _months_from),
    _words(
        rf"since\s+(?!{_MONTH})[^\d.;,]{{3,60}}?\s(?:on|in)\s+({_MONTH})\s+(?:\d{{1,2}}(?!\d)\s*,?\s*)?((?:19|20)\d\d)?",
        _since_event,
    ),
    _words(rf"since\s+{_MAYBE_DATED}", _since_month),
    _words(r"since\s+((?:19|20)\d\d)", _since),
    _words(rf"(?:fiscal\s+|financial\s+)?year\s+that\s+(?:began|started)\s+in\s+{_MAYBE_DATED}", _year_from),
    _words(rf"(?:over|in|during|for|within)\s+the\s+(?:past|last)\s+({_NUMBER})\s+years", _past),
    _words(
        rf"(?:over|in|within|during)\s+(?:the\s+)?next\s+({_NUMBER})(?:\s+(?:to|or)\s+({_NUMBER}))?\s+years",
        _next,
        ahead=True,
    ),
    _words(rf"over\s+({_NUMBER})\s+years", _over, ahead=True),
    _words(rf"({_MONTH})\s*,?\s+(?:of\s+)?((?:19|20)\d\d)", _named_month),
    _words(rf"({_NUMBER})\s+years\s+ago", _ago),
    _words(
        r"(?:(?:the\s+)?(?:same|corresponding|like|comparable)\s+(?:period|months?|quarter|half|stretch|span|time)"
        rf"(?:\s+(?:(?:of|in)\s+)?(?:{_YEAR_BEFORE}|(?P<of>{_YEAR})))?"
        r"|(?:a|the|one)\s+year\s+(?:earlier|before|ago)"
        r"|(?:the\s+)?(?:previous|preceding)\s+(?:fiscal\s+|financial\s+)?year)",
        _year_before,
        relative=True,
    ),
    _words(
        r"(?:(?:that|this)\s+(?:period|year)|in\s+that\s+time|over\s+the\s+(?:half-year|period|same\s+period)"
        rf"|(?:the\s+)?period\s+under\s+review|(?:in|during|over)\s+(?:the\s+|these\s+)?{_NUMBER}\s+months)",
        _again,
    ),
    _words(rf"({_YEAR})", _whole_year),
    _words(rf"({_MONTH})'s", _bare_month),
    _words(
        r"(?:in|during|for|of|against|with|by|until|till|to|from|than|last)\s+(?:early\s+|late\s+|mid-)?"
        rf"({_MONTH})(?!\s*[\d-]|,\s*\d|\s+(?:to|through|last|this|previous|of)\b)",
        _bare_month,
    ),
)
