"""`cpecwatch missed`: what was seen and not understood."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from flows.settings import load_configuration
from review.opening import reading_ledger
from review.options import AsJson, Home
from review.terminal import in_utc, local, out, show_json, show_table

if TYPE_CHECKING:
    from claims.report import Report
    from store.missed import Unclaimed, UnreadFigure

Since = Annotated[datetime | None, typer.Option(help="Seen on or after this day or time (UTC).")]
Limit = Annotated[int, typer.Option(min=1, help="At most so many of each kind.")]
AROUND = 50  # characters of the text that are shown on each side of an unread figure


def missed(since: Since = None, limit: Limit = 50, home: Home = None, as_json: AsJson = False) -> None:
    """What the extractor did not understand, by source: recall that a person can see.

    Numbers that were not read, claims without a subject, and articles with digits in which nothing was read.

    Example: cpecwatch missed --since 2026-05-01
    """
    from store.missed import list_unclaimed, list_unlinked, list_unread

    configuration = load_configuration(home)
    with reading_ledger(configuration) as session:
        found = _Missed(
            list_unread(session, since=in_utc(since), limit=limit),
            list_unlinked(session, since=in_utc(since), limit=limit),
            list_unclaimed(session, since=in_utc(since), limit=limit),
        )
    if as_json:
        show_json(found)
    else:
        _show(found, configuration.settings.timezone)


@dataclass(frozen=True, slots=True)
class _Missed:
    unread: "tuple[UnreadFigure, ...]"
    unlinked: "tuple[Report, ...]"
    unclaimed: "tuple[Unclaimed, ...]"


def _show(found: _Missed, zone: str | None) -> None:
    if not (found.unread or found.unlinked or found.unclaimed):
        out.print("nothing was missed")
        return
    show_table(
        "numbers that were not read",
        ("source", "words", "why", "where they stand"),
        sorted((each.outlet, each.unread.words, each.unread.reason, _around(each)) for each in found.unread),
    )
    show_table(
        "claims without a subject",
        ("source", "figure", "measure", "quote"),
        sorted(
            (each.outlet, each.claim.figure.words, each.claim.measure or "–", " ".join(each.quote.split()))
            for each in found.unlinked
        ),
    )
    show_table(
        "articles with digits in which nothing was read",
        ("source", "published", "title", "address"),
        sorted((each.outlet, local(each.published, zone), each.title, each.url or "–") for each in found.unclaimed),
    )
    counts = Counter([*(each.outlet for each in found.unread), *(each.outlet for each in found.unlinked)])
    if counts:
        out.print(", ".join(f"{outlet}: {count}" for outlet, count in counts.most_common()), markup=False)


def _around(figure: "UnreadFigure") -> str:
    text, start, end = figure.text or "", figure.unread.start, figure.unread.end
    return " ".join(text[max(start - AROUND, 0) : end + AROUND].split())
