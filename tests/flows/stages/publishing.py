"""Articles as outlets publish and edit them, recorded as a pass records them; the network is left out."""

from datetime import datetime

from claims.article import Article, Candidate, DateOrigin
from claims.report import Verdict
from flows.desk import Ledger
from flows.stages.record import Recorded, record_article
from flows.stages.settle import begin
from flows.stages.visits import Visit
from store.changes import ChangeFilter, LoggedChange, list_changes
from store.engine import reading
from tests.flows.stages.conftest import START


def publish(
    ledger: Ledger,
    text: str,
    *,
    key: str = "news.example/1",
    outlet: str | None = None,
    published: datetime | None = START,
    title: str = "Corridor reviewed",
) -> Recorded:
    """An outlet shows a text at an address; `outlet` is the id of a source, by default the first of the pack."""
    source = ledger.topic.sources[outlet] if outlet else next(iter(ledger.topic.sources.values()))
    article = Article(
        key=key,
        url=f"https://{key}",
        source=source.id,
        title=title,
        text=text,
        published=published,
        date_origin=DateOrigin.FEED if published else DateOrigin.NONE,
    )
    visit = Visit(source=source, candidate=Candidate(source=source.id, url=article.url))
    return record_article(ledger, begin(ledger, "watch").id, visit, article)


def lines(ledger: Ledger, *verdicts: Verdict) -> list[LoggedChange]:
    """The lines of the change log, newest first."""
    with reading(ledger.engine) as session:
        return list(list_changes(session, ChangeFilter(verdicts=verdicts, limit=1000)))


def told(ledger: Ledger, *verdicts: Verdict) -> list[str]:
    """The same as words: `revised $62 bn → $26 bn`, in alphabetical order."""
    found = [each.change for each in lines(ledger, *verdicts)]
    return sorted(f"{each.verdict} {each.old or '–'} → {each.new or '–'}" for each in found)
