"""Ties a figure to a subject and a measure: the pair for which the text speaks loudest together."""

from dataclasses import dataclass, replace

from claims.figure import Figure
from claims.topic import Measure, Subject
from extractors.candidates import Candidate, SubjectFinder
from extractors.document import Document
from extractors.lexicon import Lexicon
from extractors.measures import Scored, score_measures

_USUAL_KIND = 2.0  # the measure is one that this kind of subject usually has
_UNUSUAL_KIND = -2.5
_SPEAKER = -4.0  # an institution speaks, lends or approves; it is seldom what is measured
_PLACE = -2.5
_SAME_AS_BEFORE = 2.0  # the figure before it, in the same sentence or the one before, states the same measure
_OWNER = 2.8  # the topic says which subject takes the measure where only its parent is named
_OWNER_OF_RELATIVE = 1.2


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
    measures = score_measures(lexicon, document, figure)
    candidates = finder.candidates(figure)
    best = Link(None, None, 0.0, None, ())
    for scored in measures:
        if before and before.measure is scored.measure:
            scored = replace(scored, score=scored.score + _SAME_AS_BEFORE)
        pair = _best_subject(lexicon, candidates, scored)
        if best.measure is None or pair.score > best.score:
            best = pair
    return best


def _best_subject(lexicon: Lexicon, candidates: dict[str, Candidate], scored: Scored) -> Link:
    best = Link(None, scored.measure, scored.score, scored.cue, (scored.why, "no subject is named"))
    for candidate in [*candidates.values(), *_owners(lexicon, candidates, scored.measure)]:
        subject = lexicon.topic.subjects[candidate.subject]
        score = scored.score + candidate.score + _kind_fits(subject, scored)
        if best.subject is None or score > best.score:
            best = Link(subject.id, scored.measure, score, scored.cue, (candidate.why, scored.why))
    return best


def _kind_fits(subject: Subject, scored: Scored) -> float:
    if subject.kind in scored.measure.kinds:
        return _USUAL_KIND if scored.cue is not None else _USUAL_KIND / 4
    score = {"institution": _SPEAKER, "place": _PLACE}.get(subject.kind, 0.0)
    return score + (_UNUSUAL_KIND if scored.measure.kinds else 0.0)


def _owners(lexicon: Lexicon, candidates: dict[str, Candidate], measure: Measure) -> list[Candidate]:
    """Subjects that take this measure; one whose parent is named, and not in passing, takes the parent's evidence."""
    found = []
    for owner in lexicon.owners.get(measure.id, ()):
        parent = candidates.get(lexicon.topic.subjects[owner].parent or "")
        if (parent is None and candidates) or (parent is not None and parent.in_passing):
            continue
        score = parent.score + _OWNER_OF_RELATIVE if parent else _OWNER
        found.append(Candidate(owner, score, f"{owner}: takes {measure.id} of what it is part of"))
    return found
