"""Notices about sources, kept until each channel was told of them once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from store.bulk import insert_new
from store.tables import NoticeRow, ToldNoticeRow


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredNotice:
    """Something to tell of a source; `event` is a word such as `raised` or `recovered`, `words` a line for people."""

    id: str
    source: str
    event: str
    at: datetime
    words: str


def add_notices(session: Session, notices: Iterable[StoredNotice]) -> None:
    """Append notices; one whose id is known stays as it was."""
    rows = [
        {"id": each.id, "source": each.source, "event": each.event, "at": each.at, "words": each.words}
        for each in notices
    ]
    insert_new(session, NoticeRow, rows)


def untold_notices(session: Session, channel: str, *, since: datetime) -> tuple[StoredNotice, ...]:
    """The notices since a time that no message to the channel tells of, the oldest first."""
    told = select(ToldNoticeRow.notice).where(ToldNoticeRow.channel == channel)
    query = (
        select(NoticeRow)
        .where(col(NoticeRow.id).not_in(told), col(NoticeRow.at) >= since)
        .order_by(col(NoticeRow.at), col(NoticeRow.id))
    )
    return tuple(
        StoredNotice(id=row.id, source=row.source, event=row.event, at=row.at, words=row.words)
        for row in session.exec(query)
    )


def note_told(session: Session, key: str, channel: str, notices: Iterable[str]) -> None:
    """Remember that a message of the outbox tells a channel of notices (ids)."""
    insert_new(session, ToldNoticeRow, [{"key": key, "notice": notice, "channel": channel} for notice in notices])
