"""When an article is visited again: often while it is young or was just edited, rarely when it is old.

The rungs follow NewsDiffs' ladder (15 minutes … 3 days), which caught edits of news sites at bearable cost.
"""

from datetime import datetime, timedelta

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
