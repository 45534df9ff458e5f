"""Ties a figure to a subject and a measure: the pair for which the text speaks loudest together."""

from dataclasses import dataclass, replace

from claims.figure import Figure
from claims.topic import Measure, Subject, Temporal
from extractors.candidates import Candidate, SubjectFinder
from extractors.document import Document
from extractors.lexicon import Lexicon
from extractors.measures import Scored, score_measures

_USUAL_KIND = 2.0  # the measure is one that this kind of subject usually has
_UNUSUAL_KIND = -2.5
_OWN_MEASURE = 1.5
_OF_ANOTHER = -3.0
_OWNER_OF_PART = -1.0
_SPEAKER = -4.0  # an institution speaks, lends or approves; it is seldom what is measured
_PLACE = -2.5
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
        score = scored.score + candidate.score + _kind_fits(lexicon, subject, scored)
        if best.subject is None or score > best.score:
            best = Link(subject.id, scored.measure, score, scored.cue, (candidate.why, scored.why))
    return best


def _anothers(lexicon: Lexicon, subject: Subject, measure: Measure) -> float:
    """A flow that another subject of the kind takes is not this one's: exports have no imports."""
    owners = lexicon.owners.get(measure.id, ()) if measure.temporal is Temporal.FLOW else ()
    return _OF_ANOTHER if any(lexicon.topic.subjects[owner].kind == subject.kind for owner in owners) else 0.0


def _kind_fits(lexicon: Lexicon, subject: Subject, scored: Scored) -> float:
    """Whether this kind of subject has such a measure; the topic may say that this very subject takes it."""
    score = 0.0
    if subject.measures:
        score = _OWN_MEASURE if scored.measure.id in subject.measures else _anothers(lexicon, subject, scored.measure)
    if subject.kind in scored.measure.kinds:
        return score + (_USUAL_KIND if scored.cue is not None else _USUAL_KIND / 4)
    score += {"institution": _SPEAKER, "place": _PLACE}.get(subject.kind, 0.0)
    return score + (_UNUSUAL_KIND if scored.measure.kinds else 0.0)


def _owners(lexicon: Lexicon, candidates: dict[str, Candidate], measure: Measure) -> list[Candidate]:
    """Subjects that take this measure: with the evidence of the parent that is named (not in passing), or of a part."""
    found = []
    subjects = lexicon.topic.subjects
    for owner in lexicon.owners.get(measure.id, ()):
        parent = candidates.get(subjects[owner].parent or "")
        scores = [parent.score + _OWNER_OF_RELATIVE] if parent and not parent.in_passing else []
        scores += [
            entry.score + _OWNER_OF_PART
            for entry in candidates.values()
            if subjects[entry.subject].parent == owner and subjects[entry.subject].kind == subjects[owner].kind
        ]
        if scores or not candidates:
            found.append(Candidate(owner, max(scores, default=_OWNER), f"{owner}: takes {measure.id} of what is named"))
    return found
