"""Settling a pass: every address gets its outcome written down, in the order of publication."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from uuid import uuid4

from sqlmodel import Session

from claims.article import Article
from claims.errors import SkipItem, SkipReason
from claims.recheck import next_check, next_try
from claims.run import Item, Outcome, RunReport, tally
from extractors.urls import canonical_url
from flows.desk import Desk, Ledger
from flows.stages.attempts import attempts
from flows.stages.feeds import feed_items, settle_feeds
from flows.stages.record import Recorded, record_article
from flows.stages.visits import Collected, Visit
from store.addresses import Address, save_address
from store.arrivals import Arrival, add_arrivals
from store.articles import StoredArticle, note_gone, note_visit, postpone
from store.articles import Visit as Stamp
from store.engine import transaction
from store.fetches import Fetch, add_fetches
from store.runs import add_items, end_run, start_run

LAST = datetime.max.replace(tzinfo=UTC)
DONE = "done"


@dataclass(frozen=True, slots=True)
class Run:
    """A run that has begun."""

    id: str
    flow: str
    started: datetime


@dataclass(frozen=True, slots=True)
class Settled:
    """One visit's line of the report, with what it added to the ledger; `waits`: it is to be tried again."""

    item: Item
    claims: int = 0
    changes: int = 0
    waits: bool = False


def begin(ledger: Ledger, flow: str) -> Run:
    """Remember that a run has begun."""
    run = Run(uuid4().hex, flow, ledger.now())
    with transaction(ledger.engine) as session:
        start_run(session, run.id, flow, run.started)
    return run


def settle(desk: Desk, run: Run, collected: Sequence[Collected], visits: Sequence[Visit]) -> RunReport:
    """Record every visit, the earliest publication first, then what the listings said, then the run's report."""
    settled: list[Settled] = []
    for done, visit in enumerate(sorted(visits, key=_order), 1):
        settled.append(_settle_visit(desk.ledger, run.id, visit))
        desk.progress("recording", done, len(visits))
    items: list[Item] = []
    for each in collected:
        own = [one for one in settled if one.item.source == each.source.id]
        complete = each.left == 0 and not any(one.waits for one in own)
        brought = any(one.item.outcome is Outcome.NEW for one in own)
        settle_feeds(desk.ledger, each, complete=complete, brought=brought)
        items += [*feed_items(each), *(one.item for one in own), *_passed_items(each)]
    report = RunReport(
        id=run.id,
        flow=run.flow,
        started=run.started,
        ended=desk.now,
        items=tuple(items),
        claims=sum(one.claims for one in settled),
        changes=sum(one.changes for one in settled),
    )
    _finish(desk.ledger, report, tuple(attempts(run.id, collected, visits, desk.now)), _arrivals(collected, desk.now))
    return report


def _arrivals(collected: Sequence[Collected], now: datetime) -> tuple[Arrival, ...]:
    return tuple(
        Arrival(source=each.source.id, at=now, fresh=each.fresh, backlog=each.backlog)
        for each in collected
        if each.fresh
    )


def _order(visit: Visit) -> tuple[datetime, str]:
    published = visit.article.published if visit.article else None
    return published or LAST, visit.article.key if visit.article else visit.candidate.url


def _settle_visit(ledger: Ledger, run: str, visit: Visit) -> Settled:
    if visit.error is not None:
        return _failed(ledger, visit, visit.error)
    if visit.article is not None:
        return _recorded(ledger, run, visit, visit.article)
    if visit.off_topic:
        with transaction(ledger.engine) as session:
            _save_address(session, visit, ledger.now(), Outcome.OFF_TOPIC.value)
        return Settled(_item(visit, Outcome.OFF_TOPIC))
    _unchanged(ledger, visit)
    return Settled(_item(visit, Outcome.UNCHANGED))


def _recorded(ledger: Ledger, run: str, visit: Visit, article: Article) -> Settled:
    def remember(session: Session, recorded: Recorded) -> None:
        now = ledger.now()
        if visit.known is not None and visit.known.key != article.key:
            # The page names another address as its own: what was known of this one is visited by the ladder.
            _let_wait(session, visit.known, now)
        _save_address(session, visit, now, recorded.outcome.value, article=article.key)

    recorded = record_article(ledger, run, visit, article, remember=remember)
    return Settled(_item(visit, recorded.outcome), recorded.claims, recorded.changes)


def _failed(ledger: Ledger, visit: Visit, error: SkipItem) -> Settled:
    """A known article keeps its place on the ladder of revisits; an unknown address is tried again after a pause."""
    now = ledger.now()
    again = None
    with transaction(ledger.engine) as session:
        if visit.known is None:
            attempts = visit.address.attempts + 1 if visit.address else 1
            again = next_try(error.reason, attempts=attempts, now=now, retry_after=error.retry_after)
            _save_address(session, visit, now, error.reason.value, attempts=attempts, again=again)
        elif error.reason is SkipReason.GONE:
            note_gone(session, visit.known.key, now)
        else:
            _let_wait(session, visit.known, now)
    return Settled(_item(visit, Outcome.SKIPPED, error), waits=again is not None)


def _let_wait(session: Session, known: StoredArticle, now: datetime) -> None:
    postpone(session, [known.key], next_check(first_seen=known.first_seen, last_edited=None, now=now))


def _unchanged(ledger: Ledger, visit: Visit) -> None:
    """A 304 of a known article: its validators stay what they were."""
    known = visit.known
    if known is None:
        return
    now = ledger.now()
    due = next_check(first_seen=known.first_seen, last_edited=None, now=now)
    stamp = Stamp(at=now, next_check=due, etag=known.etag, last_modified=known.last_modified)
    with transaction(ledger.engine) as session:
        note_visit(session, known.key, stamp)


def _save_address(
    session: Session,
    visit: Visit,
    now: datetime,
    outcome: str,
    *,
    article: str | None = None,
    attempts: int = 1,
    again: datetime | None = None,
) -> None:
    address = Address(
        url=canonical_url(visit.candidate.url),
        source=visit.source.id,
        first_seen=visit.address.first_seen if visit.address else now,
        article=article,
        last_tried=now,
        next_try=again,
        attempts=attempts,
        outcome=outcome,
    )
    save_address(session, address)


def _item(visit: Visit, outcome: Outcome, error: SkipItem | None = None) -> Item:
    return Item(
        source=visit.source.id,
        url=visit.article.url if visit.article else visit.candidate.url,
        outcome=outcome,
        reason=error.reason if error else None,
        message=str(error) if error else None,
    )


def _passed_items(collected: Collected) -> list[Item]:
    return [Item(source=collected.source.id, url=url, outcome=Outcome.UNCHANGED) for url in collected.passed]


def _finish(ledger: Ledger, report: RunReport, fetches: Sequence[Fetch], arrivals: Sequence[Arrival]) -> None:
    """Keep the report (the counts of each source, and every item that a person may want to know of), and what the
    health of the sources is judged by."""
    sources = dict.fromkeys(item.source for item in report.items)
    summary = {
        "claims": report.claims,
        "changes": report.changes,
        "sources": [asdict(tally(source, report.items)) for source in sources],
    }
    telling = [item for item in report.items if item.outcome is not Outcome.UNCHANGED]
    with transaction(ledger.engine) as session:
        add_items(session, report.id, telling)
        add_fetches(session, fetches)
        add_arrivals(session, arrivals)
        end_run(session, report.id, ended=report.ended, status=DONE, summary=summary)
