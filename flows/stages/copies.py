"""Which copy cluster an article belongs to: near-copies of the two weeks around it are one witness."""

from datetime import datetime, timedelta

from sqlmodel import Session

from claims.witness import SHARED_AT_LEAST, is_copy
from store.articles import join_clusters
from store.copies import copy_candidates, shingles_of

WINDOW = timedelta(days=14)


def find_cluster(session: Session, key: str, marks: frozenset[int], moment: datetime) -> str:
    """The cluster of the articles that tell the same story; `key` itself where there is none.

    A text that joins two clusters makes one of them: the cluster of its nearest copy stays.
    """
    near = copy_candidates(session, marks, moment - WINDOW, moment + WINDOW, at_least=SHARED_AT_LEAST)
    copies = [each for each in near if each.article != key and is_copy(marks, shingles_of(session, each.article))]
    clusters = list(dict.fromkeys(each.cluster for each in copies))
    if len(clusters) > 1:
        join_clusters(session, clusters[0], clusters[1:])
    return clusters[0] if clusters else key
