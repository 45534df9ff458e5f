"""When an address is visited again: an article often while it is young or was just edited, rarely when it is old; a
page that failed, after a growing pause and only as long as there is hope.
"""

from datetime import datetime, timedelta

from claims.errors import SkipReason

# The rungs follow NewsDiffs' ladder (15 minutes … 3 days), which caught edits of news sites at bearable cost:
# (age of the article or of its last edit below which the rung holds, time until the next visit)
LADDER: tuple[tuple[timedelta, timedelta], ...] = (
    (timedelta(hours=3), timedelta(minutes=15)),
    (timedelta(days=1), timedelta(hours=1)),
    (timedelta(days=7), timedelta(hours=6)),
    (timedelta(days=30), timedelta(days=3)),
)


def next_check(*, first_seen: datetime, last_edited: datetime | None, now: datetime) -> datetime | None:
    """The time of the next visit, or None when the article is left in peace."""
    age = now - max(first_seen, last_edited or first_seen)
    return next((now + pause for limit, pause in LADDER if age < limit), None)


# What passes by itself: the page is asked for again after these pauses, then given up.
PAUSES = (timedelta(minutes=15), timedelta(hours=1), timedelta(hours=6), timedelta(days=1), timedelta(days=3))
PASSING = frozenset(
    {
        SkipReason.UNREACHABLE,
        SkipReason.TLS,
        SkipReason.TIMEOUT,
        SkipReason.BAD_ENCODING,
        SkipReason.HTTP_STATUS,
        SkipReason.RATE_LIMITED,
        SkipReason.ROBOTS,
        SkipReason.EMPTY,
        SkipReason.BOT_WALL,
        SkipReason.ERROR_PAGE,
        SkipReason.WORKER_DIED,
    }
)


def next_try(reason: SkipReason, *, attempts: int, now: datetime, retry_after: float | None = None) -> datetime | None:
    """When a page that failed for the `attempts`-th time is asked for again; None where that is pointless.

    `retry_after` is the server's own word, in seconds; it can lengthen the pause, never shorten it.
    """
    if reason not in PASSING or attempts > len(PAUSES):
        return None
    return now + max(PAUSES[attempts - 1], timedelta(seconds=retry_after or 0))
