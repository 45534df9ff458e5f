"""How well a measure suits a subject, whatever the text says: roads have lengths, institutions speak."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from claims.topic import Measure, Subject, Temporal, Topic
from extractors.evidence import Feature, worth

_SILENT_KINDS = frozenset({"institution", "place"})  # seldom what is measured


@dataclass(frozen=True, slots=True)
class Affinity:
    """The evidence that a pair of subject and measure is for itself, with and without a cue for the measure."""

    cued: tuple[Feature, ...]
    uncued: tuple[Feature, ...]
    worth_cued: float
    worth_uncued: float


@dataclass(frozen=True, slots=True)
class Affinities:
    """The affinity of every subject (id) and measure (id) of a topic; none is worth more than `highest`."""

    of: Mapping[tuple[str, str], Affinity]
    highest: float


def affinities(topic: Topic, owners: Mapping[str, tuple[str, ...]], weights: Mapping[str, float]) -> Affinities:
    """Weigh every pair of a topic once; `owners` are the subjects that take a measure."""
    shared: dict[tuple[str, ...], Affinity] = {}
    found = {}
    for subject in topic.subjects.values():
        for measure in topic.measures.values():
            names = _affinity(topic, subject, measure, owners.get(measure.id, ()))
            if names not in shared:
                shared[names] = _weighed(names, weights)
            found[subject.id, measure.id] = shared[names]
    highest = max((max(one.worth_cued, one.worth_uncued) for one in shared.values()), default=0.0)
    return Affinities(MappingProxyType(found), highest)


def _weighed(names: tuple[str, ...], weights: Mapping[str, float]) -> Affinity:
    cued = tuple((name, 1.0) for name in names)
    uncued = tuple((f"{name}-uncued", 1.0) for name in names)
    return Affinity(cued, uncued, worth(cued, weights), worth(uncued, weights))


def _affinity(topic: Topic, subject: Subject, measure: Measure, owners: tuple[str, ...]) -> tuple[str, ...]:
    names = []
    if measure.id in subject.measures:
        names.append("own-measure")
    elif subject.measures and measure.temporal is Temporal.FLOW and _kinds(topic, owners, subject.kind):
        names.append("of-another")  # exports have no imports
    if subject.kind in measure.kinds:
        names.append("usual-kind")
    elif measure.kinds:
        names.append("unusual-kind")
    if subject.kind in _SILENT_KINDS:
        names.append(f"silent-{subject.kind}")
    return tuple(names)


def _kinds(topic: Topic, owners: tuple[str, ...], kind: str) -> bool:
    return any(topic.subjects[owner].kind == kind for owner in owners)
