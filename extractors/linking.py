"""Ties a figure to a subject and a measure: the pair for which the text speaks loudest together."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from claims.figure import Figure
from claims.topic import Measure
from extractors.candidates import Candidate, SubjectFinder, strongest_of_each
from extractors.document import Document
from extractors.evidence import Feature, worth
from extractors.grammar.quantities import BARE_UNIT
from extractors.lexicon import Lexicon
from extractors.measures import Scored, score_measures

# What stands between two figures of which the second is compared with, or listed beside, the first.
_PARTNER = re.compile(
    r"[^.;]{0,60}?\b(?:from|against|compared (?:with|to)|than|versus|over|to|and|or)\s+(?:\w+\s+)?|\s*[,(/-]?\s*"
)
_OWNER_FEATURES = ("owner-of-parent", "owner-of-part", "owner-alone")
_PARTNER_REACH = 80  # characters
COORDINATED = 6  # characters between two dates of one list: `2020, 2025 and 2030`


@dataclass(frozen=True, slots=True)
class Link:
    """What a figure was tied to; `subject` is None where nothing was named that it could be about."""

    subject: str | None
    measure: Measure | None
    score: float
    cue: int | None  # the first word of the cue that speaks for the measure in the figure's sentence
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Told:
    """What the figures before say of this one: evidence for the subject of the last, and for the last of its unit."""

    subject: str | None = None
    of_subject: tuple[Feature, ...] = ()
    measure: str | None = None
    of_measure: tuple[Feature, ...] = ()


@dataclass(frozen=True, slots=True)
class Pair:
    """A subject and a measure that a figure may be tied to, what that is worth, and the evidence for it."""

    candidate: Candidate
    scored: Scored
    score: float
    together: tuple[tuple[Feature, ...], ...]  # evidence for the pair, beside that of either


class Linker:
    """Ties the figures of one document, one after the other, in the order of the text."""

    def __init__(self, lexicon: Lexicon, document: Document, figures: Sequence[Figure]) -> None:
        """Look for the document's subjects once."""
        self._lexicon = lexicon
        self._document = document
        self._finder = SubjectFinder(lexicon, document, figures)
        self._firsts = [document.words_of(figure)[0] for figure in figures]
        get = lexicon.weights.get
        self._most_of_owner = max(0.0, *(get(name, 0.0) for name in _OWNER_FEATURES))
        self._last: tuple[Figure, Link] | None = None
        self._last_of_unit: dict[str, tuple[Figure, Link]] = {}

    def link(self, figure: Figure) -> Link:
        """The best pair of subject and measure for a figure; figures are asked for in the order of the text."""
        best = self._best(figure)
        chosen = self._unlinked(figure) if best is None or best.candidate.alone else _link(best)
        if best is not None and best.score > chosen.score:
            chosen = _link(best)
        self._last = (figure, chosen)
        self._last_of_unit[figure.unit] = self._last
        if figure.unit.startswith("count:"):
            self._last_of_unit[BARE_UNIT] = self._last
        return chosen

    def pairs(self, figure: Figure) -> Iterable[Pair]:
        """Every pair that a figure may be tied to, each subject with its best evidence."""
        told = self._told(figure)
        subjects = self._strongest(self._finder.candidates(figure), told)
        for base, scored in self._measures(figure, told):
            for candidate, score in (*subjects, *self._owners(subjects, scored.measure)):
                yield self._pair(candidate, scored, base + score, told)

    def _best(self, figure: Figure) -> Pair | None:
        """The best pair; what cannot win, whatever it is paired with, is not looked at."""
        told = self._told(figure)
        subjects = self._strongest(self._finder.candidates(figure), told)
        affinities = self._lexicon.affinities
        strongest = subjects[0][1] if subjects else 0.0
        best: tuple[float, Candidate, Scored, float] | None = None
        for base, scored in sorted(self._measures(figure, told), key=lambda entry: -entry[0]):
            most = base + affinities.highest
            if best is not None and most + strongest + self._most_of_owner < best[0]:
                break
            for candidate, score in (*self._owners(subjects, scored.measure), *subjects):
                if best is not None and most + score < best[0]:
                    continue
                affinity = affinities.of[candidate.subject, scored.measure.id]
                whole = base + score + (affinity.worth_uncued if scored.cue is None else affinity.worth_cued)
                if best is None or whole > best[0]:
                    best = (whole, candidate, scored, base + score)
        return self._pair(best[1], best[2], best[3], told) if best else None

    def _measures(self, figure: Figure, told: Told) -> list[tuple[float, Scored]]:
        """The measures that a figure may state, with what each is worth beside any subject."""
        repeated = worth(told.of_measure, self._lexicon.weights)
        return [
            (scored.score + (repeated if scored.measure.id == told.measure else 0.0), scored)
            for scored in score_measures(self._lexicon, self._document, figure, self._firsts)
        ]

    def _pair(self, candidate: Candidate, scored: Scored, score: float, told: Told) -> Pair:
        affinity = self._lexicon.affinities.of[candidate.subject, scored.measure.id]
        repeated = told.of_measure if scored.measure.id == told.measure else ()
        followed = told.of_subject if candidate.subject == told.subject else ()
        if scored.cue is None:
            return Pair(candidate, scored, score + affinity.worth_uncued, (repeated, followed, affinity.uncued))
        return Pair(candidate, scored, score + affinity.worth_cued, (repeated, followed, affinity.cued))

    def _strongest(self, candidates: Iterable[Candidate], told: Told) -> list[tuple[Candidate, float]]:
        """The best evidence for each subject, with what it is worth; the strongest first."""
        followed = worth(told.of_subject, self._lexicon.weights)
        found = [
            (candidate, candidate.score + (followed if candidate.subject == told.subject else 0.0))
            for candidate in strongest_of_each(candidates)
        ]
        return sorted(found, key=lambda entry: -entry[1])

    def _owners(self, subjects: Sequence[tuple[Candidate, float]], measure: Measure) -> list[tuple[Candidate, float]]:
        """Subjects that take this measure, with the evidence of the parent that is named, or of a part of it."""
        found = []
        for owner in self._lexicon.owners.get(measure.id, ()):
            why = f"{owner}: takes {measure.id} of what is named"
            above = self._lexicon.topic.subjects[owner].parent
            parent = next((entry for entry in subjects if entry[0].subject == above), None)
            if parent:
                found.append(self._owner(owner, parent, "owner-of-parent", why))
            elif not subjects:
                alone = Candidate(owner, (("owner-alone", 1.0),), why, alone=True)
                found.append((alone, worth(alone.features, self._lexicon.weights)))
            found += [
                self._owner(owner, entry, "owner-of-part", why)
                for entry in subjects
                if self._gives_up(entry[0], owner, measure)
            ]
        return found

    def _owner(self, owner: str, named: tuple[Candidate, float], name: str, why: str) -> tuple[Candidate, float]:
        feature = (name, 1.0)
        candidate = Candidate(owner, (*named[0].features, feature), why)
        return candidate, named[1] + worth((feature,), self._lexicon.weights)

    def _gives_up(self, part: Candidate, owner: str, measure: Measure) -> bool:
        """Whether a part of the owner, of one kind with it, takes other measures and leaves this one to it."""
        subjects = self._lexicon.topic.subjects
        subject = subjects[part.subject]
        same_kind = subject.parent == owner and subject.kind == subjects[owner].kind
        return same_kind and bool(subject.measures) and measure.id not in subject.measures

    def _unlinked(self, figure: Figure) -> Link:
        """The likeliest measure of a figure where no subject is named."""
        measures = score_measures(self._lexicon, self._document, figure, self._firsts)
        best = max(measures, key=lambda scored: scored.score, default=None)
        if best is None:
            return Link(None, None, 0.0, None, ())
        return Link(None, best.measure, best.score, best.cue, (best.why, "no subject is named"))

    def _told(self, figure: Figure) -> Told:
        """What the figures before say of this one."""
        if self._last is None:
            return Told()
        last, link = self._last
        alike = self._last_of_unit.get(figure.unit)
        of_measure = tuple(self._from(alike[0], figure, "measure")) if alike else ()
        measure = alike[1].measure.id if alike and alike[1].measure else None
        return Told(link.subject, tuple(self._from(last, figure, "subject")), measure, of_measure)

    def _from(self, before: Figure, figure: Figure, what: str) -> Iterable[Feature]:
        if figure.unit == "date" and what == "measure":
            if figure.start - before.end <= COORDINATED:
                yield "same-measure-dates", 1.0
            return
        gap = self._document.layout.number(figure.start) - self._document.layout.number(before.start)
        if gap <= 1:
            yield f"same-{what}-{'sentence' if gap == 0 else 'next'}", 1.0
        if gap == 0 and before.unit == figure.unit and self._are_partners(before, figure):
            yield f"same-{what}-partner", 1.0

    def _are_partners(self, before: Figure, figure: Figure) -> bool:
        if figure.start - before.end > _PARTNER_REACH:
            return False
        return _PARTNER.fullmatch(self._document.text, before.end, figure.start) is not None


def _link(pair: Pair) -> Link:
    why = (pair.candidate.why, pair.scored.why)
    return Link(pair.candidate.subject, pair.scored.measure, pair.score, pair.scored.cue, why)
