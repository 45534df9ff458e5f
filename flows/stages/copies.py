"""Which copy cluster an article belongs to: near-copies of the two weeks around it are one witness."""

from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from claims.clusters import WINDOW, Print, clusters, first_print, ids_under_other_names
from claims.errors import BadConfiguration
from claims.intake import Reports
from claims.report import Change, Verdict
from claims.witness import SHARED_AT_LEAST, is_copy, may_be_copy, size_of
from extractors.urls import article_key, canonical_url
from flows.stages.decisions import find_change
from store.addresses import find_addresses
from store.articles import StoredArticle, find_article, join_clusters
from store.clusters import Member, add_regrouping, known_ids, last_words, members_of, set_clusters
from store.copies import copy_candidates, shingles_of_all, sizes_of
from store.decisions import Signature
from store.reports import find_reports, find_status_reports

_CHANGE = "h1-"


def find_cluster(session: Session, key: str, marks: frozenset[int], moment: datetime) -> str:
    """The cluster of the articles that tell the same story; `key` itself where there is none.

    A text that joins several clusters makes one of them. The cluster is named after its first print, so it gets
    another name when a print comes in that was published earlier.
    """
    near = copy_candidates(session, marks, moment - WINDOW, moment + WINDOW, at_least=SHARED_AT_LEAST)
    sizes = sizes_of(session, [each.article for each in near])
    own = size_of(marks)
    likely = [each for each in near if may_be_copy(each.shared, own, sizes[each.article])]
    spoken_of = last_words(session, [each.article for each in likely])
    candidates = [each for each in likely if each.article != key and each.article not in spoken_of]
    kept = shingles_of_all(session, [each.article for each in candidates])
    found = {each.cluster for each in candidates if is_copy(marks, kept[each.article])}
    prints = [Print(member.article, member.moment) for member in members_of(session, found)]
    name = first_print([*prints, Print(key, moment)]).article
    join_clusters(session, name, found - {name})
    return name


def untold(session: Session, lines: Sequence[Change], reports: Reports, cluster: str) -> tuple[Change, ...]:
    """The lines without those that the cluster told already when another of its prints gave it its name."""
    names = [member.article for member in members_of(session, [cluster])]
    claims = {each.id: each.claim for each in reports.figures} | {each.id: each.claim for each in reports.statuses}
    former = {
        line.id: ids_under_other_names(line, claims[line.report], names)
        for line in lines
        if line.verdict is not Verdict.REVISED and line.report in claims
    }
    known = known_ids(session, frozenset().union(*former.values()))
    return tuple(line for line in lines if not former.get(line.id, frozenset()) & known)


def find_print(session: Session, typed: str) -> StoredArticle:
    """The article that a person means: by its key, its address, or the id of a change that it made.

    Raises BadConfiguration where there is none.
    """
    key = _article_of_change(session, typed) if typed.startswith(_CHANGE) else typed
    found = find_article(session, key) or _at_address(session, key)
    if found is None:
        raise BadConfiguration(f"no article is known as {typed!r}; give its address, or the id of one of its changes")
    return found


def copies_of(session: Session, article: StoredArticle) -> tuple[Member, ...]:
    """The prints of an article's story, the first published first."""
    return members_of(session, [article.cluster])


def split_off(session: Session, article: StoredArticle, signed: Signature) -> None:
    """A person says that an article is no copy of another; its former cluster is put together again without it."""
    add_regrouping(session, article.key, None, signed)
    _regroup(session, [article.cluster])


def join_to(session: Session, article: StoredArticle, other: StoredArticle, signed: Signature) -> None:
    """A person says that an article is a copy of another. Raises BadConfiguration where the two are one."""
    if article.key == other.key:
        raise BadConfiguration(f"{article.key} cannot be a copy of itself")
    add_regrouping(session, article.key, other.key, signed)
    _regroup(session, [article.cluster, other.cluster])


def _regroup(session: Session, names: Sequence[str]) -> None:
    members = members_of(session, set(names))
    marks = shingles_of_all(session, [each.article for each in members])
    prints = [Print(each.article, each.moment, marks[each.article]) for each in members]
    set_clusters(session, clusters(prints, last_words(session, [each.article for each in members])))


def _article_of_change(session: Session, typed: str) -> str:
    change = find_change(session, typed).change
    ids = [each for each in (change.report, change.against) if each is not None][:1]
    articles = [each.article for each in find_reports(session, ids).values()]
    articles += [each.article for each in find_status_reports(session, ids).values()]
    return next(iter(articles), change.cluster)


def _at_address(session: Session, typed: str) -> StoredArticle | None:
    url = canonical_url(typed)
    address = find_addresses(session, [url]).get(url)
    key = address.article if address and address.article else article_key(typed)
    return find_article(session, key)
