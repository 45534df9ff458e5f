"""The fixed vocabularies of a topic pack: what the values of certain fields may be, for any topic."""

import re

from extractors.strict_yaml import Row

SUBJECT_KINDS = (
    "programme",
    "project",
    "zone",
    "port",
    "road",
    "rail",
    "power",
    "institution",
    "trade-flow",
    "fund",
    "event-series",
    "initiative",
    "place",
)
SOURCE_KINDS = ("newspaper", "wire", "broadcaster", "official", "trade", "think-tank")
DIMENSIONS = (
    "money",
    "count",
    "ratio",
    "date",
    "length",
    "power",
    "energy",
    "area",
    "ordinal",
    "duration",
    "mass",
    "other",
)
CLAIM_STATUSES = (
    "proposed",
    "planned",
    "committed",
    "approved",
    "signed",
    "under-construction",
    "completed",
    "actual",
    "target",
    "forecast",
)
UNITS = (
    "percent",
    "percentage-point",
    "MW",
    "kWh",
    "kV",
    "km",
    "metre",
    "km/h",
    "tonne",
    "kg",
    "ounce",
    "acre",
    "hectare",
    "sq_km",
    "year",
    "month",
    "day",
    "hour",
    "week",
    "minute",
    "gallon",
    "litre",
    "barrel",
    "acre-foot",
    "cubic-metre",
    "MGD",
    "mmcfd",
    "MHz",
    "Tbps",
    "date",
    "ordinal",
)
_CURRENCY = re.compile(r"[A-Z]{3}")
_COUNT = re.compile(r"count:[a-z][a-z &'/-]*[a-z]")


def check_unit(row: Row, key: str, unit: str) -> str:
    """The unit itself if it is one of the label schema; raises BadConfiguration naming the row otherwise."""
    if unit in UNITS or _CURRENCY.fullmatch(unit) or _COUNT.fullmatch(unit):
        return unit
    allowed = f"an ISO currency, count:<singular noun>, or one of {', '.join(UNITS)}"
    raise row.wrong(key, f"{unit!r} is not a unit; allowed are {allowed}")
