"""How well a measure suits a subject, whatever the text says: roads have lengths, institutions speak."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from claims.topic import Measure, Subject, Temporal, Topic

# In the same coin as extractors.measures and extractors.candidates; set on the development set.
_USUAL_KIND = 2.0  # the measure is one that this kind of subject usually has, and a cue speaks for it
_USUAL_KIND_UNCUED = 0.5
_UNUSUAL_KIND = -2.5
_OWN_MEASURE = 1.5  # the topic says that this very subject takes the measure
_OF_ANOTHER = -3.0  # … or that another flow does
HIGHEST = _USUAL_KIND + _OWN_MEASURE  # no affinity is more
_BY_KIND: Mapping[str, float] = MappingProxyType({"institution": -4.0, "place": -2.5})  # seldom what is measured


@dataclass(frozen=True, slots=True)
class Affinity:
    """What a pair of subject and measure is worth, where a cue speaks for the measure and where none does."""

    cued: float
    uncued: float


def affinities(topic: Topic, owners: Mapping[str, tuple[str, ...]]) -> Mapping[tuple[str, str], Affinity]:
    """The affinity of every subject (id) and measure (id) of a topic; `owners` are the subjects that take a measure."""
    return MappingProxyType(
        {
            (subject.id, measure.id): _affinity(topic, subject, measure, owners.get(measure.id, ()))
            for subject in topic.subjects.values()
            for measure in topic.measures.values()
        }
    )


def _affinity(topic: Topic, subject: Subject, measure: Measure, owners: tuple[str, ...]) -> Affinity:
    score = 0.0
    if measure.id in subject.measures:
        score = _OWN_MEASURE
    elif subject.measures and measure.temporal is Temporal.FLOW and _kinds(topic, owners, subject.kind):
        score = _OF_ANOTHER  # exports have no imports
    if subject.kind in measure.kinds:
        return Affinity(score + _USUAL_KIND, score + _USUAL_KIND_UNCUED)
    score += _BY_KIND.get(subject.kind, 0.0) + (_UNUSUAL_KIND if measure.kinds else 0.0)
    return Affinity(score, score)


def _kinds(topic: Topic, owners: tuple[str, ...], kind: str) -> bool:
    return any(topic.subjects[owner].kind == kind for owner in owners)
