"""Ties a figure to a subject and a measure: the pair for which the text speaks loudest together."""

from dataclasses import dataclass, replace

from claims.figure import Figure
from claims.topic import Measure
from extractors.affinity import HIGHEST
from extractors.candidates import Candidate, SubjectFinder
from extractors.document import Document
from extractors.lexicon import Lexicon
from extractors.measures import Scored, score_measures

_OWNER_OF_PART = -1.0
_SAME_AS_BEFORE = 2.0  # the figure before it, in the same sentence or the one before, states the same measure
_OWNER = 2.8  # the topic says which subject takes the measure where only its parent is named
_OWNER_OF_RELATIVE = -0.3


@dataclass(frozen=True, slots=True)
class Link:
    """What a figure was tied to; `subject` is None where nothing was named that it could be about."""

    subject: str | None
    measure: Measure | None
    score: float
    cue: int | None  # the first word of the cue that speaks for the measure in the figure's sentence
    why: tuple[str, ...]


def link(lexicon: Lexicon, document: Document, finder: SubjectFinder, figure: Figure, before: Link | None) -> Link:
    """The best pair of subject and measure for a figure; `before` is what the last figure of its kind was tied to."""
    candidates = finder.candidates(figure)
    ceiling = max((candidate.score for candidate in candidates.values()), default=_OWNER) + HIGHEST
    best = Link(None, None, 0.0, None, ())
    for scored in _by_score(score_measures(lexicon, document, figure), before):
        if best.measure is not None and scored.score + ceiling < best.score:
            break
        pair = _best_subject(lexicon, candidates, scored)
        if best.measure is None or pair.score > best.score:
            best = pair
    return best


def _by_score(measures: list[Scored], before: Link | None) -> list[Scored]:
    """Measures, the likeliest first; what the figure before stated is likelier."""
    told = [
        replace(scored, score=scored.score + _SAME_AS_BEFORE) if before and before.measure is scored.measure else scored
        for scored in measures
    ]
    return sorted(told, key=lambda scored: -scored.score)


def _best_subject(lexicon: Lexicon, candidates: dict[str, Candidate], scored: Scored) -> Link:
    best: tuple[float, Candidate] | None = None
    for candidate in [*candidates.values(), *_owners(lexicon, candidates, scored.measure)]:
        affinity = lexicon.affinities[candidate.subject, scored.measure.id]
        score = scored.score + candidate.score + (affinity.uncued if scored.cue is None else affinity.cued)
        if best is None or score > best[0]:
            best = (score, candidate)
    if best is None:
        return Link(None, scored.measure, scored.score, scored.cue, (scored.why, "no subject is named"))
    return Link(best[1].subject, scored.measure, best[0], scored.cue, (best[1].why, scored.why))


def _owners(lexicon: Lexicon, candidates: dict[str, Candidate], measure: Measure) -> list[Candidate]:
    """Subjects that take this measure: with the evidence of the parent that is named (not in passing), or of a part."""
    found = []
    subjects = lexicon.topic.subjects
    for owner in lexicon.owners.get(measure.id, ()):
        parent = candidates.get(subjects[owner].parent or "")
        scores = [parent.score + _OWNER_OF_RELATIVE] if parent and not parent.in_passing else []
        scores += [
            entry.score + _OWNER_OF_PART for entry in candidates.values() if _gives_up(lexicon, entry, owner, measure)
        ]
        if scores or not candidates:
            found.append(Candidate(owner, max(scores, default=_OWNER), f"{owner}: takes {measure.id} of what is named"))
    return found


def _gives_up(lexicon: Lexicon, part: Candidate, owner: str, measure: Measure) -> bool:
    """Whether a part of the owner, of one kind with it, takes other measures and leaves this one to it."""
    subject = lexicon.topic.subjects[part.subject]
    same_kind = subject.parent == owner and subject.kind == lexicon.topic.subjects[owner].kind
    return same_kind and bool(subject.measures) and measure.id not in subject.measures
