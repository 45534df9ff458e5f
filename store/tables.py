"""Every table, as a reader of the database meets it. Queries stand in the module of their topic.

Rows are not validated when made (SQLModel does not, for tables): they are only ever built from the frozen values of
claims/. Enumerations are kept as their words, times in UTC, numbers as exact text.
"""

from datetime import datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import BigInteger, Index, MetaData
from sqlalchemy.types import JSON
from sqlmodel import Field, SQLModel

from store.columns import DecimalText, PlainText, UtcTime

# Named constraints can be changed by later migrations, on SQLite too.
_NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}


class Row(SQLModel):
    """What all tables share: a schema of our own, apart from any other SQLModel in the process."""

    metadata = MetaData(naming_convention=_NAMES)


def _words(**options: Any) -> Any:
    return Field(sa_type=PlainText, **options)


def _time(**options: Any) -> Any:
    return Field(sa_type=UtcTime, **options)


def _json(**options: Any) -> Any:
    return Field(sa_type=JSON, **options)


class RunRow(Row, table=True):
    """One run of a flow."""

    __tablename__ = "runs"

    id: str = _words(primary_key=True)
    flow: str = _words(index=True)
    started: datetime = _time(index=True)
    ended: datetime | None = _time(default=None)
    status: str = _words()
    summary: dict[str, Any] = _json()


class RunItemRow(Row, table=True):
    """One feed or article of a run."""

    __tablename__ = "run_items"

    id: int | None = Field(default=None, primary_key=True)
    run: str = _words(foreign_key="runs.id", index=True)
    source: str = _words()
    url: str = _words()
    listing: bool
    outcome: str = _words()
    reason: str | None = _words(default=None)
    message: str | None = _words(default=None)


class FeedRow(Row, table=True):
    """What is remembered of one feed, sitemap or listing page between passes.

    `parent` is the feed that led to it: a sitemap's index, the first page of a listing.
    """

    __tablename__ = "feeds"

    url: str = _words(primary_key=True)
    source: str = _words(index=True)
    etag: str | None = _words(default=None)
    last_modified: str | None = _words(default=None)
    moved_to: str | None = _words(default=None)
    last_tried: datetime | None = _time(default=None)
    last_read: datetime | None = _time(default=None)
    last_new: datetime | None = _time(default=None)
    last_status: str | None = _words(default=None)
    failures: int = 0
    failure_weight: Decimal = Field(sa_type=DecimalText)
    parent: str | None = _words(default=None)


class FetchRow(Row, table=True):
    """One attempt to fetch an address."""

    __tablename__ = "fetches"
    __table_args__ = (Index(None, "source", "at"),)

    id: int | None = Field(default=None, primary_key=True)
    url: str = _words()
    source: str = _words()
    run: str | None = _words(default=None, foreign_key="runs.id", index=True)
    at: datetime = _time(index=True)
    outcome: str = _words()
    reason: str | None = _words(default=None)
    status: int | None = None
    size: int = 0
    listing: bool = False


class ArrivalRow(Row, table=True):
    """A pass in which a source listed addresses that it never listed before; `backlog` of them were left for later."""

    __tablename__ = "arrivals"

    source: str = _words(primary_key=True)
    at: datetime = _time(primary_key=True)
    fresh: int
    backlog: int = 0


class RobotsRow(Row, table=True):
    """The robots.txt of an origin as it was last read."""

    __tablename__ = "robots"

    origin: str = _words(primary_key=True)
    outcome: str = _words()
    text: str = _words()
    fetched: datetime = _time()


class AlarmRow(Row, table=True):
    """A source's alarm: open until it is cleared, so that each is told once, and its end once."""

    __tablename__ = "alarms"
    __table_args__ = (Index(None, "source", "kind"),)

    id: int | None = Field(default=None, primary_key=True)
    source: str = _words()
    kind: str = _words()
    raised: datetime = _time()
    cleared: datetime | None = _time(default=None)
    why: str = _words()
    reminded: datetime | None = _time(default=None)


class NoticeRow(Row, table=True):
    """What is to be told of a source: that it is in trouble, that it still is, that it is well again."""

    __tablename__ = "notices"

    id: str = _words(primary_key=True)
    source: str = _words()
    event: str = _words()
    at: datetime = _time(index=True)
    words: str = _words()


class AddressRow(Row, table=True):
    """What became of an address that a source listed, so that a pass does not fetch it again in vain.

    `id` is a hash: an address can be longer than what PostgreSQL takes into an index.
    """

    __tablename__ = "addresses"

    id: str = _words(primary_key=True)
    url: str = _words()
    source: str = _words(index=True)
    article: str | None = _words(default=None, foreign_key="articles.key", index=True)
    first_seen: datetime = _time()
    last_tried: datetime | None = _time(default=None)
    next_try: datetime | None = _time(default=None)
    attempts: int = 0
    outcome: str | None = _words(default=None)


