"""A topic compiled for reading: built once, shared by all texts."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from claims.topic import Measure, Subject, Topic
from extractors.affinity import Affinities, affinities
from extractors.cues import CueIndex
from extractors.folding import fold
from extractors.subjects import SubjectIndex
from extractors.tokens import tokenize
from extractors.weights import WEIGHTS

# Words that can stand for anything that is planned, built or run; `the project` goes on about the last such thing.
_ANY_UNDERTAKING = frozenset(
    {"project", "scheme", "undertaking", "venture", "programme", "program", "initiative", "plan"}
)
# Nouns for a thing of a kind, besides the kind's own name.
_NOUNS_OF_KIND = MappingProxyType(
    {
        "road": ("route", "highway", "motorway", "expressway", "stretch", "section"),
        "rail": ("line", "railway", "track", "train", "metro", "service"),
        "power": ("plant", "station", "dam", "complex", "unit", "reservoir"),
        "zone": ("park", "estate", "area", "city"),
        "port": ("harbour", "terminal"),
    }
)
# Kinds that no undertaking word can mean: they speak, lie somewhere, or are counted.
_NOT_UNDERTAKINGS = frozenset({"institution", "place", "trade-flow", "event-series"})


# A phase is a scope of the whole that it is a phase of: its figures are the whole's.
_NAMES_A_PHASE = re.compile(r"\bphase\b", re.IGNORECASE)


@dataclass(frozen=True)
class Lexicon:
    """A topic compiled for reading. Make it with `compile_lexicon`; it never changes.

    `heads` maps a head noun (`expressway`, `zone`, `project`) to the subjects that it can stand for; `owners` maps a
    measure to the subjects that take it where only a parent is named, `wholes` a phase to what it is a phase of.
    """

    topic: Topic
    subjects: SubjectIndex
    cues: CueIndex
    heads: MappingProxyType[str, frozenset[str]]
    owners: MappingProxyType[str, tuple[str, ...]]
    by_unit: MappingProxyType[str, tuple[Measure, ...]]
    wholes: MappingProxyType[str, str]
    affinities: Affinities
    counting: tuple[Measure, ...]
    catching: tuple[Measure, ...]
    weights: Mapping[str, float]


def compile_lexicon(topic: Topic, weights: Mapping[str, float] = WEIGHTS) -> Lexicon:
    """Compile a topic; some 20 ms for two hundred subjects. `weights` say what evidence is worth."""
    heads: dict[str, set[str]] = {}
    owners: dict[str, list[str]] = {}
    for subject in topic.subjects.values():
        for head in _heads(subject):
            heads.setdefault(head, set()).add(subject.id)
        for measure in subject.measures:
            owners.setdefault(measure, []).append(subject.id)
    by_unit: dict[str, list[Measure]] = {}
    for entry in topic.measures.values():
        for unit in entry.units:
            by_unit.setdefault(unit, []).append(entry)
    taken_by = MappingProxyType({measure: tuple(ids) for measure, ids in owners.items()})
    return Lexicon(
        topic,
        SubjectIndex(topic),
        CueIndex(topic),
        MappingProxyType({head: frozenset(ids) for head, ids in heads.items()}),
        taken_by,
        MappingProxyType({unit: tuple(entries) for unit, entries in by_unit.items()}),
        MappingProxyType(
            {
                part.id: part.parent
                for part in topic.subjects.values()
                if part.parent and _NAMES_A_PHASE.search(part.name)
            }
        ),
        affinities(topic, taken_by, weights),
        tuple(measure for measure in topic.measures.values() if measure.dimension == "count"),
        tuple(measure for measure in topic.measures.values() if measure.catch_all and measure.dimension == "other"),
        weights,
    )


def _heads(subject: Subject) -> frozenset[str]:
    """The nouns that can stand for a subject after `the`: its kind, and the last word of its names."""
    if subject.kind in _NOT_UNDERTAKINGS - {"event-series"}:
        return frozenset()
    undertaking = _ANY_UNDERTAKING if subject.kind != "event-series" else ()
    heads = {subject.kind, *undertaking, *_NOUNS_OF_KIND.get(subject.kind, ())}
    for name in (subject.name, *subject.aliases, *subject.weak_aliases):
        words = [word for word in tokenize(fold(name)).lower if word.isalpha() and len(word) > 2]
        heads.update(words[-1:])
    return frozenset(heads)
