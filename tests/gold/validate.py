"""Check that a file of labelled articles keeps to the specification: `validate.py GOLD.jsonl`.

The labels are for people to judge; this checks what a machine can: quotes and figures stand in the text,
figures do not share letters, values are numbers or ISO dates, and ids, statuses, bounds and units are known.
FOLDER, the seeds by default, holds `subjects.yaml` and `measures.yaml`.
Exit status 1 and a line per fault when there are any.
"""

import argparse
import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml

SEEDS = Path(__file__).parents[2] / "seeds"
BOUNDS = {"exact", "about", "more_than", "at_least", "less_than", "at_most", "range"}
STATUSES = {
    None, "proposed", "planned", "committed", "approved", "signed", "under-construction",
    "completed", "actual", "target", "forecast",
}  # fmt: skip
UNITS = {
    "percent", "MW", "kWh", "kV", "km", "metre", "km/h", "tonne", "kg", "ounce", "acre", "hectare",
    "sq_km", "year", "month", "day", "hour", "percentage-point", "date", "ordinal",
}  # fmt: skip
FIELDS = {
    "quote", "figure", "value", "value_high", "bound", "unit", "subject", "measure", "scope",
    "status", "period", "attributed_to",
}  # fmt: skip
UNIT = re.compile(r"[A-Z]{3}|count:[a-z][a-z -]*")
ISO_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?|\d{2}-\d{2}")
PERIOD = re.compile(r"FY\d{4}|\d{4}(-\d{2}){0,2}(/\d{4}(-\d{2}){0,2})?")

WORD = re.compile(r"\w")

Claim = Mapping[str, Any]


def main() -> int:
    """Print each fault of the file, one a line, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("gold", type=Path)
    parser.add_argument("--vocabulary", type=Path, default=SEEDS, metavar="FOLDER")
    arguments = parser.parse_args()
    subjects = known_ids(arguments.vocabulary / "subjects.yaml", "subjects")
    measures = known_ids(arguments.vocabulary / "measures.yaml", "measures")
    lines = arguments.gold.read_text(encoding="utf-8").splitlines()
    articles = [json.loads(line) for line in lines]
    faults = [fault for article in articles for fault in article_faults(article, subjects, measures)]
    names = [article["id"] for article in articles]
    faults += [f"{name}: id used twice" for name in sorted(set(names)) if names.count(name) > 1]
    sys.stdout.writelines(f"{fault}\n" for fault in faults)
    return 1 if faults else 0


def known_ids(file: Path, key: str) -> set[str]:
    """Return the ids that a vocabulary file defines under `key`."""
    return {entry["id"] for entry in yaml.safe_load(file.read_text(encoding="utf-8"))[key]}


def article_faults(article: Mapping[str, Any], subjects: set[str], measures: set[str]) -> Iterator[str]:
    """Yield what is wrong with one article's labels."""
    taken: list[tuple[int, int]] = []
    for claim in article["claims"]:
        faults = [*shape_faults(claim, subjects, measures), *place_faults(article["text"], claim, taken)]
        yield from (f"{article['id']}: {claim['figure']!r}: {fault}" for fault in faults)


def place_faults(text: str, claim: Claim, taken: list[tuple[int, int]]) -> Iterator[str]:
    """Yield faults of place: every figure needs letters of its own inside its quote. Adds them to `taken`."""
    quote, figure = claim["quote"], claim["figure"]
    begin = text.find(quote)
    if begin < 0 or figure not in quote:
        yield "quote not in text" if begin < 0 else "figure not in quote"
        return
    spans = [
        (begin + found, begin + found + len(figure)) for found in range(len(quote)) if quote.startswith(figure, found)
    ]
    free = [span for span in spans if all(span[1] <= low or high <= span[0] for low, high in taken)]
    if not free:
        yield "another claim holds these letters"
        return
    if free[0] != spans[0]:
        yield "the figure stands earlier in its quote: shorten the quote"
    if WORD.fullmatch(text[max(free[0][0] - 1, 0) : free[0][0]]) or WORD.fullmatch(text[free[0][1] : free[0][1] + 1]):
        yield "the figure is part of a longer word"
    taken.append(free[0])


def shape_faults(claim: Claim, subjects: set[str], measures: set[str]) -> Iterator[str]:
    """Yield faults of the fields: missing, unknown or of the wrong form."""
    if set(claim) - {"soft", "off_registry"} != FIELDS:
        yield f"fields are {sorted(claim)}"
        return
    if claim["bound"] not in BOUNDS or (claim["bound"] == "range") != (claim["value_high"] is not None):
        yield f"bound {claim['bound']} with value_high {claim['value_high']}"
    if claim["unit"] not in UNITS and not UNIT.fullmatch(claim["unit"]):
        yield f"unit {claim['unit']}"
    if claim["subject"] not in subjects or claim["measure"] not in measures:
        yield f"not in the vocabulary: {claim['subject']}, {claim['measure']}"
    if claim["status"] not in STATUSES:
        yield f"status {claim['status']}"
    if claim["period"] is not None and not PERIOD.fullmatch(claim["period"]):
        yield f"period {claim['period']}"
    ends = [claim["value"]] + ([] if claim["value_high"] is None else [claim["value_high"]])
    if not all(is_value(end, claim["unit"]) for end in ends):
        yield f"value {ends} for {claim['unit']}"


def is_value(value: object, unit: str) -> bool:
    """Tell whether a value has the form that its unit asks: ISO text for a date, else a number."""
    if unit == "date":
        return isinstance(value, str) and bool(ISO_DATE.fullmatch(value))
    return isinstance(value, int | float) and not isinstance(value, bool)


if __name__ == "__main__":
    sys.exit(main())