class SnapshotRow(Row, table=True):
    """A page as it came, its body compressed; addressed by the hash of the body."""

    __tablename__ = "snapshots"

    hash: str = _words(primary_key=True)
    requested: str = _words()
    url: str = _words()
    status: int
    headers: list[list[str]] = _json()
    fetched: datetime = _time()
    permanent_url: str | None = _words(default=None)
    size: int
    body: bytes


class ArticleRow(Row, table=True):
    """An article at its outlet, or a document of the baseline."""

    __tablename__ = "articles"

    key: str = _words(primary_key=True)
    kind: str = _words()
    url: str | None = _words(default=None)
    source: str | None = _words(default=None, index=True)
    outlet: str = _words()
    title: str = _words()
    first_seen: datetime = _time(index=True)
    last_checked: datetime = _time()
    next_check: datetime | None = _time(default=None, index=True)
    etag: str | None = _words(default=None)
    last_modified: str | None = _words(default=None)
    gone_at: datetime | None = _time(default=None)
    cluster: str = _words(index=True)
    wire: str | None = _words(default=None)


class RevisionRow(Row, table=True):
    """One text of an article. `returns_to` names the earlier revision that a page went back to, which has the text."""

    __tablename__ = "revisions"

    article: str = _words(primary_key=True, foreign_key="articles.key")
    n: int = Field(primary_key=True)
    text_hash: str = _words()
    text: str | None = _words(default=None)
    url: str | None = _words(default=None)
    title: str = _words()
    published: datetime | None = _time(default=None)
    date_origin: str = _words()
    author: str | None = _words(default=None)
    language: str | None = _words(default=None)
    notes: list[str] = _json()
    snapshot: str | None = _words(default=None, foreign_key="snapshots.hash", index=True)
    seen_at: datetime = _time(index=True)
    extractor: str = _words()
    returns_to: int | None = None


class ClaimRow(Row, table=True):
    """A report of a figure, at its first sighting. `corrects` names the machine's claim that a person put right.

    `withdrawn` is since when the article no longer says so; it repeats what its last revision says.
    """

    __tablename__ = "claims"
    __table_args__ = (Index(None, "series_key", "known"),)

    id: str = _words(primary_key=True)
    article: str = _words(foreign_key="articles.key", index=True)
    revision: int
    group_key: str | None = _words(default=None, index=True)
    series_key: str | None = _words(default=None)
    subject: str | None = _words(default=None)
    measure: str | None = _words(default=None)
    scope: str | None = _words(default=None)
    status: str | None = _words(default=None)
    period: str | None = _words(default=None)
    attributed_to: str | None = _words(default=None)
    figure_start: int
    figure_end: int
    words: str = _words()
    value_kind: str = _words()
    value: str = _words()
    value_high: str | None = _words(default=None)
    bound: str = _words()
    unit: str = _words()
    quote_start: int
    quote_end: int
    quote: str = _words()
    why: list[str] = _json()
    known: datetime | None = _time(default=None)
    known_from: str = _words()
    outlet: str = _words()
    cluster: str = _words(index=True)
    corrects: str | None = _words(default=None)
    withdrawn: datetime | None = _time(default=None)
    recorded: datetime = _time()


class StatusRow(Row, table=True):
    """A report of how far along an initiative is, at its first sighting."""

    __tablename__ = "statuses"
    __table_args__ = (Index(None, "subject", "known"),)

    id: str = _words(primary_key=True)
    article: str = _words(foreign_key="articles.key", index=True)
    revision: int
    subject: str = _words()
    status: str = _words()
    clause_start: int
    clause_end: int
    attributed_to: str | None = _words(default=None)
    quote: str = _words()
    why: list[str] = _json()
    known: datetime | None = _time(default=None)
    known_from: str = _words()
    outlet: str = _words()
    cluster: str = _words(index=True)
    corrects: str | None = _words(default=None)
    withdrawn: datetime | None = _time(default=None)
    recorded: datetime = _time()


class StandingRow(Row, table=True):
    """The folded state of a series up to one of its reports; a cache, which can be dropped at any time.

    `upto` places the last report that was folded in (`store.standings.place_of`), `size` counts them. Each series has a
    row up to nothing (`upto` empty), by which it is found. `complete`: no report is missing.
    """

    __tablename__ = "standings"

    series_key: str = _words(primary_key=True)
    upto: str = _words(primary_key=True)
    group_key: str = _words(index=True)
    size: int
    complete: bool
    state: str | None = _words(default=None)


class SightingRow(Row, table=True):
    """Which reports one version of the extractor read in one revision, and where; `report` is of a claim or a status.

    A status has its clause for `start`, `end` and for the quote.
    """

    __tablename__ = "sightings"

    article: str = _words(primary_key=True)
    revision: int = Field(primary_key=True)
    extractor: str = _words(primary_key=True)
    report: str = _words(primary_key=True)
    start: int
    end: int
    quote_start: int
    quote_end: int


