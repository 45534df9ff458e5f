"""What one run saw and did: the report that a person reads, item by item."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from claims.errors import SkipReason


class Outcome(StrEnum):
    """What became of one item of a run."""

    NEW = "new"  # an article that was not known
    UNCHANGED = "unchanged"  # known, and its text is the one known
    EDITED = "edited"  # known, with another text
    RETURNED = "returned"  # known, back to an earlier text
    SKIPPED = "skipped"  # could not be used, with a reason
    OFF_TOPIC = "off-topic"


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One feed or article of a run; `reason` and `message` are set where it was skipped."""

    source: str
    url: str
    outcome: Outcome
    reason: SkipReason | None = None
    message: str | None = None
    listing: bool = False  # a feed, sitemap or listing page, not an article


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The items of one source, counted."""

    source: str
    found: int = 0
    new: int = 0
    unchanged: int = 0
    edited: int = 0
    failed: int = 0
    readable: bool = False  # at least one of its listings was read (304 counts)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunReport:
    """One run of a flow: when, what it saw, and how many claims and changes it recorded."""

    id: str
    flow: str
    started: datetime
    ended: datetime
    items: tuple[Item, ...] = ()
    claims: int = 0
    changes: int = 0

    @property
    def skipped(self) -> tuple[Item, ...]:
        """The items that could not be used."""
        return tuple(item for item in self.items if item.outcome is Outcome.SKIPPED)


def tally(source: str, items: Iterable[Item]) -> Tally:
    """Count the items of one source; others are passed over."""
    own = [item for item in items if item.source == source]
    articles = [item for item in own if not item.listing]

    def count(*outcomes: Outcome) -> int:
        return sum(item.outcome in outcomes for item in articles)

    return Tally(
        source=source,
        found=len(articles),
        new=count(Outcome.NEW),
        unchanged=count(Outcome.UNCHANGED, Outcome.RETURNED, Outcome.OFF_TOPIC),
        edited=count(Outcome.EDITED),
        failed=sum(item.outcome is Outcome.SKIPPED for item in own),
        readable=any(item.listing and item.outcome is not Outcome.SKIPPED for item in own),
    )
