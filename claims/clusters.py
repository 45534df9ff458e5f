"""Clusters: the articles that print one story. They are one witness, named after the one that was published first.

Two articles of one fortnight are linked where one is a near-copy of the other; a cluster is whatever hangs together.
That depends on the articles alone, never on the order in which they came. A person can say that an article is no copy,
or whose copy it is; of such an article only that counts.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from claims.changes import told_ids
from claims.claim import Claim, StatusClaim
from claims.report import Change
from claims.witness import is_copy

WINDOW = timedelta(days=14)


@dataclass(frozen=True, slots=True)
class Print:
    """An article as one print of a story: when it was published (else first seen), and its shingles.

    Without shingles (they are forgotten after a time) nothing speaks against a cluster that it is in.
    """

    article: str
    moment: datetime
    marks: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Regrouping:
    """What a person said last of an article: it is a copy of `joins`, or of none (None). `order` grows with time."""

    article: str
    joins: str | None
    order: int


def first_print(prints: Iterable[Print]) -> Print:
    """The print that was published first, which names the cluster; of two at one time that of the lower key."""
    return min(prints, key=lambda each: (each.moment, each.article))


def clusters(prints: Sequence[Print], said: Mapping[str, Regrouping]) -> dict[str, str]:
    """The cluster of each article, by its key; `said` are people's last words, by article."""
    groups = {each.article: [each] for each in prints}
    for one, other in _linked(prints, said):
        if groups[one] is not groups[other]:
            joined = [*groups[one], *groups[other]]
            groups |= {each.article: joined for each in joined}
    return {article: first_print(group).article for article, group in groups.items()}


def ids_under_other_names(line: Change, told: Claim | StatusClaim, names: Iterable[str]) -> frozenset[str]:
    """The ids that a line of the log had before its cluster got its present name, which its members take in turns."""
    return frozenset(told_ids(line, told, (name for name in names if name != line.cluster)))


def _linked(prints: Sequence[Print], said: Mapping[str, Regrouping]) -> Iterable[tuple[str, str]]:
    known = {each.article for each in prints}
    for each in said.values():
        if each.article in known and each.joins in known and not _left_since(each, said.get(each.joins)):
            yield each.article, each.joins
    free = [each for each in prints if each.article not in said]
    for number, one in enumerate(free):
        for other in free[number + 1 :]:
            if _are_copies(one, other):
                yield one.article, other.article


def _left_since(joining: Regrouping, target: Regrouping | None) -> bool:
    """Whether a person said later that the article that was joined is a copy of none."""
    return target is not None and target.joins is None and target.order > joining.order


def _are_copies(one: Print, other: Print) -> bool:
    if not one.marks or not other.marks:
        return True
    return abs(one.moment - other.moment) <= WINDOW and is_copy(one.marks, other.marks)