class UnreadRow(Row, table=True):
    """A number that was seen but not understood."""

    __tablename__ = "unread"

    article: str = _words(primary_key=True, foreign_key="articles.key")
    revision: int = Field(primary_key=True)
    extractor: str = _words(primary_key=True)
    figure_start: int = Field(primary_key=True)
    figure_end: int
    words: str = _words()
    reason: str = _words()
    recorded: datetime = _time(index=True)


class ShingleRow(Row, table=True):
    """One hashed run of words of a recent article, by which near-copies find each other."""

    __tablename__ = "shingles"
    __table_args__ = {"sqlite_with_rowid": False}

    # Time before the article, so that the articles of two weeks are found without a look at all years.
    hash: int = Field(primary_key=True, sa_type=BigInteger)
    published: datetime = _time(primary_key=True, index=True)
    article: str = _words(primary_key=True, foreign_key="articles.key", index=True)


class RegroupingRow(Row, table=True):
    """What a person said of the copies of an article: it is one of the copies of `joins`, or of none (null).

    Appended, never altered; the latest of an article counts.
    """

    __tablename__ = "regroupings"

    id: int | None = Field(default=None, primary_key=True)
    article: str = _words(foreign_key="articles.key", index=True)
    joins: str | None = _words(default=None, foreign_key="articles.key", index=True)
    who: str = _words()
    at: datetime = _time()
    why: str = _words()


class ChangeRow(Row, table=True):
    """A line of the change log. `state` and `decision` repeat the live decision, so that they can be searched.

    `reverted` is since when the article says again what it said before the edit that the line tells of.
    """

    __tablename__ = "changes"

    id: str = _words(primary_key=True)
    verdict: str = _words(index=True)
    severity: str = _words()
    subject: str | None = _words(default=None, index=True)
    measure: str | None = _words(default=None)
    series: str = _words(index=True)
    report: str | None = _words(default=None, index=True)
    against: str | None = _words(default=None)
    old: str | None = _words(default=None)
    new: str | None = _words(default=None)
    quote: str = _words()
    url: str | None = _words(default=None)
    outlet: str = _words()
    cluster: str = _words()
    why: str = _words()
    found: datetime = _time(index=True)
    witnesses: int
    run: str | None = _words(default=None, foreign_key="runs.id", index=True)
    state: str = _words(index=True)
    decision: int | None = None
    reverted: datetime | None = _time(default=None)


class DecisionRow(Row, table=True):
    """What a person said of a change, or that an earlier decision is undone. Appended, never altered."""

    __tablename__ = "decisions"

    id: int | None = Field(default=None, primary_key=True)
    change: str = _words(foreign_key="changes.id", index=True)
    judgement: str | None = _words(default=None)
    who: str = _words()
    at: datetime = _time()
    why: str = _words()
    replacement: str | None = _words(default=None, index=True)
    undo_of: int | None = Field(default=None, foreign_key="decisions.id", unique=True)


class RuleRow(Row, table=True):
    """What the dismissal of a change taught: lines like it are silent for a time. Appended, never altered.

    It holds while `decision` is the live decision of its change, so that undoing that takes the rule along.
    """

    __tablename__ = "rules"

    id: int | None = Field(default=None, primary_key=True)
    decision: int = Field(foreign_key="decisions.id", unique=True)
    series: str = _words(index=True)
    about: str = _words()
    outlet: str | None = _words(default=None)
    cluster: str | None = _words(default=None)
    old: str | None = _words(default=None)
    new: str | None = _words(default=None)
    since: datetime = _time()
    until: datetime = _time()
    who: str = _words()
    why: str = _words()


class RevocationRow(Row, table=True):
    """That a person took a rule back. Appended, never altered."""

    __tablename__ = "revocations"

    rule: int = Field(primary_key=True, foreign_key="rules.id")
    who: str = _words()
    at: datetime = _time()
    why: str = _words()


class OutboxRow(Row, table=True):
    """A message to a channel, and how far its delivery has come."""

    __tablename__ = "outbox"
    __table_args__ = (Index(None, "state", "next_try"),)

    key: str = _words(primary_key=True)
    channel: str = _words(index=True)
    payload: dict[str, Any] = _json()
    state: str = _words()
    attempts: int = 0
    created: datetime = _time()
    next_try: datetime = _time()
    claimed_at: datetime | None = _time(default=None)
    sent_at: datetime | None = _time(default=None)
    last_error: str | None = _words(default=None)


class AnnouncedRow(Row, table=True):
    """Which changes a message of the outbox tells of."""

    __tablename__ = "announced"

    key: str = _words(primary_key=True, foreign_key="outbox.key")
    change: str = _words(primary_key=True, foreign_key="changes.id", index=True)
    channel: str = _words(index=True)


class ToldNoticeRow(Row, table=True):
    """Which notices a message of the outbox tells of."""

    __tablename__ = "told_notices"

    key: str = _words(primary_key=True, foreign_key="outbox.key")
    notice: str = _words(primary_key=True, foreign_key="notices.id", index=True)
    channel: str = _words(index=True)
