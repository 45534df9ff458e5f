"""Which addresses a pass visits: the new ones, the known ones that are due, and the failed ones whose time has come."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from claims.article import Candidate
from claims.topic import Source
from extractors.urls import article_key, canonical_url
from flows.stages.visits import Visit
from store.addresses import Address
from store.articles import StoredArticle


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the store knows: articles by key, addresses by canonical address, and the articles that are due."""

    articles: Mapping[str, StoredArticle]
    addresses: Mapping[str, Address]
    due: tuple[StoredArticle, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The visits to pay, and the addresses that were left alone because nothing is due there.

    `left` counts the addresses that are not settled yet: new ones beyond the limit (`backlog`), failed ones whose time
    will come. `fresh` counts those that nobody knew.
    """

    visits: tuple[Visit, ...]
    passed: tuple[str, ...]
    left: int
    fresh: int = 0
    backlog: int = 0


def distinct(candidates: Iterable[Candidate]) -> tuple[Candidate, ...]:
    """Candidates without repeats (the same article under two addresses, or in two feeds); the first one stays."""
    found: dict[str, Candidate] = {}
    for each in candidates:
        found.setdefault(article_key(each.url), each)
    return tuple(found.values())


def choose(source: Source, candidates: Iterable[Candidate], known: Known, now: datetime, limit: int) -> Choice:
    """Decide on each candidate; at most `limit` new ones are taken, in the order of the listing."""
    visits = [_visit(source, candidate, known) for candidate in candidates]
    due = [visit for visit in visits if _is_due(visit, now)]
    passed = [visit for visit in visits if not _is_due(visit, now)]
    new = [visit for visit in due if visit.known is None]
    again = [visit for visit in due if visit.known is not None] + _unlisted(source, visits, known)
    waiting = sum(visit.known is None and visit.address is not None and _is_open(visit.address) for visit in passed)
    backlog = max(len(new) - limit, 0)
    return Choice(
        visits=(*new[:limit], *again),
        passed=tuple(visit.candidate.url for visit in passed if visit.known is not None),
        left=backlog + waiting,
        fresh=sum(visit.address is None for visit in new),
        backlog=backlog,
    )


def _visit(source: Source, candidate: Candidate, known: Known) -> Visit:
    address = known.addresses.get(canonical_url(candidate.url))
    key = address.article if address and address.article else article_key(candidate.url)
    return Visit(source=source, candidate=candidate, known=known.articles.get(key), address=address)


def _is_due(visit: Visit, now: datetime) -> bool:
    if visit.known is not None:
        return visit.known.next_check is not None and visit.known.next_check <= now
    if visit.address is not None:
        return visit.address.next_try is not None and visit.address.next_try <= now
    return True


def _is_open(address: Address) -> bool:
    return address.next_try is not None


def _unlisted(source: Source, visits: Iterable[Visit], known: Known) -> list[Visit]:
    """Due articles that no listing names any more: an edit or a removal there would otherwise go unseen."""
    seen = {visit.known.key for visit in visits if visit.known is not None}
    return [
        Visit(source=source, candidate=Candidate(source=source.id, url=article.url), known=article)
        for article in known.due
        if article.url is not None and article.key not in seen
    ]
