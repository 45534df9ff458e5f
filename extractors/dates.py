"""Times as feeds and pages print them → UTC, read with the source's own zone.

Feed libraries read `PKT` as UTC, `PST` (Pakistan Standard Time) as US Pacific, `CST` (China Standard Time) as US
Central, and fill what they cannot read from today's date. Here whatever is not understood as a whole is None: a wrong
date would put a claim in the wrong place of the ledger, a missing one only falls back to the next origin.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo

EARLIEST_YEAR = 2000
FUTURE_ALLOWED = timedelta(days=1)
_LONGEST_TEXT = 200
_MILLIS_DIGITS = 13
_CENTURY = 100
_LARGEST_OFFSET = 14

# A day without a time stands for its noon in the source's zone, so that it is the same day in UTC.
_NOON = time(12)

_MONTHS = (
    ("january", "jan", "جنوری"),
    ("february", "feb", "فروری"),
    ("march", "mar", "مارچ"),
    ("april", "apr", "اپریل"),
    ("may", "may", "مئی"),
    ("june", "jun", "جون"),
    ("july", "jul", "جولائی"),
    ("august", "aug", "اگست"),
    ("september", "sept", "sep", "ستمبر"),
    ("october", "oct", "اکتوبر"),
    ("november", "nov", "نومبر"),
    ("december", "dec", "دسمبر"),
)
_MONTH_NUMBERS = {name: number for number, names in enumerate(_MONTHS, 1) for name in names}
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True)) + r")\.?(?![a-z])"
_DAY = r"(?<![\d:.])(?P<day>\d{1,2})(?:st|nd|rd|th)?(?![\d:])"
_YEAR = r"(?P<year>(?:19|20|21)\d\d)(?!\d)"
_GAP = r"[\s,./-]*"

_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?<!\d){_YEAR}\s*年\s*(?P<month>\d{{1,2}})\s*月\s*(?P<day>\d{{1,2}})\s*日",
        rf"(?<!\d){_YEAR}(?P<sep>[-/.])(?P<month>\d{{1,2}})(?P=sep)(?P<day>\d{{1,2}})(?!\d)",
        r"(?<!\d)(?P<year>20\d\d)(?P<month>[01]\d)(?P<day>[0-3]\d)(?=t\d|\D|$)",
        rf"(?<!\d)(?P<first>\d{{1,2}})(?P<sep>[-/.])(?P<second>\d{{1,2}})(?P=sep){_YEAR}",
        rf"{_DAY}{_GAP}(?:of\s+)?{_MONTH}{_GAP}{_YEAR}",
        rf"(?<![a-z]){_MONTH}{_GAP}{_DAY}{_GAP}{_YEAR}",
        rf"(?<!\d){_YEAR}{_GAP}{_MONTH}{_GAP}{_DAY}",
        rf"(?<!\d)(?P<day>\d{{1,2}})[\s-]+{_MONTH}[\s-]+(?P<year>\d\d)(?=[\s,]|$)",  # RFC 822 of 1982
    )
)
# `Fri Nov 21 10:00:00 PKT 2025`: the year stands behind the clock.
_ASCTIME = re.compile(rf"(?<![a-z])(?P<head>{_MONTH}\s+{_DAY})\s+(?P<clock>\d\d:\d\d.*?)\s+(?P<tail>{_YEAR})")

_CLOCK = re.compile(
    r"(?<![\d:.+-])t?(?P<hour>\d{1,2})(?:[:.h时時](?P<minute>\d\d)分?(?:[:.](?P<second>\d\d)秒?(?:[.,]\d{1,9})?)?)"
    r"\s*(?P<half>[ap]\.?m\b\.?)?"
    r"|(?<![\d:.+-])t(?P<packed>\d{6}|\d{4})(?:\.\d{1,9})?"
    r"|(?<![\d:.+-])(?P<bare>\d{1,2})\s*(?P<bare_half>[ap]\.?m\b\.?)"
)
_OFFSET = re.compile(r"(?P<sign>[+-])(?P<hours>\d{1,2}):?(?P<minutes>\d\d)?(?!\d)")
_RELATIVE = re.compile(r"\(?\b(?:\d+|an?) (?:sec(?:ond)?|min(?:ute)?|hour|hr|day|week|month)s? ago\b\)?")
_LATER_EDIT = re.compile(r"(?<=\S)\s*\W*\b(?:(?:last |first )?(?:updated|modified|edited|revised))\b")
_LONG_NAME = re.compile(
    r"\b(?P<place>pakistan|china|beijing|hong kong|japan|india|local)(?: standard)? time\b|北京时间"
)
_PLACE_HOURS = {"pakistan": 5.0, "japan": 9.0, "india": 5.5}
_BEIJING_HOURS = 8.0
_ZONE_IN_BRACKETS = re.compile(r"\[[a-z_]+/[a-z_/]+\]")  # java.time writes 2025-11-21T10:00+05:00[Asia/Karachi]
_NOISE = re.compile(
    r"\b(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)(?:day|nesday|sday|rsday|urday)?\b"
    r"|\b(?:published|posted|updated|modified|created|released|issued|last|first|on|at|in|the|of|date|time|dated?|hrs)\b"
    r"|星期[一二三四五六日天]|发布时间|时间|来源"
    r"|[\s,.;:|/()\[\]·•—–-]+"
)

_HOURS = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "wet": 0, "pkt": 5, "uzt": 5, "hkt": 8, "sgt": 8, "jst": 9, "kst": 9,
    "gst": 4, "msk": 3, "cet": 1, "cest": 2, "eet": 2, "eest": 3, "est": -5, "edt": -4, "cdt": -5, "mst": -7,
    "mdt": -6, "pdt": -7, "bjt": 8, "aft": 4.5, "npt": 5.75, "trt": 3, "aest": 10, "aedt": 11, "wib": 7,
}  # fmt: skip
# One abbreviation, several zones: the source's own zone decides, then the reading that is usual elsewhere.
_AMBIGUOUS = {
    "pst": ({"Asia/Karachi": 5.0}, -8.0),
    "cst": (dict.fromkeys(("Asia/Shanghai", "Asia/Urumqi", "Asia/Hong_Kong", "Asia/Macau", "Asia/Taipei"), 8.0), -6.0),
    "ist": ({"Asia/Kolkata": 5.5, "Europe/Dublin": 1.0, "Asia/Jerusalem": 2.0}, 5.5),
    "bst": ({"Asia/Dhaka": 6.0, "Europe/London": 1.0}, 1.0),
}
_ZONE_NAME = re.compile(
    r"(?<![a-z])(?:" + "|".join(sorted((*_HOURS, *_AMBIGUOUS), key=len, reverse=True)) + r")(?![a-z])"
)

_DIGITS = str.maketrans(
    "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹０１２３４５６７８９：／－\u00a0\u202f\u2009\u3000\u200e\u200f\u2212",
    "012345678901234567890123456789:/-    \u200b\u200b-",
)


@dataclass(frozen=True, slots=True)
class Moment:
    """A moment in UTC; `day_only` marks a day that was stated without a time."""

    at: datetime
    day_only: bool


def read_time(text: str, zone: str, now: datetime) -> datetime | None:
    """The moment, in UTC, that a text states, or None where it cannot be told.

    `zone` is the IANA zone of the source: it holds for times without a zone, and decides what `PST` and `CST` mean.
    None for what lies more than a day after `now` or before 2000, for months without a day, and for anything that is
    not understood to the last word.
    """
    moment = read_moment(text, zone, now)
    return None if moment is None else moment.at


def read_moment(text: str, zone: str, now: datetime) -> Moment | None:
    """As `read_time`, saying also whether only a day was stated."""
    moment = _understood(text, zone)
    if moment is None or moment.at > now + FUTURE_ALLOWED or moment.at.year < EARLIEST_YEAR:
        return None
    return moment


def day_in(moment: datetime | None, zone: str) -> date | None:
    """The day on which a moment falls in an IANA zone: what `today` and `Friday` count from in an article of it."""
    return None if moment is None else moment.astimezone(ZoneInfo(zone)).date()


def is_ahead(text: str, zone: str, now: datetime) -> bool:
    """Whether a text states a moment more than a day after `now`; False also where it cannot be read."""
    moment = _understood(text, zone)
    return moment is not None and moment.at > now + FUTURE_ALLOWED


def _understood(text: str, zone: str) -> Moment | None:
    folded = text.translate(_DIGITS).replace("\u200b", "").strip().lower()
    if not folded or len(folded) > _LONGEST_TEXT:
        return None
    return _epoch(folded) or _printed(folded, zone)


def _epoch(text: str) -> Moment | None:
    found = re.fullmatch(r"(?:/date\()?(?P<digits>\d{10}|\d{13})(?:\.\d+)?(?:\)/)?", text)
    if not found:
        return None
    number = int(found["digits"])
    seconds = number / 1000 if len(found["digits"]) == _MILLIS_DIGITS else number
    return Moment(datetime.fromtimestamp(seconds, UTC), day_only=False)


def _printed(text: str, zone: str) -> Moment | None:
    text = _in_order(_first_statement(_RELATIVE.sub(" ", text)))
    found = next(filter(None, (pattern.search(text) for pattern in _DATES)), None)
    day = _day_of(found, zone) if found else None
    if found is None or day is None:
        return None
    rest = text[: found.start()] + " \n " + text[found.end() :]
    clock = _CLOCK.search(rest)
    if clock is None:
        return None if _leftovers(rest) else Moment(_in_utc(day, _NOON, ZoneInfo(zone)), day_only=True)
    moment = _time_of(clock)
    rest = rest[: clock.start()] + " " + rest[clock.end() :]
    named, rest = _zone_of(rest, zone)
    if moment is None or named is None or _leftovers(rest):
        return None
    return Moment(_in_utc(day, moment, named), day_only=False)


def _first_statement(text: str) -> str:
    """Of `Published … Updated …` only the first: the date of publication."""
    later = _LATER_EDIT.search(text)
    return text[: later.start()] if later and re.search(r"\d", text[: later.start()]) else text


def _in_order(text: str) -> str:
    return _ASCTIME.sub(lambda found: f"{found['head']} {found['tail']} {found['clock']}", text)


def _day_of(found: re.Match[str], zone: str) -> date | None:
    parts = found.groupdict()
    year = int(parts["year"])
    if year < _CENTURY:
        year += EARLIEST_YEAR
    if "first" in parts:
        day, month = _day_first(int(parts["first"]), int(parts["second"]), zone)
    else:
        day, month = int(parts["day"]), _MONTH_NUMBERS.get(parts["month"]) or int(parts["month"])
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day_first(first: int, second: int, zone: str) -> tuple[int, int]:
    """Day and month of `21/11`: day first, as all but American papers write it."""
    american = zone.startswith("America/")
    if second > len(_MONTHS) or (american and first <= len(_MONTHS)):
        return second, first
    return first, second


def _time_of(clock: re.Match[str]) -> time | None:
    if clock["packed"]:
        hour, minute, second = int(clock["packed"][:2]), int(clock["packed"][2:4]), int(clock["packed"][4:] or 0)
    else:
        hour, minute = int(clock["hour"] or clock["bare"]), int(clock["minute"] or 0)
        second = int(clock["second"] or 0)
    half = (clock["half"] or clock["bare_half"] or "")[:1]
    if half and not 1 <= hour <= (23 if half == "p" else 12):
        return None
    if (half == "p" and hour < 12) or (half == "a" and hour == 12):
        hour = (hour + 12) % 24
    try:
        return time(hour, minute, min(second, 59))  # a leap second has no place in datetime
    except ValueError:
        return None


def _zone_of(rest: str, zone: str) -> tuple[tzinfo | None, str]:
    """The zone that the text names, else the source's, and the text without it; None where there is no such zone."""
    rest = _ZONE_IN_BRACKETS.sub(" ", rest)
    offset, name, place = _OFFSET.search(rest), _ZONE_NAME.search(rest), _LONG_NAME.search(rest)
    if offset:
        without = _LONG_NAME.sub(" ", rest[: offset.start()] + " " + rest[offset.end() :])
        return _fixed(_offset_hours(offset)), _ZONE_NAME.sub(" ", without, count=1)
    if name:
        return _fixed(_hours_of(name[0], zone)), rest[: name.start()] + " " + rest[name.end() :]
    if place and place["place"] != "local":
        return _fixed(_PLACE_HOURS.get(place["place"], _BEIJING_HOURS)), _LONG_NAME.sub(" ", rest)
    return ZoneInfo(zone), _LONG_NAME.sub(" ", rest)


def _offset_hours(offset: re.Match[str]) -> float:
    size = int(offset["hours"]) + int(offset["minutes"] or 0) / 60
    return -size if offset["sign"] == "-" else size


def _hours_of(name: str, zone: str) -> float:
    if name in _AMBIGUOUS:
        by_zone, elsewhere = _AMBIGUOUS[name]
        return by_zone.get(zone, elsewhere)
    return _HOURS[name]


def _fixed(hours: float) -> tzinfo | None:
    return timezone(timedelta(hours=hours)) if abs(hours) <= _LARGEST_OFFSET else None


def _leftovers(rest: str) -> bool:
    return bool(_NOISE.sub("", rest))


def _in_utc(day: date, moment: time, zone: tzinfo) -> datetime:
    return datetime.combine(day, moment, tzinfo=zone).astimezone(UTC)
