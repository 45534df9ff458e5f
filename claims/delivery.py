"""When a message is sent again, and the key by which a receiver can tell that it is the same one."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from claims.identity import content_hash

PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=12),
)
# A sender that says nothing for so long is dead: sending takes a minute at most.
STRANDED_AFTER = timedelta(minutes=10)


def next_delivery(*, attempts: int, now: datetime) -> datetime | None:
    """When a message that was refused for the `attempts`-th time is due again; None: it is given up."""
    return now + PAUSES[attempts - 1] if attempts <= len(PAUSES) else None


def message_key(channel: str, changes: Iterable[str]) -> str:
    """The same for the same changes to the same channel, whoever puts the message together and when."""
    return f"m1-{content_hash('|'.join((channel, *sorted(changes))).encode())[:24]}"
