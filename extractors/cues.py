"""Where a text holds words that speak for, or against, a measure or a status."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from claims.topic import Topic
from extractors.phrases import Hit, PhraseIndex
from extractors.tokens import Tokens


class CueKind(Enum):
    """What a cue word speaks about."""

    MEASURE = auto()
    STATUS = auto()


@dataclass(frozen=True, slots=True)
class Cue:
    """What a cue word means: for (or against) the measure or status `id`."""

    kind: CueKind
    id: str
    against: bool


@dataclass(frozen=True, slots=True)
class Cues:
    """The cue words of one text, in its order: for and against each measure, and for and against each status."""

    measures: tuple[Hit[Cue], ...]
    against_measures: tuple[Hit[Cue], ...]
    statuses: tuple[Hit[Cue], ...]
    against_statuses: tuple[Hit[Cue], ...]


class CueIndex:
    """Cue words of every measure and status of a topic, compiled once; immutable afterwards."""

    def __init__(self, topic: Topic) -> None:
        """Index the cues and negative cues of the topic."""
        self._phrases = PhraseIndex(_phrases(topic))

    def find(self, tokens: Tokens) -> Cues:
        """The cue words of a text. A status cue inside a longer one is no cue: `agreed` in `agreed in principle`."""
        groups: dict[tuple[CueKind, bool], list[Hit[Cue]]] = {}
        for hit in self._phrases.find(tokens):
            groups.setdefault((hit.meaning.kind, hit.meaning.against), []).append(hit)
        return Cues(
            tuple(groups.get((CueKind.MEASURE, False), ())),
            tuple(groups.get((CueKind.MEASURE, True), ())),
            tuple(_longest(groups.get((CueKind.STATUS, False), []))),
            tuple(groups.get((CueKind.STATUS, True), ())),
        )


def _phrases(topic: Topic) -> Iterable[tuple[str, Cue]]:
    for kind, entries in ((CueKind.MEASURE, topic.measures), (CueKind.STATUS, topic.statuses)):
        for entry in entries.values():
            yield from ((_bare(cue), Cue(kind, entry.id, False)) for cue in entry.cues)
            yield from ((_bare(cue), Cue(kind, entry.id, True)) for cue in entry.negative_cues)


def _bare(cue: str) -> str:
    """A cue without the hyphen that joins it to a figure: `-km` is found in `480-km`, where no hyphen is a word."""
    return cue.strip().removeprefix("-")


def _longest(hits: list[Hit[Cue]]) -> list[Hit[Cue]]:
    """Hits that do not lie strictly inside a longer one."""
    kept: list[Hit[Cue]] = []
    reach, start = -1, -1
    for hit in sorted(hits, key=lambda found: (found.first, -found.last)):
        if hit.last < reach or (hit.last == reach and hit.first > start):
            continue
        kept.append(hit)
        if hit.last > reach:
            reach, start = hit.last, hit.first
    return kept
